"""Many comparisons together: which winners stand, and how many differ."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from run_lines import launch_lines, run_of, three
from scipy import stats

from core.measure.analyse import analyse
from core.measure.family import benjamini_hochberg, family_of, holm

chances = st.lists(st.integers(0, 200).map(lambda n: n / 200), max_size=6)
ALPHA = 0.05


@given(chances)
def test_holm_rejects_what_bonferroni_rejects_in_every_subset(values):
    """The closed test of Bonferroni's: one stands when every set that holds it is refused."""
    adjusted = holm(values)
    tests = range(len(values))
    for i in tests:
        sets = (
            chosen
            for size in range(1, len(values) + 1)
            for chosen in itertools.combinations(tests, size)
            if i in chosen
        )
        stands = all(min(values[j] for j in chosen) * len(chosen) <= ALPHA for chosen in sets)
        assert (adjusted[i] <= ALPHA) == stands


@given(chances.filter(bool))
def test_benjamini_and_hochberg_as_scipy_has_it(values):
    assert benjamini_hochberg(values) == pytest.approx(list(stats.false_discovery_control(values)))


@given(chances)
def test_adjusting_keeps_the_order_and_never_lowers(values):
    for adjusted in (holm(values), benjamini_hochberg(values)):
        assert all(new >= old - 1e-12 for new, old in zip(adjusted, values, strict=True))
        assert all(0.0 <= p <= 1.0 for p in adjusted)
        pairs = sorted(zip(values, adjusted, strict=True))
        assert [p for _, p in pairs] == sorted(adjusted)


def test_a_clear_winner_stands_and_an_even_case_is_none():
    summary = analyse(run_of(*three()))
    train, latency = summary.cases
    assert train.wrong_side is not None
    assert train.wrong_side < 0.001
    assert summary.family.tests == 2
    assert summary.family.stand == (train.case.id,)
    assert latency.case.id not in summary.family.stand


def test_a_winner_that_is_only_just_one_falls_among_many():
    """Alone it excludes 1; with two looks to pay for, its chance is twice as large."""
    launches = [launch_lines(n, (r, 1.0)) for n, r in enumerate((1.10, 1.15, 1.23), start=1)]
    summary = analyse(run_of(*launches))
    winner = summary.cases[0]
    assert winner.verdict == "pytorch_faster"
    assert winner.wrong_side is not None
    assert 0.0125 < winner.wrong_side < 0.025
    assert summary.family.stand == ()
    alone = family_of([winner], 1)
    assert alone.stand == (winner.case.id,)
    assert family_of([winner], 3).stand == ()


def test_disturbed_and_unfinished_cases_are_no_comparison():
    summary = analyse(run_of(*three()[:1], state="cancelled"))
    assert summary.family.tests == 0
    assert (summary.family.stand, summary.family.differ) == ((), 0)
