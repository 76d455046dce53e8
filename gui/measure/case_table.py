"""The table of cases: two-line cells, one shared axis of intervals, the rounds as a line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QWidget

from core.records.run import Case
from gui.measure.case_model import ROW_ROLE, CaseModel, Column, Index
from gui.measure.live import Row
from gui.shell.theme import Theme, font_of
from gui.widgets.buttons import StandardButton
from gui.widgets.icons import draw_icon
from gui.widgets.interval_bar import draw_axis, draw_ground, draw_interval, x_of
from gui.widgets.marks import draw_marker
from gui.widgets.table_view import CELL_PAD, DataTable, FlatHeader, RowDelegate

_ICON = 16
_AXIS_ROOM = 190
_MARK = 11
_STATE_ICONS = {
    "check": "check",
    "play": "play",
    "clock": "clock",
    "alert": "triangle",
    "cross": "cross",
}
# A round this far from even reaches the edge of the small line: ln 1.5.
_SPARK_REACH = 0.405
_FAILED_SPAN = Column.PYTORCH - Column.RESULT + 1
_BUTTON_SPAN = Column.KEPT - Column.TENSORFLOW + 1


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
        if row is not None and row.failed and isinstance(table, CaseTable):
            width = table.failure_width()
            lines = _lines(table, row.result, "body", width) + _lines(
                table, row.result_detail, "caption", width
            )
            height = max(height, lines + 14)
        return QSize(60, height)


class AxisHeader(FlatHeader):
    """The table's header; over the interval bars it carries the labels of their axis."""

    def paint_content(
        self, painter: QPainter, rect: QRect, logical_index: int, theme: Theme
    ) -> None:
        """Draw one heading."""
        model = self.model()
        if logical_index != Column.INTERVAL or not isinstance(model, CaseModel):
            super().paint_content(painter, rect, logical_index, theme)
            return
        painter.setFont(font_of(self, "caption"))
        if rect.width() >= _AXIS_ROOM:
            draw_axis(painter, rect, model.scale, theme)
        else:
            _draw_short_axis(painter, rect, model.scale, theme)


