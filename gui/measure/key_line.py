"""The key below the table: which way is which, and what the band means."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.measure import words
from gui.shell.theme import font_of, theme_of
from gui.widgets.marks import draw_marker

_MARK = 10


class KeyLine(QWidget):
    """One line: circle left, square right, and the shaded band."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin = 0.05
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_margin(self._margin)

    def set_margin(self, margin: float) -> None:
        """Show another practical difference."""
        self._margin = margin
        self.setAccessibleName(" ".join((*self._sides(), self._band())))
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(320, QFontMetrics(font_of(self, "caption")).height() + 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw marks and words."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setFont(font_of(self, "caption"))
        painter.setPen(theme.text2)
        metrics = painter.fontMetrics()
        x = 12
        middle = self.height() / 2
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        for side, text in zip(("pytorch", "tensorflow"), self._sides(), strict=True):
            draw_marker(painter, QRectF(x, middle - _MARK / 2, _MARK, _MARK), side, theme)
            width = metrics.horizontalAdvance(text)
            painter.setPen(theme.text2)
            painter.drawText(QRectF(x + _MARK + 6, 0, width + 2, self.height()), flags, text)
            x += _MARK + 6 + width + 24
        room = self.rect().adjusted(x, 0, -12, 0)
        text = metrics.elidedText(self._band(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags | int(Qt.AlignmentFlag.AlignRight), text)

    def _sides(self) -> tuple[str, str]:
        return self.tr("PyTorch faster to the left"), self.tr("TensorFlow faster to the right")

    def _band(self) -> str:
        share = words.percent(self._margin)
        return self.tr("shaded: the ±{0} that you said make no practical difference").format(share)
