"""The page of weights on trial: move one and watch what happens; nothing is stored."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.controllers.snapshot import Snapshot
from gui.controllers.trial_state import TrialSnapshot
from gui.decide.announce import announce
from gui.decide.headed import HeadedColumn
from gui.decide.undo_buttons import UndoButtons, redoes, undoes
from gui.decide.what_if_effect import EffectPanel
from gui.decide.what_if_rows import WeightRows
from gui.decide.what_if_top import OutcomeOnTrial
from gui.decide.what_if_words import counting, weight_words
from gui.decide.whole_column import WholeColumn
from gui.shell.theme import type_scale
from gui.widgets.buttons import QuietButton, StandardButton
from gui.widgets.labels import PlainLabel, plain_label
from gui.widgets.page_head import PageHead
from gui.widgets.panel import Panel
from gui.widgets.segments import Segments
from gui.widgets.tips import tip

TWO_COLUMNS = 1000
BESIDE_TITLE = 500
LOW = 540  # height in pixels at the usual type size under which all of it scrolls together
WEIGHTS, EFFECT = "weights", "effect"


class WhatIfView(QWidget):
    """Shows a trial and reports what is moved.

    Signals:
        moved: criterion, level and whether this goes on with the last move.
        resetAsked: the criterion to give back to the answers.
        resetAllAsked, undoAsked, redoAsked, keepAsked, backAsked: what the buttons and keys say.
        rankAsked: on to the ranking.
    """

    moved = Signal(str, float, bool)
    resetAsked = Signal(str)
    resetAllAsked = Signal()
    undoAsked = Signal()
    redoAsked = Signal()
    keepAsked = Signal()
    rankAsked = Signal()
    backAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("what_if_page")
        self._rows: WeightRows | None = None
        self._built_for: TrialSnapshot | None = None
        self._newest: TrialSnapshot | None = None
        self._said = ""
        # Five widgets for each criterion: worth a turn of the event loop of their own.
        self._building = QTimer(self)
        self._building.setSingleShot(True)
        self._building.setInterval(0)
        self._building.timeout.connect(self._build)
        self._wants_focus = False
        self._head = PageHead(self.tr("What if…"), "")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._head.setSizePolicy(policy)
        self._undo = UndoButtons("what_if")
        self._undo.undoAsked.connect(self.undoAsked)
        self._undo.redoAsked.connect(self.redoAsked)
        self._head.add_action(self._undo)
        rank = QuietButton(self.tr("Rank…"))
        rank.setObjectName("what_if_rank")
        rank.setAccessibleName(self.tr("Rank what matters"))
        rank.setToolTip(self.tr("Put in order what matters, instead of setting each weight"))
        rank.clicked.connect(self.rankAsked)
        self._head.add_action(rank)
        self._reset_all = self._action(self.tr("Reset all"), "what_if_reset_all")
        self._reset_all.clicked.connect(self.resetAllAsked)
        self._back = self._action(self.tr("Back to the verdict"), "what_if_back")
        self._back.clicked.connect(self.backAsked)
        self._keep = self._action(self.tr("Keep"), "what_if_keep")
        self._keep.clicked.connect(self.keepAsked)
        self._top = OutcomeOnTrial(weight_words())
        self._effect = EffectPanel()
        self._weights, self._scroll, self._foot = self._weights_panel()
        views = ((WEIGHTS, self.tr("Weights")), (EFFECT, self.tr("What adds up")))
        self._choice = Segments(views, self.tr("What is shown"))
        self._choice.changed.connect(self._fit)
        self._lay_out()

    def _action(self, text: str, name: str) -> StandardButton:
        button = StandardButton(text)
        button.setObjectName(name)
        self._head.add_action(button)
        return button

    def _weights_panel(self) -> tuple[Panel, WholeColumn, PlainLabel]:
        panel = Panel(dense=True)
        panel.setObjectName("what_if_weights")
        panel.body.setContentsMargins(1, 12, 1, 8)
        panel.body.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(15, 0, 15, 0)
        head.addWidget(plain_label(self.tr("How much does each matter?"), weight=600))
        head.addStretch(1)
        key = self.tr("word, or 0 to 100")
        head.addWidget(plain_label(key, "caption", colour="text2"))
        scroll = WholeColumn(left=11, margin=13)
        foot = plain_label("", "caption", colour="text2", wrap=True)
        foot.setContentsMargins(15, 4, 15, 0)
        panel.add(head)
        panel.add(scroll, 1)
        panel.add(foot)
        return panel, scroll, foot

    def _lay_out(self) -> None:
        choice = QWidget()
        line = QHBoxLayout(choice)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._choice)
        line.addStretch(1)
        self._line = choice
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(12)
        columns.addWidget(self._effect, 14)
        columns.addWidget(self._weights, 11)
        self._page = HeadedColumn(self._head, self._top, choice, spacing=10, low=LOW)
        self._waits = plain_label(counting(), colour="text2", wrap=True)
        self._panels = QWidget()
        self._panels.setLayout(columns)
        self._page.rows.addWidget(self._waits)
        self._page.rows.addWidget(self._panels, 1)
        self._page.headMoved.connect(self._scroll.set_whole)
        self._page.headMoved.connect(self._effect.column.set_whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self._wait(True)

    # --- showing ----------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show whose project it is."""
        project = snapshot.answers.notes.get("project", "")
        what = self.tr("move a weight and watch what happens; nothing is stored")
        self._head.set_context(" · ".join(part for part in (project, what) if part))
        if snapshot.verdict is None:
            self._wait(True)
        self._fit()

    def _wait(self, waits: bool) -> None:
        """Offer nothing before there is a verdict that says how much each criterion counts."""
        self._waits.setVisible(waits)
        for widget in (self._top, self._panels):
            widget.setVisible(not waits)
        if waits:
            self._undo.show_words("", "")
            for action in (self._reset_all, self._keep):
                action.setEnabled(False)
                action.setToolTip(tip(counting()))

    def show_trial(self, trial: TrialSnapshot) -> None:
        """Show the trial as it stands."""
        self._newest = trial
        self._wait(False)
        if self._rows is None or not _alike(trial, self._built_for):
            self._said = trial.moved
            self._building.start()
        else:
            self._rows.show_trial(trial)
        count = len(trial.overrides)
        text = self.tr("Reset all {0}").format(count) if count > 1 else self.tr("Reset all")
        move = self.tr("the last move")
        self._undo.show_words(move if trial.can_undo else "", move if trial.can_redo else "")
        self._reset_all.setText(text)
        self._reset_all.setEnabled(count > 0)
        self._reset_all.setToolTip("" if count else self.tr("Nothing is set by hand"))
        self._keep.setEnabled(trial.differs)
        why = self.tr("Nothing is changed yet") if not trial.differs else ""
        self._keep.setToolTip(tip(why))
        foot = self._foot_words(trial)
        self._foot.setText(foot)
        self._foot.setVisible(bool(foot))
        self._top.show_trial(trial)
        self._effect.show_trial(trial)
        if not trial.preview and trial.moved != self._said:
            self._said = trial.moved
            announce(self._top, trial.moved)

    def _build(self) -> None:
        """Make the rows for the answers as they are; a trial keeps them to its end."""
        trial, old = self._newest, self._rows
        if trial is None:
            return
        self._rows = WeightRows(trial)
        self._rows.moved.connect(self.moved)
        self._rows.resetAsked.connect(self.resetAsked)
        self._scroll.rows.insertWidget(0, self._rows)
        if old is None:
            self._scroll.rows.addStretch(1)
        else:
            old.setParent(None)
            old.deleteLater()
        self._built_for = trial
        if self._wants_focus:
            self.focus_first()

    def _foot_words(self, trial: TrialSnapshot) -> str:
        if not trial.overrides:
            return ""
        hollow = self.tr("Hollow: by your answers.")
        return f"{hollow} " + self.tr("{0} set by you.").format(len(trial.overrides))

    def focus_first(self) -> None:
        """Put the keyboard on the first slider, as soon as there is one."""
        self._wants_focus = self._building.isActive()
        if self._rows is not None and not self._wants_focus and self._weights.isVisible():
            self._rows.focus_first()
        else:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- reflow -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one panel at a time where two would be cramped."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        scale = type_scale(self)
        narrow = self.width() / scale < TWO_COLUMNS
        self._head.set_stacked(self.width() / scale < BESIDE_TITLE)
        self._line.setVisible(narrow)
        self._weights.setVisible(not narrow or self._choice.current() == WEIGHTS)
        self._effect.setVisible(not narrow or self._choice.current() == EFFECT)
        self._top.set_narrow(narrow)

    # --- keys -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Claim the keys of undoing, which mean the trial here and the answers elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if undoes(event) or redoes(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo the moves of the trial."""
        if undoes(event):
            self.undoAsked.emit()
        elif redoes(event):
            self.redoAsked.emit()
        else:
            super().keyPressEvent(event)


def _alike(trial: TrialSnapshot, other: TrialSnapshot | None) -> bool:
    """Return True when the rows stand in the same order: on the same answers."""
    if other is None or trial.knowledge is not other.knowledge:
        return False
    one, two = trial.answers, other.answers
    return one.answers == two.answers and one.ranking == two.ranking
