"""Weights on trial: what the verdict would be, without storing anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.records.answers import Answers
from core.records.errors import AppError
from core.records.levels import level_word, points_of
from core.records.run import RunSummary
from core.records.verdict import Verdict
from gui.controllers.decision import DecisionController
from gui.controllers.resolving import Resolver
from gui.controllers.snapshot import VERDICT, WHAT_IF, Snapshot
from gui.controllers.trial_state import NONE, Moves, Overrides, TrialSnapshot

# After this long without a move the full result is worth computing; while a slider is dragged it
# would only compete with the preview for the processor.
SETTLE_MS = 150


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a trial rests on."""

    snapshot: Snapshot
    before: Verdict
    own_levels: Mapping[str, float]


class TrialController(QObject):
    """Holds the weights on trial and the verdict on them; knows no widget.

    A change gives a preview as soon as the event loop is free, and the full result from a thread
    when no more changes come. Nothing is stored until `keep`.

    Signals:
        trialChanged: a `TrialSnapshot`.
        failed: an `AppError`.
    """

    trialChanged = Signal(object)
    failed = Signal(object)

    def __init__(self, decision: DecisionController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decision = decision
        self._begun: _Begun | None = None
        self._moves = Moves()
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
        decision.snapshotChanged.connect(self._on_decision)
        decision.closed.connect(self.close)

    # --- reading ----------------------------------------------------------------------------

    @property
    def snapshot(self) -> TrialSnapshot | None:
        """Return the trial as it stands; None before it could begin."""
        begun = self._begun
        if begun is None:
            return None
        return TrialSnapshot(
            knowledge=begun.snapshot.knowledge,
            answers=begun.snapshot.answers,
            overrides=self._moves.now,
            own_levels=begun.own_levels,
            before=begun.before,
            verdict=self._verdict or begun.before,
            preview=self._preview,
            moved=self._moved,
            can_undo=bool(self._moves.done),
            can_redo=bool(self._moves.undone),
        )

    def is_idle(self) -> bool:
        """Return True when no result is awaited."""
        waits = self._due.isActive() or self._settle.isActive()
        return not waits and self._resolver.is_idle()

    # --- life -------------------------------------------------------------------------------

    @Slot()
    def open(self) -> None:
        """Begin a trial, or go on with the one that was left on the same answers."""
        snapshot = self._decision.snapshot
        if snapshot is not None:
            self._take(snapshot)

    @Slot()
    def close(self) -> None:
        """Drop what is being computed and wait for its thread."""
        self._due.stop()
        self._settle.stop()
        self._resolver.close()

    # --- changes ----------------------------------------------------------------------------

    def set_level(self, criterion: str, level: float, *, continued: bool = False) -> None:
        """Give a criterion a level, 0 to 4; the one of the answers is no weight set by hand.

        Args:
            criterion: its id.
            level: 0 (none) to 4 (decisive).
            continued: goes on with the last move, as a drag does: one step back undoes both.
        """
        now = self.snapshot
        known = now.knowledge.criterion(criterion) if now else None
        if now is None or known is None or points_of(level) == points_of(now.level(criterion)):
            return
        after = {**now.overrides, criterion: level}
        if points_of(level) == points_of(now.own_levels.get(criterion, 0.0)):
            del after[criterion]
        change = self.tr("“{0}” at {1}").format(known.label, level_word(level))
        self._make(MappingProxyType(after), criterion, change, continued=continued)

    def reset(self, criterion: str) -> None:
        """Give a criterion back the level of the answers."""
        begun = self._begun
        known = begun.snapshot.knowledge.criterion(criterion) if begun else None
        if known is not None and criterion in self._moves.now:
            rest = {id_: level for id_, level in self._moves.now.items() if id_ != criterion}
            change = self.tr("Resetting “{0}”").format(known.label)
            self._make(MappingProxyType(rest), criterion, change)

    @Slot()
    def reset_all(self) -> None:
        """Give every criterion back the level of the answers."""
        if self._moves.now:
            self._make(NONE, "", self.tr("Resetting all weights"))

    @Slot()
    def undo(self) -> None:
        """Take back the last move."""
        if self._moves.done:
            self._moves.undo()
            self._moved_on("", self.tr("Undoing"))

    @Slot()
    def redo(self) -> None:
        """Make the move again that was taken back last."""
        if self._moves.undone:
            self._moves.redo()
            self._moved_on("", self.tr("Redoing"))

    @Slot()
    def keep(self) -> None:
        """Store the weights with the answers; the trial ends there."""
        now = self.snapshot
        if now is None or not now.differs:
            return
        kept = msgspec.structs.replace(now.answers, overrides=dict(now.overrides))
        self._begun = None
        # First, so that the change is shown on one page only.
        self._decision.go(VERDICT)
        self._decision.set_answers(kept)

    # --- inside -----------------------------------------------------------------------------

    def _make(
        self, after: Overrides, subject: str, change: str, *, continued: bool = False
    ) -> None:
        self._moves.make(after, continued=continued and bool(self._moves.done))
        self._moved_on(subject, change)

    def _moved_on(self, subject: str, change: str) -> None:
        """Have the change computed; `subject` is the one criterion that changed, or empty."""
        if not self.is_idle() and (not subject or subject != self._subject):
            # Told in one sentence with a change whose result was never told.
            subject, change = "", self.tr("Together they")
        self._subject, self._change = subject, change
        if not self._due.isActive():
            self._due.start()

    @Slot(object)
    def _on_decision(self, snapshot: Snapshot) -> None:
        """Follow the decision while the page is shown; else `open` catches up."""
        if snapshot.question == WHAT_IF and snapshot.verdict is not None:
            self._take(snapshot)

    def _take(self, snapshot: Snapshot) -> None:
        before = snapshot.verdict
        if before is None:
            return
        begun = self._begun
        same = begun is not None and _rests_on(begun.snapshot) == _rests_on(snapshot)
        if begun is not None and same and begun.before is before:
            self._tell()
            return
        clean = begun is None or dict(self._moves.now) == begun.snapshot.answers.overrides
        said = begun is not None and begun.snapshot.answers.answers == snapshot.answers.answers
        if clean or not said:
            self._moves = Moves(MappingProxyType(dict(snapshot.answers.overrides)))
            self._moved = ""
        self._begun = _Begun(snapshot, before, self._levels(snapshot, before))
        self._verdict, self._preview, self._told = None, False, before
        self._subject, self._change = "", self.tr("The change")
        if dict(self._moves.now) != snapshot.answers.overrides:
            self._due.start()
        self._tell()

    def _levels(self, snapshot: Snapshot, before: Verdict) -> Mapping[str, float]:
        """Return the levels by the answers alone; a preview gives those that are overridden."""
        if not snapshot.answers.overrides:
            return MappingProxyType(before.levels)
        own = msgspec.structs.replace(snapshot.answers, overrides={})
        try:
            alone = self._resolver.preview(self._decision.task(own)).levels
        except AppError as error:
            self.failed.emit(error)
            return MappingProxyType(before.levels)
        levels = {id_: alone[id_] for id_ in snapshot.answers.overrides if id_ in alone}
        return MappingProxyType({**before.levels, **levels})

    def _answers(self, begun: _Begun) -> Answers:
        return msgspec.structs.replace(begun.snapshot.answers, overrides=dict(self._moves.now))

    @Slot()
    def _on_due(self) -> None:
        """Show a preview now, and wait with the full result until the moves have ended."""
        begun = self._begun
        if begun is None:
            return
        # Whatever is being computed is overtaken.
        self._resolver.drop()
        answers = self._answers(begun)
        if answers.overrides == begun.snapshot.answers.overrides:
            self._settle.stop()
            self._show(begun.before, preview=False)
            return
        try:
            preview = self._resolver.preview(self._decision.task(answers))
        except AppError as error:
            self.failed.emit(error)
            return
        self._settle.start()
        self._show(preview, preview=True)

    @Slot()
    def _on_settled(self) -> None:
        if self._begun is not None:
            self._resolver.start(self._decision.task(self._answers(self._begun)))

    @Slot(object)
    def _on_resolved(self, verdict: Verdict) -> None:
        self._show(verdict, preview=False)

    def _show(self, verdict: Verdict, *, preview: bool) -> None:
        from core.decide.moved import what_moved

        begun = self._begun
        if begun is None:
            return
        self._verdict, self._preview = verdict, preview
        if verdict is not self._told:
            knowledge = begun.snapshot.knowledge
            self._moved = what_moved(self._told, verdict, knowledge, None, self._change)
        if not preview:
            self._told = verdict
        self._tell()

    def _tell(self) -> None:
        now = self.snapshot
        if now is not None:
            self.trialChanged.emit(now)


def _single_shot(parent: QObject, wait_ms: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait_ms)
    return timer


def _rests_on(snapshot: Snapshot) -> tuple[Answers, tuple[RunSummary, ...]]:
    """Return what a trial depends on; notes are none of it."""
    return msgspec.structs.replace(snapshot.answers, notes={}), snapshot.measured
