"""The mark of a side as a widget: a circle for PyTorch, a square for TensorFlow."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.records.base import Side
from gui.shell.theme import theme_of
from gui.widgets.marks import draw_marker


class SideMark(QWidget):
    """Twelve pixels that say which side is meant; the name stands beside it."""

    def __init__(self, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setFixedSize(12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        del event
        draw_marker(QPainter(self), QRectF(self.rect()), self._side, theme_of(self))
