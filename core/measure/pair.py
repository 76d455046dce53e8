"""The two workers of a launch, spoken to together or one at a time."""

from __future__ import annotations

import random
import sys
from types import TracebackType
from typing import Any

from core.measure.channel import Cancelled, Commands
from core.measure.clock import Clock, OutOfTime
from core.measure.plan import Plan
from core.measure.trouble import Lost, Trouble, words_of
from core.records.base import SIDES, Side
from core.store.folders import home
from core.supervise.failure import WorkerFailure
from core.supervise.supervisor import Supervisor
from core.supervise.worker import Worker

Reply = dict[str, Any]

# The size of the environment moves the stack and with it the speed (Mytkowicz et al. 2009):
# a random pad makes that bias a part of the spread between launches instead of the verdict.
PAD_MOST = 4096
PAD_VARIABLE = "FORKWISE_PAD"
HASH_SEED_MOST = 4_294_967_295
GRACE_S = 0.05


class Pair:
    """A fresh worker for each seat. Use as a context manager: both end with it."""

    def __init__(
        self, supervisor: Supervisor, plan: Plan, commands: Commands, clock: Clock
    ) -> None:
        self._supervisor = supervisor
        self._plan = plan
        self._commands = commands
        self._clock = clock
        self._workers: dict[Side, Worker] = {}

    def __enter__(self) -> Pair:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End both workers: politely after a launch in good order, at once otherwise."""
        for worker in self._workers.values():
            if kind is None:
                worker.close()
            else:
                worker.kill()

    @property
    def workers(self) -> dict[Side, Worker]:
        """Return the workers by side."""
        return self._workers

    def spawn(self, coin: random.Random) -> Side:
        """Start both workers; return which one the coin let go first."""
        order = list(SIDES)
        coin.shuffle(order)
        for side in order:
            self._workers[side] = self._spawn(side, coin)
        return order[0]

    def _spawn(self, side: Side, coin: random.Random) -> Worker:
        environment = {
            PAD_VARIABLE: "x" * coin.randrange(PAD_MOST),
            "PYTHONHASHSEED": str(coin.randrange(HASH_SEED_MOST)),
            # A worker's temporary folder goes with the run; what was compiled stays.
            "TORCHINDUCTOR_CACHE_DIR": str(home().cache / "torchinductor"),
        }
        try:
            return self._supervisor.spawn(
                self._plan.serves(side), self._path(side), extra_env=environment
            )
        except WorkerFailure as failure:
            raise self._translate(failure, side) from failure

    def both(
        self, do: str, timeout_s: float, each: dict[Side, Reply] | None = None, **fields: Any
    ) -> dict[Side, Reply]:
        """Ask both sides the same at once and return both answers.

        For work that is not timed. When a side says that it cannot, the other's answer is still
        waited for, so that both are free afterwards. `each` holds what differs between them.
        """
        sent: dict[Side, int] = {}
        for side in SIDES:
            own = {**fields, **(each or {}).get(side, {})}
            sent[side] = self._guarded(side, self._workers[side].send, do, **own)
        replies: dict[Side, Reply] = {}
        trouble: Trouble | None = None
        for side in SIDES:
            try:
                replies[side] = self._guarded(
                    side, self._workers[side].wait, sent[side], self._limit(timeout_s)
                )
            except Trouble as problem:
                trouble = trouble or problem
        if trouble:
            raise trouble
        return replies

    def ask(self, side: Side, do: str, timeout_s: float, **fields: Any) -> Reply:
        """Ask one side and return its answer; the other one waits silently."""
        worker = self._workers[side]
        return self._guarded(side, worker.request, do, timeout_s=self._limit(timeout_s), **fields)

    def _limit(self, timeout_s: float) -> float:
        """Return how long a wait may take: never past the end of the budget."""
        self._commands.check()
        self._clock.check()
        return min(timeout_s, self._clock.hard_left_s + GRACE_S)

    def _guarded(self, side: Side, call: Any, *args: Any, **fields: Any) -> Any:
        try:
            return call(*args, **fields)
        except WorkerFailure as failure:
            raise self._translate(failure, side) from failure

    def _translate(self, failure: WorkerFailure, side: Side) -> Exception:
        if failure.kind == "cancelled" or self._commands.cancelled:
            return Cancelled()
        if failure.kind == "hung" and self._clock.hard_left_s <= 0.0:
            return OutOfTime()
        words = words_of(failure, self._plan.serves(side), self._path(side))
        # An interpreter that does not start will not start for the next launch either.
        return Trouble(words) if failure.kind in ("error", "spawn") else Lost(words)

    def _path(self, side: Side) -> str:
        return self._plan.interpreters.get(self._plan.serves(side), sys.executable)
