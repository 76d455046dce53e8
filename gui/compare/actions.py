"""What can be done with the table as a whole: choose its columns, copy it, save it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from core.records.errors import AppError
from gui.compare import exporting
from gui.compare.menus import ColumnMenu, CopyWay, row_menu
from gui.compare.table import LedgerTable
from gui.controllers.tables import TableController
from gui.widgets.buttons import StandardButton
from gui.widgets.menus import TickMenu

_FILE = "forkwise-comparison"
MARKDOWN_KEYS = "Ctrl+Shift+C"


class TableActions(QObject):
    """Makes the buttons of the page's head and the menus of the table.

    Signals:
        told: a word on what has been done.

    Attributes:
        columns, copy, export: the buttons.
    """

    told = Signal(str)

    def __init__(self, table: LedgerTable, tables: TableController, page: QWidget) -> None:
        super().__init__(page)
        self._table = table
        self._tables = tables
        self._page = page
        self._menu: QMenu | None = None
        self.columns = self._button(self.tr("Col&umns"), "compare_columns")
        self.copy = self._button(self.tr("C&opy"), "compare_copy")
        self.export = self._button(self.tr("&Export…"), "compare_export")
        self.columns.clicked.connect(self._on_columns_menu)
        self.copy.clicked.connect(self._on_copy_menu)
        self.export.clicked.connect(self._on_export)
        table.columnsChanged.connect(self._on_columns)
        table.menuAsked.connect(self._on_menu)
        tables.written.connect(self._on_written)

    def buttons(self) -> tuple[StandardButton, ...]:
        """Return the buttons, left to right."""
        return self.columns, self.copy, self.export

    @Slot()
    def copy_rows(self) -> None:
        """Copy the chosen rows for spreadsheets and editors."""
        self._table.copy_rows()
        count = len(self._table.chosen_rows())
        self.told.emit(self.tr("%n row(s) copied, for spreadsheets and text", "", count))

    @Slot()
    def copy_markdown(self) -> None:
        """Copy the chosen rows as a Markdown table."""
        self._table.copy_markdown()
        count = len(self._table.chosen_rows())
        self.told.emit(self.tr("%n row(s) copied as Markdown", "", count))

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write exactly what is shown, as it is sorted, in the form the file's name asks for."""
        if not path:
            return
        table = self._table
        try:
            render = exporting.renderer(Path(path), table.shown_rows(), table.told_columns())
        except AppError as error:
            self._tables.failed.emit(error)
            return
        self._tables.write(Path(path), render)

    # --- inside -------------------------------------------------------------------------------

    def _button(self, text: str, name: str) -> StandardButton:
        button = StandardButton(text)
        button.setObjectName(name)
        button.set_height(36)
        return button

    def _ways(self) -> tuple[CopyWay, ...]:
        keys = QKeySequence(QKeySequence.StandardKey.Copy).toString()
        return (
            CopyWay(self.tr("Copy rows"), keys, self.copy_rows),
            CopyWay(self.tr("Copy rows as Markdown"), MARKDOWN_KEYS, self.copy_markdown),
        )

    def _popup(self, menu: QMenu, spot: QPoint) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu
        menu.popup(spot)

    def _below(self, button: QWidget) -> QPoint:
        return button.mapToGlobal(QPoint(0, button.height() + 2))

    @Slot()
    def _on_columns(self) -> None:
        shown, all_ = len(self._table.shown_columns()), len(self._table.ledger_columns())
        self.columns.setText(self.tr("Col&umns ({0} of {1})").format(shown, all_))
        self.columns.updateGeometry()

    @Slot()
    def _on_columns_menu(self) -> None:
        self._popup(ColumnMenu(self._table, self._page), self._below(self.columns))

    def show_all_below(self, button: QWidget) -> None:
        """Offer what the buttons do in one menu."""
        menu = TickMenu(self._page)
        menu.addMenu(ColumnMenu(self._table, menu))
        for way in self._ways():
            way.add_to(menu)
        menu.addAction(self.tr("Export…")).triggered.connect(self._on_export)
        self._popup(menu, self._below(button))

    @Slot()
    def _on_copy_menu(self) -> None:
        menu = TickMenu(self._page)
        for way in self._ways():
            way.add_to(menu)
        self._popup(menu, self._below(self.copy))

    @Slot(QPoint, int)
    def _on_menu(self, spot: QPoint, at: int) -> None:
        columns = self._table.ledger_columns()
        if columns:
            self._popup(row_menu(self._table, columns[at], self._page, self._ways()), spot)

    @Slot()
    def _on_export(self) -> None:
        exporting.save_dialog(self._page, _FILE, self.save_to)

    @Slot(str)
    def _on_written(self, path: str) -> None:
        self.told.emit(self.tr("Saved as {0}").format(path))
