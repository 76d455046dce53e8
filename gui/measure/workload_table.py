"""The table of workloads: tick what is to run; each says which answer chose it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from gui.shell.theme import Theme, font_of
from gui.widgets.checks import INDICATOR, draw_indicator
from gui.widgets.flat_header import CELL_PAD
from gui.widgets.table_view import SECOND_LINE_ROLE, DataTable, RowDelegate
from gui.widgets.tips import tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TICK, _NAME, _WHY, _TIME = range(4)


@dataclass(frozen=True, slots=True)
class WorkloadRow:
    """One workload as it is offered."""

    id: str
    label: str
    shapes: str
    why: str
    time: str
    fits: bool


class WorkloadModel(QAbstractTableModel):
    """Workloads with a tick each.

    Signals:
        ticksChanged: something was ticked or unticked.
    """

    ticksChanged = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: tuple[WorkloadRow, ...] = ()
        self._ticked: frozenset[str] = frozenset()

    def set_rows(self, rows: tuple[WorkloadRow, ...], ticked: frozenset[str]) -> None:
        """Show other workloads or ticks."""
        if [r.id for r in rows] != [r.id for r in self._rows]:
            self.beginResetModel()
            self._rows, self._ticked = rows, ticked
            self.endResetModel()
        else:
            self._rows, self._ticked = rows, ticked
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, _TIME))
        self.ticksChanged.emit()

    def ticked(self) -> tuple[str, ...]:
        """Return the ids of what is ticked, in the order shown."""
        return tuple(row.id for row in self._rows if row.id in self._ticked)

    def toggle(self, row: int) -> None:
        """Tick or untick a row."""
        self._ticked = self._ticked ^ {self._rows[row].id}
        self.dataChanged.emit(self.index(row, 0), self.index(row, _TIME))
        self.ticksChanged.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of workloads."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else 4

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return ("", self.tr("Workload"), self.tr("Why"), self.tr("Time"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that rows can be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == _TICK else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words and ticks."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", row.label, row.why, row.time)[column]
        if role == SECOND_LINE_ROLE and column == _NAME:
            return row.shapes
        if role == Qt.ItemDataRole.CheckStateRole and column == _TICK:
            on = row.id in self._ticked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.label}. {row.shapes}. {row.why}. {row.time}"
        if role == Qt.ItemDataRole.FontRole and column == _NAME:
            return True
        if role == Qt.ItemDataRole.ToolTipRole and column == _NAME:
            return tip(row.shapes)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick, as screen readers do it."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != _TICK:
            return False
        wanted = Qt.CheckState(value) == Qt.CheckState.Checked
        if wanted != (self._rows[index.row()].id in self._ticked):
            self.toggle(index.row())
        return True


class _WorkloadDelegate(RowDelegate):
    """Draws the tick; two lines elsewhere, the reason wrapped."""

    def paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, theme: Theme
    ) -> None:
        """Draw one cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        table: QWidget = option.widget  # type: ignore[attr-defined]
        if index.column() == _TICK:
            spot = QRectF(0, 0, INDICATOR, INDICATOR)
            spot.moveCenter(rect.toRectF().center())
            checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            draw_indicator(painter, spot, theme, checked=checked, round_=False)
        elif index.column() == _WHY:
            painter.setFont(font_of(table, "body"))
            painter.setPen(theme.text)
            room = rect.adjusted(CELL_PAD, 4, -CELL_PAD, -4)
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(flags), str(index.data()))
        elif index.column() == _NAME:
            self._draw_name(painter, table, rect, index, theme)
        else:
            super().paint_cell(painter, option, index, theme)

    def _draw_name(
        self, painter: QPainter, table: QWidget, rect: QRect, index: Index, theme: Theme
    ) -> None:
        """Draw the name, and below it what flows through the model, wrapped."""
        room = rect.adjusted(CELL_PAD, 0, -CELL_PAD, 0)
        name, shapes = str(index.data()), str(index.data(SECOND_LINE_ROLE) or "")
        first = QFontMetrics(font_of(table, "body", weight=600)).height()
        total = first + _wrapped_height(table, shapes, "caption", room.width())
        top = rect.top() + (rect.height() - total) // 2
        painter.setFont(font_of(table, "body", weight=600))
        painter.setPen(theme.text)
        painter.drawText(QRect(room.left(), top, room.width(), first), 0, name)
        painter.setFont(font_of(table, "caption"))
        painter.setPen(theme.text2)
        rest = QRect(room.left(), top + first, room.width(), total - first)
        painter.drawText(rest, int(Qt.TextFlag.TextWordWrap), shapes)

    def editorEvent(
        self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Leave clicks to the table, which takes them on the whole row."""
        return False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for two lines, or for as many as the words take in their column."""
        table: QWidget = option.widget  # type: ignore[attr-defined]
        body = QFontMetrics(font_of(table, "body", weight=600)).height()
        least = body + QFontMetrics(font_of(table, "caption")).height()
        column = index.column()
        if isinstance(table, WorkloadTable) and column in (_NAME, _WHY):
            room = table.columnWidth(column) - 2 * CELL_PAD
            if column == _WHY:
                needed = _wrapped_height(table, str(index.data()), "body", room)
            else:
                shapes = str(index.data(SECOND_LINE_ROLE) or "")
                needed = body + _wrapped_height(table, shapes, "caption", room)
            least = max(least, needed)
        return QSize(40, least + 15)


def _wrapped_height(table: QWidget, text: str, role: str, width: int) -> int:
    metrics = QFontMetrics(font_of(table, role))
    flags = int(Qt.TextFlag.TextWordWrap)
    return metrics.boundingRect(0, 0, max(1, width), 10_000, flags, text).height()


class WorkloadTable(DataTable):
    """The workloads; a click or Space ticks a row."""

    def __init__(self, model: WorkloadModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Workloads to run"), parent)
        self.setObjectName("measure_workloads")
        self.setItemDelegate(_WorkloadDelegate(self))
        self.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionsClickable(False)
        self._model = model
        self.setModel(model)
        model.modelReset.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._model.toggle(self.currentIndex().row())
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick with a click anywhere on the row."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._model.toggle(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width."""
        super().resizeEvent(event)
        room = self.viewport().width()
        unit = QFontMetrics(font_of(self, "body")).averageCharWidth()
        name = min(48 * unit, room * 2 // 5)
        time = min(22 * unit, room // 4)
        self.setColumnWidth(_TICK, 44)
        self.setColumnWidth(_NAME, name)
        self.setColumnWidth(_TIME, time)
        self.setColumnWidth(_WHY, max(80, room - 44 - name - time))
        self._fit()

    def _fit(self) -> None:
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self._model.rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2)
