"""The cases of a run as a table model; the rows never change their order."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from core.records.run import Case
from gui.measure import words
from gui.measure.rows import Row
from gui.widgets.interval_bar import SCALES, scale_for
from gui.widgets.table_view import SECOND_LINE_ROLE
from gui.widgets.tips import tip

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns, left to right; the same while running and when done."""

    CASE = 0
    STATE = 1
    RESULT = 2
    INTERVAL = 3
    PYTORCH = 4
    TENSORFLOW = 5
    ROUNDS = 6
    KEPT = 7


_RIGHT = (Column.PYTORCH, Column.TENSORFLOW, Column.KEPT)


class CaseModel(QAbstractTableModel):
    """Shows a tuple of rows; `set_rows` tells views only of what changed."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._scale = SCALES[0]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows shown."""
        return self._rows

    @property
    def scale(self) -> float:
        """Return the largest ratio of the one axis that all rows share."""
        return self._scale

    def set_rows(self, rows: tuple[Row, ...]) -> bool:
        """Show other rows; True when the axis changed with them."""
        same = [row.case for row in rows] == [row.case for row in self._rows]
        if not same:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        else:
            before, self._rows = self._rows, rows
            last = len(Column) - 1
            for at, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(at, 0), self.index(at, last))
        scale = scale_for(
            (row.low, row.high) for row in rows if row.low is not None and row.high is not None
        )
        changed = scale != self._scale
        self._scale = scale
        return changed

    def row_of(self, case: Case | None) -> int:
        """Return the row of a case, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.case == case), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of cases."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings; units stand in them."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _RIGHT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tips().get(Column(section))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Case"),
            self.tr("State"),
            self.tr("Result"),
            self.tr("TensorFlow’s time / PyTorch’s"),
            self.tr("PyTorch, ms"),
            self.tr("TensorFlow, ms"),
            self.tr("Rounds"),
            self.tr("Kept"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, the row itself, or what is read out."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _first(row, column)
        if role == SECOND_LINE_ROLE:
            return _second(row, column)
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return row.text()
            return tip(row.text()) if column is Column.RESULT else None
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _RIGHT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _tips(self) -> dict[Column, str]:
        return {
            Column.INTERVAL: self.tr(
                "Left: PyTorch takes less time. Right: TensorFlow does. The bar holds the ratio "
                "with 95 % confidence."
            ),
            Column.PYTORCH: self.tr("Milliseconds a step; less is better"),
            Column.TENSORFLOW: self.tr("Milliseconds a step; less is better"),
            Column.ROUNDS: self.tr("The newest rounds; up is faster for PyTorch"),
            Column.KEPT: self.tr("Rounds that count; disturbed ones are dropped on both sides"),
        }


def _first(row: Row, column: Column) -> str:
    if column is Column.CASE:
        return row.name
    if column is Column.STATE:
        return row.state
    if column is Column.RESULT:
        return row.result
    if column is Column.INTERVAL:
        return words.interval_text(row.low, row.high) if row.low is not None else ""
    if column is Column.PYTORCH:
        return words.milliseconds(row.pytorch_ns)
    if column is Column.TENSORFLOW:
        return words.milliseconds(row.tensorflow_ns)
    if column is Column.KEPT:
        return "–" if row.kept is None else f"{row.kept:,}"
    return ""


def _second(row: Row, column: Column) -> str | None:
    if column is Column.CASE:
        return row.detail
    return row.result_detail or None if column is Column.RESULT else None
