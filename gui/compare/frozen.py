"""A table whose first column stays in sight when the others are scrolled below it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from gui.compare.cells import CellDelegate
from gui.compare.header import LedgerHeader
from gui.compare.model import FIRST, Index, LedgerModel
from gui.shell.theme import theme_of
from gui.widgets.table_view import DataTable


class FrozenTable(DataTable):
    """Paints its first column once more, on top of those that are scrolled below it.

    A second view for that column would be a second table to screen readers, with a selection,
    heights and a header of its own to keep in step.

    Attributes:
        heading: the header.
        cells: the painter of the cells.
    """

    def __init__(self, name: str, model: LedgerModel, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._rows = model
        self.heading = LedgerHeader(self)
        self.cells = CellDelegate(self)
        self.setHorizontalHeader(self.heading)
        self.setItemDelegate(self.cells)
        self.setModel(model)
        # Fusion frames the corner between two scroll bars; a widget of our own is just ground.
        self.setCornerWidget(QWidget())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, and the first column on top of those scrolled below it."""
        super().paintEvent(event)
        width = self.heading.frozen_width()
        if not width:
            return
        painter = QPainter(self.viewport())
        theme = theme_of(self)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        bottom = event.rect().bottom()
        at = self.rowAt(max(0, event.rect().top()))
        while 0 <= at < self._rows.rowCount() and self.rowViewportPosition(at) <= bottom:
            rect = QRect(0, self.rowViewportPosition(at), width, self.rowHeight(at))
            index = self._rows.index(at, FIRST)
            state = QStyle.StateFlag.State_Enabled
            if self.selectionModel().isRowSelected(at):
                state |= QStyle.StateFlag.State_Selected
            option.rect, option.state = rect, state  # type: ignore[attr-defined]
            painter.fillRect(rect, theme.surface)
            self.cells.paint(painter, option, index)
            painter.fillRect(QRect(width - 1, rect.top(), 1, rect.height()), theme.edge)
            at += 1

    def selectRow(self, row: int) -> None:
        """Choose a row by its name; Qt would take the cell that is leftmost just now."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        flags |= QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._rows.index(row, FIRST), flags)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll; sideways the first column stays, so everything is painted anew."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.heading.viewport().update()

    def scrollTo(
        self, index: Index, hint: DataTable.ScrollHint = DataTable.ScrollHint.EnsureVisible
    ) -> None:
        """Show a cell; what lies below the first column is not seen."""
        across = self.horizontalScrollBar()
        before = across.value()
        super().scrollTo(index, hint)
        if index.column() == FIRST:
            across.setValue(before)  # it is in sight wherever one has scrolled to
            return
        below = self.columnWidth(FIRST) - self.columnViewportPosition(index.column())
        if below > 0:
            across.setValue(across.value() - below)
