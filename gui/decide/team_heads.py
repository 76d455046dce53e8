"""The heads over the pictures of the team's page: which side lies where, and the axis of leads."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.decide.team_marks import axis_ticks, lead_x
from gui.shell.theme import font_of, theme_of


class SidesHead(QWidget):
    """PyTorch at the left, TensorFlow at the right, what is counted between."""

    def __init__(self, between: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._between = between
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(between)

    def sizeHint(self) -> QSize:
        """Return room for two captions."""
        return QSize(250, round(2 * QFontMetricsF(font_of(self, "caption")).height()) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same height at the least width."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the names over what is counted."""
        del event
        painter = QPainter(self)
        self.paint_names(painter)
        painter.setPen(theme_of(self).text2)
        painter.drawText(self._line(1), Qt.AlignmentFlag.AlignHCenter, self._between)

    def paint_names(self, painter: QPainter) -> None:
        """Draw the names of both sides at their ends."""
        painter.setFont(font_of(self, "caption", weight=600))
        painter.setPen(theme_of(self).text)
        painter.drawText(self._line(0), Qt.AlignmentFlag.AlignLeft, self.tr("← PyTorch"))
        painter.drawText(self._line(0), Qt.AlignmentFlag.AlignRight, self.tr("TensorFlow →"))
        painter.setFont(font_of(self, "caption"))

    def _line(self, number: int) -> QRectF:
        high = self.height() / 2
        return QRectF(0, number * high, self.width(), high)


class LeadHead(SidesHead):
    """The same with the points of the common axis below."""

    def __init__(self, between: str, parent: QWidget | None = None) -> None:
        super().__init__(between, parent)
        self._span = 5.0

    def set_span(self, span: float) -> None:
        """Show the axis that reaches `span` points to each side."""
        self._span = span
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the names over the points."""
        del event
        painter = QPainter(self)
        self.paint_names(painter)
        painter.setPen(theme_of(self).text2)
        painter.drawText(self._line(0), Qt.AlignmentFlag.AlignHCenter, self._between)
        metrics = QFontMetricsF(painter.font())
        for points in axis_ticks(self._span):
            words = self.tr("even") if points == 0 else f"{abs(points):g}"
            wide = metrics.horizontalAdvance(words)
            x = lead_x(points, self._span, self.width()) - wide / 2
            x = min(max(x, 0.0), self.width() - wide)
            line = self._line(1)
            painter.drawText(QRectF(x, line.y(), wide + 1, line.height()), 0, words)
