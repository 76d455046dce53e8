"""The mathematics of the verdict. Pure; the only user of SciPy.

`scipy.special` alone is imported: it loads several times faster than `scipy.stats` and has the
quantiles that are needed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

# Under this many variances a common spread is a guess: the case's own spread stands alone.
FEWEST_VARIANCES = 6
# limma floors the variances at this share of their median, so that a zero has a logarithm.
VARIANCE_FLOOR = 1e-5
# nu0 is itself an estimate. Taken as it comes, 6 to 12 cases of very unequal spread gave 6.5 %
# false winners in simulation instead of 5 %; held to this share of the degrees of freedom it was
# learnt from, at most 6.0 % there and under 5 % elsewhere.
LARGEST_SHARE = 1.0 / 3.0


@dataclass(frozen=True, slots=True)
class Spread:
    """A variance with its degrees of freedom."""

    variance: float
    df: float


@dataclass(frozen=True, slots=True)
class Prior:
    """The common spread of a group of cases.

    Attributes:
        variance: s0 squared; df: nu0; 0 means there is no common spread.
        most_df: the most degrees of freedom a moderated variance may claim: those of all the
            variances it was learnt from.
    """

    variance: float = 0.0
    df: float = 0.0
    most_df: float = math.inf


NO_PRIOR = Prior()


@dataclass(frozen=True, slots=True)
class Estimate:
    """The mean log-ratio over launches, its moderated error and its interval.

    Attributes:
        wrong_side: chance of a mean this far to one side, or farther, were the true one 0.
    """

    mean: float
    se: float
    df: float
    low: float
    high: float
    wrong_side: float


def hodges_lehmann(values: Sequence[float]) -> float:
    """Return the median of all pairwise means, each value with itself included.

    Hodges and Lehmann (1963): as steady as the mean under normal noise (95.5 %), and up to 29 %
    of the values may be spoilt before it breaks.
    """
    x = np.asarray(values, dtype=np.float64)
    if x.size == 0:
        raise ValueError("no values")
    i, j = np.triu_indices(x.size)
    return float(np.median((x[i] + x[j]) / 2.0))


def sign_rank(count: int, alpha: float = 0.05) -> int | None:
    """Return k such that [d_(k+1), d_(count-k)] belongs to the confidence sequence.

    The largest k with B(k + 1/2, t - k + 1/2) / B(1/2, 1/2) * 2^t >= 1 / alpha: the beta mixture
    of sign tests (Howard and Ramdas 2022), valid at every look at once. None while t is too
    small for any interval.
    """
    k = np.arange(count // 2 + 1)
    log_mixture = (
        special.betaln(k + 0.5, count - k + 0.5) - special.betaln(0.5, 0.5) + count * math.log(2.0)
    )
    fitting = np.flatnonzero(log_mixture >= -math.log(alpha))
    return int(fitting[-1]) if fitting.size else None


class SignSequence:
    """An interval for the median that may be looked at after every round.

    The running intersection over all rounds so far. Under equal speed the signs are fair coins,
    whatever the drift, because the order within a round is one; so over all looks together the
    interval misses 0 with a chance of at most alpha.
    """

    def __init__(self, alpha: float = 0.05) -> None:
        self._alpha = alpha
        self._values: list[float] = []
        self._low = -math.inf
        self._high = math.inf

    @property
    def count(self) -> int:
        """Return how many values were taken in."""
        return len(self._values)

    def add(self, value: float) -> tuple[float, float] | None:
        """Take one log-ratio in; return the interval, or None while there is none."""
        self._values.append(value)
        k = sign_rank(len(self._values), self._alpha)
        if k is None:
            return None
        ordered = sorted(self._values)
        self._low = max(self._low, ordered[k])
        self._high = min(self._high, ordered[len(ordered) - 1 - k])
        # Two disjoint intervals are a sign of drift; a point is what is left of them.
        if self._low > self._high:
            self._low = self._high = (self._low + self._high) / 2.0
        return self._low, self._high


def prior_of(spreads: Sequence[Spread]) -> Prior:
    """Return the common spread of a group of cases by limma's moment estimator.

    Smyth (2004), section 6.2: with z = ln s^2 and e = z - psi(d/2) + ln(d/2), psi'(d0/2) is the
    excess of the variance of e over the mean of psi'(d/2), and
    s0^2 = exp(mean e + psi(d0/2) - ln(d0/2)). No excess: d0 is infinite. Unlike limma, d0 is
    then held to LARGEST_SHARE of all degrees of freedom.
    """
    usable = [s for s in spreads if s.df > 0 and math.isfinite(s.variance) and s.variance >= 0]
    variance = np.array([s.variance for s in usable])
    df = np.array([s.df for s in usable], dtype=np.float64)
    if variance.size < FEWEST_VARIANCES or not float(np.median(variance)) > 0.0:
        return NO_PRIOR
    variance = np.maximum(variance, VARIANCE_FLOOR * np.median(variance))
    e = np.log(variance) - special.digamma(df / 2.0) + np.log(df / 2.0)
    centre = float(e.mean())
    excess = float(e.var(ddof=1) - special.polygamma(1, df / 2.0).mean())
    most = float(df.sum())
    if excess <= 0.0:
        return Prior(math.exp(centre), LARGEST_SHARE * most, most)
    d0 = 2.0 * trigamma_inverse(excess)
    s0 = math.exp(centre + float(special.digamma(d0 / 2.0)) - math.log(d0 / 2.0))
    return Prior(s0, min(d0, LARGEST_SHARE * most), most)


def trigamma_inverse(value: float) -> float:
    """Return y with psi'(y) = value, by the Newton iteration of limma's `trigammaInverse`."""
    if value > 1e7:
        return 1.0 / math.sqrt(value)
    if value < 1e-6:
        return 1.0 / value
    y = 0.5 + 1.0 / value
    for _ in range(50):
        trigamma = float(special.polygamma(1, y))
        step = trigamma * (1.0 - trigamma / value) / float(special.polygamma(2, y))
        y += step
        if -step / y < 1e-8:
            break
    return y


def moderate(own: Spread, prior: Prior) -> Spread:
    """Return a case's variance drawn towards the common one, with the df of both.

    The degrees of freedom are capped at those of all variances together, as limma does: a
    common spread learnt from few cases is not known for certain.
    """
    if prior.df <= 0.0:
        return own
    df = prior.df + own.df
    variance = (prior.df * prior.variance + own.df * own.variance) / df
    return Spread(variance, max(min(df, prior.most_df), own.df))


def t_quantile(p: float, df: float) -> float:
    """Return the p-quantile of Student's t with df degrees of freedom."""
    return float(special.ndtri(p)) if math.isinf(df) else float(special.stdtrit(df, p))


