"""The cells of a case, painted: two lines, state, result, interval, and the rounds as a line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from gui.measure.case_model import ROW_ROLE, CaseModel, Column, Index
from gui.measure.rows import Row
from gui.shell.theme import Theme, font_of
from gui.widgets.flat_header import CELL_PAD
from gui.widgets.icons import draw_icon
from gui.widgets.interval_bar import draw_ground, draw_interval
from gui.widgets.marks import draw_marker
from gui.widgets.table_view import DataTable, RowDelegate

ICON = 16
MARK = 11
FAILED_SPAN = Column.PYTORCH - Column.RESULT + 1
"""How many columns the reason of a failed row takes, from the result on."""

_STATE_ICONS = {
    "check": "check",
    "play": "play",
    "clock": "clock",
    "alert": "triangle",
    "cross": "cross",
}
# A round this far from even reaches the edge of the small line: ln 1.5.
_SPARK_REACH = 0.405


class CaseDelegate(RowDelegate):
    """Paints the cells of a case."""

    def paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, theme: Theme
    ) -> None:
        """Draw one cell by its column."""
        row: Row = index.data(ROW_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        table: QWidget = option.widget  # type: ignore[attr-defined]
        column = index.column()
        if column == Column.CASE:
            _two_lines(painter, table, rect, row.name, row.detail, theme, weight=600)
        elif column == Column.STATE:
            _draw_state(painter, table, rect, row, theme)
        elif column == Column.RESULT and row.failed:
            _draw_failure(painter, table, rect, row, theme)
        elif column == Column.RESULT:
            _draw_result(painter, table, rect, row, theme)
        elif column == Column.INTERVAL:
            _draw_interval(painter, rect, row, index.model(), theme)
        elif column == Column.ROUNDS and not row.failed:
            _draw_spark(painter, rect, row, theme)
        elif not row.failed:
            super().paint_cell(painter, option, index, theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for two lines; a failed row grows with its reason."""
        table: QWidget = option.widget  # type: ignore[attr-defined]
        body = QFontMetrics(font_of(table, "body", weight=600)).height()
        caption = QFontMetrics(font_of(table, "caption")).height()
        height = body + caption + 14
        row: Row | None = index.data(ROW_ROLE)
        if row is not None and row.failed and isinstance(table, DataTable):
            width = _failure_width(table)
            lines = _lines(table, row.result, "body", width) + _lines(
                table, row.result_detail, "caption", width
            )
            height = max(height, lines + 14)
        return QSize(60, height)


def _two_lines(
    painter: QPainter,
    table: QWidget,
    rect: QRect,
    first: str,
    second: str,
    theme: Theme,
    *,
    weight: int = 400,
    left: int = 0,
) -> None:
    """Draw two lines, centred in the height; the second smaller and in `text2`."""
    fonts = (font_of(table, "body", weight=weight), font_of(table, "caption"))
    heights = [QFontMetrics(font).height() for font in fonts]
    total = heights[0] + (heights[1] if second else 0)
    top = rect.top() + (rect.height() - total) // 2
    room = rect.adjusted(CELL_PAD + left, 0, -4, 0)
    for text, font, height, ink in zip(
        (first, second), fonts, heights, (theme.text, theme.text2), strict=True
    ):
        painter.setFont(font)
        painter.setPen(ink)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRect(room.left(), top, room.width(), height), 0, shown)
        top += height


def _draw_state(painter: QPainter, table: QWidget, rect: QRect, row: Row, theme: Theme) -> None:
    name = _STATE_ICONS.get(row.state_icon, "")
    if name:
        ink = {"alert": theme.alert, "check": theme.accent, "play": theme.accent}.get(
            row.state_icon, theme.text2
        )
        spot = QRectF(rect.left() + CELL_PAD, rect.center().y() - ICON / 2 + 1, ICON, ICON)
        draw_icon(painter, spot, name, ink)
    strong = row.state_icon in ("check", "play", "alert")
    _two_lines(
        painter, table, rect, row.state, "", theme, weight=500 if strong else 400, left=ICON + 6
    )


def _draw_result(painter: QPainter, table: QWidget, rect: QRect, row: Row, theme: Theme) -> None:
    if row.mark:
        first = QFontMetrics(font_of(table, "body")).height()
        second = QFontMetrics(font_of(table, "caption")).height() if row.result_detail else 0
        top = rect.top() + (rect.height() - first - second) / 2
        spot = QRectF(rect.left() + CELL_PAD, top + (first - MARK) / 2, MARK, MARK)
        side = row.mark if row.mark != "neither" else None
        draw_marker(painter, spot, side, theme, hollow=row.style.startswith("leaning"))
    weight = 400 if row.style.startswith("leaning") or not row.mark else 500
    _two_lines(
        painter, table, rect, row.result, row.result_detail, theme, weight=weight, left=MARK + 8
    )


def _draw_failure(painter: QPainter, table: QWidget, rect: QRect, row: Row, theme: Theme) -> None:
    room = rect.adjusted(CELL_PAD, 7, -CELL_PAD, -7)
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
    height = _lines(table, row.result, "body", room.width())
    painter.setFont(font_of(table, "body"))
    painter.setPen(theme.text)
    painter.drawText(QRect(room.left(), room.top(), room.width(), height), flags, row.result)
    painter.setFont(font_of(table, "code" if row.command else "caption"))
    painter.setPen(theme.text2)
    rest = room.adjusted(0, height, 0, 0)
    text = f"$ {row.command}" if row.command else _do_this(table, row.result_detail)
    painter.drawText(rest, flags, text)


def _do_this(table: QWidget, remedy: str) -> str:
    return table.tr("Do this: {0}").format(remedy) if remedy else ""


def _lines(table: QWidget, text: str, role: str, width: int) -> int:
    if not text:
        return 0
    metrics = QFontMetrics(font_of(table, role))
    text = _do_this(table, text) if role == "caption" else text
    box = metrics.boundingRect(0, 0, width, 10_000, int(Qt.TextFlag.TextWordWrap), text)
    return box.height()


def _draw_interval(painter: QPainter, rect: QRect, row: Row, model: object, theme: Theme) -> None:
    scale = model.scale if isinstance(model, CaseModel) else 2.0
    # The hairline below the row stays whole.
    area = rect.adjusted(0, 0, 0, -1)
    if row.failed:
        draw_ground(painter, area, scale, row.margin, theme)
        return
    draw_interval(
        painter, area, scale, row.ratio, row.low, row.high, row.style or None, row.margin, theme
    )


def _draw_spark(painter: QPainter, rect: QRect, row: Row, theme: Theme) -> None:
    area = QRectF(rect).adjusted(CELL_PAD, 8, -CELL_PAD - 4, -8)
    middle = area.center().y()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.line, 1))
    if not row.spark:
        return
    painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
    reach = max(_SPARK_REACH, *(abs(value) for value in row.spark))
    count = max(1, len(row.spark) - 1)
    points = [
        QPointF(area.left() + area.width() * at / count, middle - value / reach * area.height() / 2)
        for at, value in enumerate(row.spark)
    ]
    painter.setPen(QPen(theme.text2, 1.2))
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.text)
    painter.drawEllipse(points[-1], 2.4, 2.4)


def _failure_width(table: DataTable) -> int:
    """Return the room a failed row has for its reason."""
    columns = range(Column.RESULT, Column.RESULT + FAILED_SPAN)
    return sum(table.columnWidth(column) for column in columns) - 2 * CELL_PAD
