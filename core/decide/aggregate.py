"""Weights times values: who comes first, by how much, and what knowing more is worth."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.decide.model import Model
from core.decide.readings import Reading
from core.decide.streams import Bools, Floats, Ints
from core.records.base import SIDES

EVEN = 1e-12  # of the leads compared: what is under it is rounding
INFEASIBLE = -1.0  # the utility of what cannot be used, in sums for the value of information only


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who comes first across the draws.

    Attributes:
        weights: shape (criteria, count); columns add up to 1, or are 0 when nothing matters.
        difference: PyTorch's utility minus TensorFlow's in each draw, shape (count,).
        utility: side -> utility in each draw, `INFEASIBLE` where it is ruled out.
        first: side -> 1 in the draws it wins, 0.5 in ties, else 0, shape (count,).
        shares: side -> share of the draws it wins, and "none".
        equal: True in the draws in which the two are practically equal, shape (count,).
        nothing_matters: every level is 0.
        people: how many people's draws are in it, each with equally many and from one stream.
    """

    weights: Floats
    difference: Floats
    utility: dict[str, Floats]
    first: dict[str, Floats]
    shares: dict[str, float]
    equal: Bools
    nothing_matters: bool
    people: int = 1

    @property
    def p_equal(self) -> float:
        """Return the share of the draws in which the two are practically equal."""
        return float(self.equal.mean())

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

    @property
    def weighed(self) -> Bools:
        """Return the draws in which both can be used, so that weighing decides."""
        pytorch, tensorflow = SIDES
        return (self.utility[pytorch] > INFEASIBLE) & (self.utility[tensorflow] > INFEASIBLE)

    def if_wrong(self) -> dict[str, float]:
        """Return side -> mean lead of the other where that one comes first and both can be used.

        A side that the other never beats is absent.
        """
        pytorch, tensorflow = SIDES
        both = self.weighed
        behind = {pytorch: both & (self.difference < 0.0), tensorflow: both & (self.difference > 0)}
        return {
            side: float(np.abs(self.difference[where]).mean())
            for side, where in behind.items()
            if where.any()
        }

    def monte_carlo_error(self) -> float:
        """Return the standard error of the larger share."""
        return self._error(self.first[max(SIDES, key=lambda side: self.shares[side])])

    def equal_error(self) -> float:
        """Return the standard error of the share in which the two are practically equal."""
        return self._error(self.equal)

    def _error(self, of: Floats | Bools) -> float:
        """Return the standard error of a mean over the draws.

        Two draws of a mirrored pair share answers and levels, and the people's draws of one place
        share their random numbers. So what is independent are the means over both: their standard
        deviation over the root of their number.
        """
        means = of.reshape(2 * self.people, -1).mean(axis=0)
        return float(means.std() / math.sqrt(means.size))


def aggregate(model: Model, eps: float, people: int = 1) -> Outcome:
    """Return the outcome of the weighted sum U_a = sum_c w_c v_ca over all draws.

    Args:
        model: everything drawn.
        eps: a lead under this, in value units, is too small to matter.
        people: how many people's models were pooled into this one.
    """
    total = model.points.sum(axis=0)
    weights = np.divide(model.points, total, out=np.zeros_like(model.points), where=total > 0)
    utility = {s: np.einsum("cn,cn->n", weights, model.values[s]) for s in SIDES}
    pytorch, tensorflow = SIDES
    difference = utility[pytorch] - utility[tensorflow]
    feasible = model.fired.feasible
    first = firsts(difference, feasible)
    return Outcome(
        weights=weights,
        difference=difference,
        utility={s: np.where(feasible[s], utility[s], INFEASIBLE) for s in SIDES},
        first=first,
        shares=shares(first),
        equal=feasible[pytorch] & feasible[tensorflow] & (np.abs(difference) < eps),
        nothing_matters=not bool((total > 0).any()),
        people=people,
    )


def firsts(difference: Floats, feasible: dict[str, Bools]) -> dict[str, Floats]:
    """Return side -> 1 in the draws in which it comes first, 0.5 in exact ties, else 0."""
    pytorch, tensorflow = SIDES
    both = feasible[pytorch] & feasible[tensorflow]
    ahead = np.where(difference > 0.0, 1.0, np.where(difference < 0.0, 0.0, 0.5))
    return {
        pytorch: np.where(both, ahead, feasible[pytorch].astype(np.float64)),
        tensorflow: np.where(both, 1.0 - ahead, feasible[tensorflow].astype(np.float64)),
    }


