"""What the weights on trial do: the waterfall with the old total, and what moved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from gui.controllers.trial_state import TrialSnapshot
from gui.decide.waterfall import Waterfall
from gui.decide.what_if_words import Move, is_set, moves, total_move
from gui.decide.whole_column import WholeColumn
from gui.widgets.labels import PlainLabel, plain_label
from gui.widgets.panel import Hairline, Panel


class EffectPanel(Panel):
    """The waterfall stays at its place; the list below it adds up to the change of the total.

    Attributes:
        column: what scrolls.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, dense=True)
        self.setObjectName("what_if_effect")
        head = QHBoxLayout()
        head.setContentsMargins(15, 0, 15, 4)
        head.addWidget(plain_label(self.tr("What adds up to it now"), weight=600))
        head.addStretch(1)
        self._key = plain_label("", "caption", colour="text2")
        head.addWidget(self._key)
        self._waterfall = Waterfall()
        self._list = MovedList()
        scroll = self.column = WholeColumn(left=15, margin=15)
        scroll.rows.setSpacing(8)
        scroll.rows.addWidget(self._waterfall)
        scroll.rows.addWidget(Hairline())
        scroll.rows.addWidget(plain_label(self.tr("What moved, in points"), weight=600))
        scroll.rows.addWidget(self._list)
        scroll.rows.addStretch(1)
        self.body.setContentsMargins(1, 12, 1, 1)
        self.body.setSpacing(0)
        self.add(head)
        self.add(scroll, 1)

    def show_trial(self, trial: TrialSnapshot) -> None:
        """Show the sum on trial beside the one that is kept."""
        differs = trial.differs
        before = self.tr("as kept") if is_set(trial.answers) else self.tr("by your answers")
        key = self.tr("points of 100 · dashed: {0}").format(before)
        self._key.setText(key if differs else self.tr("points of 100"))
        self._waterfall.set_verdict(trial.verdict, trial.before)
        found = moves(trial.before, trial.verdict) if differs else ()
        total = total_move(trial.before, trial.verdict) if found else None
        self._list.show_moves(found, total, differs=differs)


class MovedList(QWidget):
    """Rows old -> new, and their total; the labels are made once and filled anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._rows: list[tuple[PlainLabel, PlainLabel, PlainLabel]] = []
        self._note = plain_label("", "caption", colour="text2", wrap=True)
        self._shown: tuple[Move, ...] = ()
        self._place_note()

    def show_moves(self, found: tuple[Move, ...], total: Move | None, *, differs: bool) -> None:
        """Show what moved; a note where nothing did, or why others move along."""
        shown = (*found, total) if total is not None else found
        if shown != self._shown:
            self._shown = shown
            while len(self._rows) < len(shown):
                self._add()
            for index, row in enumerate(self._rows):
                self._fill(row, shown[index] if index < len(shown) else None)
                weight = 600 if index == len(shown) - 1 else None
                for label in row:
                    label.set_weight(weight)
        note = self.tr("Nothing was moved yet.")
        if differs:
            note = self.tr("No row moved by a whole point.")
        if found:
            note = self.tr("Weights are shares of one whole: what one gains, the others lose.")
        if note != self._note.text():
            self._note.setText(note)

    def _add(self) -> None:
        line = len(self._rows)
        row = (plain_label("", wrap=True), plain_label("", colour="text2"), plain_label(""))
        for column, label in enumerate(row):
            self._grid.addWidget(label, line, column)
        self._grid.setAlignment(row[2], Qt.AlignmentFlag.AlignRight)
        self._rows.append(row)
        self._place_note()

    def _place_note(self) -> None:
        self._grid.removeWidget(self._note)
        self._grid.addWidget(self._note, len(self._rows), 0, 1, 3)

    def _fill(self, row: tuple[PlainLabel, PlainLabel, PlainLabel], move: Move | None) -> None:
        texts = (move.label, move.side, move.change) if move is not None else ("", "", "")
        for label, text in zip(row, texts, strict=True):
            if label.text() != text:
                label.setText(text)
            label.setVisible(move is not None)
