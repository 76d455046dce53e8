"""What the self-tests share: a trial run with its log, and the outcome made of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from core.measure.channel import Cancelled, Commands
from core.measure.context import Emit
from core.measure.engine import run
from core.measure.plan import Plan, Trial
from core.records.base import Side
from core.records.events import CaseUpdated, RunFinished
from core.records.run import LogLine, RunSummary
from core.records.selftest import SelfTest, SelfTestName, SelfTestState
from core.store.runlog import read_run

DISTRUST = (
    "Measurements here can be wrong now. Do this: close other programs and run the test again."
)


@dataclass(frozen=True, slots=True)
class TrialRun:
    """A run that tested the protocol: its results and every line of its log."""

    started: datetime
    summary: RunSummary
    lines: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a self-test makes of its rounds."""

    state: SelfTestState
    sentence: str
    figures: dict[str, float]


def trial_run(
    plan: Plan, trial: Trial, looks: tuple[int, ...], emit: Emit, commands: Commands
) -> TrialRun:
    """Run a plan as a trial.

    Its cases would name PyTorch and TensorFlow where the same framework sits on both seats, so
    the events that carry them are kept back.

    Raises:
        AppError: the run cannot start or go on.
        Cancelled: the person cancelled; half a test says nothing.
    """
    started = datetime.now(UTC)
    summary = run(
        replace(plan, trial=trial, looks=looks, cold=False), _without_cases(emit), commands
    )
    if summary.state == "cancelled":
        raise Cancelled
    return TrialRun(started, summary, read_run(Path(summary.log)))


def _without_cases(emit: Emit) -> Emit:
    def pass_on(event: object) -> None:
        if not isinstance(event, CaseUpdated | RunFinished):
            emit(event)  # type: ignore[arg-type]

    return pass_on


def outcome(test: SelfTestName, framework: Side | None, done: TrialRun, found: Finding) -> SelfTest:
    """Return the record of a self-test that a trial run decided."""
    return SelfTest(
        test=test,
        framework=framework,
        state=found.state,
        sentence=found.sentence,
        started_utc=done.started.isoformat(),
        seconds=done.summary.seconds,
        figures={name: x for name, x in found.figures.items() if math.isfinite(x)},
        run=done.summary.run,
        machine=done.summary.machine,
    )


Test = Callable[[Plan, Emit, Commands], tuple[SelfTest, ...]]
