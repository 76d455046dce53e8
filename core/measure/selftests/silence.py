"""Silence: what a framework uses of a CPU while the other one is timed."""

from __future__ import annotations

from core.measure.channel import Commands
from core.measure.context import Emit
from core.measure.plan import Plan, Trial
from core.measure.selftests.common import Finding, TrialRun, outcome, trial_run
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.run import LaunchEndLine
from core.records.selftest import SelfTest

MOST_IDLE = 0.001  # of the timed wall time
LAUNCHES = 2


def run_silence(plan: Plan, emit: Emit, commands: Commands) -> tuple[SelfTest, ...]:
    """Time both frameworks and look at the one that waits.

    Raises:
        AppError: the run cannot start or go on.
        Cancelled: the person cancelled.
    """
    done = trial_run(plan, Trial("silence"), (LAUNCHES,), emit, commands)
    return (outcome("silence", None, done, judge(loudest(done))),)


def loudest(done: TrialRun) -> dict[Side, float]:
    """Return side -> largest share of a CPU it used while the other was timed."""
    found: dict[Side, float] = {}
    for line in done.lines:
        if isinstance(line, LaunchEndLine):
            for shares in line.idle.values():
                for side, share in shares.items():
                    found[side] = max(found.get(side, 0.0), share)
    return found


def judge(worst: dict[Side, float]) -> Finding:
    """Return whether both are silent."""
    if set(worst) != set(SIDES):
        return Finding("cannot_tell", "Nothing was timed on both sides.", {})
    figures = {f"idle_{side}_share": worst[side] for side in SIDES}
    shares = " and ".join(f"{SIDE_NAMES[side]} {worst[side] * 100:.2f} %" for side in SIDES)
    loud = [side for side in SIDES if worst[side] > MOST_IDLE]
    if not loud:
        text = f"While one framework is timed the other is silent: {shares} of a CPU at most."
        return Finding("passed", text, figures)
    text = (
        f"While one framework is timed the other is not silent: {shares} of a CPU, where at most "
        f"{MOST_IDLE * 100:g} % is right. Its processes cannot be held still here."
    )
    return Finding("failed", text, figures)
