"""The outcome of a run, and the switch that lets it count."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.records.run import RunSummary
from gui.measure import words
from gui.widgets.checks import CheckBox
from gui.widgets.labels import plain_label
from gui.widgets.panel import Panel


class OutcomePanel(Panel):
    """One sentence that names both sides; beside it "Use in my decision".

    Signals:
        useToggled: True when the person wants the run to count.
    """

    useToggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, dense=True)
        self._title = plain_label("", "heading", wrap=True)
        self._sentence = plain_label("", wrap=True)
        self.use = CheckBox(self.tr("&Use in my decision"))
        self.use.setObjectName("measure_use")
        self.use.clicked.connect(self._on_clicked)
        self._effect = plain_label("", "caption", colour="text2")
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._title)
        left.addWidget(self._sentence)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.use)
        right.addWidget(self._effect)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addLayout(right)
        row.setAlignment(right, Qt.AlignmentFlag.AlignVCenter)
        self.add(row)

    def show_summary(self, summary: RunSummary) -> None:
        """Show the outcome of a run."""
        title, sentence = words.headline(summary)
        self._title.setText(title)
        self._sentence.setText(sentence)
        usable = any(words.counts(result) for result in summary.cases)
        self.use.setEnabled(usable)
        if not usable:
            self.show_effect(self.tr("nothing measured to use"))

    def show_use(self, used: bool) -> None:
        """Show whether the run counts."""
        self.use.setChecked(used)

    def show_effect(self, text: str) -> None:
        """Say what counting it moved."""
        self._effect.setText(text)

    def _on_clicked(self, checked: bool) -> None:
        self.useToggled.emit(checked)
