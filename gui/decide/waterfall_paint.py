"""The parts of the waterfall as painters: where things stand, a bar, the total below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from core.records.base import Side
from gui.decide.ladder import Ladder, ahead
from gui.shell.theme import Theme, font_of, theme_of
from gui.widgets.marks import fill_bar

translate = QCoreApplication.translate

OUTLINE = 4.0  # how far the old total's outline stands off the new one's bar


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand for one width: heights in pixels, scale from points to x."""

    stacked: bool
    labels: float
    row: float
    bar: float
    head: float
    left: float
    right: float
    ladder: Ladder

    def x(self, points: float) -> float:
        """Return where a number of points lies; positive is to the left."""
        span = max(self.ladder.most - self.ladder.least, 1.0)
        return self.left + (self.ladder.most - points) / span * (self.right - self.left)


def range_note() -> str:
    """Return what the whisker below the total is."""
    return translate("Waterfall", "90 of 100 readings lie in this range")


def was_words(total: int) -> str:
    """Return how the total of before a trial is written beside its outline."""
    return translate("Waterfall", "was {0}").format(abs(total))


def paint_bar(
    painter: QPainter,
    frame: Frame,
    theme: Theme,
    top: float,
    span: tuple[int, int],
    *,
    inwards: bool = False,
) -> None:
    """Paint the bar of one row with its number at the outer end.

    Args:
        painter: draws, in the font of the number.
        frame: where things stand.
        theme: gives the colours.
        top: upper edge of the bar.
        span: where it starts and ends, in points.
        inwards: the number stands at the start instead.
    """
    start, end = span
    side: Side = "pytorch" if end > start else "tensorflow"
    x0, x1 = sorted((round(frame.x(start)), round(frame.x(end))))
    if start != end:
        fill_bar(painter, QRectF(x0, top, max(x1 - x0, 2), frame.bar), side, theme)
    painter.setPen(theme.text)
    wide = QFontMetricsF(painter.font()).horizontalAdvance("00") + 4
    left_of = (side == "pytorch") != inwards
    box = QRectF(x0 - wide - 5 if left_of else x1 + 5, top, wide, frame.bar)
    place = Qt.AlignmentFlag.AlignRight if left_of else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, place | Qt.AlignmentFlag.AlignVCenter, str(abs(end - start)))


def paint_total(widget: QWidget, painter: QPainter, frame: Frame) -> None:
    """Paint the total with its range, and the total of before a trial as an outline."""
    theme = theme_of(widget)
    ladder = frame.ladder
    bold = QFontMetricsF(font_of(widget, "body", weight=600))
    caption = QFontMetricsF(font_of(widget, "caption"))
    top = frame.head + len(ladder.bars) * frame.row
    painter.setPen(QPen(theme.line, 1))
    painter.drawLine(QPointF(0, top + 0.5), QPointF(widget.width(), top + 0.5))
    top += 6 + (OUTLINE if ladder.was is not None else 0)
    painter.setFont(font_of(widget, "body", weight=600))
    painter.setPen(theme.text)
    name = QRectF(0, top, widget.width(), bold.height())
    painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, ahead(ladder.total))
    if frame.stacked:
        top += bold.height() + 4
    bar_top = top if frame.stacked else top + (bold.height() - frame.bar) / 2
    same_side = ladder.moved and (ladder.was or 0) * ladder.total > 0
    paint_bar(painter, frame, theme, bar_top, (0, ladder.total), inwards=same_side)
    if ladder.was is not None:
        top += OUTLINE
        if ladder.moved:
            _paint_was(widget, painter, frame, bar_top, ladder.was)
    note_top = top + (frame.bar + 18 if frame.stacked else bold.height() + 4)
    painter.setFont(font_of(widget, "caption"))
    painter.setPen(theme.text2)
    note = QRectF(0, note_top, widget.width(), caption.height())
    painter.drawText(note, Qt.AlignmentFlag.AlignVCenter, range_note())
    middle = bar_top + frame.bar + 9 + (OUTLINE if ladder.was is not None else 0)
    _paint_whisker(painter, frame, theme, middle if frame.stacked else note.center().y())


def was_left(frame: Frame, was: int, wide: float) -> float:
    """Return where the words on the old total begin: outside of both bars.

    Args:
        frame: where things stand.
        was: the old total, in points.
        wide: how wide the words are.
    """
    total = frame.ladder.total
    if was > 0:
        return round(frame.x(max(was, total))) - wide - 6
    return round(frame.x(min(was, total))) + 6


def _paint_was(widget: QWidget, painter: QPainter, frame: Frame, top: float, was: int) -> None:
    """Paint the old total as a dashed outline on the same scale, with its number outside."""
    theme = theme_of(widget)
    x0, x1 = sorted((round(frame.x(0)), round(frame.x(was))))
    pen = QPen(theme.text, 1.2)
    pen.setDashPattern([3.0, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(x0, top - OUTLINE, x1 - x0, frame.bar + 2 * OUTLINE)
    if was:
        painter.drawRect(box)
    painter.setFont(font_of(widget, "body"))
    painter.setPen(theme.text2)
    wide = QFontMetricsF(painter.font()).horizontalAdvance(was_words(was)) + 2
    room = QRectF(was_left(frame, was, wide), top, wide, frame.bar)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, was_words(was))


def _paint_whisker(painter: QPainter, frame: Frame, theme: Theme, y: float) -> None:
    painter.setPen(QPen(theme.text, 1.6))
    left, right = frame.x(frame.ladder.high), frame.x(frame.ladder.low)
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    for x in (left, right):
        painter.drawLine(QPointF(x, y - 5), QPointF(x, y + 5))
