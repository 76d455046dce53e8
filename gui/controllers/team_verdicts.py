"""Verdicts and reports on a team, made in a thread: a quick preview first, then the full result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from core.records.answers import Answers
from core.records.knowledge import Knowledge
from core.records.run import RunSummary
from core.records.verdict import Verdict
from gui.controllers.background import Background
from gui.controllers.resolving import PREVIEW_DRAWS
from gui.controllers.team_files import Member


@dataclass(frozen=True, slots=True)
class TeamTask:
    """One question to the engine about several people."""

    knowledge: Knowledge
    people: tuple[Answers, ...]
    measured: tuple[RunSummary, ...]
    as_of: dt.date
    seed: int

    def resolve(self, draws: int | None) -> Verdict:
        """Return the verdict; the first call imports the engine and NumPy.

        Args:
            draws: number of readings a person; None for as many as the knowledge asks for.
        """
        from core.decide.group import resolve_group

        return resolve_group(
            self.knowledge,
            self.people,
            self.measured,
            seed=self.seed,
            as_of=self.as_of,
            draws=draws,
        )


def task_of(
    knowledge: Knowledge, members: Iterable[Member], *, as_of: dt.date, seed: int
) -> TeamTask | None:
    """Return what to ask about those members whose answers could be read; None: there are none."""
    counted = [(m, m.answers) for m in members if m.answers is not None and m.error is None]
    if not counted:
        return None
    return TeamTask(
        knowledge=knowledge,
        people=tuple(msgspec.structs.replace(said, name=m.name) for m, said in counted),
        measured=tuple({run.run: run for m, _ in counted for run in m.runs}.values()),
        as_of=as_of,
        seed=seed,
    )


class TeamVerdicts(QObject):
    """Computes one verdict after the other and forgets those that were overtaken.

    Signals:
        resolved: a `Verdict`, never of an overtaken task; `preview` says which of the two it is.
        written: path of a report that is on disk.
        failed: an `AppError`.
    """

    resolved = Signal(object)
    written = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Background(self)
        self._jobs.failed.connect(self.failed)
        self._generation = 0
        self._task: TeamTask | None = None

    @property
    def task(self) -> TeamTask | None:
        """Return what was asked last."""
        return self._task

    def is_idle(self) -> bool:
        """Return True when nothing is awaited."""
        return self._jobs.is_idle()

    def ask(self, task: TeamTask | None) -> None:
        """Compute both verdicts; overtakes whatever was asked before. None: nothing is asked."""
        self._generation += 1
        self._task = task
        if task is None:
            return
        generation = self._generation

        def work(draws: int | None) -> Verdict | None:
            return task.resolve(draws) if generation == self._generation else None

        def take(verdict: Verdict | None) -> None:
            if verdict is not None and generation == self._generation:
                self.resolved.emit(verdict)

        # Not even the preview is computed here: its time grows with the number of people.
        self._jobs.start(lambda: work(PREVIEW_DRAWS), take)
        self._jobs.start(lambda: work(None), take)

    def report(self, task: TeamTask, path: Path) -> None:
        """Write a report in the format the name asks for; arrives as `written`."""
        self._jobs.start(lambda: _report(task, path), lambda _: self.written.emit(str(path)))

    def close(self) -> None:
        """Forget what was asked and wait for the thread."""
        self._generation += 1
        self._jobs.close()


def _report(task: TeamTask, path: Path) -> None:
    from core.measure.catalog import label
    from core.measure.verdict import in_words
    from core.report.cases import CaseWords
    from core.report.formats import format_of, render
    from core.store import atomic

    format_ = format_of(path)
    text = render(
        format_,
        task.knowledge,
        task.people,
        task.resolve(None),
        task.measured,
        words=CaseWords(label, in_words),
        app=metadata.version("forkwise"),
    )
    atomic.write_out(path, text.encode("utf-8"))
