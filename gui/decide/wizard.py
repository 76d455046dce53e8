"""The wizard: steps, question and outcome side by side, or folded where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from gui.controllers.decision import Snapshot
from gui.decide.outcome import OutcomePanel, OutcomeStrip
from gui.decide.question import MARGIN, QuestionView
from gui.decide.steps import StepList, StepsMenu
from gui.decide.undo_buttons import UndoButtons
from gui.decide.words import answered_count
from gui.shell.theme import type_scale
from gui.widgets.buttons import QuietButton
from gui.widgets.choice_card import ChoiceCard
from gui.widgets.labels import plain_label
from gui.widgets.page_head import PageHead

# Least page widths in pixels at the usual type size; the page is the window less the rail of 96.
THREE_COLUMNS = 1140
TWO_COLUMNS = 900
LEAST_WIDTH = 560
MENU_IN_HEAD = 760
LINKS_BESIDE = 560  # below it the links stand under the title
TIGHT = 405  # least height for more than the question, where nothing stands beside it
STEPS_WIDTH = 200
OUTCOME_WIDTH = 312


class WizardView(QWidget):
    """All that is seen while answering.

    Signals:
        chosen, cleared, changed, nextAsked, backAsked, machineAsked: see `QuestionView`.
        asked: the id of a question to go to.
        summaryAsked, verdictAsked, tableAsked, teamAsked: where else to go.
        measureAsked: the phase to measure.
        undoAsked, redoAsked: of answers.
    """

    chosen = Signal(str, str)
    cleared = Signal(str)
    changed = Signal(str, object)
    machineAsked = Signal()
    asked = Signal(str)
    nextAsked = Signal()
    backAsked = Signal()
    summaryAsked = Signal()
    verdictAsked = Signal()
    tableAsked = Signal()
    measureAsked = Signal(str)
    teamAsked = Signal()
    undoAsked = Signal()
    redoAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question_id = ""
        self._menu_in_head = False
        self._head = PageHead(self.tr("Decide"), "")
        self._undo = UndoButtons("wizard")
        self._undo.undoAsked.connect(self.undoAsked)
        self._undo.redoAsked.connect(self.redoAsked)
        self._head.add_action(self._undo)
        self._steps, self._menu = StepList(), StepsMenu()
        self._add_link(self.tr("Team…"), "team_open", self.teamAsked)
        self._add_link(self.tr("All answers"), "wizard_summary", self.summaryAsked)
        self._add_link(self.tr("Skip to the table"), "wizard_table", self.tableAsked)
        self._menu.add_way(self.tr("Show what you have so far"), self.verdictAsked)
        self._menu.add_way(self.tr("Undo"), self.undoAsked)
        self._menu.add_way(self.tr("Redo"), self.redoAsked)
        self._question = QuestionView()
        self._outcome, self._strip = OutcomePanel(), OutcomeStrip()
        self._kept = plain_label(
            self.tr("Answers stay as you go back. Click a step to change it."),
            "caption",
            colour="text2",
            wrap=True,
        )
        self._lay_out()
        self._connect()

    def _add_link(self, text: str, name: str, asked: SignalInstance) -> None:
        link = QuietButton(text)
        link.setObjectName(name)
        link.clicked.connect(asked)
        self._head.add_action(link)
        self._menu.add_way(text, asked)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._steps, 1)
        left.addWidget(self._kept)
        self._left = _framed(left, 4, 20)
        self._menu_row = QHBoxLayout()
        self._menu_row.setContentsMargins(4, 4, 0, 8)
        self._menu_row.addWidget(self._menu)
        self._menu_row.addStretch(1)
        self._above = QWidget()
        self._above.setLayout(self._menu_row)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._above)
        middle.addWidget(self._question, 1)
        right = QVBoxLayout()
        right.addWidget(self._outcome)
        self._right = _framed(right, 8, MARGIN)
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self._left)
        columns.addLayout(middle, 1)
        columns.addWidget(self._right)
        head, strip = QVBoxLayout(), QVBoxLayout()
        head.addWidget(self._head)
        strip.addWidget(self._strip)
        self._below = _framed(strip, 4, MARGIN)
        # The page's margin is 24 at both sides; cards reach 4 px into the left one for their
        # focus ring, and the scroll bar lies in the right one.
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 8, 20)
        layout.setSpacing(10)
        self._top = _framed(head, 4, MARGIN)
        layout.addWidget(self._top)
        layout.addLayout(columns, 1)
        layout.addWidget(self._below)
        # Folded until the width is known: unfolded it would hold a small window open.
        self._fold(0.0, 1000.0, 1.0)

    def _connect(self) -> None:
        self._steps.asked.connect(self.asked)
        self._menu.asked.connect(self.asked)
        self._question.chosen.connect(self.chosen)
        self._question.cleared.connect(self.cleared)
        self._question.changed.connect(self.changed)
        self._question.machineAsked.connect(self.machineAsked)
        self._question.resultAsked.connect(self.verdictAsked)
        self._question.nextAsked.connect(self.nextAsked)
        self._question.backAsked.connect(self.backAsked)
        self._outcome.asked.connect(self.asked)
        self._outcome.verdictAsked.connect(self.verdictAsked)
        self._outcome.measureAsked.connect(self.measureAsked)
        self._strip.verdictAsked.connect(self.verdictAsked)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show where the person stands and what the answers give."""
        project = snapshot.answers.notes.get("project", "")
        saved = self.tr("saved") if snapshot.saved else self.tr("saving")
        saved = self.tr("not saved") if snapshot.unsaved else saved
        count = answered_count(snapshot.knowledge, snapshot.answers)
        self._head.set_context(" · ".join(part for part in (project, count, saved) if part))
        self._undo.show_snapshot(snapshot)
        self._steps.show_snapshot(snapshot)
        self._menu.show_snapshot(snapshot)
        self._question.show_snapshot(snapshot)
        self._outcome.show_snapshot(snapshot)
        self._strip.show_snapshot(snapshot)
        if snapshot.question != self._question_id:
            self._question_id = snapshot.question
            if self.isVisible():
                self._question.focus_answer()

    def focus_first(self) -> None:
        """Put the keyboard on the answers."""
        self._question.focus_answer()

    # --- reflow -----------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the folded page, or an unfolded one could not be narrowed."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), LEAST_WIDTH), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold columns where there is no room for them."""
        super().resizeEvent(event)
        scale = type_scale(self)
        self._fold(self.width() / scale, self.height() / scale, scale)

    def _fold(self, width: float, height: float, scale: float) -> None:
        tight = width < TWO_COLUMNS and height < TIGHT
        self._top.setVisible(not tight)
        self._menu.set_whole(tight)
        self._head.set_stacked(width < LINKS_BESIDE)
        self._left.setVisible(width >= THREE_COLUMNS)
        self._place_menu(width, in_head=width >= MENU_IN_HEAD and not tight)
        self._right.setVisible(width >= TWO_COLUMNS)
        self._below.setVisible(width < TWO_COLUMNS and not tight)
        self._left.setFixedWidth(round(STEPS_WIDTH * scale) + 24)
        self._outcome.setFixedWidth(round(OUTCOME_WIDTH * scale))
        self._question.set_beside(width >= TWO_COLUMNS)

    def _place_menu(self, width: float, *, in_head: bool) -> None:
        """Put the folded steps into the head, or above the question where that is full."""
        if in_head != self._menu_in_head:
            self._menu_in_head = in_head
            if in_head:
                self._head.add_action(self._menu, first=True)
            else:
                self._menu_row.insertWidget(0, self._menu)
        self._menu.setVisible(width < THREE_COLUMNS)
        self._above.setVisible(not in_head and width < THREE_COLUMNS)

    # --- keys -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Enter goes on; Enter on a button presses it."""
        if not self._handle_key(event):
            super().keyPressEvent(event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return False
        if event.text() in tuple("0123456789"):
            return self._question.choose_key(event.text())
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        focus = self.focusWidget()
        if isinstance(focus, QAbstractButton) and not isinstance(focus, ChoiceCard):
            focus.click()
        else:
            self.nextAsked.emit()
        return True


def _framed(layout: QLayout, left: int, right: int) -> QWidget:
    """Return a widget around a layout, with room at both sides."""
    layout.setContentsMargins(left, 0, right, 0)
    box = QWidget()
    box.setLayout(layout)
    return box
