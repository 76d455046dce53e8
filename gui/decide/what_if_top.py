"""Both outcomes in one sentence, the readings of the trial beside it, what moved below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.controllers.trial_state import OnTrial
from gui.decide.steady import SteadyLabel
from gui.decide.what_if_words import TrialWords, trial_note, trial_sentence
from gui.decide.words import share_parts
from gui.shell.theme import type_scale
from gui.widgets.labels import plain_label
from gui.widgets.panel import Panel
from gui.widgets.readings import Readings
from gui.widgets.share_bar import ShareBar


class OutcomeOnTrial(Panel):
    """Says what would come out, and what comes out by what is kept."""

    def __init__(self, words: TrialWords, parent: QWidget | None = None) -> None:
        """Make the panel; `words` say what is on trial."""
        super().__init__(parent=parent, dense=True)
        self._said = words
        self.setObjectName("what_if_outcome")
        self.body.setContentsMargins(20, 12, 20, 12)
        self._sentence = plain_label("", "heading", weight=400, wrap=True)
        self._sentence.setObjectName("what_if_sentence")
        # For the bold outcome alone; the words themselves are escaped.
        self._sentence.setTextFormat(Qt.TextFormat.RichText)
        self._note = plain_label("", colour="text2", wrap=True)
        self._moved = SteadyLabel(1)
        self._moved.setObjectName("what_if_moved")
        self._readings, self._bar = Readings(), ShareBar()
        self._narrow = False
        self._counted = False
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._sentence)
        column.addWidget(self._moved)
        column.addWidget(self._note)
        column.addWidget(self._bar)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(column, 1)
        row.addWidget(self._readings, 0, Qt.AlignmentFlag.AlignTop)
        self.add(row)

    def show_trial(self, trial: OnTrial) -> None:
        """Show the trial as it stands."""
        for label, text in (
            (self._sentence, trial_sentence(trial, self._said)),
            (self._moved, trial.moved),
            (self._note, trial_note(trial, self._said)),
        ):
            if label.text() != text:
                label.setText(text)
        self._counted = trial.verdict.show_shares
        if self._counted:
            self._readings.set_shares(*share_parts(trial.verdict))
            self._bar.set_shares(*share_parts(trial.verdict))
        self._fit()

    def set_narrow(self, narrow: bool) -> None:
        """Show a bar instead of the readings where there is no room beside the words."""
        self._narrow = narrow
        self._readings.setFixedWidth(round(330 * type_scale(self)))
        self._fit()

    def _fit(self) -> None:
        self._readings.setVisible(self._counted and not self._narrow)
        self._bar.setVisible(self._counted and self._narrow)
        self._note.setVisible(not self._narrow)
