"""The timed rounds of one case in one launch."""

from __future__ import annotations

import math
import os
import random
from collections import Counter
from dataclasses import dataclass

from core.machine.power import power_source
from core.machine.pressure import PressureMeter
from core.measure import gates
from core.measure.catalog import label
from core.measure.context import Context
from core.measure.disturbance import DROPPED_BY
from core.measure.pair import Pair, Reply
from core.measure.plan import MIN_ROUNDS
from core.measure.rounds import SIDES_BY_LETTER, is_long, log_ratio, seen_enough, step_ns, toss
from core.measure.silence import Silence
from core.measure.statistics import SignSequence
from core.measure.verdict import leaning
from core.records.base import SIDES, Side
from core.records.events import Breathe, RoundDone
from core.records.run import Case, DropReason, RoundLine

BREATH_EVERY_S = 0.25
BREATH_WAIT_S = 0.06
BLOCK_TIMEOUT_S = 120.0
# Waiting for calm: after this many rounds, when more than half of them were dropped.
CALM_AFTER = MIN_ROUNDS
CALM_SHARE = 0.5
CALM_WAIT_S = 20.0
CALM_BUDGET_SHARE = 0.1
CALM_STEP_S = 1.0


@dataclass(frozen=True, slots=True)
class Timed:
    """What came of timing a case.

    Attributes:
        round_s: mean length of a round, pauses left out.
        idle: side -> CPU time it used while the other one ran, as a share of the timed wall time.
    """

    rounds: int
    kept: int
    round_s: float
    idle: dict[Side, float]


class Breather:
    """Lets the window repaint between rounds, and only then.

    While the workers need every CPU, events are held back and sent together with the breath: a
    line in the pipe would wake the window in the middle of a block.
    """

    def __init__(self, context: Context, *, spare: bool) -> None:
        self._context = context
        self._hold = context.plan.breathe and not spare
        self._held: list[RoundDone] = []
        self._last_s = -math.inf

    def point(self, event: RoundDone) -> None:
        """Show one more round, now or with the next breath."""
        if self._hold:
            self._held.append(event)
        else:
            self._context.emit(event)

    def breathe(self, case: Case) -> None:
        """Let the window repaint when it is due, and wait for it when CPUs are short."""
        now = self._context.clock.elapsed_s
        if now - self._last_s < BREATH_EVERY_S:
            return
        self._flush()
        self._context.stage("timed", f"Timing {label(case)}", case=case, quiet=True)
        if self._context.plan.breathe:
            self._context.breaths += 1
            seq = self._context.breaths
            self._context.emit(Breathe(seq=seq))
            if self._hold:
                self._context.commands.await_breath(seq, BREATH_WAIT_S)
        self._last_s = self._context.clock.elapsed_s

    def _flush(self) -> None:
        for event in self._held:
            self._context.emit(event)
        self._held.clear()

    close = _flush


