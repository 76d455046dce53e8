from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from core.measure.statistics import (
    NO_PRIOR,
    Prior,
    SignSequence,
    Spread,
    estimate,
    hodges_lehmann,
    is_calmer,
    moderate,
    prior_of,
    rank_drift,
    sign_rank,
    spread_of,
    t_quantile,
    trigamma_inverse,
)

numbers = st.floats(-1e6, 1e6, allow_nan=False)


def test_sign_ranks_are_the_published_ones():
    known = {7: 0, 15: 1, 20: 3, 30: 6, 50: 13, 75: 23, 100: 33, 150: 54, 200: 75, 300: 119}
    assert {t: sign_rank(t) for t in known} == known
    assert [sign_rank(t) for t in range(1, 7)] == [None] * 6


def half_width(launches: int, prior: Prior) -> float:
    """The half-width of an interval at level 0.99 for launches whose variance is 1."""
    spread = np.arange(launches, dtype=float)
    found = estimate(tuple(spread / spread.std(ddof=1)), prior, 0.01)
    assert found is not None
    return round((found.high - found.low) / 2, 2)


def test_half_widths_are_the_published_ones():
    looks = (3, 4, 5, 6, 8)
    with_seven = [half_width(k, Prior(variance=1.0, df=7)) for k in looks]
    alone = [half_width(k, NO_PRIOR) for k in looks]
    assert with_seven == [1.88, 1.58, 1.39, 1.25, 1.05]
    assert alone == [5.73, 2.92, 2.06, 1.65, 1.24]


@pytest.mark.parametrize("df", [1, 2, 3.5, 9, 40, math.inf])
@pytest.mark.parametrize("p", [0.975, 0.995, 0.9833])
def test_t_quantiles_agree_with_scipy_stats(p, df):
    oracle = stats.norm.ppf(p) if math.isinf(df) else stats.t.ppf(p, df)
    assert t_quantile(p, df) == pytest.approx(oracle, rel=1e-9)


@given(st.lists(numbers, min_size=1, max_size=40))
def test_hodges_lehmann_lies_within_the_data_and_mirrors(values):
    centre = hodges_lehmann(values)
    assert min(values) <= centre <= max(values)
    assert hodges_lehmann([-v for v in values]) == pytest.approx(-centre, abs=1e-6)


def test_hodges_lehmann_shrugs_off_a_quarter_of_wild_values():
    rng = np.random.default_rng(1)
    calm = rng.normal(0.1, 0.01, 30)
    wild = np.concatenate([calm, np.full(8, 50.0)])
    assert hodges_lehmann(wild.tolist()) == pytest.approx(0.1, abs=0.02)


def test_hodges_lehmann_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no values"):
        hodges_lehmann([])


@given(st.floats(1e-5, 1e6))
def test_trigamma_inverse_inverts(value):
    from scipy.special import polygamma

    assert float(polygamma(1, trigamma_inverse(value))) == pytest.approx(value, rel=1e-6)


def simulated(d0: float, s0: float, df: int, count: int, seed: int) -> list[Spread]:
    """Draw variances as limma's model has them: 1/sigma^2 ~ chi2(d0) / (d0 s0^2)."""
    rng = np.random.default_rng(seed)
    sigma2 = d0 * s0**2 / rng.chisquare(d0, count)
    return [Spread(float(v), df) for v in sigma2 * rng.chisquare(df, count) / df]


@pytest.mark.parametrize("d0", [4.0, 10.0])
def test_a_known_common_spread_is_recovered(d0):
    found = prior_of(simulated(d0, 0.03, 3, 6_000, seed=5))
    assert math.sqrt(found.variance) == pytest.approx(0.03, rel=0.05)
    assert found.df == pytest.approx(d0, rel=0.2)


def test_equal_true_variances_give_a_nearly_certain_common_spread():
    found = prior_of([Spread(float(v), 4) for v in np.random.default_rng(2).chisquare(4, 4000) / 4])
    assert found.variance == pytest.approx(1.0, rel=0.05)
    assert found.df > 100


def test_few_variances_give_no_common_spread():
    assert prior_of([Spread(0.1, 2)] * 5) == NO_PRIOR
    assert prior_of([Spread(0.1, 2)] * 6) != NO_PRIOR
    assert prior_of([Spread(0.0, 2)] * 8) == NO_PRIOR
    assert prior_of([Spread(math.nan, 0)] * 8) == NO_PRIOR


