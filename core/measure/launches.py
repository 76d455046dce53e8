"""Which launches a run takes: one after the other, until the budget or the answers are in."""

from __future__ import annotations

import random
from dataclasses import replace

from core.measure.catalog import label
from core.measure.clock import OutOfTime
from core.measure.context import Context
from core.measure.launch import Outcome, launch
from core.measure.trouble import Words
from core.measure.verdict import SETTLED
from core.records.base import SIDE_NAMES
from core.records.events import CaseUpdated
from core.records.run import Case

# A launch is begun only when its shortest form and a little more fit into what is left.
FIT = 1.05
# Part of the budget that standard and thorough keep for the cold figures.
COLD_SHARE = 0.2
MOST_LOST_STARTS = 2


def measure_all(context: Context) -> None:
    """Take all launches, retry what crashed, take the cold figures.

    Raises:
        Cancelled: the person cancelled.
        AppError: the log cannot be written.
    """
    plan = context.plan
    reserve_s = COLD_SHARE * plan.budget_s if plan.cold else 0.0
    crashed = _main_launches(context, reserve_s)
    for case, words in crashed.items():
        _retry(context, case, words)
    context.commands.check()
    if plan.cold and context.parity:
        from core.measure.cold import first_of_each, measure_cold

        compared = tuple(case for case in plan.cases if case.id in context.parity)
        try:
            measure_cold(context, first_of_each(compared))
        except OutOfTime:
            return


def _main_launches(context: Context, reserve_s: float) -> dict[Case, Words]:
    """Launch until every case is settled; return the cases in which a worker was lost."""
    plan = context.plan
    pending = list(plan.cases)
    crashed: dict[Case, Words] = {}
    done = 0
    lost_starts = 0
    while pending and done < plan.launches:
        context.commands.check()
        spendable_s = context.clock.left_s - reserve_s
        visited = _affordable(context, pending, spendable_s) if done else tuple(pending)
        if not visited:
            break
        left = plan.launches - done
        context.begin_launch(len(visited), left - 1)
        outcome = launch(context, visited, spendable_s / left)
        pending = [case for case in pending if case not in outcome.useless]
        if outcome.barred:
            _give_all_up(context, pending, outcome.barred)
            return {}
        if outcome.lost:
            lost_starts += outcome.crashed is None
            if lost_starts >= MOST_LOST_STARTS:
                _give_all_up(context, pending, outcome.lost)
                return {}
            _set_aside(context, outcome, pending, crashed)
            continue
        done += 1
        pending = _publish(context, outcome, pending, look=done in plan.looks)
        if outcome.out_of_time:
            break
    return crashed


def _affordable(context: Context, pending: list[Case], seconds: float) -> tuple[Case, ...]:
    """Return the cases another launch has time for; chance, not the ratio, leaves some out."""
    order = list(pending)
    random.Random(f"{context.plan.seed}:{context.launch}:afford").shuffle(order)
    fitting: list[Case] = []
    for case in order:
        if _fits(context, [*fitting, case], seconds):
            fitting.append(case)
    return tuple(fitting)


def _fits(context: Context, cases: list[Case], seconds: float) -> bool:
    return context.forecast.least_s(tuple(case.id for case in cases)) * FIT <= seconds


def _set_aside(
    context: Context, outcome: Outcome, pending: list[Case], crashed: dict[Case, Words]
) -> None:
    """Put the case in which a worker was lost aside for one more try, alone, at the end."""
    words = outcome.lost
    if words is None:
        return
    where = f" in {label(outcome.crashed)}" if outcome.crashed else ""
    context.notice(
        "worker_lost",
        f"{SIDE_NAMES[words.side]} stopped{where}",
        words.reason,
        "nothing: both sides start afresh, and the case is tried once more at the end",
    )
    if outcome.crashed is not None:
        pending.remove(outcome.crashed)
        crashed[outcome.crashed] = words


def _publish(context: Context, outcome: Outcome, pending: list[Case], *, look: bool) -> list[Case]:
    """Show the results after a launch; return the cases that need another one."""
    going_on = list(pending)
    for result in context.journal.summary().cases:
        if result.case not in outcome.timed:
            continue
        settled = look and result.verdict in SETTLED
        if settled and result.case in going_on:
            going_on.remove(result.case)
        context.emit(CaseUpdated(result=result, final=settled))
    return going_on


def _give_all_up(context: Context, cases: list[Case], words: Words) -> None:
    for case in cases:
        context.give_up(case, words)


def _retry(context: Context, case: Case, words: Words) -> None:
    """Try a case alone in which a worker was lost; a second loss is its result."""
    done = 0
    while done < context.plan.looks[0]:
        if not _fits(context, [case], context.clock.left_s):
            break
        left = context.plan.looks[0] - done
        context.begin_launch(1, left - 1)
        outcome = launch(context, (case,), context.clock.left_s / left)
        if outcome.lost or outcome.barred:
            context.give_up(case, outcome.lost or outcome.barred or words)
            return
        if outcome.useless:
            return
        done += bool(outcome.timed)
        _publish(context, outcome, [case], look=done == context.plan.looks[0])
        if outcome.out_of_time:
            break
    if not done:
        reason = f"{words.reason.rstrip('.')}; no time was left to try again"
        context.give_up(case, replace(words, reason=reason))
