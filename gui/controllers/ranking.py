"""A ranking on trial: what matters in order, what the verdict would be, nothing stored."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from core.records.answers import Answers
from core.records.verdict import Verdict
from gui.controllers.comparing import Comparing
from gui.controllers.decision import DecisionController
from gui.controllers.ranking_state import Order, RankingSnapshot, ranked
from gui.controllers.snapshot import RANKING, VERDICT, Snapshot
from gui.controllers.trial_state import NONE, Moves

START = 5  # criteria that a start from the answers ranks; more are hard to keep in order


class RankingController(QObject):
    """Holds the order on trial and the verdict on it; knows no widget.

    Nothing is stored until `apply`, which is one step of undoing.

    Signals:
        rankingChanged: a `RankingSnapshot`.
        failed: an `AppError`.
    """

    rankingChanged = Signal(object)
    failed = Signal(object)

    def __init__(self, decision: DecisionController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decision = decision
        self._own_levels: Mapping[str, float] = NONE
        self._moves: Moves[Order] = Moves(())
        self._comparing = Comparing(decision, self)
        self._comparing.changed.connect(self._tell)
        self._comparing.failed.connect(self.failed)
        decision.snapshotChanged.connect(self._on_decision)
        decision.closed.connect(self.close)

    # --- reading ----------------------------------------------------------------------------

    @property
    def snapshot(self) -> RankingSnapshot | None:
        """Return the trial as it stands; None before it could begin."""
        told = self._comparing
        if told.kept is None or told.before is None or told.verdict is None:
            return None
        return RankingSnapshot(
            knowledge=told.kept.knowledge,
            answers=told.kept.answers,
            order=self._moves.now,
            centres=_centres(self._moves.now),
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

    def add(self, criterion: str) -> None:
        """Rank a criterion, as the last one."""
        if criterion not in self._moves.now:
            self._make((*self._moves.now, criterion), criterion)

    def remove(self, criterion: str) -> None:
        """Take a criterion out of the ranking: the answers say again how much it matters."""
        if criterion in self._moves.now:
            rest = tuple(id_ for id_ in self._moves.now if id_ != criterion)
            change = self.tr("“{0}” out of the ranking").format(self._label(criterion))
            self._make(rest, criterion, change)

    def move(self, criterion: str, place: int, *, continued: bool = False) -> None:
        """Give a ranked criterion another place.

        Args:
            criterion: its id.
            place: 0 for the first; beyond the ends is the end.
            continued: goes on with the last move, as a drag does: one step back undoes both.
        """
        if criterion not in self._moves.now:
            return
        rest = [id_ for id_ in self._moves.now if id_ != criterion]
        rest.insert(min(max(place, 0), len(rest)), criterion)
        if tuple(rest) != self._moves.now:
            self._make(tuple(rest), criterion, continued=continued)

    @Slot()
    def start(self) -> None:
        """Rank what counts most by the answers, in their order, where nothing is ranked yet."""
        now = self.snapshot
        if now is not None and not now.order:
            first = [c.id for c in now.others if now.counts(c.id)][:START]
            change = self.tr("Ranking {0} criteria in the order of the answers")
            self._make(tuple(first), "", change.format(len(first)))

    @Slot()
    def give_back(self) -> None:
        """Take everything out of the ranking: the levels of the answers count again."""
        if self._moves.now:
            self._make((), "", self.tr("The answers’ levels"))

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
    def apply(self) -> None:
        """Store the ranking with the answers; the trial ends there."""
        now = self.snapshot
        if now is None or not now.differs:
            return
        because = self.tr("ranking what matters")
        if not now.order:
            because = self.tr("giving the ranking back")
        self._comparing.end()
        # First, so that the change is shown on one page only.
        self._decision.go(VERDICT)
        self._decision.set_answers(with_ranking(now.answers, now.order), because)

    @Slot()
    def cancel(self) -> None:
        """Drop the trial and go back to where it was begun."""
        self._comparing.end()
        self._decision.back()

    # --- inside -----------------------------------------------------------------------------

    def _label(self, criterion: str) -> str:
        now = self.snapshot
        known = now.knowledge.criterion(criterion) if now else None
        return known.label if known is not None else criterion

    def _make(
        self, after: Order, criterion: str, change: str = "", *, continued: bool = False
    ) -> None:
        if self._comparing.kept is None:
            return
        if not change:
            change = self.tr("“{0}” at place {1} of {2}").format(
                self._label(criterion), after.index(criterion) + 1, len(after)
            )
        self._moves.make(after, continued=continued and bool(self._moves.done))
        self._moved_on(criterion, change)

    def _moved_on(self, subject: str, change: str) -> None:
        kept = self._comparing.kept
        if kept is not None:
            self._comparing.look(with_ranking(kept.answers, self._moves.now), subject, change)
            # The order at once: the verdict on it follows when the event loop is free.
            self._tell()

    @Slot(object)
    def _on_decision(self, snapshot: Snapshot) -> None:
        """Follow the decision while the page is shown; else `open` catches up."""
        if snapshot.question == RANKING and snapshot.verdict is not None:
            self._take(snapshot)

    def _take(self, snapshot: Snapshot) -> None:
        before = snapshot.verdict
        if before is None:
            return
        told = self._comparing
        if told.before is before and told.rests_on(snapshot):
            self._tell()
            return
        kept, order = told.kept, ranked(snapshot.answers)
        clean = kept is None or self._moves.now == ranked(kept.answers)
        said = kept is not None and kept.answers.answers == snapshot.answers.answers
        anew = clean or not said
        if anew:
            self._moves = Moves(order)
        told.begin(snapshot, before, silent=anew)
        self._own_levels = self._levels(snapshot, before)
        if self._moves.now != order:
            told.go_on(with_ranking(snapshot.answers, self._moves.now))
        self._tell()

    def _levels(self, snapshot: Snapshot, before: Verdict) -> Mapping[str, float]:
        """Return the levels without any ranking."""
        if not ranked(snapshot.answers):
            return MappingProxyType(before.levels)
        alone = self._comparing.preview_of(with_ranking(snapshot.answers, ()))
        return MappingProxyType(alone.levels if alone is not None else before.levels)

    @Slot()
    def _tell(self) -> None:
        now = self.snapshot
        if now is not None:
            self.rankingChanged.emit(now)


def with_ranking(answers: Answers, order: Order) -> Answers:
    """Return the answers with another ranking; what is ranked has no weight set by hand.

    Where the order is the one that counts already, the answers are the same.
    """
    if order == ranked(answers):
        return answers
    rest = {id_: level for id_, level in answers.overrides.items() if id_ not in order}
    return msgspec.structs.replace(answers, ranking=order, overrides=rest)


def _centres(order: Order) -> Mapping[str, float]:
    """Return the middle of all weights that keep the order, by criterion; they add up to 1."""
    # NumPy is there: a ranking is on trial only once there is a verdict.
    from core.decide.ranking import centroid

    if not order:
        return NONE
    return MappingProxyType(dict(zip(order, centroid(len(order)).tolist(), strict=True)))
