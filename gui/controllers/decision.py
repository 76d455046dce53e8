"""The decision as the window knows it: answers in, frozen snapshots out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from core.decide.flow import choose, next_question, previous_question, steps
from core.records.answers import Answers
from core.records.errors import AppError
from core.records.knowledge import Knowledge
from core.records.machine import Machine
from core.records.run import RunSummary
from core.records.verdict import Verdict
from gui.controllers.found import HARDWARE, Found, training_hardware
from gui.controllers.resolving import Resolver, Task
from gui.controllers.snapshot import SUMMARY, TEAM, VERDICT, WHAT_IF, Documents, Snapshot


class DecisionController(QObject):
    """Holds the answers and the verdict on them; knows no widget.

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
        self._before: Verdict | None = None
        self._moved_by: str | None = None
        self._emptied: set[str] = set()
        self._before_team = VERDICT

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
        answers, page = self._restore(knowledge)
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

    def _restore(self, knowledge: Knowledge) -> tuple[Answers, str]:
        first = knowledge.questions[0].id
        try:
            document = self._documents.load() if self._documents else None
        except AppError as error:
            self.failed.emit(error)
            document = None
        if document is None:
            return Answers(), first
        known = {question.id for question in knowledge.questions} | {SUMMARY, VERDICT}
        # A trial is not stored, so a start goes back to the verdict it was made from.
        page = VERDICT if document.page in (WHAT_IF, TEAM) else document.page
        return document.answers, page if page in known else first

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

    # --- changes ----------------------------------------------------------------------------

    def answer(self, question: str, options: tuple[str, ...]) -> None:
        """Set the answer to a question; no option at all leaves the question open."""
        now = self._need()
        given = dict(now.answers.answers)
        if options:
            given[question] = options
            self._emptied.discard(question)
        else:
            given.pop(question, None)
            self._emptied.add(question)
        self._set(msgspec.structs.replace(now.answers, answers=given), question)

    def choose(self, question: str, option: str) -> None:
        """Choose an option as a click does: replace, or toggle where several may be ticked."""
        now = self._need()
        asked = now.knowledge.question(question)
        if asked is not None:
            given = now.answers.answers.get(question, ())
            self.answer(question, choose(asked, given, option))

    def note(self, subject: str, text: str) -> None:
        """Keep a note on a question, or on the "project"; an empty text removes it."""
        now = self._need()
        notes = {key: value for key, value in now.answers.notes.items() if key != subject}
        if text.strip():
            notes[subject] = text.strip()
        self._snapshot = replace(now, answers=msgspec.structs.replace(now.answers, notes=notes))
        self._save()
        self.snapshotChanged.emit(self._snapshot)

    def set_answers(self, answers: Answers) -> None:
        """Take in all answers at once, as from a file."""
        self._need()
        self._emptied.clear()
        self._set(answers, None)

    def set_measured(self, measured: tuple[RunSummary, ...]) -> None:
        """Say which runs count; their ids are kept with the answers."""
        now = self._need()
        self._snapshot = replace(now, measured=measured)
        runs = tuple(run.run for run in measured)
        self._set(msgspec.structs.replace(now.answers, runs=runs), None)

    def set_found(self, question: str, option: str, text: str) -> None:
        """Offer what this machine says; it fills the question unless the person already did.

        Args:
            question: id of the question it answers.
            option: id of the option that fits.
            text: what was seen, in words.
        """
        now = self._need()
        asked = now.knowledge.question(question)
        if asked is None or asked.find(option) is None:
            return
        found = MappingProxyType({**now.found, question: Found(option, text)})
        self._snapshot = replace(now, found=found)
        if question in now.answers.answers or question in self._emptied:
            self.snapshotChanged.emit(self._snapshot)
        else:
            self.answer(question, (option,))

    @Slot(object, object)
    def take_machine(self, machine: Machine, _interpreters: object = None) -> None:
        """Fill the question of hardware from what was read of this machine."""
        if self._snapshot is not None:
            found = training_hardware(machine)
            self.set_found(HARDWARE, found.option, found.text)

    # --- moving -----------------------------------------------------------------------------

    def go(self, question: str) -> None:
        """Show a question, the summary, the verdict, the weights on trial or the team."""
        now = self._need()
        beyond = question in (SUMMARY, VERDICT, WHAT_IF, TEAM)
        known = beyond or now.knowledge.question(question) is not None
        if not known or question == now.question:
            return
        if question == TEAM:
            self._before_team = now.question
        moved = steps(now.knowledge, now.answers, question)
        self._snapshot = replace(now, question=question, steps=moved)
        self._save()
        self.snapshotChanged.emit(self._snapshot)

    @Slot()
    def next(self) -> None:
        """Go to the next question that applies, then to the summary, then to the verdict."""
        now = self._need()
        if now.question == SUMMARY:
            self.go(VERDICT)
        elif now.question not in (VERDICT, WHAT_IF, TEAM):
            self.go(next_question(now.knowledge, now.answers, now.question) or SUMMARY)

    @Slot()
    def back(self) -> None:
        """Go one page back; answers stay."""
        now = self._need()
        if now.question == TEAM:
            self.go(self._before_team)
            return
        if now.question in (VERDICT, WHAT_IF):
            self.go(SUMMARY if now.question == VERDICT else VERDICT)
            return
        if now.question == SUMMARY:
            asked = [step.question for step in now.steps if step.state != "skipped"]
            self.go(asked[-1])
            return
        before = previous_question(now.knowledge, now.answers, now.question)
        if before is not None:
            self.go(before)

    # --- inside -----------------------------------------------------------------------------

    def _need(self) -> Snapshot:
        if self._snapshot is None:
            raise AppError(
                "There is no knowledge to decide by",
                self._error.why if self._error else "",
                self._error.remedy if self._error else "",
            )
        return self._snapshot

    def _set(self, answers: Answers, question: str | None) -> None:
        now = self._need()
        self._before = now.verdict
        self._moved_by = question
        self._snapshot = replace(
            now,
            answers=answers,
            steps=steps(now.knowledge, answers, now.question),
        )
        self._save()
        if self._warm:
            self._compute()
        else:
            self.snapshotChanged.emit(self._snapshot)

    def _save(self) -> None:
        now = self._need()
        if self._documents is not None:
            self._documents.save(now.answers, now.question)
            self._snapshot = replace(now, saved=False, unsaved=False)

    @Slot()
    def mark_saved(self) -> None:
        """Take note that the answers are on disk."""
        if self._snapshot is not None and not self._snapshot.saved:
            self._snapshot = replace(self._snapshot, saved=True, unsaved=False)
            self.snapshotChanged.emit(self._snapshot)

    @Slot()
    def mark_unsaved(self) -> None:
        """Take note that the answers could not be written."""
        if self._snapshot is not None and not self._snapshot.unsaved:
            self._snapshot = replace(self._snapshot, saved=False, unsaved=True)
            self.snapshotChanged.emit(self._snapshot)

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
            self.snapshotChanged.emit(now)
        else:
            self._show(preview, preview=True)

    @Slot(object)
    def _on_resolved(self, verdict: Verdict) -> None:
        self._show(verdict, preview=False)

    def _show(self, verdict: Verdict, *, preview: bool) -> None:
        from core.decide.moved import what_moved

        now = self._need()
        moved = now.moved
        if self._before is not None:
            moved = what_moved(self._before, verdict, now.knowledge, self._moved_by)
        self._snapshot = replace(now, verdict=verdict, preview=preview, moved=moved)
        self.snapshotChanged.emit(self._snapshot)