def shares(first: dict[str, Floats]) -> dict[str, float]:
    """Return side -> share of the draws in which it comes first; "none" where neither can.

    Counts of halves, so they are exact and the three add up to 1.
    """
    count = first[SIDES[0]].size
    sums = {side: float(first[side].sum()) for side in SIDES}
    none = count - sum(sums.values())
    return {**{side: sums[side] / count for side in SIDES}, "none": none / count}


@dataclass(frozen=True, slots=True)
class Worth:
    """What knowing one thing is worth.

    Attributes:
        evppi: expected value of partial perfect information, in value units.
        chance: share of the draws in which knowing it puts the other side first.
    """

    evppi: float
    chance: float


def worth_of_question(outcome: Outcome, reading: Reading, *, rules: bool = True) -> Worth:
    """Return what an answer to an open question is worth, from the same draws.

    EVPPI(q) = sum_o share(o) max_a mean(U_a | o) - max_a mean(U_a): the expected value of partial
    perfect information, from one sample (Strong, Oakley and Brennan, 2014,
    https://doi.org/10.1177/0272989X13505910).

    Args:
        outcome: the draws.
        reading: the question.
        rules: an answer may rule a side out. Then it is worth what it is over all draws, or what
            it is where both sides can be used, whichever is more. Where none can, only the latter
            counts: a side that is safer from some other open question would come first by that
            alone, and nothing that is weighed could change it.
    """
    if reading.drawn is None:
        return Worth(0.0, 0.0)
    options = len(reading.question.option)
    weighing = _worth(outcome, reading.drawn, options, outcome.weighed)
    if not rules:
        return weighing
    return max(weighing, _worth(outcome, reading.drawn, options, None), key=lambda w: w.evppi)


def worth_of_ratio(outcome: Outcome, weight: Floats, gap: Floats) -> Worth:
    """Return what measuring a ratio is worth.

    Weights are drawn apart from the ratio, so the mean lead given a ratio is a straight line in
    the gap that this ratio makes: mean(rest) + mean(weight) * gap. No grouping of draws is needed,
    which would find a best choice in each group by chance alone where few draws are left. Measuring
    rules nothing out, so the draws count in which both can be used.

    Args:
        outcome: the draws.
        weight: of the criterion that the ratio gives a value to, shape (count,).
        gap: PyTorch's value on it minus TensorFlow's, shape (count,).
    """
    here = outcome.weighed
    if not here.any():
        return Worth(0.0, 0.0)
    rest = outcome.difference[here] - weight[here] * gap[here]
    lead = rest.mean() + weight[here].mean() * gap[here]
    total, size = float(lead.sum()), float(np.abs(lead).sum())
    # E[max(0, x)] - max(0, E[x]), written so that swapping the sides gives the same digits.
    evppi = (size - abs(total)) / 2.0
    even = EVEN * float(np.abs(lead).max())
    ahead, behind = int((lead > even).sum()), int((lead < -even).sum())
    turned = behind if total > 0.0 else ahead
    if abs(total) <= EVEN * size:
        turned = (ahead + behind) / 2.0  # nobody is ahead without it, and either might be named
    return Worth(max(0.0, evppi) / here.size, turned / here.size)


def worth_of_choice(outcome: Outcome, holds: Bools) -> Worth:
    """Return what it is worth to know a preference, given the draws in which it holds."""
    return _worth(outcome, holds.astype(np.intp), 2, outcome.weighed)


def _worth(outcome: Outcome, group: Ints, groups: int, within: Bools | None) -> Worth:
    """Return what knowing the group of a draw is worth, over all draws or some; per draw of all."""
    count = group.size
    here = slice(None) if within is None else within
    group = group[here]

    def sums(values: dict[str, Floats]) -> Floats:
        rows = [np.bincount(group, values[s][here], minlength=groups) for s in SIDES]
        return np.array(rows, dtype=np.float64)

    size = np.bincount(group, minlength=groups)
    utility, first = sums(outcome.utility), sums(outcome.first)
    evppi = float(utility.max(axis=0).sum() - utility.sum(axis=1).max()) / count
    named = int(first.sum(axis=1).argmax())
    other = 1 - named
    changed = first[other] > first[named]
    return Worth(max(0.0, evppi), float((size * changed).sum()) / count)
