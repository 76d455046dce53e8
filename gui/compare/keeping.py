"""Where one is in a table, kept over a reset: what is chosen, and what is in sight."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Slot
from PySide6.QtWidgets import QTableView

from gui.compare.model import FIRST, LedgerModel

_FLAGS = QItemSelectionModel.SelectionFlag


class Place(QObject):
    """Finds chosen rows by their ids, and keeps the current one at the height it was seen at.

    Args:
        table: the table.
        model: its rows.
    """

    def __init__(self, table: QTableView, model: LedgerModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._chosen: tuple[str, ...] = ()
        self._current = ""
        self._column = FIRST
        self._top: int | None = None
        self._given = ""  # the row that nobody chose: the first one

    @Slot()
    def keep(self) -> None:
        """Remember the place; what is not shown any more stays remembered until it is again."""
        selection = self._table.selectionModel()
        index = self._table.currentIndex()
        row = self._model.row_at(index.row())
        if row is None:
            return
        at = (self._model.row_at(one.row()) for one in selection.selectedRows())
        chosen = tuple(one.id for one in at if one is not None)
        if chosen == (self._given,) and not self._table.verticalScrollBar().value():
            return
        self._chosen, self._given = chosen, ""
        self._current, self._column = row.id, index.column()
        top = self._table.rowViewportPosition(index.row())
        seen = 0 <= top < self._table.viewport().height()
        self._top = top if seen else None

    @Slot()
    def restore(self) -> None:
        """Choose again what is still shown; else the first row."""
        model, table = self._model, self._table
        if not model.rowCount():
            return
        selection = QItemSelection()
        for id_ in self._chosen:
            at = model.row_of(id_)
            if at >= 0:
                index = model.index(at, FIRST)
                selection.select(index, index)
        found = model.row_of(self._current) if self._current else -1
        if found < 0:
            first = model.row_at(0)
            self._given = first.id if first is not None else ""
            table.selectRow(0)
            table.scrollToTop()
            return
        column = min(self._column, model.columnCount() - 1)
        index = model.index(found, column)
        chosen = table.selectionModel()
        chosen.select(selection, _FLAGS.ClearAndSelect | _FLAGS.Rows)
        chosen.setCurrentIndex(index, _FLAGS.NoUpdate)
        if self._top is not None:
            bar = table.verticalScrollBar()
            bar.setValue(bar.value() + table.rowViewportPosition(found) - self._top)
        table.scrollTo(index)
