"""The waterfall's arithmetic: which bars, from where to where, on which scale. No painting."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.records.base import SIDE_NAMES, Side
from core.records.verdict import Contribution, Verdict


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: from `start` to `end` in points, positive = for PyTorch."""

    label: str
    points: int
    start: int
    end: int
    level: float
    measured: bool

    @property
    def side(self) -> Side:
        """Return the side the bar speaks for."""
        return "pytorch" if self.points > 0 else "tensorflow"


@dataclass(frozen=True, slots=True)
class Ladder:
    """All rows, their total and the scale.

    Attributes:
        bars: rows of at least one point, in the order they are drawn.
        total: sum of the rows, which is the rounded margin.
        low: lower end of the range that holds 90 of 100 readings, in points; high: upper end.
        small: labels of the criteria that add less than half a point each.
        least: lower end of the scale; most: upper end.
    """

    bars: tuple[Bar, ...]
    total: int
    low: float
    high: float
    small: tuple[str, ...]
    least: float
    most: float

    def ticks(self) -> tuple[int, ...]:
        """Return four to seven round numbers on the scale, with 0."""
        span = max(self.most - self.least, 1.0)
        step = next((s for s in (1, 2, 5, 10, 20, 25, 50) if span / s <= 7), 100)
        first = math.ceil(self.least / step) * step
        return tuple(range(first, math.floor(self.most) + 1, step))


def in_order(contributions: Sequence[Contribution]) -> list[Contribution]:
    """Return those of a point or more: for PyTorch falling, then for TensorFlow rising."""
    shown = [c for c in contributions if c.points]
    return sorted(shown, key=lambda c: (c.points < 0, -c.points, -c.value, c.criterion))


def build_ladder(verdict: Verdict) -> Ladder:
    """Return the rows of a verdict's waterfall; they add up to its total."""
    bars: list[Bar] = []
    at = 0
    for c in in_order(verdict.contributions):
        bars.append(Bar(c.label, c.points, at, at + c.points, c.level, bool(c.measured)))
        at += c.points
    small = tuple(
        c.label
        for c in verdict.contributions
        if not c.points and c.criterion not in verdict.zeroed and c.level > 0
    )
    low, high = verdict.margin.low, verdict.margin.high
    reach = [0.0, low, high, *(float(bar.end) for bar in bars)]
    return Ladder(tuple(bars), at, low, high, small, min(reach), max(reach))


def ahead(total: int) -> str:
    """Return the total in words, naming the side."""
    if total == 0:
        return "Even"
    return f"{SIDE_NAMES['pytorch' if total > 0 else 'tensorflow']} ahead by {abs(total)}"


def span_words(low: float, high: float) -> str:
    """Return the range in words: which side, by how many points."""

    def end(points: float) -> str:
        whole = round(points)
        if whole == 0:
            return "even"
        return f"{SIDE_NAMES['pytorch' if whole > 0 else 'tensorflow']} by {abs(whole)}"

    return f"{end(high)} to {end(low)}"


def in_words(ladder: Ladder) -> str:
    """Return the whole waterfall as text, for screen readers and for copying."""
    rows = [
        f"{bar.label}: {abs(bar.points)} {'point' if abs(bar.points) == 1 else 'points'} "
        f"for {SIDE_NAMES[bar.side]}{', measured here' if bar.measured else ''}."
        for bar in ladder.bars
    ]
    span = f"90 of 100 readings lie between {span_words(ladder.low, ladder.high)}."
    return " ".join([*rows, f"{ahead(ladder.total)}.", span.replace(" to ", " and ")])
