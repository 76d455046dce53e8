"""What to find out next: a question, a benchmark, or a choice between two imaginary tools."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.records.answers import Answers
from core.records.outlook import CardSide, NextBest
from core.report.outlook import FIND_OUT_NOTE
from gui.decide.verdict_rows import calling, two_lines
from gui.decide.words import next_words, still_asked
from gui.widgets.buttons import QuietButton, StandardButton
from gui.widgets.choice_card import ChoiceCard
from gui.widgets.labels import plain_label
from gui.widgets.panel import Hairline, Panel

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class NextWays:
    """Where the buttons lead.

    Attributes:
        ask: to a question.
        measure: to a benchmark, by its phase.
        prefer: one side of a card over the other.
        put_aside: the two criteria of a card on which there is no preference.
    """

    ask: Callable[[str], None]
    measure: Callable[[str], None]
    prefer: Callable[[str, str], None]
    put_aside: Callable[[str, str], None]


def next_panel(items: tuple[NextBest, ...], ways: NextWays, answers: Answers) -> Panel:
    """Return what to find out next, each with the button that does it.

    Args:
        items: what the engine offers, the most worth a second first.
        ways: where the buttons lead.
        answers: say on which cards the person had no preference.
    """
    panel = Panel(translate("verdict", "Find out next"), dense=True)
    panel.setObjectName("verdict_next")
    panel.body.setSpacing(6)
    shown = still_asked(items, answers)
    if not shown:
        text = translate("verdict", "Nothing you could add would change this.")
        if items:
            text = translate("verdict", "Nothing else you could add would change this.")
        panel.add(plain_label(text, colour="text2", wrap=True))
    for index, item in enumerate(shown):
        if index:
            panel.add(Hairline())
        panel.add(_card(item, ways) if item.kind == "trade_off" else _row(item, ways))
    if shown:
        panel.add(plain_label(FIND_OUT_NOTE, "caption", colour="text2", wrap=True))
    return panel


def _row(item: NextBest, ways: NextWays) -> QHBoxLayout:
    asks = item.kind == "question"
    text = translate("verdict", "Answer") if asks else translate("verdict", "Measure")
    button = StandardButton(text)
    button.setObjectName(f"next_{item.subject}")
    button.setAccessibleName(f"{text}: {item.text}")
    button.clicked.connect(calling(ways.ask if asks else ways.measure, item.subject))
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(two_lines(item.text, next_words(item)), 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def _card(item: NextBest, ways: NextWays) -> QWidget:
    """Return two equal choices and "No preference"; neither side names a framework."""
    question = translate("verdict", "Two tools, otherwise equal. Which would you rather have?")
    box = two_lines(question, next_words(item))
    box.setObjectName("trade_off")
    layout = box.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.setSpacing(6)
    sides = zip(item.card, reversed(item.card), strict=True)
    layout.addWidget(EqualCards([_choice(side, other, ways) for side, other in sides]))
    none = QuietButton(translate("verdict", "No preference"))
    none.padding = 0
    none.set_height(26)
    none.setObjectName("trade_off_none")
    one, other = item.card

    def put_aside(_checked: bool = False) -> None:
        ways.put_aside(one.criterion, other.criterion)

    none.clicked.connect(put_aside)
    layout.addWidget(none, 0, Qt.AlignmentFlag.AlignLeft)
    return box


class EqualCards(QWidget):
    """Cards below each other, all as high as the highest: none is to look like the larger one."""

    def __init__(self, cards: list[ChoiceCard], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = cards
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        for card in cards:
            rows.addWidget(card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give all the height that the longest text needs at this width."""
        super().resizeEvent(event)
        height = max(card.heightForWidth(self.width()) for card in self._cards)
        for card in self._cards:
            card.setMinimumHeight(height)


def _choice(side: CardSide, other: CardSide, ways: NextWays) -> ChoiceCard:
    card = ChoiceCard(translate("verdict", "One that {0}").format(side.text))
    card.setObjectName(f"trade_off_{side.criterion}")

    def choose(_checked: bool = False) -> None:
        ways.prefer(side.criterion, other.criterion)

    card.clicked.connect(choose)
    return card
