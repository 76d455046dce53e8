"""One question: its title, why it is asked, its cards, and the way on."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from core.decide.conditions import HARDWARE
from core.records.knowledge import Question
from gui.controllers.page_order import page_after
from gui.controllers.snapshot import VERDICT, Snapshot
from gui.decide.announce import announce
from gui.decide.cards import CardGroup
from gui.decide.flowing import FlowColumn
from gui.decide.found_line import FoundLine
from gui.decide.notice_bar import NoticeBar
from gui.decide.notices import notices
from gui.decide.step_button import StepButton
from gui.widgets.buttons import PrimaryButton, QuietButton, StandardButton
from gui.widgets.choice_card import ChoiceCard
from gui.widgets.labels import plain_label

MARGIN = 16
TWO_COLUMNS_FROM = 34  # widths of "0" in body type that a card needs, at least


class QuestionView(QWidget):
    """Shows the current question and reports what is chosen.

    Signals:
        chosen: question id and option id.
        cleared: id of the question whose answer is to be dropped.
        changed: question id and the options that take the place of its answer.
        nextAsked: on to the next page.
        backAsked: one page back.
        resultAsked: the verdict is wanted now.
        machineAsked: the answer that this machine gives is wanted back.
    """

    chosen = Signal(str, str)
    cleared = Signal(str)
    changed = Signal(str, object)
    nextAsked = Signal()
    backAsked = Signal()
    resultAsked = Signal()
    machineAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, CardGroup] = {}
        self._group: CardGroup | None = None
        self._title = plain_label("", "heading", wrap=True)
        self._title.setObjectName("wizard_question")
        self._why = plain_label("", colour="text2", wrap=True)
        self._why.setObjectName("wizard_why")
        # For the bold lead alone; whatever comes from files is escaped.
        self._why.setTextFormat(Qt.TextFormat.RichText)
        self._found = FoundLine()
        self._found.backAsked.connect(self.machineAsked)
        self._notices = NoticeBar()
        self._notices.changeAsked.connect(self.changed)
        self._notices.resultAsked.connect(self.resultAsked)
        self._notices.anywayAsked.connect(self._on_anyway)
        self._unlocked = ""
        self._snapshot: Snapshot | None = None
        self._scroll = FlowColumn(margin=MARGIN)
        self._rows = self._scroll.rows
        self._rows.setSpacing(8)
        self._rows.addWidget(self._title)
        self._rows.addWidget(self._why)
        self._rows.addWidget(self._found)
        self._rows.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._notices)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self._back = StandardButton(self.tr("Back"), icon="chevron-left")
        self._back.setObjectName("wizard_back")
        self._back.set_height(36)
        self._back.setToolTip(self.tr("Alt+Left"))
        self._back.clicked.connect(self.backAsked)
        self._skip = QuietButton(self.tr("Skip this one"))
        self._skip.setObjectName("wizard_skip")
        self._skip.clicked.connect(self._on_skip)
        self._next = PrimaryButton(self.tr("Next"))
        self._next.set_icon_name("chevron-right", trailing=True)
        self._next.set_height(36)
        self._next.setObjectName("wizard_next")
        self._next.setToolTip(self.tr("Enter"))
        self._next.clicked.connect(self.nextAsked)
        self._hints = (
            plain_label(self.tr("Alt+Left"), "caption", colour="text2"),
            plain_label(self.tr("Enter"), "caption", colour="text2"),
        )
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, MARGIN, 4)
        foot.setSpacing(8)
        foot.addWidget(self._back)
        foot.addWidget(self._hints[0])
        foot.addStretch(1)
        foot.addWidget(self._skip)
        foot.addSpacing(8)
        foot.addWidget(self._hints[1])
        foot.addWidget(self._next)
        return foot

    # --- showing ----------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the question of the snapshot and what is answered."""
        question = snapshot.knowledge.question(snapshot.question)
        if question is None:
            return
        self._snapshot = snapshot
        group = self._group_of(question)
        given = snapshot.answers.answers.get(question.id, ())
        group.show_answer(given)
        self._show_state(snapshot, question, given, group)
        if group is self._group:
            return
        self._title.setText(question.text)
        self._why.setText(f"<b>{escape(self.tr('Why we ask:'))}</b> {escape(question.why)}")
        if self._group is not None:
            self._group.hide()
        self._group = group
        group.show()
        self._fit_columns()
        self._scroll.verticalScrollBar().setValue(0)
        notice = self._notices.words()
        announce(self._title, f"{question.text} {notice}".strip())

    def _show_state(
        self, snapshot: Snapshot, question: Question, given: tuple[str, ...], group: CardGroup
    ) -> None:
        """Show what the answers make of this question and of the way on."""
        first = snapshot.steps[0].question if snapshot.steps else question.id
        self._back.setEnabled(question.id != first)
        self._skip.setText(self.tr("Clear this answer") if given else self.tr("Skip this one"))
        if self._unlocked != question.id:
            self._unlocked = ""
        said = notices(snapshot.knowledge, snapshot.answers, question.id)
        passed_over = any(notice.kind == "passed_over" for notice in said)
        locked = passed_over and not given and not self._unlocked
        group.setEnabled(not locked)
        ends = page_after(snapshot.knowledge, snapshot.answers, question.id) == VERDICT
        self._notices.show_notices(said, locked=locked, ends=ends)
        self._next.setText(self.tr("Show the result") if ends else self.tr("Next"))
        self._found.show_snapshot(snapshot)
        if question.id == HARDWARE:
            seen = snapshot.here.answer if snapshot.here else ()
            group.mark(seen, self.tr("Found on this machine"))

    def _group_of(self, question: Question) -> CardGroup:
        group = self._groups.get(question.id)
        if group is None or group.question is not question:
            if group is not None:
                group.hide()
                group.deleteLater()
                self._group = None if group is self._group else self._group
            group = CardGroup(question)
            group.hide()
            group.chosen.connect(self._on_chosen)
            self._groups[question.id] = group
            self._rows.insertWidget(self._rows.count() - 1, group)
        return group

    def focus_answer(self) -> None:
        """Put the keyboard on the chosen or the first card; with a ring if keys were used."""
        if self._group is None:
            return
        keys = isinstance(QApplication.focusWidget(), (ChoiceCard, StepButton))
        reason = Qt.FocusReason.TabFocusReason if keys else Qt.FocusReason.OtherFocusReason
        if self._group.isEnabled():
            self._group.focus_answer(reason)
        else:
            self._notices.focus_first(reason)

    def choose_key(self, key: str) -> bool:
        """Choose an answer by its digit; False when there is none."""
        return self._group is not None and self._group.choose_key(key)

    def set_beside(self, outcome: bool) -> None:
        """Say whether the outcome stands beside the question; then there is room for hints."""
        for hint in self._hints:
            hint.setVisible(outcome)
        self._notices.set_brief(outcome)

    # --- reacting ---------------------------------------------------------------------------

    def resizeEvent(self, event: object) -> None:
        """Go to one column of cards where two would be cramped."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit_columns()
        self._notices.fit()

    def _fit_columns(self) -> None:
        if self._group is not None:
            least = 2 * TWO_COLUMNS_FROM * self.fontMetrics().horizontalAdvance("0")
            self._group.set_columns(2 if self.width() >= least else 1)

    def _on_chosen(self, option: str) -> None:
        if self._group is not None:
            self.chosen.emit(self._group.question.id, option)

    def _on_anyway(self) -> None:
        """Answer a question that is passed over."""
        if self._group is None or self._snapshot is None:
            return
        self._unlocked = self._group.question.id
        self.show_snapshot(self._snapshot)
        self.focus_answer()

    def _on_skip(self) -> None:
        if self._group is None:
            return
        if any(card.isChecked() for card in self._group.cards.values()):
            self.cleared.emit(self._group.question.id)
        else:
            self.nextAsked.emit()
