"""The live outcome: six blocks that never change place, or one strip where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.records.rule_words import if_words
from core.records.verdict import Verdict
from gui.controllers.decision import Snapshot
from gui.decide.balance import BalanceChart
from gui.decide.flowing import FlowColumn
from gui.decide.steady import SteadyLabel
from gui.decide.words import of_100, share_parts, still_asked
from gui.widgets.buttons import QuietButton, StandardButton
from gui.widgets.labels import plain_label
from gui.widgets.panel import Hairline, Panel
from gui.widgets.readings import Readings
from gui.widgets.share_bar import ShareBar
from gui.widgets.tips import tip

OPEN_ROWS = 3
NO_VERDICT = "No verdict yet"
FIRST_HINT = "Nothing has moved yet. Choose an answer and watch this panel."


def condition_note(verdict: Verdict) -> str:
    """Return what an open answer could still rule out, in one sentence."""
    for rule in verdict.fired_rules:
        if rule.kind == "knockout" and rule.share < 1:
            return f"{if_words(rule)}: {of_100(rule.share)} readings."
    return ""


class OutcomePanel(Panel):
    """The outcome so far, beside the questions.

    Signals:
        asked: the id of an open question the person wants to answer now.
        verdictAsked: show the verdict page now.
        measureAsked: the phase to measure.
    """

    asked = Signal(str)
    verdictAsked = Signal()
    measureAsked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("outcome_panel")
        self.setAccessibleName(self.tr("Outcome so far"))
        self._title = SteadyLabel(1, "heading", weight=600)
        self._sentence = SteadyLabel(4)
        self._readings = Readings()
        self._no_share = SteadyLabel(2, "caption", colour="text2")
        self._moved = SteadyLabel(3)
        self._moved.setObjectName("outcome_moved")
        self._balance = BalanceChart()
        self._open = _OpenQuestions()
        self._open.asked.connect(self.asked)
        self._open.measureAsked.connect(self.measureAsked)
        # The cards are on the verdict page, under what to find out next.
        self._open.cardAsked.connect(self.verdictAsked)
        self._note = SteadyLabel(2, "caption", colour="text2")
        self._show = StandardButton(self.tr("Show what you have so far"))
        self._show.setObjectName("wizard_show")
        self._show.setToolTip(self.tr("Ctrl+Enter"))
        self._show.clicked.connect(self.verdictAsked)
        self._lay_out()

    def _lay_out(self) -> None:
        scroll = FlowColumn(left=15, margin=15)
        blocks = scroll.rows
        blocks.setSpacing(8)
        blocks.addWidget(_head(self.tr("Outcome so far")))
        blocks.addWidget(self._title)
        blocks.addWidget(self._sentence)
        shares = QGridLayout()
        shares.setContentsMargins(0, 0, 0, 0)
        shares.addWidget(self._readings, 0, 0)
        shares.addWidget(self._no_share, 0, 0)
        blocks.addLayout(shares)
        blocks.addWidget(Hairline())
        blocks.addWidget(_head(self.tr("What just moved")))
        blocks.addWidget(self._moved)
        blocks.addWidget(Hairline())
        blocks.addWidget(_head(self.tr("What speaks for each side, in points")))
        blocks.addWidget(self._balance)
        blocks.addWidget(Hairline())
        blocks.addWidget(_head(self.tr("Open questions that could change it")))
        blocks.addWidget(self._open)
        blocks.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(15, 0, 15, 13)
        foot.setSpacing(8)
        foot.addWidget(Hairline())
        foot.addWidget(self._note)
        foot.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.setContentsMargins(1, 10, 1, 1)
        self.body.setSpacing(0)
        self.add(scroll, 1)
        self.add(foot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the outcome of the answers as they are."""
        verdict = snapshot.verdict
        self._moved.setText(snapshot.moved or FIRST_HINT)
        self._balance.set_verdict(verdict)
        self._open.show_snapshot(snapshot)
        shown = verdict is not None and verdict.show_shares
        self._readings.setVisible(shown)
        self._no_share.setVisible(not shown)
        self._no_share.setMinimumHeight(self._readings.sizeHint().height())
        if verdict is None:
            self._title.setText(NO_VERDICT)
            self._sentence.setText(self.tr("The readings are being counted."))
            self._no_share.setText("")
            self._note.setText("")
            return
        self._title.setText(verdict.title)
        self._sentence.setText(verdict.sentence)
        self._no_share.setText(
            self.tr("No share is shown, since this was not decided by weighing.")
        )
        if verdict.verdict == "insufficient":
            self._no_share.setText(self.tr("No share is shown before enough is answered."))
        if shown:
            self._readings.set_shares(*share_parts(verdict))
        self._note.setText(condition_note(verdict))


