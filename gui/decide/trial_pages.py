"""The pages on which something is tried out: weights, and a ranking."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QStackedWidget

from gui.controllers.decision import DecisionController
from gui.controllers.ranking import RankingController
from gui.controllers.ranking_state import RankingSnapshot
from gui.controllers.snapshot import RANKING, WHAT_IF
from gui.controllers.trial import TrialController
from gui.controllers.trial_state import TrialSnapshot
from gui.decide.ranking_view import RankingView
from gui.decide.what_if_view import WhatIfView

TrialView = WhatIfView | RankingView


class TrialPages(QObject):
    """Makes the pages when they are first asked for, and ties them to their controllers.

    Attributes:
        weights: the weights on trial.
        order: the ranking on trial.
    """

    def __init__(
        self, decision: DecisionController, stack: QStackedWidget, parent: QObject | None = None
    ) -> None:
        """Make the controllers; they compute nothing before a page is shown.

        Args:
            decision: what is kept.
            stack: takes the pages.
            parent: the parent object.
        """
        super().__init__(parent)
        self._decision = decision
        self._stack = stack
        self._what_if: WhatIfView | None = None
        self._ranking: RankingView | None = None
        self.weights = TrialController(decision, self)
        self.weights.trialChanged.connect(self._on_weights)
        self.weights.failed.connect(decision.failed)
        self.order = RankingController(decision, self)
        self.order.rankingChanged.connect(self._on_ranking)
        self.order.failed.connect(decision.failed)

    def view_of(self, page: str) -> TrialView | None:
        """Return the page of that name with its trial begun; None for all other pages."""
        if page == WHAT_IF:
            view, begin = self._what_if_view(), self.weights.open
        elif page == RANKING:
            view, begin = self._ranking_view(), self.order.open
        else:
            return None
        if view is not self._stack.currentWidget():
            begin()
        return view

    def is_idle(self) -> bool:
        """Return True when no result is awaited on any of the pages."""
        return self.weights.is_idle() and self.order.is_idle()

    def attempt(self, criterion: str, level: float) -> None:
        """Go to the weights, with one criterion at a level."""
        self._decision.go(WHAT_IF)
        self.weights.set_level(criterion, level)

    @Slot()
    def to_weights(self) -> None:
        """Go to the weights on trial."""
        self._decision.go(WHAT_IF)

    @Slot()
    def to_ranking(self) -> None:
        """Go to the ranking on trial."""
        self._decision.go(RANKING)

    # --- inside -----------------------------------------------------------------------------

    def _what_if_view(self) -> WhatIfView:
        if self._what_if is None:
            view, trial = WhatIfView(), self.weights
            view.moved.connect(self._on_weight_moved)
            view.resetAsked.connect(trial.reset)
            view.resetAllAsked.connect(trial.reset_all)
            view.undoAsked.connect(trial.undo)
            view.redoAsked.connect(trial.redo)
            view.keepAsked.connect(trial.keep)
            view.backAsked.connect(self._decision.back)
            view.rankAsked.connect(self.to_ranking)
            self._stack.addWidget(view)
            self._what_if = view
        return self._what_if

    def _ranking_view(self) -> RankingView:
        if self._ranking is None:
            view, order = RankingView(), self.order
            view.moved.connect(self._on_rank_moved)
            view.added.connect(order.add)
            view.removed.connect(order.remove)
            view.startAsked.connect(order.start)
            view.giveBackAsked.connect(order.give_back)
            view.undoAsked.connect(order.undo)
            view.redoAsked.connect(order.redo)
            view.applyAsked.connect(order.apply)
            view.cancelAsked.connect(order.cancel)
            self._stack.addWidget(view)
            self._ranking = view
        return self._ranking

    @Slot(object)
    def _on_weights(self, trial: TrialSnapshot) -> None:
        if self._what_if is not None:
            self._what_if.show_trial(trial)

    @Slot(object)
    def _on_ranking(self, ranking: RankingSnapshot) -> None:
        if self._ranking is not None:
            self._ranking.show_ranking(ranking)

    @Slot(str, float, bool)
    def _on_weight_moved(self, criterion: str, level: float, continued: bool) -> None:
        self.weights.set_level(criterion, level, continued=continued)

    @Slot(str, int, bool)
    def _on_rank_moved(self, criterion: str, place: int, continued: bool) -> None:
        self.order.move(criterion, place, continued=continued)
