"""The table of the comparison: columns that fit, rows that fit, the row's name always in sight."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from core.knowledge.ledger import Column, Row
from core.records.tables import TableLayout
from gui.compare import columns, copying
from gui.compare.cells import follows_font
from gui.compare.columns import View, fit
from gui.compare.frozen import FrozenTable
from gui.compare.header import turned
from gui.compare.keeping import Place
from gui.compare.model import FIRST, Index, LedgerModel, SortKeys
from gui.compare.parts import said_beside
from gui.compare.row_heights import RowHeights
from gui.shell.theme import type_scale
from gui.widgets.table_view import DataTable


class LedgerTable(FrozenTable):
    """Rows of the comparison; click a heading to sort, again to turn round, a third time to undo.

    Signals:
        rowChosen: the `Row` that is current, or None.
        columnsChanged: other columns are shown, or there is room for more or fewer.
        layoutKept: the `TableLayout` that the person has just made.
        menuAsked: a menu is wanted: where on the screen, and for which column.
        copyAsked: the chosen rows are to be copied, by key.
    """

    rowChosen = Signal(object)
    columnsChanged = Signal()
    layoutKept = Signal(object)
    menuAsked = Signal(QPoint, int)
    copyAsked = Signal()

    def __init__(self, model: LedgerModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Comparison of PyTorch and TensorFlow"), model, parent)
        self.setObjectName("compare_table")
        self._model = model
        self._view: View = "aspect"
        self._layout = TableLayout()
        self._place = Place(self, model)
        self._heights = RowHeights(self, model)
        self.setSelectionMode(DataTable.SelectionMode.ExtendedSelection)
        self.heading.sortAsked.connect(self._on_sort)
        self.heading.sized.connect(self._on_sized)
        self.heading.moved.connect(self._on_moved)
        self.heading.sectionHandleDoubleClicked.connect(self._on_handle)
        self.heading.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.heading.customContextMenuRequested.connect(self._on_heading_menu)
        model.modelAboutToBeReset.connect(self._place.keep)
        model.modelReset.connect(self._on_reset)
        model.arranged.connect(self._on_arranged)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    # --- what is shown ------------------------------------------------------------------------

    def current_row(self) -> Row | None:
        """Return the row that is current."""
        return self._model.row_at(self.currentIndex().row())

    def chosen_rows(self) -> tuple[Row, ...]:
        """Return the selected rows, top to bottom; all that are shown when none is selected."""
        chosen = self.selected_rows()
        shown = self._model.shown
        return tuple(shown[at] for at in chosen) if chosen else shown

    @property
    def layout_made(self) -> TableLayout:
        """Return how the person has set up the columns."""
        return self._layout

    def shown_columns(self) -> tuple[Column, ...]:
        """Return the columns that are shown, left to right."""
        header = self.heading
        places = sorted(range(header.count()), key=header.visualIndex)
        return tuple(self._model.columns[at] for at in places if not header.isSectionHidden(at))

    def ledger_columns(self) -> tuple[Column, ...]:
        """Return all columns there are, in the ledger's order."""
        return self._model.columns

    def shown_rows(self) -> tuple[Row, ...]:
        """Return the rows that are shown, in order."""
        return self._model.shown

    def searched_words(self) -> tuple[str, ...]:
        """Return the folded words that are searched for."""
        return self._model.words

    def sort_keys(self) -> SortKeys:
        """Return the (column, descending) pairs that rows are sorted by."""
        return self._model.sort_keys

    def told_columns(self) -> tuple[Column, ...]:
        """Return the columns that are copied and exported, whatever room the window has.

        Those that were chosen, and those whose words stand in another one's cells.
        """
        known = {column.id: column for column in self._model.columns}
        chosen = columns.chosen_of(self._view, tuple(known), self._layout)
        told: list[str] = []
        for id_ in chosen:
            beside = said_beside(id_)
            told += (id_, beside) if beside in known and beside not in chosen else (id_,)
        return tuple(known[id_] for id_ in told)

    def copy_rows(self) -> None:
        """Copy the chosen rows for spreadsheets and editors."""
        data = copying.as_table(self.chosen_rows(), self.told_columns())
        QGuiApplication.clipboard().setMimeData(data)

    def copy_markdown(self) -> None:
        """Copy the chosen rows as a Markdown table."""
        data = copying.as_markdown(self.chosen_rows(), self.told_columns())
        QGuiApplication.clipboard().setMimeData(data)

    # --- setting it up ------------------------------------------------------------------------

    def set_view(self, view: View, layout: TableLayout) -> None:
        """Show the columns of a view as the person left them; the model's rows come after."""
        self._view, self._layout = view, layout

    def set_layout(self, layout: TableLayout) -> None:
        """Show the columns as the person has just said."""
        if layout != self._layout:
            self._layout = layout
            self.share_out()
            self.layoutKept.emit(layout)

    def show_column(self, id_: str, shown: bool) -> None:
        """Show or hide a column; from then on the person's columns are shown, whatever the room."""
        now = [column.id for column in self.shown_columns()]
        if shown == (id_ in now) or id_ == columns.NAME:
            return
        wanted = [*now, id_] if shown else [one for one in now if one != id_]
        self.set_layout(msgspec.structs.replace(self._layout, shown=tuple(wanted)))

    def move_column(self, id_: str, by: int) -> None:
        """Move a column by a place among those shown."""
        shown = [column.id for column in self.shown_columns()]
        order = list(columns.order_of([c.id for c in self._model.columns], self._layout))
        at = shown.index(id_) + by if id_ in shown and id_ != columns.NAME else 0
        if 1 <= at < len(shown):
            mine, other = order.index(id_), order.index(shown[at])
            order.insert(other, order.pop(mine))
            self.set_layout(msgspec.structs.replace(self._layout, order=tuple(order)))

    def size_column(self, id_: str, width: int | None) -> None:
        """Give a column a width at the usual size of type; None: as wide as there is room."""
        widths = {one: size for one, size in self._layout.widths.items() if one != id_}
        if width is not None:
            widths[id_] = width
        self.set_layout(msgspec.structs.replace(self._layout, widths=widths))

    def usual_width(self, id_: str) -> int:
        """Return the width of a column, at the usual size of type."""
        at = self._model.column_of(id_)
        return round(self.columnWidth(at) / type_scale(self))

    def sort_by(self, id_: str, *, add: bool) -> None:
        """Sort as a click on the column's heading does."""
        self._model.show(sort=turned(self._model.sort_keys, id_, add=add))

    def sort_naturally(self) -> None:
        """Show the rows in the ledger's own order."""
        self._model.show(sort=())

    def set_tight(self, tight: bool) -> None:
        """Show two lines of a cell at most, so that a low window shows several rows."""
        if tight != self.cells.tight:
            self.cells.tight = tight
            self._heights.forget()
            self.share_out()

    def share_out(self) -> None:
        """Show the columns there is room for, and share out the width."""
        ids = [column.id for column in self._model.columns]
        if not ids:
            return
        room, scale = self.viewport().width(), type_scale(self)
        widths = fit(self._view, ids, self._layout, room, scale)
        header = self.heading
        for place, id_ in enumerate(columns.order_of(ids, self._layout)):
            header.moveSection(header.visualIndex(ids.index(id_)), place)
        for at, id_ in enumerate(ids):
            header.setSectionHidden(at, id_ not in widths)
            if id_ in widths:
                header.resizeSection(at, widths[id_])
        self.cells.shown = frozenset(widths)
        self._fit_rows()
        self.columnsChanged.emit()

    def _fit_rows(self) -> None:
        ids = {column.id: self._model.column_of(column.id) for column in self.shown_columns()}
        self._heights.fit({id_: self.columnWidth(at) for id_, at in ids.items()})

    # --- Qt -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.share_out()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if follows_font(event) and hasattr(self, "cells"):
            self.cells.forget_fonts()
            self._heights.forget()
            self.share_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last row: a table is read by rows."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._model.rowCount() - 1}
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier,
                                      Qt.KeyboardModifier.KeypadModifier)  # fmt: skip
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copyAsked.emit()
            event.accept()
            return
        if event.key() in ends and plain and self._model.rowCount():
            self.selectRow(ends[Qt.Key(event.key())])
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu: by the right button for the cell, by the menu key for the current."""
        index = self.indexAt(event.pos())
        spot = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            spot = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menuAsked.emit(spot, max(FIRST, index.column()))
        event.accept()

    # --- what happens -------------------------------------------------------------------------

    @Slot()
    def _on_reset(self) -> None:
        self.share_out()
        self._place.restore()
        if self.current_row() is None:
            self.rowChosen.emit(None)

    @Slot()
    def _on_arranged(self) -> None:
        self._fit_rows()
        self.heading.viewport().update()
        self.viewport().update()

    def _on_current(self, index: Index) -> None:
        self.rowChosen.emit(self._model.row_at(index.row()))

    @Slot(int, bool)
    def _on_sort(self, at: int, add: bool) -> None:
        self.sort_by(self._model.columns[at].id, add=add)

    @Slot(int)
    def _on_sized(self, at: int) -> None:
        id_ = self._model.columns[at].id
        self.size_column(id_, self.usual_width(id_))

    @Slot(int)
    def _on_handle(self, at: int) -> None:
        self.size_column(self._model.columns[at].id, None)

    @Slot()
    def _on_moved(self) -> None:
        header = self.heading
        places = sorted(range(header.count()), key=header.visualIndex)
        order = tuple(self._model.columns[at].id for at in places)
        self.set_layout(msgspec.structs.replace(self._layout, order=order))

    @Slot(QPoint)
    def _on_heading_menu(self, spot: QPoint) -> None:
        at = self.heading.column_at(spot)
        self.menuAsked.emit(self.heading.viewport().mapToGlobal(spot), max(FIRST, at))