class Timer:
    """Times rounds of one case until they suffice or its time is up."""

    def __init__(
        self,
        context: Context,
        pair: Pair,
        case: Case,
        steps: dict[Side, int],
        block_ns: dict[Side, float],
        coin: random.Random,
        breather: Breather,
    ) -> None:
        self._context = context
        self._pair = pair
        self._case = case
        self._steps = steps
        self._long = is_long(block_ns)
        self._coin = coin
        self._breather = breather
        self._silence = Silence(pair.workers)
        self._meter = PressureMeter()
        self._pids = (os.getpid(), *(worker.pid for worker in pair.workers.values()))
        self._sequence = SignSequence()
        self._interval: tuple[float, float] | None = None
        self._wall_ns = 0
        self._rounds = 0
        self._kept = 0
        self._drops: Counter[DropReason] = Counter()
        self._spent_s = 0.0

    def run(self, until_s: float) -> Timed:
        """Time rounds; at least MIN_ROUNDS, more until `until_s` on the run's clock.

        Raises:
            OutOfTime, Cancelled, Trouble, Lost: the case has no figure in this launch.
        """
        waited = False
        try:
            with self._silence:
                while not self._enough(until_s):
                    self._pause()
                    self._round()
                    self._breather.breathe(self._case)
                    if self._is_busy() and not waited:
                        waited = True
                        self._await_calm()
        finally:
            self._breather.close()
        idle: dict[Side, float] = {
            side: used / self._wall_ns for side, used in self._silence.used_ns.items()
        }
        return Timed(self._rounds, self._kept, self._spent_s / self._rounds, idle)

    def _enough(self, until_s: float) -> bool:
        clock = self._context.clock
        if self._rounds >= MIN_ROUNDS and clock.elapsed_s >= until_s:
            return True
        return seen_enough(self._rounds, self._kept, self._interval, self._context.plan.margin)

    def _pause(self) -> None:
        """Hold while the person says so; then wake both sides with a block that is not kept."""
        context = self._context
        context.commands.check()
        if not context.commands.paused:
            return
        self._breather.close()
        context.stage("timed", "Paused", case=self._case)
        context.clock.hold(context.commands.hold)
        for side in SIDES:
            self._block(side)

    def _block(self, side: Side) -> Reply:
        self._silence.only(side)
        trial, n = self._context.plan.trial, self._steps[side]
        n = trial.asked(side, n) if trial else n
        return self._pair.ask(side, "block", BLOCK_TIMEOUT_S, case=self._case.id, n=n)

    def _round(self) -> None:
        clock = self._context.clock
        order = toss(self._coin, long=self._long)
        start_s = clock.elapsed_s
        slept_ns, power = gates.sleep_gap_ns(), power_source()
        mark = self._meter.mark(self._pids)
        replies = [self._block(SIDES_BY_LETTER[letter]) for letter in order]
        others = self._meter.since(mark)
        slept_ns = gates.sleep_gap_ns() - slept_ns
        self._spent_s += clock.elapsed_s - start_s
        wall, cpu = (tuple(int(reply[name]) for reply in replies) for name in ("wall_ns", "cpu_ns"))
        pressure = others.share if others else None
        stolen_ns = round(others.stolen_s * 1e9) if others else 0
        dropped = gates.drop_reason(
            gates.Telemetry(
                wall_ns=sum(wall),
                pressure=pressure,
                major_faults=sum(int(reply["majflt"]) for reply in replies),
                suspended_ns=slept_ns,
                cpus=self._context.cpus,
                stolen_ns=stolen_ns,
                power_changed=power != power_source(),
            )
        )
        steps = tuple(self._steps[SIDES_BY_LETTER[letter]] for letter in order)
        line = RoundLine(
            launch=self._context.launch,
            case=self._case,
            round=self._rounds,
            order=order,
            wall_ns=wall,
            cpu_ns=cpu,
            steps=steps,
            log_ratio=log_ratio(order, wall, steps),
            pressure=pressure,
            dropped=dropped,
            stolen_ns=stolen_ns,
        )
        self._take(line)

    def _take(self, line: RoundLine) -> None:
        self._rounds += 1
        self._wall_ns += sum(line.wall_ns)
        if line.dropped:
            self._drops[line.dropped] += 1
        else:
            self._kept += 1
            self._interval = self._sequence.add(line.log_ratio)
        self._context.journal.add(line)
        low, high = self._interval or (None, None)
        self._breather.point(
            RoundDone(
                case=line.case,
                launch=line.launch,
                round=line.round,
                log_ratio=line.log_ratio,
                pytorch_ns=step_ns(line.order, line.wall_ns, line.steps, "pytorch"),
                tensorflow_ns=step_ns(line.order, line.wall_ns, line.steps, "tensorflow"),
                pressure=line.pressure,
                dropped=line.dropped,
                live_low=low,
                live_high=high,
                leaning=leaning(low, high),
            )
        )

    def _is_busy(self) -> bool:
        dropped = self._rounds - self._kept
        return self._rounds >= CALM_AFTER and dropped > CALM_SHARE * self._rounds

    def _await_calm(self) -> None:
        """Wait a while for the machine to calm down; go on in any case."""
        context = self._context
        limit = min(CALM_WAIT_S, CALM_BUDGET_SHARE * context.clock.left_s)
        if limit < CALM_STEP_S:
            return
        self._breather.close()
        cause = DROPPED_BY[self._drops.most_common(1)[0][0]]
        context.notice(
            "busy",
            "The machine is busy",
            f"{cause}, so most rounds had to be dropped",
            "close other programs; Forkwise waits a moment",
        )
        end_s = context.clock.elapsed_s + limit
        while context.clock.elapsed_s < end_s:
            mark = self._meter.mark(self._pids)
            context.commands.rest(CALM_STEP_S)
            others = self._meter.since(mark)
            if others is None or others.share < gates.BUSY:
                return
