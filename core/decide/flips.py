"""What would change the lead: one importance, one weight, one ratio, one fact."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from core.decide import flips_by_hand, measured
from core.decide.aggregate import Outcome
from core.decide.by_hand import ByHand
from core.decide.judge import Ground
from core.decide.model import Model
from core.decide.phrases import quoted
from core.decide.rounding import four
from core.decide.turning import (
    Means,
    least_shift,
    means,
    turning_gaps,
    turning_weights,
)
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.knowledge import Criterion
from core.records.outlook import Flip, Stability
from core.records.shares import of_100

MOST = 3  # of each kind


def leader(outcome: Outcome) -> Side:
    """Return the side that comes first in more of the draws."""
    return max(SIDES, key=lambda s: outcome.shares[s])


def by_numbers(hand: ByHand, model: Model, outcome: Outcome, ground: Ground) -> tuple[Flip, ...]:
    """Return the changes of a number: importance, weight, shift, ratio, one value.

    Where neither side is named, that the two draw level would be no news: there only what would
    get one of them named.

    Args:
        hand: tries importances on the same draws.
        model: everything drawn.
        outcome: shares over the draws.
        ground: the test that gave the verdict.
    """
    mean = means(model)
    if not mean.points.any():
        return ()
    if ground in ("open", "equal"):
        return flips_by_hand.deciding(hand, model, mean)
    return (
        *flips_by_hand.by_importance(hand, model, mean, leader(outcome)),
        *flips_by_hand.by_weight(hand, model, outcome, mean),
        *by_shift(model, mean),
        *by_ratio(model, outcome, mean),
        *by_value(model, outcome, mean),
    )


def by_shift(model: Model, mean: Means) -> tuple[Flip, ...]:
    """Return the least total of weight to move, as one line; nothing where none can do it."""
    shift = least_shift(mean)
    if shift is None:
        return ()
    receiver = model.criteria[shift.to]
    givers = [model.criteria[i] for i, _ in shift.taken]
    names = " and ".join(quoted(c.label) for c in givers[:2])
    if len(givers) > 2:
        names = f"{quoted(givers[0].label)} and {len(givers) - 1} more"
    return (
        Flip(
            kind="shift",
            what=f"{of_100(shift.total)} of all weight moved to {quoted(receiver.label)}",
            now=f"It is with {names} now",
            then="the two draw level; no smaller move does it",
            subject=receiver.id,
            others=tuple(c.id for c in givers),
            value=four(shift.total),
        ),
    )


def by_ratio(model: Model, outcome: Outcome, mean: Means) -> tuple[Flip, ...]:
    """Return the measured speed ratios at which the lead would vanish.

    The value difference at which it does, put through the inverse of the value function. No line
    where even the largest ratio could not do it.
    """
    pytorch, _ = SIDES
    ahead = leader(outcome)
    other = _other(ahead)
    flips = []
    for criterion, turning in zip(model.criteria, turning_gaps(mean), strict=True):
        if not criterion.measured or not abs(turning) < 1.0:
            continue
        helps_other = turning < 0.0 if ahead == pytorch else turning > 0.0
        if not helps_other:
            continue
        factor = measured.ratio_for(float(turning))
        times = factor if other == pytorch else 1.0 / factor
        doing = {"train": "trains", "latency": "answers"}.get(criterion.measured, "runs")
        flips.append(
            Flip(
                kind="ratio",
                what=f"{SIDE_NAMES[other]} {doing} at least {times:.1f}× faster here",
                now=_ratio_now(model.ratios[criterion.measured]),
                then="the two draw level",
                subject=criterion.id,
                value=four(factor),
            )
        )
    return tuple(flips)


def _ratio_now(ratio: measured.Ratio) -> str:
    if not ratio.used:
        return "Not measured yet"
    factor = 2.0**ratio.mean
    name = SIDE_NAMES["pytorch" if factor >= 1.0 else "tensorflow"]
    return f"Measured here: {name} {max(factor, 1.0 / factor):.2f}× faster"


def by_value(model: Model, outcome: Outcome, mean: Means) -> tuple[Flip, ...]:
    """Return single values of the evidence at which the lead would vanish, smallest change first.

    Only the side behind is moved, upwards and at most to 1, the best anchor: what it would have
    to become. Measured criteria have their own line, as a ratio.
    """
    other = _other(leader(outcome))
    sign = 1.0 if other == "pytorch" else -1.0
    found: list[tuple[float, Flip]] = []
    for i, turning in enumerate(turning_gaps(mean)):
        criterion = model.criteria[i]
        now = float(model.values[other][i].mean())
        change = sign * (float(turning) - float(mean.gap[i]))
        if criterion.measured or math.isnan(turning) or not 0.0 < change <= 1.0 - now:
            continue
        there, here = _anchor(criterion, now + change), _anchor(criterion, now)
        flip = Flip(
            kind="fact",
            what=f"{SIDE_NAMES[other]} at {now + change:.2f} of 1 on {quoted(criterion.label)}"
            f"{there if there != here else ''}",
            now=f"The evidence puts it at {now:.2f}{here}",
            then="the two draw level",
            subject=criterion.id,
            value=four(now + change),
        )
        found.append((change, flip))
    return _nearest(found)


def _anchor(criterion: Criterion, value: float) -> str:
    """Return the wording of the nearest anchor of the scale, as an insertion; may be empty."""
    if not criterion.anchors:
        return ""
    nearest = min(criterion.anchors, key=lambda place: abs(float(place) - value))
    return f" (near “{criterion.anchors[nearest]}”)"


def stability(model: Model) -> tuple[Stability, ...]:
    """Return how far each weight may move before the lead changes sides, heaviest first."""
    mean = means(model)
    weights, turning = mean.weights, turning_weights(mean)
    rows = []
    for i in np.argsort(-weights, kind="stable").tolist():
        weight, end = float(weights[i]), float(turning[i])
        if weight == 0.0:
            continue
        rows.append(
            Stability(
                criterion=model.criteria[i].id,
                label=model.criteria[i].label,
                weight=four(weight),
                low=four(end) if end <= weight else 0.0,
                high=four(end) if end > weight else 1.0,
            )
        )
    return tuple(rows)


def _other(side: Side) -> Side:
    return next(s for s in SIDES if s != side)


def _nearest(found: Iterable[tuple[float, Flip]]) -> tuple[Flip, ...]:
    return tuple(flip for _, flip in sorted(found, key=lambda f: f[0])[:MOST])
