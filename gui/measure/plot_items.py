"""What lies behind the points of the plot: the ground, and the interval within each launch."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from core.records.events import RoundDone
from gui.shell.theme import Theme


class Ground(pg.GraphicsObject):
    """The practical-difference band and the "even" line, as wide as the plot."""

    def __init__(self) -> None:
        super().__init__()
        self.margin = 0.05
        self.right = 10.0
        self.theme: Theme | None = None
        self.setZValue(-20)

    def boundingRect(self) -> QRectF:
        """Return the band's place."""
        half = math.log1p(self.margin)
        return QRectF(0, -half, self.right, 2 * half)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw band, its dotted edges and the line of "even"."""
        if self.theme is None:
            return
        box = self.boundingRect()
        painter.fillRect(box, self.theme.band)
        pen = QPen(self.theme.edge, 1, Qt.PenStyle.DotLine)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawLine(box.topLeft(), box.topRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        even = QPen(self.theme.edge, 1)
        even.setCosmetic(True)
        painter.setPen(even)
        painter.drawLine(QPointF(0, 0), QPointF(self.right, 0))


class Intervals(pg.GraphicsObject):
    """The interval within each launch, narrowing as rounds come in; it starts anew each launch."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme | None = None
        self._pieces: list[tuple[QPolygonF, QPolygonF, str | None]] = []
        self._box = QRectF()
        self.setZValue(-10)

    def set_rounds(self, rounds: Sequence[RoundDone], places: Sequence[float]) -> None:
        """Take in where each round stands."""
        self.prepareGeometryChange()
        self._pieces = []
        launches = sorted({event.launch for event in rounds})
        for launch in launches:
            points = [
                (x, event.live_low, event.live_high, event.leaning)
                for event, x in zip(rounds, places, strict=True)
                if event.launch == launch and event.live_low is not None
            ]
            if len(points) < 2:
                continue
            low = QPolygonF([QPointF(x, a) for x, a, _, _ in points if a is not None])
            high = QPolygonF([QPointF(x, b) for x, _, b, _ in points if b is not None])
            self._pieces.append((low, high, points[-1][3]))
        box = QRectF()
        for low, high, _ in self._pieces:
            box = box.united(low.boundingRect()).united(high.boundingRect())
        self._box = box
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the room of all intervals."""
        return self._box

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw each launch's interval in the manner of the side it leans to."""
        if self.theme is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for low, high, side in self._pieces:
            ink = self.theme.side(side)
            tint = QColor(ink)
            tint.setAlpha(36)
            area = QPolygonF([*low.toList(), *reversed(high.toList())])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawPolygon(area)
            style = {
                "pytorch": Qt.PenStyle.SolidLine,
                "tensorflow": Qt.PenStyle.DashLine,
            }.get(side or "", Qt.PenStyle.DotLine)
            pen = QPen(ink, 1.6, style)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawPolyline(low)
            painter.drawPolyline(high)
