"""From measured ratios to values of the two speed criteria."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from core.decide.streams import Floats, Streams
from core.records.run import CaseResult, RunSummary
from core.records.workloads import weights_for

DEAD_ZONE = math.log2(1.05)  # under 5 % counts as nothing, without a jump
SATURATION = 2.0  # a factor of four, after the dead zone, is as good as it gets
# Not measured yet: a factor of about 1.4 either way.
UNKNOWN_MEAN, UNKNOWN_SE = 0.0, 0.5
# Few launches: the error itself is uncertain. A t-variate's standard deviation is the normal's
# times sqrt(df / (df - 2)); under 3 degrees of freedom that has no bound and is taken at 3.
LEAST_DF = 3.0


@dataclass(frozen=True, slots=True)
class Used:
    """One measured case with the weight it has in its phase."""

    run: str
    case: CaseResult
    weight: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """A phase's log2 ratio, TensorFlow's time over PyTorch's, with its standard error.

    Attributes:
        used: the cases behind it; empty when nothing was measured.
    """

    mean: float
    se: float
    used: tuple[Used, ...]


def counts(case: CaseResult) -> bool:
    """Return True when a case can enter a decision.

    The usual mode on one kind of device only: a GPU against a CPU compares no frameworks.
    "Cannot tell" enters with its wide error, "disturbed" does not.
    """
    return (
        case.mode == "usual"
        and " / " not in case.device
        and case.state == "measured"
        and case.verdict not in (None, "disturbed")
        and case.log_mean is not None
        and case.log_se is not None
    )


def combine(runs: Sequence[RunSummary], phase: str, close: Collection[str]) -> Ratio:
    """Return what the runs say about a phase, over the workloads.

    L = sum(omega_i L_i); se^2 = sum(omega_i^2 se_i^2) + tau_w^2 with tau_w^2 the spread between
    workloads, so that workloads which disagree widen the result. A case measured in several runs
    is pooled by precision first.

    Args:
        runs: what was measured.
        phase: which of its cases.
        close: the workloads that stand for the person's project; the others weigh less beside them.
    """
    cases = [(r.run, c) for r in runs for c in r.cases if c.phase == phase and counts(c)]
    if not cases:
        return Ratio(UNKNOWN_MEAN, UNKNOWN_SE, ())
    workloads = sorted({c.workload for _, c in cases})
    weight = weights_for(workloads, close)
    total = sum(weight.values())
    means, errors, used = [], [], []
    for workload in workloads:
        same = [(run, c) for run, c in cases if c.workload == workload]
        pooled = _pooled([c for _, c in same])
        means.append(pooled.mean)
        errors.append(pooled.se)
        used += [
            Used(run, c, weight[workload] / total * share)
            for (run, c), share in zip(same, pooled.shares, strict=True)
        ]
    omega = np.array([weight[w] / total for w in workloads])
    values = np.array(means)
    centre = float(omega @ values)
    between = float(omega @ (values - centre) ** 2)
    se = math.sqrt(float(omega**2 @ np.array(errors) ** 2) + between)
    return Ratio(centre, se, tuple(used))


@dataclass(frozen=True, slots=True)
class _Pooled:
    """One workload over its runs: log2 mean, its error, and what each run contributes."""

    mean: float
    se: float
    shares: tuple[float, ...]


def _pooled(cases: Sequence[CaseResult]) -> _Pooled:
    """Return one workload over its runs, by precision.

    Runs that disagree widen the error to the largest distance, not half of it as for other
    evidence: they measured the same thing, so a gap between them is an error not accounted for.
    """
    mean = np.array([c.log_mean for c in cases], dtype=np.float64) / math.log(2.0)
    spread = np.array([_error(c) for c in cases]) / math.log(2.0)
    precision = 1.0 / np.maximum(spread, 1e-6) ** 2
    centre = float((mean * precision).sum() / precision.sum())
    shares = tuple(float(share) for share in precision / precision.sum())
    return _Pooled(
        centre, max(float(precision.sum() ** -0.5), float(np.abs(mean - centre).max())), shares
    )


def _error(case: CaseResult) -> float:
    df = max(case.df if case.df is not None else math.inf, LEAST_DF)
    factor = 1.0 if math.isinf(df) else math.sqrt(df / (df - 2.0))
    return float(case.log_se or 0.0) * factor


def draw(ratio: Ratio, phase: str, streams: Streams) -> Floats:
    """Return the log2 ratio in each draw, shape (count,)."""
    return ratio.mean + ratio.se * streams.opposed(f"ratio:{phase}")


def value(log2_ratio: Floats) -> Floats:
    """Return PyTorch's value, 0..1; TensorFlow's is 1 minus it. Odd around 0.5."""
    beyond = np.sign(log2_ratio) * np.maximum(0.0, np.abs(log2_ratio) - DEAD_ZONE)
    return 0.5 + 0.5 * np.clip(beyond / SATURATION, -1.0, 1.0)


def ratio_for(difference: float) -> float:
    """Return the time ratio that gives a value difference in (-1, 1): the inverse of `value`."""
    beyond = SATURATION * difference
    return float(2.0 ** (beyond + math.copysign(DEAD_ZONE, beyond)))
