"""Closed forms on mean values: where the two would draw level.

With mean points p and mean value differences d (PyTorch minus TensorFlow) the lead is S / P with
S = sum_c p_c d_c and P = sum_c p_c.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.decide.model import Model
from core.decide.streams import Floats
from core.records.base import SIDES

SMALL = 1e-12


@dataclass(frozen=True, slots=True)
class Means:
    """Mean importance points and mean value differences, each of shape (criteria,)."""

    points: Floats
    gap: Floats

    @property
    def sum(self) -> float:
        """Return S, PyTorch's lead before it is divided by all points."""
        return float(self.points @ self.gap)

    @property
    def weights(self) -> Floats:
        """Return each criterion's share of all points; zeros when nothing has any."""
        total = float(self.points.sum())
        return self.points / total if total > 0.0 else np.zeros_like(self.points)


def means(model: Model) -> Means:
    """Return the means that every closed form here rests on."""
    return Means(model.points.mean(axis=1), gaps(model).mean(axis=1))


def gaps(model: Model) -> Floats:
    """Return PyTorch's value minus TensorFlow's, shape (criteria, count)."""
    pytorch, tensorflow = SIDES
    return model.values[pytorch] - model.values[tensorflow]


def turning_points(mean: Means) -> Floats:
    """Return the points at which each criterion alone would make the two draw level.

    p_c* = -(S - p_c d_c) / d_c. NaN where d_c is 0; outside 0..100 no level can do it.
    """
    rest = mean.sum - mean.points * mean.gap
    return np.divide(-rest, mean.gap, out=np.full_like(rest, np.nan), where=mean.gap != 0.0)


def turning_gaps(mean: Means) -> Floats:
    """Return the value difference of each criterion at which the two would draw level.

    d_c* = -(S - p_c d_c) / p_c; NaN where p_c is 0.
    """
    rest = mean.sum - mean.points * mean.gap
    return np.divide(-rest, mean.points, out=np.full_like(rest, np.nan), where=mean.points != 0.0)


def turning_weights(mean: Means) -> Floats:
    """Return the weight of each criterion, the others in proportion, at which the two draw level.

    With R the lead by all others, w d_c + (1 - w) R = 0 at w* = R / (R - d_c). NaN where no
    weight from 0 to 1 does it. The end of the weight stability interval (O'Shea et al., 2026,
    https://doi.org/10.1016/j.eswa.2025.128460).
    """
    total = float(mean.points.sum())
    found = np.full_like(mean.gap, np.nan)
    for i, (p, d) in enumerate(zip(mean.points, mean.gap, strict=True)):
        if total - p <= SMALL * max(total, 1.0):
            continue  # it is the only one that counts: there are no others in proportion
        rest = (mean.sum - p * d) / (total - p)
        if abs(rest - d) > SMALL and 0.0 <= rest / (rest - d) <= 1.0:
            found[i] = rest / (rest - d)
    return found


@dataclass(frozen=True, slots=True)
class Shift:
    """The least weight moved that makes the two draw level.

    Attributes:
        total: how much weight moves, 0..1.
        to: the row that it moves to.
        taken: (row, weight) it is taken from, in the order it is taken.
    """

    total: float
    to: int
    taken: tuple[tuple[int, float], ...]


def least_shift(mean: Means) -> Shift | None:
    """Return the least total of weight to move until the two draw level; None if none can do it.

    Weight goes from where the leader gains most to where it gains least; each unit moved changes
    the lead by the difference of the two, so taking the largest first moves least. What counts
    for nothing may receive weight.
    """
    weights, total = mean.weights, mean.sum
    if total == 0.0 or not weights.any():
        return None
    towards_leader = np.sign(total) * mean.gap
    to = int(towards_leader.argmin())
    left = float(weights @ towards_leader)
    taken: list[tuple[int, float]] = []
    for i in np.argsort(-towards_leader, kind="stable"):
        gain = float(towards_leader[i] - towards_leader[to])
        if left <= SMALL or gain <= SMALL:
            break
        amount = min(float(weights[i]), left / gain)
        if amount > 0.0:
            taken.append((int(i), amount))
            left -= amount * gain
    if left > 1e-9 or not taken:
        return None
    return Shift(sum(amount for _, amount in taken), to, tuple(taken))
