"""Several comparisons taken together: the person's own mix, and how many winners are by chance."""

from __future__ import annotations

from .base import Record
from .case import CaseVerdict, Mode, Phase


class MixResult(Record, frozen=True):
    """One phase and mode over all workloads, each with its share in the person's work.

    Attributes:
        shares: workload -> its weight, adding up to 1.
        ratio: exp of the weighted mean of the workloads' log-ratios, TensorFlow's time / PyTorch's.
        low: lower end of the 95 % confidence interval over the looks taken; high: upper end.
        log_mean: weighted mean log-ratio; log_se: its moderated standard error; df: degrees of
            freedom of that error.
        launches: complete launches in which every workload was timed.
        agree: launches on the side of the verdict.
        reason: why there is no verdict, in one sentence.
    """

    phase: Phase
    mode: Mode
    shares: dict[str, float]
    verdict: CaseVerdict | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    log_mean: float | None = None
    log_se: float | None = None
    df: float | None = None
    launches: int = 0
    agree: int = 0
    margin: float = 0.05
    reason: str = ""


class Family(Record, frozen=True):
    """All comparisons of a run judged together.

    Each verdict alone errs in up to 5 of 100; of many, some err by chance.

    Attributes:
        tests: how many comparisons have a ratio.
        stand: cases whose winner stands when all are judged together: the chance that any of
            these is wrong is at most 5 % (Holm).
        differ: how many cases differ, of which at most 5 % are expected to be wrong (Benjamini
            and Hochberg).
    """

    tests: int = 0
    stand: tuple[str, ...] = ()
    differ: int = 0
