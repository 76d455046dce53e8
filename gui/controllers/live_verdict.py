"""Answers and the verdict on them, kept in step: computed, told, and handed to the document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from core.decide.flow import steps
from core.records.answers import Answers
from core.records.errors import AppError
from core.records.knowledge import Knowledge
from core.records.verdict import Verdict
from gui.controllers.page_order import first_page
from gui.controllers.resolving import Resolver, Task
from gui.controllers.said import Said
from gui.controllers.snapshot import Documents, Snapshot
from gui.controllers.telling import Telling


class LiveVerdict(QObject):
    """Holds the answers and the verdict on them; `DecisionController` says what may change them.

    A change gives two snapshots: at once one with a preview (the first 2,000 readings), later one
    with the full result from a thread. A result that comes after the answers moved on is dropped.

    Signals:
        snapshotChanged: a `Snapshot`.
        failed: an `AppError`; also kept in `error` when the knowledge could not be read.
        closed: it is over; whoever computes beside it ends too.
    """

    snapshotChanged = Signal(object)
    failed = Signal(object)
    closed = Signal()

    def __init__(
        self,
        load: Callable[[], Knowledge],
        documents: Documents | None = None,
        *,
        as_of: dt.date | None = None,
        seed: int = 1,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._load = load
        self._documents = documents
        self._as_of = as_of
        self._seed = seed
        self._resolver = Resolver(self)
        self._resolver.resolved.connect(self._on_resolved)
        self._resolver.failed.connect(self.failed)
        self._warm = False
        self._snapshot: Snapshot | None = None
        self._error: AppError | None = None
        self._said: Said | None = None
        self._came_from: dict[str, str] = {}  # page -> where it was opened from, for the way back
        self._telling = Telling()

    # --- reading ----------------------------------------------------------------------------

    @property
    def snapshot(self) -> Snapshot | None:
        """Return the newest snapshot; None before `open` or when the knowledge is unreadable."""
        return self._snapshot

    @property
    def error(self) -> AppError | None:
        """Return why there is no knowledge, or None when there is."""
        return self._error

    @property
    def verdict(self) -> Verdict | None:
        """Return the newest verdict, a preview included."""
        return self._snapshot.verdict if self._snapshot else None

    def task(self, answers: Answers) -> Task:
        """Return the question to the engine for these answers, all else as it stands.

        Raises:
            AppError: there is no knowledge.
        """
        now = self._need()
        as_of = self._as_of or dt.date.today()
        return Task(now.knowledge, answers, now.measured, as_of, self._seed)

    def is_idle(self) -> bool:
        """Return True when no result is being computed."""
        return self._resolver.is_idle()

    # --- life -------------------------------------------------------------------------------

    @Slot()
    def open(self) -> None:
        """Read the knowledge and the last document; emits the first snapshot, without a verdict.

        Imports no NumPy, so that it may run before the window is painted. Called again after a
        failure it tries again.
        """
        try:
            knowledge = self._load()
        except AppError as error:
            self._error = error
            self.failed.emit(error)
            return
        self._error = None
        try:
            document = self._documents.load() if self._documents else None
        except AppError as error:
            self.failed.emit(error)
            document = None
        answers = document.answers if document else Answers()
        page = first_page(knowledge, document)
        self._said = Said(knowledge, answers)
        self._snapshot = Snapshot(
            knowledge=knowledge,
            answers=answers,
            question=page,
            steps=steps(knowledge, answers, page),
            saved=True,
        )
        self.snapshotChanged.emit(self._snapshot)
        if self._warm:
            self._compute()

    @Slot()
    def warm_up(self) -> None:
        """Start computing verdicts; called once, after the first paint.

        The engine and NumPy are imported in the thread of the first result, never in this one.
        """
        self._warm = True
        if self._snapshot is not None:
            self._compute()

    @Slot()
    def close(self) -> None:
        """Drop what is being computed and wait for its thread."""
        self._resolver.close()
        self.closed.emit()

    # --- inside -----------------------------------------------------------------------------

    def _need(self) -> Snapshot:
        if self._snapshot is None:
            raise AppError(
                "There is no knowledge to decide by",
                self._error.why if self._error else "",
                self._error.remedy if self._error else "",
            )
        return self._snapshot

    def _saying(self) -> Said:
        self._need()
        assert self._said is not None  # it is made with the first snapshot
        return self._said

    def _turn(self, subject: str) -> None:
        """Show what a change did; `subject` names it, empty when there was none."""
        now, said = self._need(), self._saying()
        if not subject:
            # Told all the same: a click has already changed what its card looks like.
            self._show(now)
        elif msgspec.structs.replace(said.answers, notes=now.answers.notes) == now.answers:
            self._telling.say(self.tr("{0}: no verdict hangs on it.").format(subject))
            self._show(self._kept(said.shown_in(now)))
        else:
            self._apply(subject)

    def _apply(self, subject: str) -> None:
        """Keep the answers as they are now, and compute and tell the verdict on them."""
        self._telling.begin(subject)
        self._snapshot = self._kept(self._saying().shown_in(self._need()))
        if self._warm:
            self._compute()
        else:
            self._show(self._snapshot)

    def _show(self, snapshot: Snapshot) -> None:
        self._snapshot = replace(snapshot, moved=self._telling.text, change=self._telling.count)
        self.snapshotChanged.emit(self._snapshot)

    def _kept(self, snapshot: Snapshot) -> Snapshot:
        """Hand the answers to the document; it says later when they are on disk."""
        if self._documents is None:
            return snapshot
        self._documents.save(snapshot.answers, snapshot.question)
        return replace(snapshot, saved=False, unsaved=False)

    @Slot()
    def mark_saved(self) -> None:
        """Take note that the answers are on disk."""
        if self._snapshot is not None and not self._snapshot.saved:
            self._show(replace(self._snapshot, saved=True, unsaved=False))

    @Slot()
    def mark_unsaved(self) -> None:
        """Take note that the answers could not be written."""
        if self._snapshot is not None and not self._snapshot.unsaved:
            self._show(replace(self._snapshot, saved=False, unsaved=True))

    def _compute(self) -> None:
        """Show a preview, unless that would import NumPy here, and start the full result."""
        now = self._need()
        task = self.task(now.answers)
        preview = None
        try:
            preview = self._resolver.preview(task) if now.verdict is not None else None
        except AppError as error:
            self.failed.emit(error)
        # Started before anything is told: a listener may change the answers, and that newer
        # task must not be overtaken by this one.
        self._resolver.start(task)
        if preview is None:
            self._show(now)
        else:
            self._take(preview, preview=True)

    @Slot(object)
    def _on_resolved(self, verdict: Verdict) -> None:
        self._take(verdict, preview=False)

    def _take(self, verdict: Verdict, *, preview: bool) -> None:
        now = self._need()
        self._telling.take(verdict, now.knowledge, preview=preview)
        self._show(replace(now, verdict=verdict, preview=preview))
