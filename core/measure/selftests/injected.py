"""Injected: one side secretly does more steps than it reports. The interval has to find it."""

from __future__ import annotations

import math

from core.measure.channel import Commands
from core.measure.context import Emit
from core.measure.plan import Plan, Trial
from core.measure.selftests.common import DISTRUST, Finding, TrialRun, outcome, trial_run
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.run import CaseLine, CaseResult
from core.records.selftest import SelfTest

MORE = 1.10
LOOKS = (3, 4, 5)


def run_injected(plan: Plan, emit: Emit, commands: Commands) -> tuple[SelfTest, ...]:
    """Measure each framework against itself with a tenth more work on one side.

    Raises:
        AppError: a run cannot start or go on.
        Cancelled: the person cancelled.
    """
    return tuple(_with_more(side, plan, emit, commands) for side in SIDES)


def _with_more(side: Side, plan: Plan, emit: Emit, commands: Commands) -> SelfTest:
    trial = Trial("injected", side, MORE)
    done = trial_run(plan, trial, LOOKS, emit, commands)
    (case,) = done.summary.cases
    found = judge(SIDE_NAMES[side], case, true_ratio(done, trial))
    return outcome("injected", side, done, found)


def true_ratio(done: TrialRun, trial: Trial) -> float:
    """Return steps done over steps reported, the geometric mean over the launches.

    Steps are whole, so the share that was asked for is met only nearly.
    """
    logs = [
        math.log(trial.asked("tensorflow", n) / n)
        for line in done.lines
        if isinstance(line, CaseLine) and (n := line.steps_per_block.get("tensorflow", 0)) > 0
    ]
    return math.exp(math.fsum(logs) / len(logs)) if logs else trial.more


def judge(name: str, case: CaseResult, true: float) -> Finding:
    """Return whether the interval holds the ratio that was put in."""
    figures = {"true_ratio": true}
    head = f"{name} against itself, one side with {(true - 1.0) * 100:.0f} % more work:"
    if case.ratio is None or case.low is None or case.high is None:
        why = case.reason or "there is no interval"
        return Finding("cannot_tell", f"{head} no figure, {why}.", figures)
    figures |= {"ratio": case.ratio, "low": case.low, "high": case.high}
    head += f" found {case.ratio:.3f} ({case.low:.3f} to {case.high:.3f}),"
    if not case.low <= true <= case.high:
        text = f"{head} which leaves out the true {true:.3f}. {DISTRUST}"
        return Finding("failed", text, figures)
    if case.verdict == "pytorch_faster":
        text = f"{head} which holds the true {true:.3f} and names the right side."
        return Finding("passed", text, figures)
    text = (
        f"{head} which holds the true {true:.3f} and is too wide to name the side. Do this: "
        "measure on a calmer machine, or with a larger --budget."
    )
    return Finding("cannot_tell", text, figures)
