"""Keeps pane and drawer in step with the current row."""

from __future__ import annotations

import operator

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from core.knowledge.ledger import Row
from gui.compare.books import Books
from gui.compare.detail import DetailPane
from gui.compare.drawer import DrawerStrip
from gui.compare.table import LedgerTable

LATER_MS = 80
_UNLIMITED = 16_777_215


class Details(QObject):
    """Shows a row at once when it is chosen, and a moment later while someone types.

    Args:
        table: says which row is current.
        books: what the row is known from.
        page: the parent.

    Signals:
        covers: the pane takes the table's place, or gives it back.

    Attributes:
        pane: beside the table; below it where there is no room, or even in its place.
        drawer: the line that opens the pane where there is no room.
    """

    covers = Signal(bool)

    def __init__(self, table: LedgerTable, books: Books, page: QWidget) -> None:
        super().__init__(page)
        self._table = table
        self._books = books
        self._wide, self._low = True, False
        self._told: tuple[object, ...] = (None, None, None)
        self.pane = DetailPane()
        self.drawer = DrawerStrip()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self.show_now)
        table.rowActivated.connect(self._on_activated)
        self.drawer.toggled.connect(self._on_drawer)

    def show_later(self) -> None:
        """Show the current row when nothing has changed for a moment."""
        self._later.start()

    @Slot()
    def show_now(self) -> None:
        """Show the current row, unless it is shown already."""
        self._later.stop()
        self.pane.view.mark(self._table.searched_words())
        knowledge, row = self._books.knowledge, self._table.current_row()
        told = (knowledge, row, self._books.verdict)
        if knowledge is not None and not all(map(operator.is_, told, self._told)):
            self._told = told
            self.show_row(row)

    def show_row(self, row: Row | None) -> None:
        """Show a row; None: nothing is chosen."""
        knowledge = self._books.knowledge
        assert knowledge is not None
        self.pane.show_row(knowledge, row, self._books.verdict)
        if row is None and self._low and not self._wide:
            self.drawer.open(False)  # it would cover the search that has left no row
        self.drawer.show_row(row)

    def take_room(self, width: int, most_height: int, *, wide: bool, low: bool) -> None:
        """Stand beside the table in a width, or below it, opened by the drawer's line.

        Args:
            width: of the pane beside the table.
            most_height: of the pane below it.
            wide: there is room beside the table.
            low: there is no room below it either.
        """
        self._wide, self._low = wide, low
        self.pane.setMinimumWidth(width if wide else 0)
        self.pane.setMaximumWidth(width if wide else _UNLIMITED)
        self.pane.setMaximumHeight(_UNLIMITED if wide or low else most_height)
        self.drawer.setVisible(not wide)
        self._open()

    def _open(self) -> None:
        self.covers.emit(not self._wide and self._low and self.drawer.is_open())
        self.pane.setVisible(self._wide or self.drawer.is_open())

    @Slot(int)
    def _on_activated(self, _row: int) -> None:
        if not self._wide:
            self.drawer.open(not self.drawer.is_open())

    @Slot(bool)
    def _on_drawer(self, _is_open: bool) -> None:
        self._open()
        # The table has just become lower: the chosen row stays in sight.
        QTimer.singleShot(0, self._keep_in_sight)

    @Slot()
    def _keep_in_sight(self) -> None:
        self._table.scrollTo(self._table.currentIndex())
