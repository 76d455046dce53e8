"""Measured cases in a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.records.run import Case, CaseResult, RunSummary
from core.report.record import Measured


@dataclass(frozen=True, slots=True)
class CaseWords:
    """How measured cases are named: the measuring room's words, handed in by the caller.

    Attributes:
        label: name of a case, "Image CNN, training step".
        outcome: its outcome in one short sentence.
    """

    label: Callable[[Case], str]
    outcome: Callable[[CaseResult], str]


def measured(runs: tuple[RunSummary, ...], words: CaseWords) -> tuple[Measured, ...]:
    """Return every case of the runs that count, those that failed with reason and remedy."""
    return tuple(_measured(run, case, words) for run in runs for case in run.cases)


def _measured(run: RunSummary, case: CaseResult, words: CaseWords) -> Measured:
    interval = ""
    if case.low is not None and case.high is not None:
        interval = f"{case.low:.2f} to {case.high:.2f}"
    remark = case.reason
    if case.remedy:
        remark = f"{remark.rstrip('.')}. Do this: {case.remedy}".removeprefix(". ")
    return Measured(
        run=run.run,
        case=words.label(case.case),
        outcome=words.outcome(case),
        interval=interval,
        pytorch_ms=_milliseconds(case.pytorch.step_ns),
        tensorflow_ms=_milliseconds(case.tensorflow.step_ns),
        remark=remark,
    )


def _milliseconds(ns: float | None) -> str:
    return "" if ns is None else f"{ns / 1e6:.3g}"
