"""The share bar: how the plausible readings divide, on one line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.records.shares import count_words, whole_shares
from gui.shell.theme import theme_of
from gui.widgets.marks import fill_bar

_GAP = 2.0


class ShareBar(QWidget):
    """PyTorch solid from the left, TensorFlow hatched from the right, neither between."""

    def __init__(self, parent: QWidget | None = None, *, height: int = 10) -> None:
        super().__init__(parent)
        self._shares: tuple[int, int, int] | None = None
        self._bar_height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shares(self, pytorch: float, tensorflow: float, none: float = 0.0) -> None:
        """Show three shares that add up to 1."""
        self._shares = whole_shares(pytorch, tensorflow, none)
        first, second, third = self._shares
        words = self.tr("PyTorch {0} of 100, TensorFlow {1} of 100").format(
            count_words(first), count_words(second)
        )
        if third:
            words += self.tr(", neither {0} of 100").format(count_words(third))
        self.setAccessibleName(words)
        self.update()

    def clear(self) -> None:
        """Show an empty bar: nothing was weighed."""
        self._shares = None
        self.setAccessibleName(self.tr("No share to show"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a width that is easy to read; the height is fixed."""
        return QSize(120, self._bar_height)

    def minimumSizeHint(self) -> QSize:
        """Return the least that still shows one reading of 100."""
        return QSize(40, self._bar_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts with a gap between them."""
        theme = theme_of(self)
        painter = QPainter(self)
        width, height = float(self.width()), float(self.height())
        if self._shares is None:
            painter.fillRect(QRectF(0, 0, width, height), theme.band)
            return
        first, second, third = self._shares
        room = width - _GAP * (2 if third else 1)
        left = round(room * first / 100)
        right = round(room * second / 100)
        fill_bar(painter, QRectF(0, 0, left, height), "pytorch", theme)
        fill_bar(painter, QRectF(width - right, 0, right, height), "tensorflow", theme)
        if third:
            middle = QRectF(left + _GAP, 0, room - left - right, height)
            fill_bar(painter, middle, None, theme)
