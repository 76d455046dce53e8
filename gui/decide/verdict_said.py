"""What a person set beyond the questions: weights, a ranking, choices between two tools."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.records.answers import Answers, TradeOff
from core.records.knowledge import Knowledge
from core.records.levels import level_word
from gui.controllers.ranking_state import ranked
from gui.decide.verdict_rows import two_lines
from gui.widgets.buttons import StandardButton
from gui.widgets.panel import Hairline, Panel

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SaidWays:
    """Where the buttons lead.

    Attributes:
        take_back: forgets a choice between two tools.
        ask_again: forgets that there was no preference between two tools.
        what_if: to the weights.
        rank: to the ranking.
    """

    take_back: Callable[[str, str], None]
    ask_again: Callable[[str, str], None]
    what_if: Callable[[], None]
    rank: Callable[[], None]


def preferred_words(choice: TradeOff, knowledge: Knowledge) -> str:
    """Return a choice in the words of its card."""
    return translate("verdict", "A tool that {0}, over one that {1}").format(
        _swing(choice.prefer, knowledge), _swing(choice.over, knowledge)
    )


def no_preference_words(pair: tuple[str, str], knowledge: Knowledge) -> str:
    """Return a card without a preference, in its words."""
    return translate("verdict", "A tool that {0}, or one that {1}").format(
        *(_swing(id_, knowledge) for id_ in pair)
    )


def _swing(criterion: str, knowledge: Knowledge) -> str:
    known = knowledge.criterion(criterion)
    if known is None:
        return criterion
    if known.swing is None:
        return translate("verdict", "is better on “{0}”").format(known.label)
    return known.swing.text


def said_panel(answers: Answers, knowledge: Knowledge, ways: SaidWays) -> Panel | None:
    """Return weights, the ranking, choices, and where there was none; None without any."""
    panel = Panel(translate("verdict", "What you set yourself"), dense=True)
    panel.setObjectName("verdict_said")
    panel.body.setSpacing(6)
    rows: list[QWidget | QHBoxLayout] = []
    if answers.overrides:
        rows.append(_weights_row(answers, knowledge, ways.what_if))
    if ranked(answers):
        rows.append(_ranking_row(answers, knowledge, ways.rank))
    rows.extend(_choice_row(choice, knowledge, ways.take_back) for choice in answers.trade_offs)
    rows.extend(_aside_row(pair, knowledge, ways.ask_again) for pair in answers.no_preference)
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


def _ranking_row(answers: Answers, knowledge: Knowledge, rank: Callable[[], None]) -> QHBoxLayout:
    found = (knowledge.criterion(id_) for id_ in ranked(answers))
    labels = [criterion.label for criterion in found if criterion is not None]
    button = StandardButton(translate("verdict", "Change"))
    button.setObjectName("said_ranking")
    button.setAccessibleName(translate("verdict", "Change the ranking"))
    button.clicked.connect(lambda _checked=False: rank())
    row = QHBoxLayout()
    row.setSpacing(12)
    title = translate("verdict", "Ranked by you, most important first")
    row.addWidget(two_lines(title, ", ".join(labels)), 1)
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


def _aside_row(
    pair: tuple[str, str], knowledge: Knowledge, ask_again: Callable[[str, str], None]
) -> QHBoxLayout:
    words = no_preference_words(pair, knowledge)
    button = StandardButton(translate("verdict", "Ask again"))
    button.setObjectName(f"ask_again_{pair[0]}_{pair[1]}")
    button.setAccessibleName(translate("verdict", "Ask again: {0}").format(words))

    def ask(_checked: bool = False) -> None:
        ask_again(*pair)

    button.clicked.connect(ask)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(two_lines(translate("verdict", "You had no preference"), words), 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
