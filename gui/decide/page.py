"""The Decide page: the wizard, all answers, the verdict, what is on trial, or the team."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.records.errors import AppError
from gui.controllers.decision import SUMMARY, VERDICT, DecisionController, Snapshot
from gui.controllers.page_order import BEHIND
from gui.controllers.snapshot import TEAM
from gui.controllers.team import TeamController
from gui.decide.ranking_view import RankingView
from gui.decide.summary import SummaryView
from gui.decide.team_view import TeamView
from gui.decide.trial_pages import TrialPages, TrialView
from gui.decide.trouble import trouble_page
from gui.decide.undo_buttons import REDO, UNDO
from gui.decide.verdict_view import VerdictView
from gui.decide.what_if_view import WhatIfView
from gui.decide.wizard import WizardView

FOCUSED = (WizardView, SummaryView, VerdictView, WhatIfView, RankingView, TeamView)


class DecidePage(QWidget):
    """Shows the controller's snapshots and passes on what the person does.

    Errors while answering are told above the page by the window; only unreadable knowledge takes
    the page's place, since then there is nothing to ask.

    Attributes:
        trials: the pages on which something is tried out.

    Signals:
        navigate: name of another page: compare, measure or report.
        measureAsked: what to measure: the phase that a verdict asks for.
    """

    navigate = Signal(str)
    measureAsked = Signal(str)

    def __init__(
        self,
        decision: DecisionController,
        team: TeamController | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._decision = decision
        self._stack = QStackedWidget()
        self._wizard = WizardView()
        self._summary: SummaryView | None = None
        self._verdict: VerdictView | None = None
        self.trials = TrialPages(decision, self._stack, self)
        self._team = team or TeamController(decision, parent=self)
        self._team_view: TeamView | None = None
        self._trouble: QWidget | None = None
        self._stack.addWidget(self._wizard)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._stack, 1)
        self._connect_wizard()
        self._add_keys()
        decision.snapshotChanged.connect(self._on_snapshot)
        decision.failed.connect(self._on_failed)
        self._refresh()

    def _add_keys(self) -> None:
        """Make shortcuts of keys that the focused widget would take for itself."""
        acts = {"Alt+Left": self._on_back, UNDO: self._on_undo}
        acts |= dict.fromkeys(REDO, self._on_redo)
        acts |= dict.fromkeys(("Ctrl+Return", "Ctrl+Enter"), self._on_show_so_far)
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _connect_wizard(self) -> None:
        wizard, decision = self._wizard, self._decision
        wizard.chosen.connect(decision.choose)
        wizard.cleared.connect(self._on_cleared)
        wizard.changed.connect(decision.answer)
        wizard.machineAsked.connect(decision.use_machine)
        wizard.undoAsked.connect(decision.undo)
        wizard.redoAsked.connect(decision.redo)
        wizard.asked.connect(decision.go)
        wizard.nextAsked.connect(decision.next)
        wizard.backAsked.connect(decision.back)
        wizard.summaryAsked.connect(self._on_summary_asked)
        wizard.verdictAsked.connect(self._on_verdict_asked)
        wizard.tableAsked.connect(self._on_table_asked)
        wizard.measureAsked.connect(self.measureAsked)
        wizard.teamAsked.connect(self._on_team_asked)

    def _summary_view(self) -> SummaryView:
        if self._summary is None:
            view = SummaryView()
            view.asked.connect(self._decision.go)
            view.backAsked.connect(self._decision.back)
            view.clearAsked.connect(self._decision.clear_all)
            view.noted.connect(self._decision.note)
            view.undoAsked.connect(self._decision.undo)
            view.redoAsked.connect(self._decision.redo)
            view.verdictAsked.connect(self._on_verdict_asked)
            view.tableAsked.connect(self._on_table_asked)
            view.teamAsked.connect(self._on_team_asked)
            self._stack.addWidget(view)
            self._summary = view
        return self._summary

    def _verdict_view(self) -> VerdictView:
        if self._verdict is None:
            view = VerdictView()
            view.asked.connect(self._decision.go)
            view.changeAsked.connect(self._on_summary_asked)
            view.tableAsked.connect(self._on_table_asked)
            view.measureAsked.connect(self.measureAsked)
            view.reportAsked.connect(self._on_report_asked)
            view.whatIfAsked.connect(self.trials.to_weights)
            view.rankAsked.connect(self.trials.to_ranking)
            view.attempted.connect(self.trials.attempt)
            view.undoAsked.connect(self._decision.undo)
            view.redoAsked.connect(self._decision.redo)
            view.preferred.connect(self._decision.prefer)
            view.takenBack.connect(self._decision.take_back)
            view.putAside.connect(self._decision.put_aside)
            view.askedAgain.connect(self._decision.ask_again)
            view.teamAsked.connect(self._on_team_asked)
            self._stack.addWidget(view)
            self._verdict = view
        return self._verdict

    def _show_team(self) -> None:
        if self._team_view is None:
            self._team_view = TeamView(self._team)
            self._team_view.backAsked.connect(self._decision.back)
            self._stack.addWidget(self._team_view)
        if self._team_view is not self._stack.currentWidget():
            self._stack.setCurrentWidget(self._team_view)
            if self.isVisible():
                self._team_view.focus_first()

    # --- showing ----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        self._refresh()
        current = self._stack.currentWidget()
        if isinstance(current, FOCUSED):
            current.focus_first()

    def _refresh(self) -> None:
        snapshot = self._decision.snapshot
        if snapshot is not None:
            self._show(snapshot)
        elif self._decision.error is not None:
            self._show_trouble(self._decision.error)

    def _show(self, snapshot: Snapshot) -> None:
        if snapshot.question == TEAM:
            self._show_team()
            return
        view: WizardView | SummaryView | VerdictView | TrialView = self._wizard
        if snapshot.question == SUMMARY:
            view = self._summary_view()
        elif snapshot.question == VERDICT:
            view = self._verdict_view()
        else:
            view = self.trials.view_of(snapshot.question) or self._wizard
        moved = view is not self._stack.currentWidget()
        view.show_snapshot(snapshot)
        self._stack.setCurrentWidget(view)
        if moved and self.isVisible():
            view.focus_first()

    def _show_trouble(self, error: AppError) -> None:
        """Nothing can be asked without knowledge: say so in the page's place."""
        box = trouble_page(error, self._decision.open, self._on_measure_asked)
        self._drop_trouble()
        self._trouble = box
        self._stack.addWidget(box)
        self._stack.setCurrentWidget(box)

    def _drop_trouble(self) -> None:
        if self._trouble is not None:
            self._stack.removeWidget(self._trouble)
            self._trouble.deleteLater()
            self._trouble = None

    # --- reacting ---------------------------------------------------------------------------

    @Slot(object)
    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self._drop_trouble()
        # A page that is not shown costs nothing; it catches up when it is.
        if self.isVisible():
            self._show(snapshot)

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        if self._decision.snapshot is None:
            self._show_trouble(error)

    @Slot()
    def _on_back(self) -> None:
        if self._decision.snapshot is not None:
            self._decision.back()

    @Slot()
    def _on_undo(self) -> None:
        if self._may_undo():
            self._decision.undo()

    @Slot()
    def _on_redo(self) -> None:
        if self._may_undo():
            self._decision.redo()

    def _may_undo(self) -> bool:
        """Return True where what would change is on the screen; a trial undoes its own moves."""
        snapshot = self._decision.snapshot
        return snapshot is not None and snapshot.question not in BEHIND

    @Slot()
    def _on_show_so_far(self) -> None:
        if self._may_undo():
            self._decision.go(VERDICT)

    @Slot(str)
    def _on_cleared(self, question: str) -> None:
        self._decision.answer(question, ())

    @Slot()
    def _on_summary_asked(self) -> None:
        self._decision.go(SUMMARY)

    @Slot()
    def _on_verdict_asked(self) -> None:
        self._decision.go(VERDICT)

    @Slot()
    def _on_team_asked(self) -> None:
        self._decision.go(TEAM)

    @Slot()
    def _on_table_asked(self) -> None:
        self.navigate.emit("compare")

    @Slot()
    def _on_measure_asked(self) -> None:
        self.navigate.emit("measure")

    @Slot()
    def _on_report_asked(self) -> None:
        self.navigate.emit("report")
