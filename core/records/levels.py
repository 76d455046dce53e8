"""Importance levels as people set and read them: five words, or whole points from 0 to 100.

The same on every page; `core.decide.levels` has the scale for arrays of readings.
"""

from __future__ import annotations

import math

MOST_LEVEL = 4.0
MOST_POINTS = 100
LEVEL_WORDS = ("none", "little", "some", "strong", "decisive")


def _clipped(level: float) -> float:
    return min(max(level, 0.0), MOST_LEVEL)


def level_word(level: float) -> str:
    """Return the word of the nearest level, 0 to 4."""
    return LEVEL_WORDS[math.floor(_clipped(level) + 0.5)]


def points_of(level: float) -> int:
    """Return the whole swing points of a level: 0, 7, 20, 47, 100 for 0 to 4.

    p(l) = 100 (2^l - 1) / 15: each word counts more than twice as much as the one below it.
    """
    return math.floor(100.0 * (2.0 ** _clipped(level) - 1.0) / 15.0 + 0.5)


STOPS = tuple(points_of(float(level)) for level in range(len(LEVEL_WORDS)))


def level_of(points: int) -> float:
    """Return the level of whole points; the points of a word give exactly that word's level."""
    if points in STOPS:
        return float(STOPS.index(points))
    clipped = min(max(points, 0), MOST_POINTS)
    return math.log2(1.0 + 15.0 * clipped / 100.0)


def stop_above(points: int) -> int:
    """Return the points of the next word up; the same at the top."""
    return next((stop for stop in STOPS if stop > points), STOPS[-1])


def stop_below(points: int) -> int:
    """Return the points of the next word down; the same at the bottom."""
    return next((stop for stop in reversed(STOPS) if stop < points), STOPS[0])
