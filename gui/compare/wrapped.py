"""Text in a box: wrapped to so many lines, the last one elided."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


def draw_wrapped(
    painter: QPainter, rect: QRect, text: str, font: QFont, ink: QColor, lines: int
) -> int:
    """Draw text from the top of a box and return the height used, in pixels.

    Args:
        painter: draws.
        rect: the box; only its width limits the lines.
        text: the words; what does not fit in `lines` ends in "…".
        font: of all of it.
        ink: colour of all of it.
        lines: most lines drawn; with none nothing is drawn.
    """
    if not text or lines <= 0 or rect.width() <= 0:
        return 0
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(ink)
    top = 0.0
    layout.beginLayout()
    for at in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        start, end = line.textStart(), line.textStart() + line.textLength()
        words = text[start:end].rstrip()
        if at == lines - 1 and end < len(text):
            words = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QPointF(rect.left(), rect.top() + top + metrics.ascent()), words)
        top += metrics.height()
    layout.endLayout()
    return round(top)


def count_lines(text: str, font: QFont, width: int, most: int) -> int:
    """Return how many lines a text takes at a width, at most `most`."""
    if not text or width <= 0:
        return 0
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    count = 0
    while count < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        count += 1
    layout.endLayout()
    return count
