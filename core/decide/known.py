"""What is known about each criterion, in one value per side: what a table can show of the model."""

from __future__ import annotations

from collections.abc import Iterable

from core.decide.measured import Ratio
from core.decide.model import Model
from core.decide.rounding import four
from core.records.base import SIDES
from core.records.knowledge import Criterion, Knowledge
from core.records.rules import Condition
from core.records.verdict import KnownValue


def values(
    knowledge: Knowledge, model: Model, ratios: Iterable[dict[str, Ratio]]
) -> tuple[KnownValue, ...]:
    """Return the mean values of every criterion about which something is known.

    Weights have no part in it: a criterion that counts nothing for this person is there too.

    Args:
        knowledge: what is known.
        model: the draws.
        ratios: the measured ratios that entered, of each person for several.
    """
    people = tuple(ratios)
    when = {item.id: item.when for item in knowledge.evidence}
    found = (
        _value(model, row, criterion, people, when) for row, criterion in enumerate(model.criteria)
    )
    return tuple(value for value in found if value is not None)


def _value(
    model: Model,
    row: int,
    criterion: Criterion,
    people: tuple[dict[str, Ratio], ...],
    when: dict[str, Condition],
) -> KnownValue | None:
    cell = model.cells.get(criterion.id)
    if cell is None:
        used = [one for own in people for one in own[criterion.measured].used]
        if not used:
            return None
        return KnownValue(
            criterion=criterion.id,
            value={side: four(float(model.values[side][row].mean())) for side in SIDES},
            measured=tuple(dict.fromkeys(one.run for one in used)),
        )
    known = 1.0 - cell.unknown
    if not known.any():
        return None
    # No product by BLAS: its threads may sum in another order on another machine.
    return KnownValue(
        criterion=criterion.id,
        value={side: four(float((cell.mean[side] * known).sum() / known.sum())) for side in SIDES},
        evidence=cell.used,
        sometimes=tuple(id_ for id_ in cell.used if model.readings.holds(when[id_]) is not True),
    )
