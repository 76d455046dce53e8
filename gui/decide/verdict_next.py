"""What to find out next: a question, a benchmark, or a choice between two imaginary tools."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.records.answers import Answers, TradeOff
from core.records.knowledge import Knowledge
from core.records.levels import level_word
from core.records.outlook import CardSide, NextBest
from gui.decide.verdict_rows import calling, two_lines
from gui.decide.words import next_words
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
        measure: to a benchmark.
        prefer: one side of a card over the other.
        put_aside: a card without a preference, by its subject.
    """

    ask: Callable[[str], None]
    measure: Callable[[], None]
    prefer: Callable[[str, str], None]
    put_aside: Callable[[str], None]


def next_panel(items: tuple[NextBest, ...], ways: NextWays, aside: Collection[str] = ()) -> Panel:
    """Return what to find out next, each with the button that does it.

    Args:
        items: what the engine offers, the most worth a second first.
        ways: where the buttons lead.
        aside: subjects of cards on which the person had no preference.
    """
    panel = Panel(translate("verdict", "Find out next"), dense=True)
    panel.setObjectName("verdict_next")
    panel.body.setSpacing(6)
    shown = [item for item in items if item.subject not in aside]
    if not shown:
        text = translate("verdict", "Nothing you could add would change this.")
        if items:
            text = translate("verdict", "Nothing else you could add would change this.")
        panel.add(plain_label(text, colour="text2", wrap=True))
    for index, item in enumerate(shown):
        if index:
            panel.add(Hairline())
        panel.add(_card(item, ways) if item.kind == "trade_off" else _row(item, ways))
    return panel


def _row(item: NextBest, ways: NextWays) -> QHBoxLayout:
    asks = item.kind == "question"
    text = translate("verdict", "Answer") if asks else translate("verdict", "Measure")
    button = StandardButton(text)
    button.setObjectName(f"next_{item.subject}")
    button.setAccessibleName(f"{text}: {item.text}")
    if asks:
        button.clicked.connect(calling(ways.ask, item.subject))
    else:
        button.clicked.connect(lambda _checked=False: ways.measure())
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
    none.clicked.connect(calling(ways.put_aside, item.subject))
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


# --- what was said beyond the questions ------------------------------------------------------


def preferred_words(choice: TradeOff, knowledge: Knowledge) -> str:
    """Return a choice in the words of its card."""
    return translate("verdict", "A tool that {0}, over one that {1}").format(
        _swing(choice.prefer, knowledge), _swing(choice.over, knowledge)
    )


def _swing(criterion: str, knowledge: Knowledge) -> str:
    known = knowledge.criterion(criterion)
    if known is None:
        return criterion
    if known.swing is None:
        return translate("verdict", "is better on “{0}”").format(known.label)
    return known.swing.text


def said_panel(
    answers: Answers,
    knowledge: Knowledge,
    take_back: Callable[[str, str], None],
    what_if: Callable[[], None],
) -> Panel | None:
    """Return the weights that were set, the ranking and the preferences; None without any."""
    panel = Panel(translate("verdict", "What you set yourself"), dense=True)
    panel.setObjectName("verdict_said")
    panel.body.setSpacing(6)
    rows: list[QWidget | QHBoxLayout] = []
    if answers.overrides:
        rows.append(_weights_row(answers, knowledge, what_if))
    if answers.ranking:
        labels = [c.label for id_ in answers.ranking if (c := knowledge.criterion(id_)) is not None]
        words = translate("verdict", "You ranked, most important first: {0}.")
        rows.append(plain_label(words.format(", ".join(labels)), wrap=True))
    rows.extend(_choice_row(choice, knowledge, take_back) for choice in answers.trade_offs)
    for index, row in enumerate(rows):
        if index:
            panel.add(Hairline())
        panel.add(row)
    if not rows:
        panel.deleteLater()
        return None
    return panel


def _weights_row(
    answers: Answers, knowledge: Knowledge, what_if: Callable[[], None]
) -> QHBoxLayout:
    words = [
        f"{criterion.label} {level_word(answers.overrides[criterion.id])}"
        for criterion in knowledge.criteria
        if criterion.id in answers.overrides
    ]
    title = translate("verdict", "Weights set by you")
    button = StandardButton(translate("verdict", "Change"))
    button.setObjectName("said_weights")
    button.setAccessibleName(translate("verdict", "Change the weights set by you"))
    button.clicked.connect(lambda _checked=False: what_if())
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(two_lines(title, ", ".join(words)), 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def _choice_row(
    choice: TradeOff, knowledge: Knowledge, take_back: Callable[[str, str], None]
) -> QHBoxLayout:
    words = preferred_words(choice, knowledge)
    button = StandardButton(translate("verdict", "Take back"))
    button.setObjectName(f"take_back_{choice.prefer}_{choice.over}")
    button.setAccessibleName(translate("verdict", "Take back: {0}").format(words))

    def drop(_checked: bool = False) -> None:
        take_back(choice.prefer, choice.over)

    button.clicked.connect(drop)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(two_lines(translate("verdict", "You preferred"), words), 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
