"""T13: closed forms put back; the two draw level there, a step beyond the other side leads."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.decide.turning import Means, least_shift, turning_weights

GAPS = st.floats(-1.0, 1.0).map(lambda gap: round(gap, 6))
NUMBERS = st.lists(st.tuples(st.floats(0.1, 100.0), GAPS), min_size=2, max_size=6)


def mean_of(rows) -> Means:
    points, gap = zip(*rows, strict=True)
    return Means(np.array(points), np.array(gap))


def lead_at(mean: Means, row: int, weight: float) -> float:
    """Return the lead when one row has this weight and the others keep their proportion."""
    others = np.delete(mean.points, row)
    rest = np.delete(mean.gap, row) @ others / others.sum()
    return weight * mean.gap[row] + (1.0 - weight) * rest


@given(NUMBERS)
def test_t13_at_the_turning_weight_the_two_draw_level(rows):
    mean = mean_of(rows)
    for row, star in enumerate(turning_weights(mean)):
        if np.isnan(star):
            ends = lead_at(mean, row, 0.0), lead_at(mean, row, 1.0)
            assert ends[0] * ends[1] >= 0.0 or abs(ends[0] - ends[1]) < 1e-11
        else:
            assert lead_at(mean, row, star) == pytest.approx(0.0, abs=1e-9)


@given(NUMBERS)
def test_t13_the_least_shift_makes_the_two_level(rows):
    mean = mean_of(rows)
    shift = least_shift(mean)
    if shift is None:
        sides = {np.sign(mean.sum), *np.sign(mean.gap)}
        assert mean.sum == 0.0 or -np.sign(mean.sum) not in sides
        return
    weights = mean.weights.copy()
    for row, amount in shift.taken:
        assert 0.0 < amount <= weights[row] + 1e-12
        weights[row] -= amount
        weights[shift.to] += amount
    assert weights.sum() == pytest.approx(1.0)
    assert weights @ mean.gap == pytest.approx(0.0, abs=1e-8)
    assert shift.total == pytest.approx(sum(amount for _, amount in shift.taken))


@given(NUMBERS, st.data())
def test_t13_no_smaller_shift_does_it(rows, data):
    """Moving that much along any other two rows leaves the leader ahead or level."""
    mean = mean_of(rows)
    shift = least_shift(mean)
    assume(shift is not None)
    assert shift is not None
    sign, weights = np.sign(mean.sum), mean.weights
    for giver, taker in itertools.permutations(range(len(rows)), 2):
        share = data.draw(st.floats(0.0, 1.0))
        amount = min(weights[giver], share * shift.total)
        moved = weights @ mean.gap + amount * (mean.gap[taker] - mean.gap[giver])
        assert sign * moved >= -1e-9


def test_t13_an_even_start_has_no_shift():
    assert least_shift(Means(np.array([1.0, 1.0]), np.array([0.5, -0.5]))) is None
    assert least_shift(Means(np.zeros(2), np.array([0.5, -0.5]))) is None


def test_t13_a_row_that_is_alone_has_no_turning_weight():
    found = turning_weights(Means(np.array([3.0, 0.0]), np.array([0.5, -0.5])))
    assert np.isnan(found[0])
    assert found[1] == pytest.approx(0.5)
