"""What adds up to the margin: exact contributions, whole points that add up too."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from core.decide.aggregate import Outcome
from core.decide.model import Model
from core.decide.streams import Floats
from core.records.base import SIDES
from core.records.verdict import Contribution


def contributions(model: Model, outcome: Outcome) -> Floats:
    """Return each criterion's share of the margin, in points of 100, shape (criteria,).

    The mean over draws of weight times value difference; by linearity they add up to the mean
    difference. Positive is for PyTorch.
    """
    pytorch, tensorflow = SIDES
    gap = model.values[pytorch] - model.values[tensorflow]
    return 100.0 * np.einsum("cn,cn->c", outcome.weights, gap) / model.count


def whole_points(values: Sequence[float]) -> tuple[int, ...]:
    """Round so that the whole numbers add up to the rounded sum.

    Largest remainder: round down, then give the points still missing to the largest remainders.
    Zero stays zero. Rounds the absolute values where signs differ, so that a mirrored list gives
    mirrored points.
    """
    target = _half_away(math.fsum(values))
    rounded = [_half_away(v) for v in values]
    missing = target - sum(rounded)
    step = 1 if missing > 0 else -1
    # Whose rounding went furthest the other way gives way first; ties by size, then place.
    order = sorted(
        (i for i, v in enumerate(values) if v != 0.0),
        key=lambda i: (-step * (values[i] - rounded[i]), -abs(values[i]), i),
    )
    for i in order[: abs(missing)]:
        rounded[i] += step
    return tuple(rounded)


def _half_away(value: float) -> int:
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def as_records(
    model: Model, outcome: Outcome, because: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Contribution, ...]:
    """Return the contributions as a verdict shows them.

    Largest for PyTorch first, then those for TensorFlow in rising order; criteria that do not
    matter are left out. `because` names the answers behind each criterion.
    """
    values = contributions(model, outcome)
    counted = [i for i, c in enumerate(model.criteria) if model.points[i].any() or values[i] != 0]
    whole = dict(zip(counted, whole_points([float(values[i]) for i in counted]), strict=True))
    rows = []
    for i in sorted(counted, key=lambda i: -values[i]):
        criterion = model.criteria[i]
        ratio = model.ratios.get(criterion.measured) if criterion.measured else None
        cell = model.cells.get(criterion.id)
        rows.append(
            Contribution(
                criterion=criterion.id,
                label=criterion.label,
                value=round(float(values[i]), 4) + 0.0,
                points=whole[i],
                level=round(model.levels[criterion.id], 4),
                measured=tuple(dict.fromkeys(u.run for u in ratio.used)) if ratio else (),
                evidence=cell.used if cell else (),
                because=because.get(criterion.id, ()) if because else (),
            )
        )
    return tuple(rows)
