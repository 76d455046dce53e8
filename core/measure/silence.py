"""Keeps one side still while the other is timed.

A framework's idle threads are not idle: after a parallel region OpenMP's threads spin for
milliseconds, and take a core from the other side's block. So the side that waits is suspended,
outside the timed region, and what it used meanwhile is counted to prove that it was silent.
"""

from __future__ import annotations

import contextlib
from types import TracebackType

import psutil

from core.records.base import SIDES, Side
from core.supervise.worker import Worker


class Silence:
    """Lets one worker run at a time. Use as a context manager: both run again afterwards."""

    def __init__(self, workers: dict[Side, Worker]) -> None:
        self._workers = workers
        self._processes = {side: psutil.Process(worker.pid) for side, worker in workers.items()}
        self._awake: Side | None = None
        self._stood_at: dict[Side, int] = {}
        self.used_ns: dict[Side, int] = dict.fromkeys(SIDES, 0)

    def __enter__(self) -> Silence:
        for side in SIDES:
            self._suspend(side)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for side in SIDES:
            if side != self._awake:
                self._resume(side)

    def only(self, side: Side) -> None:
        """Suspend the other side and let this one run."""
        if side == self._awake:
            return
        if self._awake is not None:
            self._suspend(self._awake)
        self._resume(side)
        self._awake = side

    def _suspend(self, side: Side) -> None:
        # A worker that has just died is found out by the next command to it.
        with contextlib.suppress(psutil.Error):
            self._processes[side].suspend()
        self._stood_at[side] = self._workers[side].cpu_ns()

    def _resume(self, side: Side) -> None:
        moved = self._workers[side].cpu_ns() - self._stood_at.get(side, 0)
        self.used_ns[side] += max(0, moved)
        with contextlib.suppress(psutil.Error):
            self._processes[side].resume()
