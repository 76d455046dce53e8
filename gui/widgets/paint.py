"""Drawing steps that several painted widgets share."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

CORNER = 4.0
PANEL_CORNER = 8.0


def inner(rect: QRect | QRectF, pen_width: float = 1.0) -> QRectF:
    """Return the rectangle whose outline of `pen_width` lies wholly inside `rect`."""
    half = pen_width / 2
    return QRectF(rect).adjusted(half, half, -half, -half)


def draw_box(
    painter: QPainter,
    rect: QRect | QRectF,
    fill: QColor | None,
    edge: QColor | None,
    *,
    radius: float = CORNER,
    width: float = 1.0,
) -> None:
    """Draw a flat box: a fill, an outline, corners."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(fill) if fill is not None else QBrush())
    if edge is None:
        painter.setPen(QPen(QColor(0, 0, 0, 0), 0))
        box = QRectF(rect)
    else:
        painter.setPen(QPen(edge, width))
        box = inner(rect, width)
    painter.drawRoundedRect(box, radius, radius)
    painter.restore()
