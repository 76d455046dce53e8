"""Weights times values: who comes first, by how much, and what knowing more is worth."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.decide.model import Model
from core.decide.readings import Reading
from core.decide.streams import Bools, Floats
from core.records.base import SIDES

INFEASIBLE = -1.0  # the utility of what cannot be used, in sums for the value of information only
BINS = 20  # equal-count groups of a measured ratio


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who comes first across the draws.

    Attributes:
        weights: shape (criteria, count); columns add up to 1, or are 0 when nothing matters.
        difference: PyTorch's utility minus TensorFlow's in each draw, shape (count,).
        utility: side -> utility in each draw, `INFEASIBLE` where it is ruled out.
        shares: side -> share of the draws it wins, and "none".
        p_equal: share of the draws in which the two are practically equal.
        nothing_matters: every level is 0.
    """

    weights: Floats
    difference: Floats
    utility: dict[str, Floats]
    shares: dict[str, float]
    p_equal: float
    nothing_matters: bool

    @property
    def margin(self) -> float:
        """Return PyTorch's mean lead in value units."""
        return float(self.difference.mean())

    def range(self) -> tuple[float, float]:
        """Return the range that holds 90 of 100 draws of the lead."""
        low, high = np.quantile(self.difference, [0.05, 0.95])
        return float(low), float(high)

    def regret(self) -> dict[str, float]:
        """Return side -> mean loss against the best choice in each draw."""
        best = np.maximum.reduce([self.utility[side] for side in SIDES])
        return {side: float((best - self.utility[side]).mean()) for side in SIDES}

    def monte_carlo_error(self) -> float:
        """Return the standard error of the larger share, sqrt(p (1 - p) / N)."""
        p = max(self.shares[side] for side in SIDES)
        return math.sqrt(p * (1.0 - p) / self.difference.size)


def aggregate(model: Model, eps: float) -> Outcome:
    """Return the outcome of the weighted sum U_a = sum_c w_c v_ca over all draws.

    Args:
        model: everything drawn.
        eps: a lead under this, in value units, is too small to matter.
    """
    total = model.points.sum(axis=0)
    weights = np.divide(model.points, total, out=np.zeros_like(model.points), where=total > 0)
    utility = {s: np.einsum("cn,cn->n", weights, model.values[s]) for s in SIDES}
    pytorch, tensorflow = SIDES
    difference = utility[pytorch] - utility[tensorflow]
    feasible = model.fired.feasible
    return Outcome(
        weights=weights,
        difference=difference,
        utility={s: np.where(feasible[s], utility[s], INFEASIBLE) for s in SIDES},
        shares=shares(difference, feasible),
        p_equal=float(
            (feasible[pytorch] & feasible[tensorflow] & (np.abs(difference) < eps)).mean()
        ),
        nothing_matters=not bool((total > 0).any()),
    )


def shares(difference: Floats, feasible: dict[str, Bools]) -> dict[str, float]:
    """Return side -> share of the draws in which it comes first; "none" where neither can.

    Counts: exact ties split equally, so the three add up to 1.
    """
    pytorch, tensorflow = SIDES
    both = feasible[pytorch] & feasible[tensorflow]
    ties = np.count_nonzero(both & (difference == 0.0)) / 2.0
    first = np.count_nonzero(
        (feasible[pytorch] & ~feasible[tensorflow]) | (both & (difference > 0))
    )
    second = np.count_nonzero(
        (feasible[tensorflow] & ~feasible[pytorch]) | (both & (difference < 0))
    )
    none = np.count_nonzero(~feasible[pytorch] & ~feasible[tensorflow])
    count = difference.size
    return {
        pytorch: (first + ties) / count,
        tensorflow: (second + ties) / count,
        "none": none / count,
    }


@dataclass(frozen=True, slots=True)
class Worth:
    """What knowing one thing is worth.

    Attributes:
        evppi: expected value of partial perfect information, in value units.
        chance: share of the draws in which knowing it changes the better choice.
    """

    evppi: float
    chance: float


def worth_of_question(outcome: Outcome, reading: Reading) -> Worth:
    """Return what an answer to an open question is worth, from the same draws.

    EVPPI(q) = sum_o share(o) max_a mean(U_a | o) - max_a mean(U_a).
    """
    if reading.drawn is None:
        return Worth(0.0, 0.0)
    return _worth(outcome, reading.drawn, len(reading.question.option))


def worth_of_ratio(outcome: Outcome, log2_ratio: Floats) -> Worth:
    """Return what measuring a ratio is worth: draws grouped in equal-count bins of the ratio."""
    rank = np.empty(log2_ratio.size, dtype=np.intp)
    rank[np.argsort(log2_ratio, kind="stable")] = np.arange(log2_ratio.size)
    return _worth(outcome, rank * BINS // log2_ratio.size, BINS)


def _worth(outcome: Outcome, group: np.ndarray, groups: int) -> Worth:
    size = np.bincount(group, minlength=groups).astype(np.float64)
    sums = np.array([np.bincount(group, outcome.utility[s], minlength=groups) for s in SIDES])
    count = float(size.sum())
    overall = sums.sum(axis=1) / count
    informed = float(sums.max(axis=0).sum()) / count
    best = int(overall.argmax())
    changed = (sums.argmax(axis=0) != best) & (size > 0)
    return Worth(max(0.0, informed - float(overall.max())), float((size * changed).sum() / count))
