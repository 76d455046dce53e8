"""Verdicts computed beside the window: a quick preview here, the full result in a thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from core.records.answers import Answers
from core.records.errors import AppError
from core.records.knowledge import Knowledge
from core.records.run import RunSummary
from core.records.verdict import Verdict

PREVIEW_DRAWS = 2_000


@dataclass(frozen=True, slots=True)
class Task:
    """One question to the engine, with everything its answer depends on."""

    knowledge: Knowledge
    answers: Answers
    measured: tuple[RunSummary, ...]
    as_of: dt.date
    seed: int

    def resolve(self, draws: int | None) -> Verdict:
        """Return the verdict; the first call imports the engine and NumPy.

        Args:
            draws: number of readings; None for as many as the knowledge asks for.
        """
        from core.decide.resolve import resolve

        return resolve(
            self.knowledge,
            self.answers,
            self.measured,
            seed=self.seed,
            as_of=self.as_of,
            draws=draws,
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What a job hands over; both None when something failed that nobody foresaw."""

    generation: int
    verdict: Verdict | None = None
    error: AppError | None = None


class Resolver(QObject):
    """Runs one job at a time and forgets those that were overtaken.

    Signals:
        resolved: a `Verdict`, never of an overtaken task.
        failed: an `AppError`.
    """

    resolved = Signal(object)
    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._generation = 0
        self._pending = False
        self._arrived.connect(self._on_arrived)

    def is_idle(self) -> bool:
        """Return True when no result is awaited."""
        return not self._pending

    def preview(self, task: Task) -> Verdict:
        """Return the verdict over the first readings, computed here and now."""
        return task.resolve(PREVIEW_DRAWS)

    def start(self, task: Task) -> None:
        """Compute the full result in a thread; overtakes whatever was asked before."""
        self._generation += 1
        self._pending = True
        self._pool.clear()
        self._pool.start(_Job(self._generation, task, self._arrived.emit))

    def drop(self) -> None:
        """Forget what was asked; a result that still comes is not told."""
        self._generation += 1
        self._pending = False
        self._pool.clear()

    def close(self) -> None:
        """Forget what was asked and wait for the thread to end."""
        self.drop()
        self._pool.waitForDone()

    @Slot(object)
    def _on_arrived(self, result: Result) -> None:
        if result.generation != self._generation:
            return
        self._pending = False
        if result.error is not None:
            self.failed.emit(result.error)
        if result.verdict is not None:
            self.resolved.emit(result.verdict)


class _Job(QRunnable):
    """Computes one full result in a thread of the pool."""

    def __init__(self, generation: int, task: Task, deliver: Callable[[Result], None]) -> None:
        super().__init__()
        self._generation = generation
        self._task = task
        self._deliver = deliver

    def run(self) -> None:
        """Compute and hand over; hands over in any case, or waiting would never end."""
        result = Result(self._generation)
        try:
            result = Result(self._generation, verdict=self._task.resolve(None))
        except AppError as error:
            result = Result(self._generation, error=error)
        finally:
            self._deliver(result)
