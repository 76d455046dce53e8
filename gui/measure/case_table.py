"""The table of cases: its columns, its rows, and one axis for all intervals."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.records.run import Case
from gui.measure.case_cells import FAILED_SPAN, ICON, MARK, CaseDelegate
from gui.measure.case_model import ROW_ROLE, CaseModel, Column, Index
from gui.measure.rows import Row
from gui.shell.theme import Theme, font_of, type_scale
from gui.widgets.buttons import StandardButton
from gui.widgets.flat_header import CELL_PAD, FlatHeader
from gui.widgets.interval_bar import draw_axis
from gui.widgets.table_view import DataTable

_AXIS_LEAST = 96
# What a cell has to hold, line by line: columns do not move while a run goes on.
_LONGEST_STATE = ("in launch 3 now", "")
_LONGEST_RESULT = ("no practical difference", "perhaps by little, 10 % to 34 %")
_BUTTON_SPAN = Column.KEPT - Column.TENSORFLOW + 1


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
        draw_axis(painter, rect, model.scale, theme)


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
        scale = type_scale(self)
        wide = room / scale >= 1000
        unit = QFontMetrics(font_of(self, "body", weight=600)).averageCharWidth()
        self.setColumnHidden(Column.ROUNDS, not wide)
        self.setColumnHidden(Column.KEPT, not wide)
        fixed = {
            Column.CASE: 25 * unit if wide else 18 * unit,
            Column.STATE: self._room_for(_LONGEST_STATE, ICON + 6),
            Column.RESULT: self._room_for(_LONGEST_RESULT, MARK + 8),
            Column.PYTORCH: self._heading_width(Column.PYTORCH),
            Column.TENSORFLOW: self._heading_width(Column.TENSORFLOW),
        }
        if wide:
            fixed |= {Column.ROUNDS: 16 * unit, Column.KEPT: 10 * unit}
        least = round(_AXIS_LEAST * scale)
        # The state gives way first: where a run is, its progress says as well.
        with_state = room - sum(fixed.values()) >= least
        self.setColumnHidden(Column.STATE, not with_state)
        if not with_state:
            del fixed[Column.STATE]
            # Then the axis and what the case is called: no figure may fall off the edge.
            short = max(0, sum(fixed.values()) + least - room)
            least = max(_AXIS_LEAST, least - short)
            short = max(0, sum(fixed.values()) + least - room)
            fixed[Column.CASE] -= min(short, 7 * unit)
        for column, width in fixed.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(Column.INTERVAL, max(least, room - sum(fixed.values())))

    def _room_for(self, longest: tuple[str, str], left: int) -> int:
        """Return the width of a cell of two lines behind an icon."""
        widths = [
            QFontMetrics(font_of(self, role, weight=weight)).horizontalAdvance(text)
            for text, role, weight in zip(longest, ("body", "caption"), (500, 400), strict=True)
        ]
        return max(widths) + CELL_PAD + left + 10

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
                self.setSpan(at, Column.RESULT, 1, FAILED_SPAN)
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
