"""From answers to importance: levels, points, weights."""

from __future__ import annotations

import numpy as np

from core.decide.readings import Reading, Readings
from core.decide.streams import Bools, Floats, Streams
from core.records.knowledge import Criterion, Option

MOST = 4.0
LEAST = 0.05  # the least a level that is not switched off can be drawn as
# Half-width of a level's uncertainty: read from an answer, set by the person's own hand, or
# touched by answers that pull against each other.
TAU_ANSWER, TAU_OVERRIDE, TAU_CONFLICT = 0.5, 0.25, 1.0


def points(level_: Floats) -> Floats:
    """Return swing points of an importance level: 0, 6.7, 20, 46.7, 100 for 0 to 4."""
    return 100.0 * (np.exp2(level_) - 1.0) / 15.0


def level_of(points_: Floats | float) -> Floats:
    """Return the level that gives these points, the inverse of `points`."""
    return np.log2(1.0 + 15.0 * np.asarray(points_) / 100.0)


def level(criterion: Criterion, readings: Readings, override: float | None) -> Floats:
    """Return a criterion's level in each draw before its own uncertainty, shape (count,).

    Base level plus the shifts; a level that an answer states outright replaces the sum, the
    higher one where two do; the person's own override replaces both. Clipped to 0..4.
    """
    if override is not None:
        return np.full(readings.count, float(override))
    total = np.full(readings.count, criterion.base_level)
    stated = np.full(readings.count, -np.inf)
    for reading in readings.by_id.values():
        options = reading.question.option
        if any(criterion.id in option.shift for option in options):
            total = total + _shift(reading, criterion.id)
        if any(criterion.id in option.set for option in options):
            stated = np.maximum(stated, _stated(reading, criterion.id))
    return np.clip(np.where(np.isneginf(stated), total, stated), 0.0, MOST)


def _shift(reading: Reading, criterion: str) -> Floats | float:
    def of(option: Option) -> float:
        return option.shift.get(criterion, 0.0)

    if reading.drawn is not None:
        return np.array([of(option) for option in reading.question.option])[reading.drawn]
    # Several ticks that imply the same thing imply it once: the strongest in each direction.
    given = [of(option) for option in _chosen(reading)]
    return max(0.0, *given) + min(0.0, *given)


def _stated(reading: Reading, criterion: str) -> Floats | float:
    def of(option: Option) -> float:
        return option.set.get(criterion, -np.inf)

    if reading.drawn is not None:
        return np.array([of(option) for option in reading.question.option])[reading.drawn]
    return max((of(option) for option in _chosen(reading)), default=-np.inf)


def _chosen(reading: Reading) -> tuple[Option, ...]:
    return tuple(option for option in reading.question.option if option.id in reading.chosen)


def tau(*, overridden: bool, widened: bool) -> float:
    """Return the half-width of a level's uncertainty; the person's own hand is surest."""
    if overridden:
        return TAU_OVERRIDE
    return TAU_CONFLICT if widened else TAU_ANSWER


def drawn_points(criterion: str, level_: Floats, half: float, streams: Streams) -> Floats:
    """Return the points of a criterion in each draw, shape (count,).

    A level of exactly 0 stays 0: "does not matter" is not uncertain.
    """
    noise = half * (2.0 * streams.shared(f"level:{criterion}") - 1.0)
    off: Bools = level_ == 0.0
    return points(np.where(off, 0.0, np.maximum(level_ + noise, LEAST)))
