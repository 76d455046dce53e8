"""T17: a measured ratio's value is odd, 0.5 within 5 %, saturates, and knows no unit of time."""

from __future__ import annotations

import math

import numpy as np
import pytest
from decide_records import DAY, case, run
from hypothesis import given
from hypothesis import strategies as st

from core.decide.measured import ratio_for, value
from core.decide.resolve import resolve


@given(st.floats(-10, 10))
def test_t17_the_value_is_odd_around_even(ratio):
    there, back = value(np.array([ratio, -ratio]))
    assert there + back == pytest.approx(1.0, abs=1e-12)
    assert 0.0 <= there <= 1.0


def test_t17_the_value_is_even_inside_the_dead_zone_and_saturates():
    inside = np.array([-math.log2(1.05), -0.01, 0.0, 0.03, math.log2(1.05)])
    assert (value(inside) == 0.5).all()
    just_beyond = value(np.array([math.log2(1.05) + 1e-6]))[0]
    assert 0.5 < just_beyond < 0.5 + 1e-6  # soft: no jump
    assert value(np.array([math.log2(1.05) + 1.0]))[0] == pytest.approx(0.75)
    assert value(np.array([math.log2(1.05) + 2.0, 9.0])) == pytest.approx([1.0, 1.0])


@given(st.floats(-0.99, 0.99).filter(lambda d: abs(d) > 1e-6))
def test_t17_the_ratio_for_a_difference_is_the_inverse_of_the_value(difference):
    got = value(np.array([math.log2(ratio_for(difference))]))[0]
    assert 2.0 * got - 1.0 == pytest.approx(difference, abs=1e-9)


@given(st.lists(st.floats(-6, 6), min_size=2, max_size=2).map(sorted))
def test_t17_a_larger_ratio_is_never_worth_less(pair):
    low, high = value(np.array(pair))
    assert low <= high


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.sampled_from([1, 1000, 10**6]))
def test_t17_the_unit_of_time_does_not_matter(pytorch_ns, tensorflow_ns, unit):
    """Exact: the same times in nanoseconds, microseconds' worth and so on give the same value."""
    there, here = (
        value(np.array([math.log2((tensorflow_ns * u) / (pytorch_ns * u))])) for u in (1, unit)
    )
    assert there == here


def test_t17_the_unit_of_time_does_not_matter_to_a_verdict(make):
    knowledge = make.small((make.criterion("s", measured="train"),))
    found = [
        resolve(
            knowledge, make.said(), (run(case(math.log((3_100 * u) / (2_900 * u)))),), as_of=DAY
        )
        for u in (1, 1000, 10**6)
    ]
    assert found[0] == found[1] == found[2]
