"""Verdicts computed beside the window: a quick preview here, the full result in a thread."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from core.records.answers import Answers
from core.records.knowledge import Knowledge
from core.records.run import RunSummary
from core.records.verdict import Verdict
from gui.controllers.background import Background

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


class Resolver(QObject):
    """Runs one task at a time and forgets those that were overtaken.

    Signals:
        resolved: a `Verdict`, never of an overtaken task.
        failed: an `AppError`.
    """

    resolved = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Background(self)
        self._jobs.failed.connect(self.failed)

    def is_idle(self) -> bool:
        """Return True when no result is awaited."""
        return self._jobs.is_idle()

    def preview(self, task: Task) -> Verdict:
        """Return the verdict over the first readings, computed here and now."""
        return task.resolve(PREVIEW_DRAWS)

    def start(self, task: Task) -> None:
        """Compute the full result in a thread; overtakes whatever was asked before."""
        self.drop()
        self._jobs.start(lambda: task.resolve(None), self.resolved.emit)

    def drop(self) -> None:
        """Forget what was asked; a result that still comes is not told."""
        self._jobs.drop()

    def close(self) -> None:
        """Forget what was asked and wait for the thread to end."""
        self._jobs.close()
