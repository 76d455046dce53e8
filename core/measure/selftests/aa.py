"""A/A: a framework against itself. A winner there is a false one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from core.measure.catalog import label
from core.measure.channel import Commands
from core.measure.context import Emit
from core.measure.plan import ALPHA, Plan, Trial
from core.measure.selftests.common import DISTRUST, Finding, TrialRun, outcome, trial_run
from core.measure.statistics import NO_PRIOR, estimate
from core.measure.verdict import WINNERS, verdict_of
from core.measure.views import view_of
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.plurals import count, either
from core.records.selftest import SelfTest

LAUNCHES = 8
CHOSEN = 3  # launches of a quick run


def run_aa(plan: Plan, emit: Emit, commands: Commands) -> tuple[SelfTest, ...]:
    """Measure each framework against itself.

    Raises:
        AppError: a run cannot start or go on.
        Cancelled: the person cancelled.
    """
    return tuple(_against_itself(side, plan, emit, commands) for side in SIDES)


def _against_itself(side: Side, plan: Plan, emit: Emit, commands: Commands) -> SelfTest:
    done = trial_run(plan, Trial("aa", side), (LAUNCHES,), emit, commands)
    return outcome("aa", side, done, judge(SIDE_NAMES[side], done))


def judge(name: str, done: TrialRun) -> Finding:
    """Return what a trial run says: a winner that stands among all comparisons is a failure."""
    told = [c for c in done.summary.cases if c.low is not None and c.high is not None]
    named = [case for case in told if case.verdict in WINNERS]
    wrong, ways = _choices(done)
    figures = {
        "comparisons": float(len(told)),
        "winners": float(len(named)),
        "launches": float(max((case.launches for case in told), default=0)),
        "choices_of_three": float(ways),
        "choices_with_a_winner": float(wrong),
        "low": min((case.low or 0.0 for case in told), default=math.nan),
        "high": max((case.high or 0.0 for case in told), default=math.nan),
    }
    head = f"{name} against itself:"
    if not told:
        why = next((case.reason for case in done.summary.cases if case.reason), "")
        text = f"{head} no comparison came to a figure{f', {why}' if why else ''}."
        return Finding("cannot_tell", text, figures)
    of = count(len(told), "comparison")
    where = "; ".join(label(case.case) for case in named)
    if any(case.case.id in done.summary.family.stand for case in named):
        text = f"{head} {where} names a winner that chance does not explain. {DISTRUST}"
        return Finding("failed", text, figures)
    if named:
        text = (
            f"{head} {len(named)} of {of} {either(len(named), 'names', 'name')} a winner "
            f"({where}), which chance does in up to 5 of 100; judged together none stands."
        )
    else:
        text = (
            f"{head} {of} and no winner, as it should be. The intervals lie between "
            f"{figures['low']:.2f} and {figures['high']:.2f}."
        )
    return Finding("passed", f"{text} {_choices_words(wrong, ways)}".rstrip(), figures)


def _choices(done: TrialRun) -> tuple[int, int]:
    """Return how many choices of three launches name a winner by themselves, and of how many."""
    wrong = ways = 0
    for case in done.summary.cases:
        means: Sequence[float] = view_of(case.case, done.lines).means
        for chosen in combinations(means, CHOSEN):
            at = estimate(chosen, NO_PRIOR, ALPHA)
            if at is not None:
                ways += 1
                verdict = verdict_of(math.exp(at.low), math.exp(at.high), case.margin)
                wrong += verdict in WINNERS
    return wrong, ways


def _choices_words(wrong: int, ways: int) -> str:
    if not ways:
        return ""
    named = "none names one" if not wrong else f"{wrong} {either(wrong, 'names', 'name')} one"
    return f"Of the {ways} ways to choose three launches of a comparison {named}."
