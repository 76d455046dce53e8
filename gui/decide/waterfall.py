"""Paints what adds up to the verdict: one bar a criterion, connected, and their total."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.records.base import SIDE_NAMES
from core.records.levels import level_word
from core.records.verdict import Verdict
from gui.decide.ladder import Ladder, ahead, build_ladder, in_words, span_words
from gui.decide.waterfall_paint import (
    OUTLINE,
    Frame,
    paint_bar,
    paint_total,
    range_note,
    was_words,
)
from gui.shell.theme import font_of, theme_of
from gui.widgets.tips import tip

PAD = 8.0
TAG = "measured here"
LABEL_SHARE = 0.42


class Waterfall(QWidget):
    """The exact sum of a verdict. PyTorch's points go left, TensorFlow's right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict_waterfall")
        self.setAccessibleName(self.tr("What adds up to the verdict"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._ladder: Ladder | None = None

    @property
    def ladder(self) -> Ladder | None:
        """Return what is painted."""
        return self._ladder

    def set_verdict(self, verdict: Verdict, before: Verdict | None = None) -> None:
        """Show another verdict's sum.

        Args:
            verdict: the verdict to show.
            before: the verdict a trial is made from; its total is drawn as an outline.
        """
        old = self._ladder
        self._ladder = build_ladder(verdict, before)
        self.setAccessibleDescription(in_words(self._ladder))
        if old is None or len(old.bars) != len(self._ladder.bars):
            self.updateGeometry()
        self.update()

    # --- size -------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        """Labels go above their bars where there is little room, so height hangs on width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height all rows need at this width."""
        if self._ladder is None:
            return 0
        frame = self._frame(width, self._ladder)
        rows = len(self._ladder.bars) * frame.row
        return int(frame.head + rows + self._foot(frame)) + 1

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        width = 640
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from it."""
        return QSize(round(self._metrics("body").horizontalAdvance("0" * 28)), 0)

    def _metrics(self, role: str, weight: int = 400) -> QFontMetricsF:
        return QFontMetricsF(font_of(self, role, weight=weight))

    def _foot(self, frame: Frame) -> float:
        text = self._metrics("body", 600).height() + self._metrics("caption").height()
        outline = 2 * OUTLINE if frame.ladder.was is not None else 0
        return text + outline + (frame.bar + 34 if frame.stacked else 20)

    def _frame(self, width: float, ladder: Ladder) -> Frame:
        body, caption = self._metrics("body"), self._metrics("caption")
        names = [
            body.horizontalAdvance(bar.label) + self._tag_width(bar.measured) for bar in ladder.bars
        ]
        total = self._metrics("body", 600).horizontalAdvance(ahead(ladder.total))
        note = caption.horizontalAdvance(range_note())
        labels = max([*names, total, note]) + 2 * PAD
        stacked = labels > width * LABEL_SHARE
        bar = round(body.height() * 0.95)
        row = body.height() + bar + 12 if stacked else bar + 9
        number = body.horizontalAdvance("00") + PAD
        # Room for "was 14" at the outer end of the outline; its side does not change.
        was = ladder.was or 0
        outside = body.horizontalAdvance(was_words(was)) + PAD
        return Frame(
            stacked=stacked,
            labels=0.0 if stacked else labels,
            row=row,
            bar=bar,
            head=2 * caption.height() + 10,
            left=(0.0 if stacked else labels) + (outside if was > 0 else number),
            right=width - (outside if was < 0 else number) - PAD,
            ladder=ladder,
        )

    def _tag_width(self, measured: bool) -> float:
        return self._metrics("caption").horizontalAdvance(TAG) + 24 if measured else 0.0

    # --- paint ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint scale, rows, connectors and total."""
        del event
        if self._ladder is None:
            return
        frame = self._frame(self.width(), self._ladder)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_scale(painter, frame)
        for index in range(len(self._ladder.bars)):
            self._paint_row(painter, frame, index)
        paint_total(self, painter, frame)
        painter.end()

    def _paint_scale(self, painter: QPainter, frame: Frame) -> None:
        theme = theme_of(self)
        caption = self._metrics("caption")
        bottom = frame.head + len(frame.ladder.bars) * frame.row
        painter.setFont(font_of(self, "caption", weight=600))
        painter.setPen(theme.text)
        top = QRectF(frame.labels, 0, self.width() - frame.labels, caption.height())
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(top, left, self.tr("← for PyTorch"))
        painter.drawText(top, right, self.tr("for TensorFlow →"))
        painter.setFont(font_of(self, "caption"))
        free = -1e9
        for tick in sorted(frame.ladder.ticks(), reverse=True):
            x = round(frame.x(tick)) + 0.5
            painter.setPen(QPen(theme.edge if tick == 0 else theme.line, 1))
            painter.drawLine(QPointF(x, frame.head - 2), QPointF(x, bottom))
            text = self.tr("even") if tick == 0 else str(abs(tick))
            wide = caption.horizontalAdvance(text)
            if x - wide / 2 < free:
                continue
            free = x + wide / 2 + PAD
            painter.setPen(theme.text2)
            box = QRectF(x - wide, caption.height() + 4, 2 * wide, caption.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_row(self, painter: QPainter, frame: Frame, index: int) -> None:
        theme = theme_of(self)
        bar = frame.ladder.bars[index]
        body = self._metrics("body")
        top = frame.head + index * frame.row
        bar_top = top + (body.height() + 2 if frame.stacked else (frame.row - frame.bar) / 2)
        painter.setFont(font_of(self, "body"))
        painter.setPen(theme.text)
        height = body.height() if frame.stacked else frame.row
        width = self.width() if frame.stacked else frame.labels
        painter.drawText(QRectF(0, top, width, height), Qt.AlignmentFlag.AlignVCenter, bar.label)
        if bar.measured:
            self._paint_tag(painter, QRectF(0, top, width - 2 * PAD, height))
        paint_bar(painter, frame, theme, bar_top, (bar.start, bar.end))
        # The connector joins this bar's end with the next bar's start, which is the same point.
        x = round(frame.x(bar.end)) + 0.5
        last = index + 1 == len(frame.ladder.bars)
        reach = frame.head + (index + 1) * frame.row + (6 if last else frame.row / 2)
        painter.setPen(QPen(theme.edge, 1))
        painter.drawLine(QPointF(x, bar_top + frame.bar), QPointF(x, reach))

    def _paint_tag(self, painter: QPainter, box: QRectF) -> None:
        theme = theme_of(self)
        caption = self._metrics("caption")
        wide, high = caption.horizontalAdvance(TAG) + 12, caption.height() + 2
        tag = QRectF(box.right() - wide, box.center().y() - high / 2, wide, high)
        painter.setFont(font_of(self, "caption"))
        painter.setPen(QPen(theme.edge, 1))
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(theme.text)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, self.tr("measured here"))

    # --- tooltips ---------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Show what stands behind the row under the pointer."""
        if event.type() != QEvent.Type.ToolTip or self._ladder is None:
            return super().event(event)
        assert isinstance(event, QHelpEvent)
        QToolTip.showText(event.globalPos(), tip(self._tip_at(event.pos().y())), self)
        return True

    def _tip_at(self, y: float) -> str:
        ladder = self._ladder
        if ladder is None:
            return ""
        frame = self._frame(self.width(), ladder)
        index = int((y - frame.head) // frame.row)
        if y >= frame.head + len(ladder.bars) * frame.row:
            return self.tr("90 of 100 readings lie between {span}").format(
                span=span_words(ladder.low, ladder.high)
            )
        if index < 0:
            return ""
        bar = ladder.bars[index]
        if not bar.points:
            return self.tr("{label}: nothing now").format(label=bar.label)
        return self.tr("{label}: {points} for {side}, weight {weight}").format(
            label=bar.label,
            points=abs(bar.points),
            side=SIDE_NAMES[bar.side],
            weight=level_word(bar.level),
        )