def spread_of(means: Sequence[float]) -> Spread:
    """Return the variance between launches; df 0 when there are fewer than two."""
    if len(means) < 2:
        return Spread(math.nan, 0)
    return Spread(float(np.var(np.asarray(means, dtype=np.float64), ddof=1)), len(means) - 1)


# Earlier runs speak for today only while today's spread is no larger than theirs: over this
# quantile of F they are left out. Low on purpose, since a calm past makes a noisy day's interval
# too narrow, while leaving it out costs a few launches.
CALMER_PAST = 0.75


def is_calmer(past: Sequence[Spread], today: Sequence[Spread]) -> bool:
    """Return True when earlier runs look calmer than today's, by a one-sided F test."""
    past_df, today_df = sum(s.df for s in past), sum(s.df for s in today)
    if past_df <= 0 or today_df <= 0:
        return False
    before = sum(s.variance * s.df for s in past) / past_df
    now = sum(s.variance * s.df for s in today) / today_df
    if before <= 0.0:
        return now > 0.0
    return now / before > float(special.fdtri(today_df, past_df, CALMER_PAST))


def estimate(means: Sequence[float], prior: Prior, alpha: float) -> Estimate | None:
    """Return mean and two-sided interval of the launches' log-ratios at level 1 - alpha.

    None with fewer than two launches: one launch says nothing of the spread between launches.
    """
    if len(means) < 2:
        return None
    total = moderate(spread_of(means), prior)
    mean = float(np.mean(np.asarray(means, dtype=np.float64)))
    se = math.sqrt(total.variance / len(means))
    half = t_quantile(1.0 - alpha / 2.0, total.df) * se
    return Estimate(mean, se, total.df, mean - half, mean + half, _tail(mean, se, total.df))


def _tail(mean: float, se: float, df: float) -> float:
    """Return the smaller tail of Student's t beyond a mean of this error."""
    if se <= 0.0:
        return 0.5 if mean == 0.0 else 0.0
    t = -abs(mean) / se
    return float(special.ndtr(t)) if math.isinf(df) else float(special.stdtr(df, t))


def rank_drift(values: Sequence[float]) -> tuple[float, float]:
    """Return (p, change): is there a trend over the rounds, and how large over them all.

    p belongs to Spearman's rank correlation with the round number (t approximation); the change
    is Theil and Sen's median slope times the number of rounds less one.
    """
    x = np.asarray(values, dtype=np.float64)
    n = x.size
    if n < 4:
        return 1.0, 0.0
    ranks = np.argsort(np.argsort(x, kind="stable"), kind="stable")
    rho = float(np.corrcoef(ranks, np.arange(n))[0, 1])
    i, j = np.triu_indices(n, 1)
    change = float(np.median((x[j] - x[i]) / (j - i))) * (n - 1)
    if abs(rho) >= 1.0:
        return 0.0, change
    t = rho * math.sqrt((n - 2) / (1.0 - rho * rho))
    return 2.0 * float(special.stdtr(n - 2, -abs(t))), change
