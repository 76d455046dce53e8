"""Weights on trial: what the verdict would be, without storing anything."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from core.records.levels import level_word, points_of
from core.records.verdict import Verdict
from gui.controllers.comparing import Comparing
from gui.controllers.decision import DecisionController
from gui.controllers.snapshot import VERDICT, WHAT_IF, Snapshot
from gui.controllers.trial_state import NONE, Moves, Overrides, TrialSnapshot


class TrialController(QObject):
    """Holds the weights on trial and the verdict on them; knows no widget.

    Nothing is stored until `keep`.

    Signals:
        trialChanged: a `TrialSnapshot`.
        failed: an `AppError`.
    """

    trialChanged = Signal(object)
    failed = Signal(object)

    def __init__(self, decision: DecisionController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decision = decision
        self._own_levels: Mapping[str, float] = NONE
        self._moves: Moves[Overrides] = Moves(NONE)
        self._comparing = Comparing(decision, self)
        self._comparing.changed.connect(self._tell)
        self._comparing.failed.connect(self.failed)
        decision.snapshotChanged.connect(self._on_decision)
        decision.closed.connect(self.close)

    # --- reading ----------------------------------------------------------------------------

    @property
    def snapshot(self) -> TrialSnapshot | None:
        """Return the trial as it stands; None before it could begin."""
        told = self._comparing
        if told.kept is None or told.before is None or told.verdict is None:
            return None
        return TrialSnapshot(
            knowledge=told.kept.knowledge,
            answers=told.kept.answers,
            overrides=self._moves.now,
            own_levels=self._own_levels,
            before=told.before,
            verdict=told.verdict,
            preview=told.preview,
            moved=told.moved,
            can_undo=bool(self._moves.done),
            can_redo=bool(self._moves.undone),
        )

    def is_idle(self) -> bool:
        """Return True when no result is awaited."""
        return self._comparing.is_idle()

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
        self._comparing.close()

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
        now = self.snapshot
        known = now.knowledge.criterion(criterion) if now else None
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
        self._comparing.end()
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
        kept = self._comparing.kept
        if kept is not None:
            tried = msgspec.structs.replace(kept.answers, overrides=dict(self._moves.now))
            self._comparing.look(tried, subject, change)

    @Slot(object)
    def _on_decision(self, snapshot: Snapshot) -> None:
        """Follow the decision while the page is shown; else `open` catches up."""
        if snapshot.question == WHAT_IF and snapshot.verdict is not None:
            self._take(snapshot)

    def _take(self, snapshot: Snapshot) -> None:
        before = snapshot.verdict
        if before is None:
            return
        told, kept = self._comparing, self._comparing.kept
        if told.before is before and told.rests_on(snapshot):
            self._tell()
            return
        clean = kept is None or dict(self._moves.now) == kept.answers.overrides
        said = kept is not None and kept.answers.answers == snapshot.answers.answers
        anew = clean or not said
        if anew:
            self._moves = Moves(MappingProxyType(dict(snapshot.answers.overrides)))
        told.begin(snapshot, before, silent=anew)
        self._own_levels = self._levels(snapshot, before)
        if dict(self._moves.now) != snapshot.answers.overrides:
            now = dict(self._moves.now)
            told.go_on(msgspec.structs.replace(snapshot.answers, overrides=now))
        self._tell()

    def _levels(self, snapshot: Snapshot, before: Verdict) -> Mapping[str, float]:
        """Return the levels by the answers alone; a preview gives those that are overridden."""
        if not snapshot.answers.overrides:
            return MappingProxyType(before.levels)
        own = msgspec.structs.replace(snapshot.answers, overrides={})
        preview = self._comparing.preview_of(own)
        alone = preview.levels if preview is not None else before.levels
        levels = {id_: alone[id_] for id_ in snapshot.answers.overrides if id_ in alone}
        return MappingProxyType({**before.levels, **levels})

    @Slot()
    def _tell(self) -> None:
        now = self.snapshot
        if now is not None:
            self.trialChanged.emit(now)
