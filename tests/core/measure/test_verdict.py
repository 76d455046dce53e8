from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.measure.verdict import agreeing, leaning, verdict_of

ratios = st.floats(0.01, 100.0)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.96, 1.04, "no_practical_difference"),
        (1.01, 1.04, "no_practical_difference"),
        (1 / 1.05, 1.05, "no_practical_difference"),
        (1.01, 1.06, "pytorch_faster"),
        (1.20, 1.30, "pytorch_faster"),
        (0.90, 0.99, "tensorflow_faster"),
        (0.90, 1.01, "cannot_tell"),
        (1.00, 1.20, "cannot_tell"),
        (math.nan, 1.2, "cannot_tell"),
        (0.0, math.inf, "cannot_tell"),
    ],
)
def test_the_words_follow_from_the_interval(low, high, verdict):
    assert verdict_of(low, high, 0.05) == verdict


@given(ratios, ratios, st.floats(0.001, 1.0))
def test_the_mirror_image_names_the_other_side(a, b, margin):
    low, high = min(a, b), max(a, b)
    edges = (1.0, 1.0 + margin, 1.0 / (1.0 + margin))
    assume(all(abs(x - e) > 1e-9 for x in (low, high, 1 / low, 1 / high) for e in edges))
    mirror = {"pytorch_faster": "tensorflow_faster", "tensorflow_faster": "pytorch_faster"}
    found = verdict_of(low, high, margin)
    assert verdict_of(1.0 / high, 1.0 / low, margin) == mirror.get(found, found)


def test_a_launch_may_lean_but_says_no_more():
    assert leaning(0.1, 0.2) == "pytorch"
    assert leaning(-0.2, -0.1) == "tensorflow"
    assert leaning(-0.1, 0.2) is None
    assert leaning(None, None) is None


def test_launches_that_agree_are_counted():
    assert agreeing("pytorch_faster", [0.1, 0.2, -0.1], 0.05) == 2
    assert agreeing("no_practical_difference", [0.01, 0.2, -0.01], 0.05) == 2
    assert agreeing("cannot_tell", [0.1], 0.05) == 0
