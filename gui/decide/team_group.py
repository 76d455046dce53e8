"""The group's verdict: its sentence and the readings of all, or what is still missing for one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.records.verdict import Verdict
from gui.decide.words import bold_figures, share_parts
from gui.shell.theme import type_scale
from gui.widgets.labels import plain_label
from gui.widgets.panel import Panel
from gui.widgets.readings import Readings


class GroupPanel(Panel):
    """What it comes to for all, in natural frequencies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, dense=True)
        self.setObjectName("team_verdict")
        self._sentence = plain_label("", "heading", weight=400, wrap=True)
        self._note = plain_label("", colour="text2", wrap=True)
        # For the bold figures alone; the words themselves are escaped.
        self._sentence.setTextFormat(Qt.TextFormat.RichText)
        self._readings = Readings()
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._sentence)
        words.addWidget(self._note)
        words.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(24)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._readings, 1, Qt.AlignmentFlag.AlignTop)
        self.add(self._row)
        self.body.setContentsMargins(20, 12, 20, 14)
        self.show_verdict(None)

    def show_verdict(self, verdict: Verdict | None, *, waiting: bool = False) -> None:
        """Show a group's verdict.

        Args:
            verdict: None while it is awaited, or where nobody's answers can be weighed.
            waiting: a verdict is on its way.
        """
        several = verdict is not None and len(verdict.people) > 1
        if verdict is None and waiting:
            sentence, note = self.tr("Counting…"), ""
        elif verdict is None:
            sentence = self.tr("Nobody’s answers can be weighed yet.")
            note = self.tr("The rows below say what to do.")
        elif not several:
            sentence = self.tr("One person is not a team yet. Add another file.")
            note = ""
        else:
            sentence = verdict.sentence
            note = _note(verdict)
        self._sentence.setText(bold_figures(sentence))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        shown = several and verdict is not None and verdict.show_shares
        self._readings.setVisible(shown)
        if shown and verdict is not None:
            self._readings.set_shares(*share_parts(verdict))

    def set_narrow(self, narrow: bool) -> None:
        """Put the readings below the sentence where there is no room beside it."""
        scale = type_scale(self)
        self._readings.setMaximumWidth(round(345 * scale))
        self._readings.setMinimumWidth(round(250 * scale))
        kind = QBoxLayout.Direction
        self._row.setDirection(kind.TopToBottom if narrow else kind.LeftToRight)


def _note(verdict: Verdict) -> str:
    """Return what the readings beside the sentence are; nothing where none are shown."""
    if not verdict.show_shares:
        return ""
    if verdict.verdict == "split":
        return QCoreApplication.translate("team", "The readings shown are of all people together.")
    return QCoreApplication.translate(
        "team", "This counts ways to weigh answers and evidence, not the chance of success."
    )