class OutcomeStrip(Panel):
    """The same in 56 px, for narrow windows: share bar, label, what just moved.

    Signals:
        verdictAsked: show the verdict page now.
    """

    verdictAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("outcome_strip")
        self.setAccessibleName(self.tr("Outcome so far"))
        self._bar = ShareBar()
        self._bar.setFixedWidth(150)
        self._title = plain_label("", weight=600, wrap=True)
        self._moved = plain_label("", wrap=True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        for label in (self._title, self._moved):
            label.setSizePolicy(policy)
        show = QuietButton(self.tr("Show what you have so far"))
        show.setObjectName("strip_show")
        show.setToolTip(self.tr("Ctrl+Enter"))
        show.clicked.connect(self.verdictAsked)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._moved)
        layout = QHBoxLayout()
        layout.setSpacing(16)
        layout.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(words, 1)
        layout.addWidget(show, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.setContentsMargins(16, 8, 16, 8)
        self.add(layout)
        self.setMinimumHeight(56)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the outcome of the answers as they are."""
        verdict = snapshot.verdict
        self._title.setText(verdict.title if verdict else NO_VERDICT)
        self._moved.setText(snapshot.moved or FIRST_HINT)
        shown = verdict is not None and verdict.show_shares
        self._bar.setVisible(shown)
        if verdict is not None and shown:
            self._bar.set_shares(*share_parts(verdict))


class _OpenQuestions(QWidget):
    """Three rows at most: what is open, and how often it would change the verdict."""

    asked = Signal(str)
    measureAsked = Signal(str)
    cardAsked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[tuple[QuietButton, QLabel]] = []
        self._kinds: list[tuple[str, str]] = [("", "")] * OPEN_ROWS
        self._none = plain_label("", "caption", colour="text2", wrap=True)
        self._grid.addWidget(self._none, 0, 0, 1, 2)
        for index in range(OPEN_ROWS):
            button, chance = QuietButton(""), plain_label("", colour="text2")
            button.padding = 0
            button.set_height(24)
            button.clicked.connect(self._on_clicked)
            self._grid.addWidget(button, index, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(chance, index, 1, Qt.AlignmentFlag.AlignRight)
            self._grid.setRowMinimumHeight(index, 26)
            self._rows.append((button, chance))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what could change the verdict on these answers."""
        verdict, knowledge = snapshot.verdict, snapshot.knowledge
        offers = verdict.next_best if verdict else ()
        items = still_asked(offers, snapshot.answers)[:OPEN_ROWS]
        self._none.setVisible(not items)
        self._none.setText(self.tr("None that was found.") if verdict else "")
        for index, (button, chance) in enumerate(self._rows):
            button.setVisible(index < len(items))
            chance.setVisible(index < len(items))
            if index >= len(items):
                continue
            item = items[index]
            question = knowledge.question(item.subject)
            name = question.step if item.kind == "question" and question else item.text
            if item.kind == "trade_off":
                name = self.tr("A choice between two tools")
            button.setText(name.replace("&", "&&"))
            button.setToolTip(tip(item.text))
            button.setAccessibleName(f"{item.text}, {of_100(item.chance)}")
            chance.setText(of_100(item.chance))
            self._kinds[index] = (item.kind, item.subject)

    def _on_clicked(self) -> None:
        for index, (button, _) in enumerate(self._rows):
            if button is self.sender():
                kind, subject = self._kinds[index]
                if kind == "question":
                    self.asked.emit(subject)
                elif kind == "trade_off":
                    self.cardAsked.emit()
                else:
                    self.measureAsked.emit(subject)


def _head(text: str) -> QLabel:
    return plain_label(text, "caption", weight=600, colour="text2")
