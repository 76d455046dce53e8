"""Pure painters of the marks that tell the two sides apart: place, shape, then colour."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from gui.shell.theme import Theme

# Hatching of TensorFlow's areas: 2 px lines at 45°, every 4.5 px.
_HATCH_STEP = 4.5
_HATCH_WIDTH = 2.0
_PLACES = 3


def draw_marker(
    painter: QPainter,
    rect: QRect | QRectF,
    side: str | None,
    theme: Theme,
    *,
    hollow: bool = False,
) -> None:
    """Draw the mark of a side: circle, square, or the hollow diamond of neither.

    Args:
        painter: draws.
        rect: the mark fills the largest square in its middle.
        side: pytorch, tensorflow or None.
        theme: gives the colours.
        hollow: outline only: leaning, which never looks like a verdict.
    """
    box = _square(QRectF(rect))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = theme.side(side)
    if side is None or side not in ("pytorch", "tensorflow"):
        _draw_diamond(painter, box, theme)
    else:
        painter.setPen(QPen(ink, 1.6) if hollow else Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme.surface if hollow else ink))
        inset = 0.8 if hollow else 0.0
        shape = box.adjusted(inset, inset, -inset, -inset)
        if side == "pytorch":
            painter.drawEllipse(shape)
        else:
            # A square of the same area as the circle.
            trim = shape.width() * (1 - math.sqrt(math.pi) / 2) / 2
            painter.drawRect(shape.adjusted(trim, trim, -trim, -trim))
    painter.restore()


def _draw_diamond(painter: QPainter, box: QRectF, theme: Theme) -> None:
    middle = box.center()
    reach = box.width() / 2
    painter.setPen(QPen(theme.text2, 1.6))
    painter.setBrush(QBrush(theme.surface))
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x(), middle.y() - reach),
                QPointF(middle.x() + reach, middle.y()),
                QPointF(middle.x(), middle.y() + reach),
                QPointF(middle.x() - reach, middle.y()),
            ]
        )
    )


def fill_bar(painter: QPainter, rect: QRect | QRectF, side: str | None, theme: Theme) -> None:
    """Fill an area in the manner of a side: solid, hatched, or empty with an edge."""
    area = QRectF(rect)
    if area.width() <= 0 or area.height() <= 0:
        return
    painter.save()
    if side == "pytorch":
        painter.fillRect(area, theme.pt)
    elif side == "tensorflow":
        painter.fillRect(area, theme.tfsoft)
        _hatch(painter, area, theme)
        _outline(painter, area, QPen(theme.tf, 1))
    else:
        painter.fillRect(area, theme.surface)
        _outline(painter, area, QPen(theme.edge, 1))
    painter.restore()


def _hatch(painter: QPainter, area: QRectF, theme: Theme) -> None:
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.tf, _HATCH_WIDTH))
    # Distance along x between lines that lie _HATCH_STEP apart across.
    step = _HATCH_STEP * math.sqrt(2) * 0.75
    height = area.height()
    x = area.left() - height
    while x < area.right() + height:
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + height, area.top()))
        x += step
    painter.restore()


def _outline(painter: QPainter, area: QRectF, pen: QPen) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


def pen_of(side: str | None, theme: Theme, width: float = 2.4) -> QPen:
    """Return the line of a side: solid, dashed, or dotted for neither."""
    pen = QPen(theme.side(side), width)
    if side == "tensorflow":
        pen.setDashPattern([3.0, 1.5])
    elif side != "pytorch":
        pen.setDashPattern([1.0, 1.5])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def draw_favour(
    painter: QPainter, rect: QRect | QRectF, side: str | None, strength: int, theme: Theme
) -> None:
    """Draw the favour mark: up to three marks left (PyTorch) or right of a centre line.

    Args:
        painter: draws.
        rect: the mark is 78 px wide and stands at the left of the rectangle, in its middle.
        side: whom it favours; None: a diamond in the middle.
        strength: 1 to 3 places filled.
        theme: gives the colours.
    """
    area = QRectF(rect)
    size, pitch = 10.0, 13.0
    centre = area.left() + pitch * _PLACES
    y = area.center().y()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.edge, 1.4))
    painter.drawLine(QPointF(centre, y - 8), QPointF(centre, y + 8))
    for place in range(1, _PLACES + 1):
        for sign, owner in ((-1, "pytorch"), (1, "tensorflow")):
            x = centre + sign * (pitch * (place - 0.5) + 0.5)
            if owner == side and place <= strength:
                draw_marker(painter, QRectF(x - size / 2, y - size / 2, size, size), side, theme)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QBrush(theme.line))
                painter.drawEllipse(QPointF(x, y), 1.4, 1.4)
    if side is None or strength <= 0:
        draw_marker(painter, QRectF(centre - 5.5, y - 5.5, 11, 11), None, theme)
    painter.restore()


FAVOUR_WIDTH = 78


def draw_weight(painter: QPainter, rect: QRect | QRectF, level: float, theme: Theme) -> None:
    """Draw the weight: four boxes, as many filled as the level (0 to 4) says."""
    area = QRectF(rect)
    size, pitch = 7.0, 10.0
    top = area.center().y() - size / 2
    filled = max(0, min(4, math.floor(level + 0.5)))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place in range(4):
        box = QRectF(area.left() + place * pitch, top, size, size)
        painter.setPen(QPen(theme.text2, 1))
        painter.setBrush(QBrush(theme.text2) if place < filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)
    painter.restore()


WEIGHT_WIDTH = 37


def _square(rect: QRectF) -> QRectF:
    size = min(rect.width(), rect.height())
    centre = rect.center()
    return QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
