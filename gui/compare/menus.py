"""The menus of the table: which columns, sorting, copying; everything a pointer can do by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from core.knowledge.ledger import Column
from core.records.tables import TableLayout
from gui.compare import columns
from gui.compare.table import LedgerTable
from gui.widgets.menus import TickMenu
from gui.widgets.tips import tip

translate = QCoreApplication.translate
_STEP = 24


@dataclass(frozen=True, slots=True)
class CopyWay:
    """A way to copy rows: what it is called, its keys, and what does it."""

    words: str
    keys: str
    do: Callable[[], None]

    def add_to(self, menu: QMenu) -> None:
        """Offer it in a menu."""
        action = menu.addAction(self.words)
        action.setShortcut(QKeySequence(self.keys))
        action.triggered.connect(_called(self.do))


class ColumnMenu(TickMenu):
    """All columns, ticked when they are shown, in the order they stand in; it stays open."""

    def __init__(self, table: LedgerTable, parent: QWidget) -> None:
        super().__init__(translate("compare", "Columns"), parent)
        self.setObjectName("compare_columns_menu")
        self.setToolTipsVisible(True)
        self._table = table
        self._ticks: dict[str, QAction] = {}
        known = {column.id: column for column in table.ledger_columns()}
        for id_ in columns.order_of(tuple(known), table.layout_made):
            action = self.addAction(_escaped(known[id_].label))
            action.setCheckable(True)
            action.setEnabled(id_ != columns.NAME)
            action.setToolTip(tip(known[id_].help))
            action.triggered.connect(partial(self._on_ticked, id_))
            self._ticks[id_] = action
        self.addSeparator()
        self._reset = self.addAction(translate("compare", "Reset columns"))
        self._reset.triggered.connect(self._on_reset)
        self._tell()

    def _on_ticked(self, id_: str, shown: bool) -> None:
        self._table.show_column(id_, shown)
        self._tell()

    def _on_reset(self, _checked: bool = False) -> None:
        self._table.set_layout(TableLayout())
        self._tell()

    def _tell(self) -> None:
        shown = {column.id for column in self._table.shown_columns()}
        for id_, action in self._ticks.items():
            action.setChecked(id_ in shown)
        self._reset.setEnabled(self._table.layout_made != TableLayout())


class SortMenu(TickMenu):
    """Every column there is, shown or not: each pick adds a key, turns it round, takes it away."""

    def __init__(self, table: LedgerTable, parent: QWidget) -> None:
        super().__init__(translate("compare", "Sort by"), parent)
        self._table = table
        self._keys: dict[str, QAction] = {}
        for column in table.ledger_columns():
            action = self.addAction(_escaped(column.label))
            action.setCheckable(True)
            action.triggered.connect(partial(self._on_picked, column.id))
            self._keys[column.id] = action
        self.addSeparator()
        self._natural = self.addAction(translate("compare", "As it comes"))
        self._natural.triggered.connect(_called(table.sort_naturally))
        self._tell()

    def _on_picked(self, id_: str, _checked: bool = False) -> None:
        self._table.sort_by(id_, add=True)
        self._tell()

    def _tell(self) -> None:
        """Say behind each column which key it is, and which way it sorts."""
        keys = self._table.sort_keys()
        places = {id_: (place + 1, down) for place, (id_, down) in enumerate(keys)}
        up, downwards = translate("compare", "{0}, up"), translate("compare", "{0}, down")
        for column in self._table.ledger_columns():
            action, place = self._keys[column.id], places.get(column.id)
            said = (downwards if place[1] else up).format(place[0]) if place else ""
            action.setText(f"{_escaped(column.label)}\t{said}")
            action.setChecked(place is not None)
        self._natural.setEnabled(bool(keys))


def row_menu(
    table: LedgerTable, column: Column, parent: QWidget, copying: Sequence[CopyWay]
) -> QMenu:
    """Return the menu of the table: for its rows, for one column, and for all columns.

    Args:
        table: the table.
        column: the one that was pointed at or that the keys have reached.
        parent: owns the menu.
        copying: the ways to copy rows.
    """
    menu = TickMenu(parent)
    menu.setObjectName("compare_row_menu")
    for way in copying:
        way.add_to(menu)
    menu.addSeparator()
    menu.addMenu(_column_menu(table, column, menu))
    menu.addMenu(SortMenu(table, menu))
    menu.addMenu(ColumnMenu(table, menu))
    return menu


def _column_menu(table: LedgerTable, column: Column, parent: QMenu) -> QMenu:
    """Return what can be done with one column: what the pointer does by dragging."""
    words = translate("compare", "Column “{0}”").format(_escaped(column.label))
    menu = TickMenu(words, parent)
    fixed = column.id == columns.NAME
    width = table.usual_width(column.id)
    for text, do, there in (
        (translate("compare", "Sort by it"), partial(table.sort_by, column.id, add=False), True),
        (
            translate("compare", "Add to the sort"),
            partial(table.sort_by, column.id, add=True),
            True,
        ),
        (translate("compare", "Move left"), partial(table.move_column, column.id, -1), not fixed),
        (translate("compare", "Move right"), partial(table.move_column, column.id, 1), not fixed),
        (
            translate("compare", "Wider"),
            partial(table.size_column, column.id, width + _STEP),
            True,
        ),
        (
            translate("compare", "Narrower"),
            partial(table.size_column, column.id, max(width - _STEP, 2 * _STEP)),
            True,
        ),
        (translate("compare", "Hide"), partial(table.show_column, column.id, False), not fixed),
    ):
        action = menu.addAction(text)
        action.setEnabled(there)
        action.triggered.connect(_called(do))
    return menu


def _called(do: Callable[[], object]) -> Callable[[bool], None]:
    """Return a receiver of `triggered` that passes nothing on."""

    def call(_checked: bool = False) -> None:
        do()

    return call


def _escaped(text: str) -> str:
    return text.replace("&", "&&")
