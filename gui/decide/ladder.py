"""The waterfall's arithmetic: which bars, from where to where, on which scale. No painting."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

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
        was: the total before a trial; None where none is made.
        moved: whether the trial has moved anything.
    """

    bars: tuple[Bar, ...]
    total: int
    low: float
    high: float
    small: tuple[str, ...]
    least: float
    most: float
    was: int | None = None
    moved: bool = False

    def ticks(self) -> tuple[int, ...]:
        """Return four to seven round numbers on the scale, with 0."""
        span = max(self.most - self.least, 1.0)
        step = next((s for s in (1, 2, 5, 10, 20, 25, 50) if span / s <= 7), 100)
        first = math.ceil(self.least / step) * step
        return tuple(range(first, math.floor(self.most) + 1, step))


def in_order(contributions: Sequence[Contribution]) -> list[Contribution]:
    """Return those of a point or more: for PyTorch falling, then for TensorFlow rising."""
    shown = [c for c in contributions if c.points]
    return sorted(shown, key=_place)


def _place(row: Contribution) -> tuple[bool, int, float, str]:
    return row.points < 0, -row.points, -row.value, row.criterion


def build_ladder(verdict: Verdict, before: Verdict | None = None) -> Ladder:
    """Return the rows of a verdict's waterfall; they add up to its total.

    Args:
        verdict: the verdict shown.
        before: the verdict that a trial is made from. Its rows keep their places, the scale holds
            both, and its total stays in sight.
    """
    rows = in_order(verdict.contributions) if before is None else _kept_in_place(verdict, before)
    bars: list[Bar] = []
    at = 0
    for c in rows:
        bars.append(Bar(c.label, c.points, at, at + c.points, c.level, bool(c.measured)))
        at += c.points
    drawn = {row.criterion for row in rows}
    small = tuple(
        c.label
        for c in verdict.contributions
        if c.criterion not in drawn and c.criterion not in verdict.zeroed and c.level > 0
    )
    low, high = verdict.margin.low, verdict.margin.high
    reach = [0.0, low, high, *(float(bar.end) for bar in bars)]
    was = None
    if before is not None:
        old = build_ladder(before)
        was = old.total
        reach += [old.least, old.most]
    moved = before is not None and verdict is not before
    return Ladder(tuple(bars), at, low, high, small, min(reach), max(reach), was, moved)


def _kept_in_place(verdict: Verdict, before: Verdict) -> list[Contribution]:
    """Return the rows of both verdicts as they are now, the old ones in their old order.

    Rows that sorted themselves anew under a moving slider could not be followed.
    """
    now = {row.criterion: row for row in verdict.contributions}
    old = in_order(before.contributions)
    names = {row.criterion for row in old}
    new = [row for row in in_order(verdict.contributions) if row.criterion not in names]
    was = [now.get(row.criterion) or _gone(row) for row in old]
    turn = next((i for i, row in enumerate(old) if row.points < 0), len(old))
    return [
        *was[:turn],
        *(row for row in new if row.points > 0),
        *(row for row in new if row.points < 0),
        *was[turn:],
    ]


def _gone(row: Contribution) -> Contribution:
    return msgspec.structs.replace(row, value=0.0, points=0, level=0.0)


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
        f"{bar.label}: {_points_words(bar)}{', measured here' if bar.measured else ''}."
        for bar in ladder.bars
    ]
    span = f"90 of 100 readings lie between {span_words(ladder.low, ladder.high)}."
    was = (
        f" Before the trial: {ahead(ladder.was)}."
        if ladder.was is not None and ladder.moved
        else ""
    )
    return " ".join([*rows, f"{ahead(ladder.total)}.{was}", span.replace(" to ", " and ")])


def _points_words(bar: Bar) -> str:
    if not bar.points:
        return "nothing now"
    unit = "point" if abs(bar.points) == 1 else "points"
    return f"{abs(bar.points)} {unit} for {SIDE_NAMES[bar.side]}"
