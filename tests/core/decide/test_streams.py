"""Random numbers: own stream per item, mirrored pairs, prefixes, inverse normal."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from core.decide.streams import Streams, normal_quantile


def test_the_normal_quantile_agrees_with_scipy():
    p = np.concatenate([np.logspace(-15, -1, 200), np.linspace(0.05, 0.95, 300),
                        1 - np.logspace(-12, -1, 200)])  # fmt: skip
    assert normal_quantile(p) == pytest.approx(stats.norm.ppf(p), rel=1e-12, abs=1e-12)


def test_the_normal_quantile_of_zero_is_finite():
    assert np.isfinite(normal_quantile(np.array([0.0]))).all()
    assert normal_quantile(np.array([0.5]))[0] == 0.0


def test_streams_differ_by_item_and_seed_and_are_repeatable():
    a = Streams(1, 100)
    assert np.array_equal(a.uniform("x"), Streams(1, 100).uniform("x"))
    assert not np.array_equal(a.uniform("x"), a.uniform("y"))
    assert not np.array_equal(a.uniform("x"), Streams(2, 100).uniform("x"))


def test_a_short_run_is_the_beginning_of_a_long_one():
    short, long = Streams(3, 10), Streams(3, 1000)
    assert np.array_equal(short.uniform("x"), long.uniform("x")[:5])


def test_pairs_share_swap_and_oppose():
    streams = Streams(1, 8)
    shared, opposed = streams.shared("x"), streams.opposed("x")
    first, second = streams.swapped("x")
    assert np.array_equal(shared[:4], shared[4:])
    assert np.array_equal(opposed[:4], -opposed[4:])
    assert np.array_equal(first[:4], second[4:])
    assert np.array_equal(second[:4], first[4:])
    assert not np.array_equal(first[:4], second[:4])


def test_draws_are_uniform_and_normal():
    streams = Streams(5, 20_000)
    first, _ = streams.swapped("v")
    assert stats.kstest(first, stats.uniform(-1, 2).cdf).pvalue > 0.001
    assert stats.kstest(streams.opposed("v")[:10_000], "norm").pvalue > 0.001


@pytest.mark.parametrize("count", [0, 1, 3, -2])
def test_draws_come_in_pairs(count):
    with pytest.raises(ValueError, match="pairs"):
        Streams(1, count)
