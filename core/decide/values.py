"""From evidence to values: what holds in each draw, pooled, aged and drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.decide.readings import Readings
from core.decide.streams import Bools, Floats, Ints, Streams
from core.records.base import SIDES
from core.records.knowledge import Evidence, Knowledge

HALF_WIDTH = {"documented": 0.05, "survey": 0.10, "judgement": 0.20, "seed": 0.25}
NARROWEST, WIDEST = 0.02, 0.5
WIDER_A_YEAR = 0.05  # from the second year on
NOTHING_KNOWN = (0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known about one criterion in each draw.

    Attributes:
        mean: side -> centre of the value, shape (count,).
        half: side -> half-width of the value, shape (count,).
        used: ids of the evidence that holds in at least one draw.
        unknown: 1 where nothing is known, 0 where something is, between where several ticked
            options were averaged; shape (count,).
    """

    mean: dict[str, Floats]
    half: dict[str, Floats]
    used: tuple[str, ...]
    unknown: Floats

    @property
    def missing(self) -> float:
        """Return the share of the draws in which nothing is known."""
        return float(self.unknown.mean())

    def kept(self, keep: Ints) -> Cell:
        """Return the cell in some draws only, by their indexes."""
        return replace(
            self,
            mean={side: mean[keep] for side, mean in self.mean.items()},
            half={side: half[keep] for side, half in self.half.items()},
            unknown=self.unknown[keep],
        )


def half_width(item: Evidence, as_of: dt.date) -> float:
    """Return the half-width of an item's value on a day: its own or its kind's, wider with age."""
    own = item.width if item.width is not None else HALF_WIDTH[item.kind]
    years = (as_of - item.date).days / 365.25
    return min(own + WIDER_A_YEAR * max(0.0, years - 1.0), WIDEST)


def pool(means: Sequence[float], halves: Sequence[float]) -> tuple[float, float]:
    """Return one value and half-width for several items on the same cell.

    Precision-weighted; items that disagree widen the result instead of cancelling, to at least
    half the largest distance. Nothing known: anything from 0 to 1.
    """
    if not means:
        return NOTHING_KNOWN
    m, h = np.asarray(means, dtype=np.float64), np.asarray(halves, dtype=np.float64)
    precision = 1.0 / np.maximum(h, 1e-9) ** 2
    # Sorted, so that the order in which items are listed changes not even the last digit.
    order = np.lexsort((m, precision))
    m, precision = m[order], precision[order]
    centre = float((m * precision).sum() / precision.sum())
    half = max(float(precision.sum() ** -0.5), float(np.abs(m - centre).max()) / 2.0)
    return centre, min(max(half, NARROWEST), WIDEST)


def usable(knowledge: Knowledge) -> dict[str, tuple[Evidence, ...]]:
    """Return criterion -> the evidence that may count for it.

    Left out: what is shown only or retired, and what rests on nothing but claims that were judged
    wrong or outdated.
    """
    void = {claim.id for claim in knowledge.claims if claim.verdict in ("wrong", "outdated")}
    found: dict[str, list[Evidence]] = {criterion.id: [] for criterion in knowledge.criteria}
    for item in knowledge.evidence:
        holds = not item.claims or any(claim not in void for claim in item.claims)
        if item.status == "in_use" and holds and item.criterion in found:
            found[item.criterion].append(item)
    return {criterion: tuple(items) for criterion, items in found.items()}


def known(items: Sequence[Evidence], readings: Readings, as_of: dt.date) -> Cell:
    """Return what the evidence on one criterion says in each draw.

    Where several options of one question were ticked and the evidence hangs on them, each is
    judged alone; their means are averaged with equal shares and their spread is added.
    """
    variants = _variants(items, readings)
    cells = [_cell(items, variant, as_of) for variant in variants]
    if len(cells) == 1:
        return cells[0]
    mean = {side: np.mean([c.mean[side] for c in cells], axis=0) for side in SIDES}
    half = {
        side: np.mean([c.half[side] for c in cells], axis=0)
        + np.ptp([c.mean[side] for c in cells], axis=0) / 2.0
        for side in SIDES
    }
    used = tuple(dict.fromkeys(id_ for c in cells for id_ in c.used))
    return Cell(mean, half, used, np.mean([c.unknown for c in cells], axis=0))


def _variants(items: Sequence[Evidence], readings: Readings) -> list[Readings]:
    asked = dict.fromkeys(term.q for item in items for term in item.when.terms())
    for question in asked:
        reading = readings.by_id.get(question)
        if reading is None or len(reading.chosen) < 2:
            continue
        named = {o for i in items for t in (*i.when.all, *i.when.any) if t.q == question
                 for o in t.is_}  # fmt: skip
        told = [option for option in reading.chosen if option in named]
        if told:
            return [readings.answered(question, (option,)) for option in told]
    return [readings]


def _cell(items: Sequence[Evidence], readings: Readings, as_of: dt.date) -> Cell:
    truths = [readings.holds(item.when) for item in items]
    fixed = [item for item, truth in zip(items, truths, strict=True) if truth is True]
    varying = [(i, t) for i, t in zip(items, truths, strict=True) if not isinstance(t, bool)]
    key = np.zeros(readings.count, dtype=np.int64)
    for bit, (_, truth) in enumerate(varying):
        key |= np.asarray(truth, dtype=np.int64) << bit
    mean = {side: np.empty(readings.count) for side in SIDES}
    half = {side: np.empty(readings.count) for side in SIDES}
    used: dict[str, None] = dict.fromkeys(item.id for item in fixed)
    unknown = np.zeros(readings.count)
    for combination in np.flatnonzero(np.bincount(key)):
        here: Bools = key == combination
        held = [*fixed, *(i for bit, (i, _) in enumerate(varying) if combination >> bit & 1)]
        used.update(dict.fromkeys(item.id for item in held))
        unknown[here] = 0.0 if held else 1.0
        for side in SIDES:
            told = [item for item in held if side in item.value]
            centre, width = pool(
                [item.value[side] for item in told], [half_width(item, as_of) for item in told]
            )
            mean[side][here], half[side][here] = centre, width
    return Cell(mean, half, tuple(used), unknown)


def draw(cell: Cell, criterion: str, streams: Streams) -> tuple[Floats, Floats]:
    """Return PyTorch's and TensorFlow's values in each draw; not clipped, so means stay exact."""
    first, second = streams.swapped(f"value:{criterion}")
    pytorch, tensorflow = SIDES
    return (
        cell.mean[pytorch] + cell.half[pytorch] * first,
        cell.mean[tensorflow] + cell.half[tensorflow] * second,
    )