def test_moderation_is_the_weighted_mean_and_never_claims_more_than_was_seen():
    own = Spread(0.04, 2)
    assert moderate(own, NO_PRIOR) == own
    assert moderate(own, Prior(0.01, 4.0, 100.0)) == Spread((4 * 0.01 + 2 * 0.04) / 6, 6.0)
    assert moderate(own, Prior(0.01, 50.0, 12.0)).df == 12.0


def test_one_launch_gives_no_interval_and_two_give_student_s():
    assert estimate([0.1], NO_PRIOR, 0.05) is None
    assert spread_of([0.1]).df == 0
    found = estimate([0.1, 0.3], NO_PRIOR, 0.05)
    assert found is not None
    low, high = stats.t.interval(0.95, 1, 0.2, stats.sem([0.1, 0.3]))
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.mean == pytest.approx(0.2)


def drifting_noise(rng: np.random.Generator, rounds: int) -> np.ndarray:
    """Return A/A log-ratios with slow contention and spikes; the coin makes the sign fair."""
    slow = np.zeros(rounds)
    for i in range(1, rounds):
        slow[i] = 0.9 * slow[i - 1] + rng.normal(0, 0.05)
    spikes = np.where(rng.random(rounds) < 0.08, rng.exponential(0.4, rounds), 0.0)
    noise = rng.normal(0, 0.03, rounds) + slow + spikes
    return noise * rng.choice((-1.0, 1.0), rounds)


def test_looking_after_every_round_keeps_its_promise():
    """Over 60 looks each, equal sides are called different in at most 5 % of launches."""
    rng = np.random.default_rng(11)
    wrong = 0
    for _ in range(400):
        sequence = SignSequence()
        for value in drifting_noise(rng, 60):
            interval = sequence.add(float(value))
            if interval and (interval[0] > 0.0 or interval[1] < 0.0):
                wrong += 1
                break
    assert wrong / 400 <= 0.05


def test_the_live_interval_only_narrows():
    sequence = SignSequence()
    widths = []
    for value in np.random.default_rng(3).normal(0.1, 0.05, 60):
        interval = sequence.add(float(value))
        if interval:
            widths.append(interval[1] - interval[0])
    assert sequence.count == 60
    assert len(widths) == 54
    assert all(b <= a for a, b in itertools.pairwise(widths))


@pytest.mark.parametrize("looks", [(3,), (3, 4, 5)])
def test_stopping_at_the_first_verdict_keeps_the_error(looks):
    """A/A runs of 12 cases with moderated variances, stopped case by case as the engine does.

    At equal speed a false winner is an interval that misses the truth, so this is coverage too.
    """
    rng = np.random.default_rng(7)
    alpha = 0.05 / len(looks)
    wrong = total = 0
    for _ in range(250):
        sigma = 0.03 * np.sqrt(8.0 / rng.chisquare(8.0, 12))
        means = rng.normal(0.0, sigma[:, None], (12, looks[-1]))
        for case in range(12):
            total += 1
            for look in looks:
                prior = prior_of([spread_of(row[:look].tolist()) for row in means])
                found = estimate(means[case, :look].tolist(), prior, alpha)
                assert found is not None
                if found.low > 0.0 or found.high < 0.0:
                    wrong += 1
                    break
    assert wrong / total <= 0.06


def test_a_trend_over_the_rounds_is_seen_and_noise_is_not():
    rng = np.random.default_rng(4)
    p, change = rank_drift((np.linspace(0, 0.2, 30) + rng.normal(0, 0.01, 30)).tolist())
    assert p < 1e-6
    assert change == pytest.approx(0.2, rel=0.2)
    assert rank_drift(rng.normal(0, 0.01, 30).tolist())[0] > 0.01
    assert rank_drift([1.0, 2.0]) == (1.0, 0.0)
    assert rank_drift([1.0, 2.0, 3.0, 4.0])[0] == 0.0


def test_a_noisier_day_does_not_borrow_from_calm_ones():
    rng = np.random.default_rng(3)
    calm = [Spread(0.02**2 * rng.chisquare(2) / 2, 2) for _ in range(60)]
    same = [is_calmer(calm, days(rng, 0.02)) for _ in range(400)]
    noisy = [is_calmer(calm, days(rng, 0.10)) for _ in range(400)]
    assert np.mean(same) < 0.35
    assert np.mean(noisy) > 0.95
    assert not is_calmer([], days(rng, 0.1))
    assert not is_calmer(calm, [])


def days(rng: np.random.Generator, sd: float) -> list[Spread]:
    return [Spread(sd**2 * rng.chisquare(2) / 2, 2) for _ in range(6)]
