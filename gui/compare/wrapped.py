"""Text in a box: wrapped to so many lines, the last one elided, found words marked."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from core.knowledge.matching import spans
from gui.shell.theme import Theme

# Four lines never hold more; without an end, one word of a megabyte would take seconds.
LONGEST = 1_000
_UNDERLINE = 2.0

Lines = tuple[tuple[int, int], ...]


def shown_text(text: str) -> str:
    """Return a text as it may be painted: not too long, and no sign that turns others round."""
    text = text[:LONGEST]
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else " " for sign in text)


class Type:
    """A font and its measures, with the lines that texts break into kept: painting asks again.

    Args:
        font: of all text measured and drawn.
    """

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self.height = self.metrics.height()
        self.lines = lru_cache(maxsize=8_192)(self._lines)

    def used(self, text: str, width: int, most: int) -> float:
        """Return the height that a text takes in pixels, in at most `most` lines of `width`."""
        return len(self.lines(shown_text(text), width, most)) * self.height

    def _lines(self, text: str, width: int, most: int) -> Lines:
        """Return (start, end) of each line; the last one ends with the text when that is cut.

        The text is one that `shown_text` has returned.
        """
        if not text or width <= 0 or most <= 0:
            return ()
        if len(text) < width and self.metrics.horizontalAdvance(text) <= width:
            return ((0, len(text)),)
        layout = QTextLayout(text, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        found: list[tuple[int, int]] = []
        layout.beginLayout()
        while len(found) < most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            found.append((line.textStart(), line.textStart() + line.textLength()))
        layout.endLayout()
        start, end = found[-1]
        found[-1] = (start, len(text)) if end < len(text) else (start, end)
        return tuple(found)


def draw_wrapped(
    painter: QPainter,
    rect: QRect,
    text: str,
    type_: Type,
    ink: QColor,
    most: int,
    *,
    words: tuple[str, ...] = (),
    theme: Theme | None = None,
) -> None:
    """Draw text from the top of a box.

    Args:
        painter: draws.
        rect: the box; only its width limits the lines.
        text: the words; what does not fit in `most` lines ends in "…".
        type_: font of all of it.
        ink: colour of all of it.
        most: most lines drawn; with none nothing is drawn.
        words: folded words that are marked, by a tint and a line below.
        theme: gives the colours of the marks; None: nothing is marked.
    """
    painter.setFont(type_.font)
    text = shown_text(text)
    marked = _spans(text, words) if words and theme is not None else ()
    top = float(rect.top())
    for start, end in type_.lines(text, rect.width(), most):
        part = text[start:end].rstrip()
        # Widths of words are summed with fractions, lines measured without: a hair over is none.
        if type_.metrics.horizontalAdvance(part) > rect.width() + 1:
            part = type_.metrics.elidedText(part, Qt.TextElideMode.ElideRight, rect.width())
        for span in marked:
            _mark(painter, QPointF(rect.left(), top), type_, text, (start, part), span, theme)
        painter.setPen(ink)
        painter.drawText(QPointF(rect.left(), top + type_.metrics.ascent()), part)
        top += type_.height


@lru_cache(maxsize=2_048)
def _spans(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    return spans(text, words)


def _mark(
    painter: QPainter,
    corner: QPointF,
    type_: Type,
    text: str,
    line: tuple[int, str],
    span: tuple[int, int],
    theme: Theme | None,
) -> None:
    """Tint and underline the part of a span that lies on a line."""
    start, part = line
    shown = len(part) - 1 if part.endswith("…") and not text.endswith("…") else len(part)
    first, last = max(span[0] - start, 0), min(span[1] - start, shown)
    if theme is None or first >= last:
        return
    left = corner.x() + type_.metrics.horizontalAdvance(part[:first])
    width = type_.metrics.horizontalAdvance(part[first:last])
    painter.fillRect(QRectF(left - 1, corner.y(), width + 2, type_.height), theme.accentsoft)
    line_top = corner.y() + type_.height - _UNDERLINE
    painter.fillRect(QRectF(left - 1, line_top, width + 2, _UNDERLINE), theme.accent)
