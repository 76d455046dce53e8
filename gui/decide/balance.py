"""Paints the points for each side around a middle line: PyTorch left, TensorFlow right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.records.base import SIDE_NAMES, Side
from core.records.verdict import Contribution, Verdict
from gui.decide.ladder import in_order
from gui.shell.theme import Theme, font_of, theme_of
from gui.widgets.marks import draw_marker, fill_bar
from gui.widgets.tips import tip

ROWS = 6
NOTHING = "Nothing is weighed here yet: points come with the shares."


def weightiest(verdict: Verdict) -> tuple[Contribution, ...]:
    """Return the six largest contributions in the waterfall's order."""
    largest = sorted(verdict.contributions, key=lambda c: (-abs(c.value), c.criterion))[:ROWS]
    return tuple(in_order(largest))


class BalanceChart(QWidget):
    """Six rows at most; keeps the room of six, so that nothing below it jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Contribution, ...] = ()
        self.setAccessibleName(self.tr("What speaks for each side, in points"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_verdict(self, verdict: Verdict | None) -> None:
        """Show another verdict's weightiest criteria.

        Before enough is answered, and where a constraint decides, they would name a side that the
        verdict does not name; then, as with None, a sentence stands in their place.
        """
        self._rows = weightiest(verdict) if verdict and verdict.show_shares else ()
        said = [
            self.tr("{label}: {points} for {side}").format(
                label=row.label,
                points=abs(row.points),
                side=SIDE_NAMES["pytorch" if row.points > 0 else "tensorflow"],
            )
            for row in self._rows
        ]
        self.setAccessibleDescription(". ".join(said) or self.tr(NOTHING))
        self.setToolTip(tip("\n".join(said)))
        self.update()

    def _row_height(self) -> float:
        return self.fontMetrics().height() + 7.0

    def sizeHint(self) -> QSize:
        """Return room for the key and six rows."""
        return QSize(260, round(self._row_height() * (ROWS + 1)) + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the same height at the least width."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint key, middle line and rows."""
        del event
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font_of(self, "caption"))
        self._paint_key(painter, theme)
        if self._rows:
            self._paint_rows(painter, theme)
        else:
            painter.setPen(theme.text2)
            high = self._row_height()
            room = QRectF(0, high, self.width(), 3 * high)
            painter.drawText(room, Qt.TextFlag.TextWordWrap, self.tr(NOTHING))
        painter.end()

    def _paint_key(self, painter: QPainter, theme: Theme) -> None:
        high = self._row_height()
        size = 11.0
        painter.setPen(theme.text)
        middle = Qt.AlignmentFlag.AlignVCenter
        box = QRectF(0, 0, self.width(), high)
        painter.drawText(box.adjusted(size + 8, 0, 0, 0), middle, SIDE_NAMES["pytorch"])
        painter.drawText(
            box.adjusted(0, 0, -size - 8, 0),
            middle | Qt.AlignmentFlag.AlignRight,
            SIDE_NAMES["tensorflow"],
        )
        y = (high - size) / 2
        draw_marker(painter, QRectF(1, y, size, size), "pytorch", theme)
        draw_marker(painter, QRectF(self.width() - size - 1, y, size, size), "tensorflow", theme)

    def _paint_rows(self, painter: QPainter, theme: Theme) -> None:
        metrics = QFontMetricsF(painter.font())
        high = self._row_height()
        number = metrics.horizontalAdvance("00") + 8
        names = max(metrics.horizontalAdvance(row.label) for row in self._rows) + 6
        names = min(names, self.width() * 0.66)
        room = max(self.width() - names - 2 * number, 20.0)
        left = max([row.points for row in self._rows if row.points > 0], default=0)
        right = max([-row.points for row in self._rows if row.points < 0], default=0)
        unit = room / max(left + right, 1)
        unit = min(unit, room / 8)
        even = round(names + number + left * room / max(left + right, 1)) + 0.5
        painter.setPen(QPen(theme.edge, 1))
        painter.drawLine(QPointF(even, high - 2), QPointF(even, high * (len(self._rows) + 1) + 2))
        for index, row in enumerate(self._rows):
            top = high * (index + 1)
            side: Side = "pytorch" if row.points > 0 else "tensorflow"
            length = max(round(abs(row.points) * unit), 2)
            start = even - length if side == "pytorch" else even
            painter.setPen(theme.text)
            text = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, names)
            painter.drawText(QRectF(0, top, names, high), Qt.AlignmentFlag.AlignVCenter, text)
            thick = min(11.0, high * 0.55)
            bar = QRectF(start, top + (high - thick) / 2, length, thick)
            fill_bar(painter, bar, side, theme)
            painter.setPen(theme.text)
            before = side == "pytorch"
            box = QRectF(start - number - 4 if before else start + length + 5, top, number, high)
            place = Qt.AlignmentFlag.AlignRight if before else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, place | Qt.AlignmentFlag.AlignVCenter, str(abs(row.points)))
