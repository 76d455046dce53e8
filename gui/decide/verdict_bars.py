"""Painted rows of the verdict's details: how far a weight may move, how much one weighs."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.records.base import Side
from gui.shell.theme import theme_of
from gui.widgets.marks import fill_bar

HEIGHT, CAP, DOT = 18, 5.0, 4.5
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


class StabilityBar(QWidget):
    """All weight from left to right, the range in which the lead holds, a dot where it is now."""

    def __init__(
        self, weight: float, low: float, high: float, words: str, parent: QWidget | None = None
    ) -> None:
        """Make a bar.

        Args:
            weight: the weight's share now, 0..1.
            low: lower end of the range.
            high: upper end of the range.
            words: the same as text, for screen readers.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._weight, self._low, self._high = weight, low, high
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a width on which the ends lie well apart."""
        return QSize(240, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read."""
        return QSize(96, HEIGHT)

    def _x(self, share: float) -> float:
        return DOT + 1 + share * (self.width() - 2 * DOT - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axis, range and dot."""
        del event
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = self.height() / 2
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(QPointF(self._x(0), y), QPointF(self._x(1), y))
        for tick in TICKS:
            painter.drawLine(QPointF(self._x(tick), y - 3), QPointF(self._x(tick), y + 3))
        painter.setPen(QPen(theme.edge, 2.4))
        low, high = self._x(self._low), self._x(self._high)
        painter.drawLine(QPointF(low, y), QPointF(high, y))
        painter.setPen(QPen(theme.edge, 1.6))
        for x, ends in ((low, self._low > 0.0), (high, self._high < 1.0)):
            if ends:
                painter.drawLine(QPointF(x, y - CAP), QPointF(x, y + CAP))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.text)
        painter.drawEllipse(QPointF(self._x(self._weight), y), DOT, DOT)


class WeightBar(QWidget):
    """A weight as a bar in the manner of a side; the number stands beside it."""

    def __init__(
        self, side: Side, part: float, other: float, parent: QWidget | None = None
    ) -> None:
        """Make a bar.

        Args:
            side: whose project it belongs to.
            part: its length, 0..1 of the longest bar.
            other: the same weight in the other side's project, on the same scale.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._side: Side = side
        self._part, self._other = part, other
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a width on which the bars can be compared."""
        return QSize(160, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be compared."""
        return QSize(60, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar, and a line where the other side's would end."""
        del event
        painter, theme = QPainter(self), theme_of(self)
        room = self.width() - 2
        width = max(round(self._part * room), 2)
        fill_bar(painter, QRectF(0, 4, width, self.height() - 8), self._side, theme)
        painter.fillRect(QRectF(round(self._other * room), 1, 2, self.height() - 2), theme.text)
