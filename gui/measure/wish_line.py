"""Why these workloads are ticked, when a verdict asked for them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.records.knowledge import Knowledge
from gui.widgets.buttons import QuietButton
from gui.widgets.labels import plain_label
from gui.widgets.panel import Panel


class WishLine(Panel):
    """One line and the way back; hidden while nobody asked for anything.

    Signals:
        dropped: everything that fits is to be measured instead.
    """

    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, dense=True)
        self.setObjectName("measure_wish")
        self._why = plain_label("", wrap=True)
        self._why.setObjectName("measure_wish_why")
        self._only = plain_label("", "caption", colour="text2", wrap=True)
        drop = QuietButton(self.tr("Measure all that fits instead"))
        drop.setObjectName("measure_wish_drop")
        drop.clicked.connect(self.dropped)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._why)
        words.addWidget(self._only)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addLayout(words, 1)
        button = QHBoxLayout()
        button.addWidget(drop)
        button.addStretch(1)
        self._row.addLayout(button)
        self.add(self._row)
        self.hide()

    def show_wish(self, knowledge: Knowledge | None, phase: str) -> None:
        """Say what the verdict hopes to learn; an empty phase hides the line."""
        self.setVisible(bool(phase))
        criteria = knowledge.criteria if knowledge is not None else ()
        label = next((c.label for c in criteria if c.measured == phase), phase)
        why = self.tr("Chosen because it could change your outcome: {0}.")
        self._why.setText(why.format(label[:1].lower() + label[1:]))
        only = {
            "train": self.tr("Only training is measured, on what stands for your project."),
            "latency": self.tr("Only answer times are measured, on what stands for your project."),
        }
        self._only.setText(only.get(phase, ""))

    def set_stacked(self, stacked: bool) -> None:
        """Put the way back below the words where there is no room beside them."""
        kind = QBoxLayout.Direction
        self._row.setDirection(kind.TopToBottom if stacked else kind.LeftToRight)
