"""Pros and cons: the same number for both sides, each with where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from core.decide.measured import Ratio
from core.decide.model import Model
from core.records.base import SIDES, Side
from core.records.knowledge import Evidence, Knowledge
from core.records.verdict import Contribution, Point

MOST = 3  # of each sign
LEAST = 0.05  # points under which a contribution speaks for nobody
LEAST_LEAD = 0.03  # value units under which the two are alike
ROUNDING = 1e-9  # of values that the files give in hundredths
NO_WEIGHT = " (no weight for you)"

PHASE_WORDS = {"train": "A training step", "latency": "An answer at batch 1"}


def both_sides(
    knowledge: Knowledge, model: Model, rows: Sequence[Contribution]
) -> dict[str, tuple[Point, ...]]:
    """Return side -> its pros, then its cons.

    The criteria that speak for one side are pros there and cons for the other, so both get the
    same facts in the same order of weight; the shorter list sets how many.
    """
    items = {item.id: item for item in knowledge.evidence}
    speaking = {side: _speaking(side, model, rows, items) for side in SIDES}
    count = min(MOST, *(len(found) for found in speaking.values()))
    result: dict[str, tuple[Point, ...]] = {}
    for side in SIDES:
        other: Side = next(s for s in SIDES if s != side)
        pros = [_point("+", row, side, side, model, items) for row in speaking[side][:count]]
        cons = [_point("-", row, side, other, model, items) for row in speaking[other][:count]]
        result[side] = (*pros, *cons)
    return result


def _speaking(
    side: Side, model: Model, rows: Sequence[Contribution], items: dict[str, Evidence]
) -> list[Contribution]:
    """Return what speaks for a side: what counts for this person first, then what does not.

    A side that nothing counts for still has its strengths; they are named as having no weight.
    """
    sign = 1.0 if side == "pytorch" else -1.0
    counted = sorted((r for r in rows if sign * r.value >= LEAST), key=lambda r: -sign * r.value)
    known = {row.criterion for row in rows if abs(row.value) >= LEAST}
    rest = []
    for i, criterion in enumerate(model.criteria):
        cell = model.cells.get(criterion.id)
        if cell is None or cell.missing > 0.0 or criterion.id in known:
            continue
        pytorch, tensorflow = SIDES
        lead = sign * float((cell.mean[pytorch] - cell.mean[tensorflow]).mean())
        if lead >= LEAST_LEAD:
            row = Contribution(
                criterion=criterion.id,
                label=criterion.label,
                value=0.0,
                points=0,
                level=float(model.drawn_levels[criterion.id].mean()),
                evidence=cell.used,
            )
            rest.append((float(model.points[i].mean()) * lead, lead, row))
    rest.sort(key=lambda entry: (-entry[0], -entry[1], entry[2].criterion))
    found = [*counted, *(row for _, _, row in rest)]
    return [row for row in found if row.measured or _telling(row, side, items)]


def _telling(row: Contribution, side: Side, items: dict[str, Evidence]) -> Evidence | None:
    """Return the first item of a row that itself says what the row says, if any does.

    A row pools several items, and one of them may say the reverse: its words would stand under
    the wrong sign.
    """
    other = next(s for s in SIDES if s != side)
    for id_ in row.evidence:
        item = items.get(id_)
        if item and item.value.get(side, 0.0) - item.value.get(other, 0.0) >= LEAST_LEAD - ROUNDING:
            return item
    return None


def _point(
    sign: Literal["+", "-"],
    row: Contribution,
    side: Side,
    speaking: Side,
    model: Model,
    items: dict[str, Evidence],
) -> Point:
    """Return one point of a side, from a row that speaks for it or for the other one."""
    if row.measured:
        criterion = model.criteria[model.index(row.criterion)]
        ratio = model.ratios[criterion.measured]
        text = _measured_text(criterion.measured, ratio, side)
        return Point(sign=sign, text=text, criterion=row.criterion, kind="measured here", date="")
    item = _telling(row, speaking, items)
    if item is None:
        raise ValueError(f"nothing says that {row.criterion} speaks for {speaking}")
    return Point(
        sign=sign,
        text=item.text.get(side, row.label) + (NO_WEIGHT if row.level == 0.0 else ""),
        criterion=row.criterion,
        kind=item.kind,
        date=item.date.isoformat(),
        evidence=item.id,
    )


def _measured_text(phase: str, ratio: Ratio, side: Side) -> str:
    factor = 2.0**ratio.mean if side == "pytorch" else 2.0**-ratio.mean
    word = "faster" if factor >= 1.0 else "slower"
    return f"{PHASE_WORDS.get(phase, phase)} is {max(factor, 1.0 / factor):.2f}× {word} here"