class CaseTable(DataTable):
    """The cases of a run.

    Signals:
        caseSelected: the `Case` of the chosen row.
    """

    caseSelected = Signal(object)

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Cases and their results"), parent)
        self.setObjectName("measure_table")
        self.setHorizontalHeader(AxisHeader(self))
        self.horizontalHeader().setSectionsClickable(False)
        self.setItemDelegate(CaseDelegate(self))
        self.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = model
        self._spanned: set[int] = set()
        self._most = 16_777_215
        self._shape: tuple[int, tuple[object, ...]] = (0, ())
        self.setModel(model)
        model.modelReset.connect(self._on_reset)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show rows; heights, spans and buttons follow."""
        if self._model.set_rows(rows):
            self.horizontalHeader().viewport().update()
            self.viewport().update()
        # Heights hang on the failed rows alone; measuring text 4 times a second is for nothing.
        shape = tuple((row.case, row.result, row.result_detail) for row in rows if row.failed)
        if (len(rows), shape) != self._shape:
            self._shape = (len(rows), shape)
            self._place_failures()
            self._fit()

    def select_case(self, case: Case | None) -> None:
        """Choose the row of a case."""
        row = self._model.row_of(case)
        if row >= 0 and row != self.currentIndex().row():
            self.selectRow(row)
            self.scrollTo(self._model.index(row, 0))

    def set_most(self, height: int) -> None:
        """Let the table scroll beyond this height, so that the plot stays in sight."""
        if height != self._most:
            self._most = height
            self._fit()

    def failure_width(self) -> int:
        """Return the room a failed row has for its reason."""
        return sum(self.columnWidth(Column.RESULT + at) for at in range(_FAILED_SPAN)) - (
            2 * CELL_PAD
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width."""
        super().resizeEvent(event)
        self._share_out()
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the height of all rows: the page scrolls, the table does not."""
        header = self.horizontalHeader().sizeHint().height()
        rows = sum(self.rowHeight(row) for row in range(self._model.rowCount()))
        return QSize(640, header + max(rows, 44) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the size hint's height."""
        return QSize(320, self.sizeHint().height())

    def _on_reset(self) -> None:
        self._shape = (-1, ())
        self._spanned.clear()
        self.clearSpans()

    def _on_current(self, index: Index) -> None:
        row = index.data(ROW_ROLE) if index.isValid() else None
        if row is not None:
            self.caseSelected.emit(row.case)

    def _share_out(self) -> None:
        room = self.viewport().width()
        wide = room >= 1000
        metrics = QFontMetrics(font_of(self, "body", weight=600))
        unit = metrics.averageCharWidth()
        self.setColumnHidden(Column.ROUNDS, not wide)
        self.setColumnHidden(Column.KEPT, not wide)
        fixed = {
            Column.CASE: 25 * unit if wide else 18 * unit,
            Column.STATE: 20 * unit if wide else 19 * unit,
            Column.RESULT: 27 * unit if wide else 22 * unit,
            Column.PYTORCH: self._heading_width(Column.PYTORCH),
            Column.TENSORFLOW: self._heading_width(Column.TENSORFLOW),
        }
        if wide:
            fixed |= {Column.ROUNDS: 16 * unit, Column.KEPT: 10 * unit}
        for column, width in fixed.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(Column.INTERVAL, max(96, room - sum(fixed.values())))

    def _heading_width(self, column: Column) -> int:
        words = str(self._model.headerData(column, Qt.Orientation.Horizontal))
        metrics = QFontMetrics(font_of(self, "caption", weight=600))
        return metrics.horizontalAdvance(words) + 2 * CELL_PAD + 2

    def _fit(self) -> None:
        for row in range(self._model.rowCount()):
            self.resizeRowToContents(row)
        height = min(self.sizeHint().height(), self._most)
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _place_failures(self) -> None:
        for at, row in enumerate(self._model.rows):
            if row.failed == (at in self._spanned):
                continue
            if row.failed:
                self._spanned.add(at)
                self.setSpan(at, Column.RESULT, 1, _FAILED_SPAN)
                self.setSpan(at, Column.TENSORFLOW, 1, _BUTTON_SPAN)
                index = self._model.index(at, Column.TENSORFLOW)
                self.setIndexWidget(index, _CopyCell(row, self))
            else:
                self._spanned.discard(at)
                self.setSpan(at, Column.RESULT, 1, 1)
                self.setSpan(at, Column.TENSORFLOW, 1, 1)


class _CopyCell(QWidget):
    """The button of a failed row: copies the command, or the whole reason and remedy."""

    def __init__(self, row: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = row.command or row.text()
        button = StandardButton(self.tr("Copy"), self)
        button.setAccessibleName(self.tr("Copy the remedy for {0}").format(row.name))
        button.clicked.connect(self._copy)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, CELL_PAD, 0)
        line.addStretch(1)
        line.addWidget(button)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


def _draw_short_axis(painter: QPainter, rect: QRect, scale: float, theme: Theme) -> None:
    """Draw "even" and both ends, where there is no room for the ticks between."""
    painter.setPen(theme.text2)
    reach = f"{scale:g}×"
    for ratio, text in ((scale, reach), (1.0, "even"), (1 / scale, reach)):
        spot = QRectF(x_of(rect, scale, ratio) - 30, rect.top(), 60, rect.height())
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), text)


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
        spot = QRectF(rect.left() + CELL_PAD, rect.center().y() - _ICON / 2 + 1, _ICON, _ICON)
        draw_icon(painter, spot, name, ink)
    strong = row.state_icon in ("check", "play", "alert")
    _two_lines(
        painter, table, rect, row.state, "", theme, weight=500 if strong else 400, left=_ICON + 6
    )


def _draw_result(painter: QPainter, table: QWidget, rect: QRect, row: Row, theme: Theme) -> None:
    if row.mark:
        first = QFontMetrics(font_of(table, "body")).height()
        second = QFontMetrics(font_of(table, "caption")).height() if row.result_detail else 0
        top = rect.top() + (rect.height() - first - second) / 2
        spot = QRectF(rect.left() + CELL_PAD, top + (first - _MARK) / 2, _MARK, _MARK)
        side = row.mark if row.mark != "neither" else None
        draw_marker(painter, spot, side, theme, hollow=row.style.startswith("leaning"))
    weight = 400 if row.style.startswith("leaning") or not row.mark else 500
    _two_lines(
        painter, table, rect, row.result, row.result_detail, theme, weight=weight, left=_MARK + 8
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
