"""The verdict in natural frequencies, the readings beside it, the ways out below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.records.verdict import Verdict
from gui.decide.ways_out import WayOut
from gui.decide.words import bold_figures, kicker, share_parts
from gui.shell.theme import type_scale
from gui.widgets.buttons import StandardButton
from gui.widgets.labels import plain_label
from gui.widgets.panel import Panel
from gui.widgets.readings import Readings

translate = QCoreApplication.translate


class SentencePanel(Panel):
    """What stands largest on the page, after its title."""

    def __init__(
        self,
        verdict: Verdict,
        moved: str,
        outs: tuple[WayOut, ...],
        go: Callable[[WayOut], None],
        *,
        rests_on: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make the panel.

        Args:
            verdict: the verdict.
            moved: what just moved, one sentence; may be empty.
            outs: what the person can do about it.
            go: called with the way out that was pressed.
            rests_on: what counts beside the answers, one sentence; may be empty.
            parent: the parent widget.
        """
        super().__init__(parent=parent, dense=True)
        self.setObjectName("verdict_sentence")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(24)
        self._row.addLayout(_words(verdict, moved, rests_on), 1)
        self._readings: Readings | None = None
        if verdict.show_shares:
            self._readings = Readings()
            self._readings.set_shares(*share_parts(verdict))
            self._row.addWidget(self._readings, 0, Qt.AlignmentFlag.AlignTop)
        self.add(self._row)
        self.body.setContentsMargins(20, 12, 20, 14)
        if outs:
            self._outs = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            self._outs.setSpacing(8)
            for out in outs:
                self._outs.addWidget(_button(out, go))
            line = QHBoxLayout()
            line.addLayout(self._outs)
            line.addStretch(1)
            self.add(line)
        self._has_outs = bool(outs)

    def set_narrow(self, narrow: bool) -> None:
        """Put the readings below the sentence where there is no room beside it."""
        kind = QBoxLayout.Direction
        self._row.setDirection(kind.TopToBottom if narrow else kind.LeftToRight)
        if self._has_outs:
            self._outs.setDirection(kind.TopToBottom if narrow else kind.LeftToRight)
        if self._readings is not None:
            width = round(345 * type_scale(self))
            self._readings.setMaximumWidth(width)
            self._readings.setMinimumWidth(250 if narrow else width)


def _words(verdict: Verdict, moved: str, rests_on: str) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(6)
    small = kicker(verdict)
    if small:
        words.addWidget(plain_label(small, "caption", weight=600, colour="text2"))
    sentence = plain_label("", "heading", weight=400, wrap=True)
    # For the bold figures alone; the words themselves are escaped.
    sentence.setTextFormat(Qt.TextFormat.RichText)
    sentence.setText(bold_figures(verdict.sentence))
    words.addWidget(sentence)
    if moved:
        line = plain_label(moved, wrap=True)
        line.setObjectName("verdict_moved")
        words.addWidget(line)
    if rests_on:
        line = plain_label(rests_on, wrap=True)
        line.setObjectName("verdict_rests_on")
        words.addWidget(line)
    if verdict.show_shares:
        note = translate(
            "verdict",
            "This counts ways to weigh answers and evidence, not the chance that your project "
            "succeeds.",
        )
        words.addWidget(plain_label(note, colour="text2", wrap=True))
    words.addStretch(1)
    return words


def _button(out: WayOut, go: Callable[[WayOut], None]) -> StandardButton:
    button = StandardButton(out.text.replace("&", "&&"))
    button.setObjectName(f"way_out_{out.subject}")

    def press(_checked: bool = False) -> None:
        go(out)

    button.clicked.connect(press)
    return button
