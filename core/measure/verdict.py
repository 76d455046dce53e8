"""The words of a verdict: from an interval to what may be said."""

from __future__ import annotations

import math

from core.records.base import SIDE_NAMES, Side
from core.records.run import CaseResult, CaseVerdict

WINNERS: tuple[CaseVerdict, ...] = ("pytorch_faster", "tensorflow_faster")
SETTLED: tuple[CaseVerdict, ...] = (*WINNERS, "no_practical_difference")


def verdict_of(low: float, high: float, margin: float) -> CaseVerdict:
    """Return the verdict on an interval of the ratio TensorFlow's time / PyTorch's.

    No practical difference comes first: an interval wholly inside 1/(1+m)..1+m says so even
    when it excludes 1, because the difference is known to be too small to matter.
    """
    if not (math.isfinite(low) and math.isfinite(high) and 0.0 < low <= high):
        return "cannot_tell"
    if 1.0 / (1.0 + margin) <= low and high <= 1.0 + margin:
        return "no_practical_difference"
    if low > 1.0:
        return "pytorch_faster"
    if high < 1.0:
        return "tensorflow_faster"
    return "cannot_tell"


def agreeing(verdict: CaseVerdict, means: list[float], margin: float) -> int:
    """Return how many launches, taken alone, lie on the side of the verdict."""
    edge = math.log1p(margin)
    if verdict == "pytorch_faster":
        return sum(m > 0.0 for m in means)
    if verdict == "tensorflow_faster":
        return sum(m < 0.0 for m in means)
    if verdict == "no_practical_difference":
        return sum(abs(m) <= edge for m in means)
    return 0


def leaning(low: float | None, high: float | None) -> Side | None:
    """Return the side a launch leans to by its interval of log-ratios; never a verdict."""
    if low is None or high is None:
        return None
    if low > 0.0:
        return "pytorch"
    return "tensorflow" if high < 0.0 else None


def in_words(result: CaseResult) -> str:
    """Return the outcome of a case as one short sentence without numbers it does not have."""
    if result.state != "measured":
        states = {
            "not_comparable": "Not comparable",
            "failed": "Failed",
            "missing": "Cannot run here",
            "cancelled": "Cancelled",
            "incomplete": "Not enough launches",
        }
        return states[result.state]
    return verdict_words(result.verdict, result.low, result.high, result.margin)


def verdict_words(
    verdict: CaseVerdict | None, low: float | None, high: float | None, margin: float
) -> str:
    """Return a verdict with its interval of the ratio as one short sentence."""
    if verdict == "no_practical_difference":
        return "No practical difference"
    if verdict == "disturbed":
        return "Disturbed: the machine was busy"
    if verdict not in WINNERS or low is None or high is None:
        return "Cannot tell"
    faster: Side = "pytorch" if verdict == "pytorch_faster" else "tensorflow"
    least = low if faster == "pytorch" else 1.0 / high
    words = f"{SIDE_NAMES[faster]} is faster"
    if least > 1.0 + margin:
        if least >= 2.0:
            return f"{words}, by at least {math.floor(least * 10.0) / 10.0:g}×"
        return f"{words}, by at least {math.floor((least - 1.0) * 100.0)} %"
    return f"{words}, perhaps by little"
