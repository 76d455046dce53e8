"""Old and new: the verdict on answers that are tried out, beside the one on what is kept."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.records.answers import Answers
from core.records.errors import AppError
from core.records.run import RunSummary
from core.records.verdict import Verdict
from gui.controllers.decision import DecisionController
from gui.controllers.resolving import Resolver
from gui.controllers.snapshot import Snapshot

# After this long without a change the full result is worth computing; while something is dragged
# it would only compete with the preview for the processor.
SETTLE_MS = 150


class Comparing(QObject):
    """Computes verdicts on trial and tells what moved; knows no widget and stores nothing.

    A change gives a preview as soon as the event loop is free, and the full result from a thread
    when no more changes come.

    Signals:
        changed: the verdict on trial is another one.
        failed: an `AppError`.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, decision: DecisionController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decision = decision
        self._kept: Snapshot | None = None
        self._before: Verdict | None = None
        self._tried = Answers()
        self._verdict: Verdict | None = None
        self._preview = False
        self._moved = ""
        self._told: Verdict | None = None
        self._subject, self._change = "", ""
        self._resolver = Resolver(self)
        self._resolver.resolved.connect(self._on_resolved)
        self._resolver.failed.connect(self.failed)
        self._due = _single_shot(self, 0)
        self._due.timeout.connect(self._on_due)
        self._settle = _single_shot(self, SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)

    # --- reading ----------------------------------------------------------------------------

    @property
    def kept(self) -> Snapshot | None:
        """Return what the trial rests on; None before it began and after it ended."""
        return self._kept

    @property
    def before(self) -> Verdict | None:
        """Return the verdict on what is kept."""
        return self._before

    @property
    def verdict(self) -> Verdict | None:
        """Return the verdict on trial; the one on what is kept before anything was tried."""
        return self._verdict or self._before

    @property
    def preview(self) -> bool:
        """Return True when the verdict on trial counts the first readings only."""
        return self._preview

    @property
    def moved(self) -> str:
        """Return what the last change did, one sentence; empty before the first."""
        return self._moved

    def is_idle(self) -> bool:
        """Return True when no result is awaited."""
        waits = self._due.isActive() or self._settle.isActive()
        return not waits and self._resolver.is_idle()

    def rests_on(self, snapshot: Snapshot) -> bool:
        """Return True when a snapshot is what the trial rests on; notes are none of it."""
        kept = self._kept
        return kept is not None and _weighed(kept) == _weighed(snapshot)

    # --- changes ----------------------------------------------------------------------------

    def begin(self, snapshot: Snapshot, before: Verdict, *, silent: bool) -> None:
        """Rest on other answers from now on.

        Args:
            snapshot: what is kept.
            before: the verdict on it.
            silent: forget what was told last, since nothing is on trial any more.
        """
        self._drop()
        self._kept, self._before = snapshot, before
        self._tried = snapshot.answers
        self._verdict, self._preview, self._told = None, False, before
        self._subject, self._change = "", self.tr("The change")
        if silent:
            self._moved = ""

    def end(self) -> None:
        """Rest on nothing: what was tried is kept now, or dropped."""
        self._drop()
        self._kept = None

    def go_on(self, answers: Answers) -> None:
        """Have the verdict on answers computed that were on trial before, without telling it."""
        self._tried = answers
        self._due.start()

    def look(self, answers: Answers, subject: str, change: str) -> None:
        """Have the verdict on changed answers computed and told.

        Args:
            answers: what is on trial now.
            subject: id of the one criterion that changed; empty where several did.
            change: names the change, to begin a sentence on its effect with.
        """
        if not self.is_idle() and (not subject or subject != self._subject):
            # Told in one sentence with a change whose result was never told.
            subject, change = "", self.tr("Together they")
        self._tried = answers
        self._subject, self._change = subject, change
        if not self._due.isActive():
            self._due.start()

    def preview_of(self, answers: Answers) -> Verdict | None:
        """Return the verdict on any answers over the first readings; None where it failed."""
        try:
            return self._resolver.preview(self._decision.task(answers))
        except AppError as error:
            self.failed.emit(error)
            return None

    @Slot()
    def close(self) -> None:
        """Drop what is being computed and wait for its thread."""
        self._drop()
        self._resolver.close()

    # --- inside -----------------------------------------------------------------------------

    def _drop(self) -> None:
        """A result of what was on trial before must not be taken for one of what is now."""
        self._due.stop()
        self._settle.stop()
        self._resolver.drop()

    @Slot()
    def _on_due(self) -> None:
        """Show a preview now, and wait with the full result until the changes have ended."""
        kept, before = self._kept, self._before
        if kept is None or before is None:
            return
        # Whatever is being computed is overtaken.
        self._resolver.drop()
        if self._tried == kept.answers:
            self._settle.stop()
            self._show(before, preview=False)
            return
        preview = self.preview_of(self._tried)
        if preview is not None:
            self._settle.start()
            self._show(preview, preview=True)

    @Slot()
    def _on_settled(self) -> None:
        if self._kept is not None:
            self._resolver.start(self._decision.task(self._tried))

    @Slot(object)
    def _on_resolved(self, verdict: Verdict) -> None:
        self._show(verdict, preview=False)

    def _show(self, verdict: Verdict, *, preview: bool) -> None:
        from core.decide.moved import what_moved

        if self._kept is None:
            return
        self._verdict, self._preview = verdict, preview
        if verdict is not self._told:
            knowledge = self._kept.knowledge
            self._moved = what_moved(self._told, verdict, knowledge, None, self._change)
        if not preview:
            self._told = verdict
        self.changed.emit()


def _single_shot(parent: QObject, wait_ms: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait_ms)
    return timer


def _weighed(snapshot: Snapshot) -> tuple[Answers, tuple[RunSummary, ...]]:
    return msgspec.structs.replace(snapshot.answers, notes={}), snapshot.measured
