"""T13: every flip with a number, found again from mean values in plain Python, none missing.

Exact to the last decimal shown. A lead of nothing on mean values has no other side, so it is left
out here.
"""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from decide_by_hand import by_hand
from decide_records import DAY, change
from decide_worlds import World, tries, worlds
from hypothesis import assume, given

from core.decide.resolve import resolve
from core.decide.streams import Streams

MOST = 3
NOBODY = ("Cannot tell yet", "Either is fine")  # no side is named, so nothing draws level


class Means:
    """Mean points, leads and values of one small world, from draws made by hand."""

    def __init__(self, world: World) -> None:
        self.world, self.streams = world, Streams(1, world.knowledge.meta.draws)
        self.draws = by_hand(world.knowledge, world.answers, world.runs, self.streams, DAY)
        n = len(self.draws)
        self.ids = [c.id for c in world.knowledge.criteria]
        self.measured = {c.id for c in world.knowledge.criteria if c.measured}
        self.points = {c: math.fsum(d.points[c] for d in self.draws) / n for c in self.ids}
        self.values = {
            side: {c: math.fsum(d.values[side][c] for d in self.draws) / n for c in self.ids}
            for side in ("pytorch", "tensorflow")
        }
        self.levels = {c: math.fsum(d.levels[c] for d in self.draws) / n for c in self.ids}
        both = self.values
        self.gap = {c: both["pytorch"][c] - both["tensorflow"][c] for c in self.ids}
        self.total = math.fsum(self.points.values())
        self.sum = math.fsum(self.points[c] * self.gap[c] for c in self.ids)
        wins = {side: math.fsum(d.first(side) for d in self.draws) for side in both}
        self.ahead = "pytorch" if wins["pytorch"] >= wins["tensorflow"] else "tensorflow"
        self.other = "tensorflow" if self.ahead == "pytorch" else "pytorch"
        # Nothing here hangs on rounding: no draw level, no value a hair from another.
        self.clear = abs(self.sum) > 1e-6 and all(abs(d.lead) > 1e-9 for d in self.draws)

    def rest(self, criterion: str) -> float:
        """Return the sum without one criterion."""
        return self.sum - self.points[criterion] * self.gap[criterion]

    def share(self, criterion: str, level: float) -> float:
        """Return the leader's share with one level set by hand."""
        overrides = {**self.world.answers.overrides, criterion: level}
        answers = change(self.world.answers, overrides=overrides)
        draws = by_hand(self.world.knowledge, answers, self.world.runs, self.streams, DAY)
        return math.fsum(draw.first(self.ahead) for draw in draws) / len(draws)


def apart(numbers) -> bool:
    """Return whether no two numbers differ by rounding alone: only then they have an order."""
    ordered = sorted(numbers)
    return all(high - low > 1e-9 for low, high in pairwise(ordered))


def inside(number: float, low: float, high: float) -> bool:
    """Return whether a number lies between two ends; at an end rounding decides, so not there."""
    assume(abs(number - low) > 1e-9 and abs(number - high) > 1e-9)
    return low < number < high


def nearest(found: list[tuple[float, str, float]]) -> list[tuple[str, float]]:
    assume(apart(far for far, _, _ in found))
    return [(criterion, value) for _, criterion, value in sorted(found, key=lambda f: f[0])[:MOST]]


def importances(mean: Means) -> list[tuple[str, float]]:
    found = []
    for c in mean.ids:
        if abs(mean.gap[c]) < 1e-12:
            continue
        star = -mean.rest(c) / mean.gap[c]
        if not inside(star, 0.0, 100.0):
            continue
        now, turn = mean.levels[c], math.log2(1.0 + 0.15 * star)
        level = math.ceil(turn) if turn > now else math.floor(turn)
        if mean.share(c, level) < 0.5 and round(now) != level:
            found.append((abs(level - now), c, float(level)))
    return nearest(found)


def ratios(mean: Means) -> list[tuple[str, float]]:
    found = []
    for c in mean.ids:
        if c not in mean.measured or mean.points[c] == 0.0:
            continue
        star = -mean.rest(c) / mean.points[c]
        helps = star < 0.0 if mean.ahead == "pytorch" else star > 0.0
        if abs(star) < 1.0 and helps:
            beyond = 2.0 * abs(star) + math.log2(1.05)
            found.append((c, 2.0 ** math.copysign(beyond, star)))
    return found


def facts(mean: Means) -> list[tuple[str, float]]:
    found = []
    sign = 1.0 if mean.other == "pytorch" else -1.0
    for c in mean.ids:
        if c in mean.measured or mean.points[c] == 0.0:
            continue
        now = mean.values[mean.other][c]
        change = sign * (-mean.rest(c) / mean.points[c] - mean.gap[c])
        if inside(change, 0.0, 1.0 - now):
            found.append((change, c, now + change))
    return nearest(found)


def shift(mean: Means) -> tuple[float, str, tuple[str, ...]] | None:
    """Move weight in a thousandth of the way at a time to where the leader gains least."""
    sign = math.copysign(1.0, mean.sum)
    assume(apart(mean.gap.values()))
    gain = {c: sign * mean.gap[c] for c in mean.ids}
    to = min(mean.ids, key=lambda c: gain[c])
    weight = {c: mean.points[c] / mean.total for c in mean.ids}
    left = math.fsum(weight[c] * gain[c] for c in mean.ids)
    moved, givers = 0.0, []
    for c in sorted(mean.ids, key=lambda c: -gain[c]):
        a_unit = gain[c] - gain[to]
        if left <= 1e-12 or a_unit <= 1e-12:
            break
        amount = min(weight[c], left / a_unit)
        if amount > 0.0:
            givers.append(c)
            moved, left = moved + amount, left - amount * a_unit
    return (moved, to, tuple(givers)) if left <= 1e-9 and givers else None


def told(verdict, kind: str, ids: list[str]) -> list[tuple[str, float]]:
    return [(f.subject, f.value) for f in verdict.flips if f.kind == kind and f.subject in ids]


def alike(found, expected) -> None:
    assert [c for c, _ in found] == [c for c, _ in expected]
    for (_, value), (_, right) in zip(found, expected, strict=True):
        assert value == pytest.approx(right, abs=1e-4, rel=1e-4)


@tries(80)
@given(worlds(draws=40))
def test_t13_every_number_is_found_again_and_none_is_missing(world: World):
    found = resolve(world.knowledge, world.answers, world.runs, as_of=DAY)
    if not found.show_shares:
        assert {flip.kind for flip in found.flips} <= {"answer", "pair", "fact"}
        assert found.stability == ()
        assert found.central_weights == {}
        return
    if found.title in NOBODY:
        assert {flip.kind for flip in found.flips} <= {"importance", "answer", "fact"}
        assert not any("draw level" in flip.then for flip in found.flips)
        return
    mean = Means(world)
    assume(mean.clear)
    alike(told(found, "importance", mean.ids), importances(mean))
    alike(told(found, "ratio", mean.ids), ratios(mean))
    alike(told(found, "fact", mean.ids), facts(mean))
    expected = shift(mean)
    flips = [f for f in found.flips if f.kind == "shift"]
    assert len(flips) == (expected is not None)
    if expected is not None:
        assert flips[0].value == pytest.approx(expected[0], abs=1e-4)
        assert (flips[0].subject, flips[0].others) == (expected[1], expected[2])
