"""One launch: a fresh pair of workers visits its cases in a random order, then ends."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from core.measure.channel import Cancelled
from core.measure.clock import OutOfTime
from core.measure.context import Context
from core.measure.pair import Pair, Reply
from core.measure.trouble import Lost, Trouble, Words
from core.records.base import SIDES, Side
from core.records.events import WorkerReady
from core.records.run import Case, LaunchEndLine, LaunchLine
from core.supervise.worker import Worker

IMPORT_TIMEOUT_S = 120.0


@dataclass(slots=True)
class Outcome:
    """How a launch went.

    Attributes:
        timed: cases that have a figure from it.
        useless: cases that cannot be measured at all; their rows say why.
        crashed: the case in which a worker was lost; None when it was lost outside of any.
        lost: what is known of the loss; None when both sides lived to the end.
        barred: neither this nor any later launch can work: a framework is missing.
        out_of_time: the budget ran out in it.
    """

    timed: list[Case] = field(default_factory=list)
    useless: list[Case] = field(default_factory=list)
    crashed: Case | None = None
    lost: Words | None = None
    barred: Words | None = None
    out_of_time: bool = False


def launch(context: Context, cases: tuple[Case, ...], share_s: float) -> Outcome:
    """Run one launch over `cases` in about `share_s` seconds and log how it ended.

    Raises:
        Cancelled: the person cancelled; the launch is logged as incomplete.
    """
    coin = random.Random(f"{context.plan.seed}:{context.launch}")
    order = list(cases)
    coin.shuffle(order)
    outcome = Outcome()
    idle: dict[str, dict[Side, float]] = {}
    reason = ""
    try:
        _run(context, tuple(order), share_s, coin, outcome, idle)
    except Trouble as trouble:
        outcome.barred = trouble.words
        reason = trouble.words.reason
    except Lost as loss:
        outcome.lost = loss.words
        reason = loss.words.reason
    except OutOfTime:
        outcome.out_of_time = True
        reason = "the time was spent"
    except Cancelled:
        _close(context, outcome, idle, complete=False, reason="cancelled")
        raise
    # Running out of time says nothing about the cases that were done: they count.
    complete = outcome.lost is None and outcome.barred is None
    _close(context, outcome, idle, complete=complete, reason=reason)
    context.forecast.finished(len(cases), context.clock.elapsed_s - context.launch_start_s)
    return outcome


def _run(
    context: Context,
    order: tuple[Case, ...],
    share_s: float,
    coin: random.Random,
    outcome: Outcome,
    idle: dict[str, dict[Side, float]],
) -> None:
    clock = context.clock
    end_s = clock.elapsed_s + share_s
    with Pair(context.supervisor, context.plan, context.commands, clock) as pair:
        spare = _come_up(context, pair, order, coin)
        # NumPy and SciPy load here, while nothing is timed and not before the workers started.
        from core.measure.visit import visit

        for number, case in enumerate(order):
            if context.commands.paused:
                context.stage("build", "Paused")
                clock.hold(context.commands.hold)
            left_s = max(0.0, end_s - clock.elapsed_s) / (len(order) - number)
            outcome.crashed = case
            try:
                timed = visit(context, pair, case, left_s, coin, spare=spare)
            except Trouble as trouble:
                outcome.useless.append(case)
                context.give_up(case, trouble.words)
                continue
            if timed is None:
                outcome.useless.append(case)
                context.publish((case,), final=True)
            else:
                outcome.timed.append(case)
                idle[case.id] = timed.idle
        outcome.crashed = None


def _come_up(context: Context, pair: Pair, order: tuple[Case, ...], coin: random.Random) -> bool:
    """Start both workers and import both frameworks; return whether CPUs are left over."""
    clock = context.clock
    start_s = clock.elapsed_s
    context.stage("spawn", "Starting a fresh Python for each framework")
    first = pair.spawn(coin)
    context.stage("import", "Importing PyTorch and TensorFlow")
    facts = pair.both("import", IMPORT_TIMEOUT_S, threads=context.plan.threads)
    context.forecast.started(clock.elapsed_s - start_s)
    ready: dict[Side, dict[str, str | int | float | bool | None]] = {}
    for side in SIDES:
        context.emit(_ready(context.plan.serves(side), facts[side], pair.workers[side]))
        ready[side] = _plain(facts[side])
    context.journal.add(
        LaunchLine(launch=context.launch, order=order, first_spawned=first, ready=ready)
    )
    threads = max(int(facts[side]["threads"]) for side in SIDES)
    return context.cpus > threads


def _ready(side: Side, facts: Reply, worker: Worker) -> WorkerReady:
    return WorkerReady(
        side=side,
        version=str(facts["version"]),
        python=str(worker.hello.get("python", "")),
        device=str(facts["device"]),
        threads=int(facts["threads"]),
        import_s=int(facts["import_ns"]) / 1e9,
    )


def _plain(facts: Reply) -> dict[str, str | int | float | bool | None]:
    """Return what a worker said of itself as flat values for the log."""
    flat: dict[str, str | int | float | bool | None] = {}
    for name, value in facts.items():
        if name in ("type", "id", "seq"):
            continue
        if isinstance(value, dict):
            flat.update({f"{name}.{key}": _scalar(inner) for key, inner in value.items()})
        else:
            flat[name] = _scalar(value)
    return flat


def _scalar(value: object) -> str | int | float | bool | None:
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _close(
    context: Context,
    outcome: Outcome,
    idle: dict[str, dict[Side, float]],
    *,
    complete: bool,
    reason: str,
) -> None:
    context.journal.add(
        LaunchEndLine(
            launch=context.launch,
            complete=complete,
            cases=tuple(outcome.timed),
            reason=reason,
            idle=idle,
        )
    )
