"""The answers of one question as cards."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from core.records.answers import NOT_SURE
from core.records.knowledge import Question
from gui.widgets.choice_card import ChoiceCard

ONE_COLUMN = 6


class CardGroup(QWidget):
    """One column up to six options, else two filled top to bottom; "Not sure" last, full width.

    Signals:
        chosen: the id of the option that was clicked.
    """

    chosen = Signal(str)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.setObjectName(f"choices_{question.id}")
        self.setAccessibleName(question.text)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setSpacing(8)
        self._cards: dict[str, ChoiceCard] = {}
        for index, option in enumerate(question.option):
            key = str(index + 1) if index < 9 else ""
            self._add(option.id, option.text, option.effect, key)
        self._add(NOT_SURE, self.tr("Not sure"), question.unsure, "0")
        self.set_columns(2)

    def _add(self, option: str, text: str, effect: str, key: str) -> None:
        card = ChoiceCard(text, effect, key=key, multi=self.question.multi, parent=self)
        card.setObjectName(f"choice_{self.question.id}_{option}")
        card.setProperty("option", option)
        card.setSizePolicy(_growing())
        card.clicked.connect(self._on_clicked)
        self._cards[option] = card

    @property
    def cards(self) -> dict[str, ChoiceCard]:
        """Return the cards by option id, "not_sure" last."""
        return self._cards

    def set_columns(self, most: int) -> None:
        """Arrange the cards in one or, with more than six options, up to `most` columns."""
        options = list(self._cards)[:-1]
        columns = most if len(options) > ONE_COLUMN else 1
        if columns == self._columns:
            return
        self._columns = columns
        rows = -(-len(options) // columns)
        for index, option in enumerate(options):
            self._grid.addWidget(self._cards[option], index % rows, index // rows)
        self._grid.addWidget(self._cards[NOT_SURE], rows, 0, 1, columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def show_answer(self, given: tuple[str, ...]) -> None:
        """Tick the cards of the given options."""
        for option, card in self._cards.items():
            if card.isChecked() != (option in given):
                card.setChecked(option in given)

    def mark(self, options: tuple[str, ...], words: str) -> None:
        """Say on the cards of these options where they come from; on no other one."""
        for option in self.question.option:
            parts = (words if option.id in options else "", option.effect)
            effect = " · ".join(part for part in parts if part)
            self._cards[option.id].set_effect(effect)

    def choose_key(self, key: str) -> bool:
        """Choose by key 1-9, or 0 for "not sure"; False when no card has that key."""
        if not self.isEnabled():
            return False
        options = list(self._cards)
        place = len(options) if key == "0" else int(key)
        if place > len(options) or (key != "0" and place == len(options)):
            return False
        self._cards[options[place - 1]].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.chosen.emit(options[place - 1])
        return True

    def focus_answer(self, reason: Qt.FocusReason) -> None:
        """Put the keyboard on the chosen card, or on the first."""
        cards = list(self._cards.values())
        next((card for card in cards if card.isChecked()), cards[0]).setFocus(reason)

    @Slot()
    def _on_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, ChoiceCard):
            # The answer ticks the card, not the click: "alone" and "not sure" clear others.
            self.chosen.emit(card.property("option"))


def _growing() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
    policy.setHeightForWidth(True)
    return policy
