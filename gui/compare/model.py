"""The comparison as a table model: immutable rows, shown in the order that `arrange` gives."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.knowledge.ledger import Column, Facets, Ledger, Row, arrange
from core.knowledge.matching import words_of
from gui.widgets.tips import tip

Index = QModelIndex | QPersistentModelIndex
SortKeys = tuple[tuple[str, bool], ...]

FIRST = 0
"""The column that names the row: always there, always the first."""
_NOWHERE = QModelIndex()
_NUMBERS = ("claims", "sources")


class LedgerModel(QAbstractTableModel):
    """Shows the rows of a ledger that match; searching, filtering and sorting are the ledger's.

    The same rows in another order move (`layoutChanged`, with all persistent indexes); other rows
    are a reset.

    Signals:
        arranged: other rows are shown, or in another order.
    """

    arranged = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._ledger = Ledger((), ())
        self._order: tuple[int, ...] = ()
        self._places: dict[str, int] = {}
        self._query = ""
        self._facets: dict[str, tuple[str, ...]] = {}
        self._sort: SortKeys = ()

    # --- what is shown ------------------------------------------------------------------------

    @property
    def ledger(self) -> Ledger:
        """Return all there is."""
        return self._ledger

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return all columns, in the ledger's order."""
        return self._ledger.columns

    @property
    def total(self) -> int:
        """Return the number of all rows."""
        return len(self._ledger.rows)

    @property
    def shown(self) -> tuple[Row, ...]:
        """Return the rows shown, in order."""
        return tuple(self._ledger.rows[i] for i in self._order)

    @property
    def query(self) -> str:
        """Return what is searched for."""
        return self._query

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words that are searched for, folded, for marking them."""
        return words_of(self._query)

    @property
    def facets(self) -> Facets:
        """Return what is filtered by."""
        return self._facets

    @property
    def sort_keys(self) -> SortKeys:
        """Return the (column, descending) pairs, the most important first; none: as it comes."""
        return self._sort

    def row_at(self, row: int) -> Row | None:
        """Return the row that is shown at a place."""
        return self._ledger.rows[self._order[row]] if 0 <= row < len(self._order) else None

    def row_of(self, id_: str) -> int:
        """Return the place a row is shown at, or -1."""
        return self._places.get(id_, -1)

    def column_of(self, id_: str) -> int:
        """Return the place of a column in the ledger, or -1."""
        return next((at for at, column in enumerate(self.columns) if column.id == id_), -1)

    # --- changing it --------------------------------------------------------------------------

    def set_ledger(
        self, ledger: Ledger, *, facets: Facets | None = None, sort: SortKeys | None = None
    ) -> None:
        """Show other rows; the search stays.

        Args:
            ledger: the rows.
            facets: what to filter by; None: as before. Facets that there are no more are dropped.
            sort: what to sort by; None: as before. Columns that there are no more are dropped.
        """
        facets = self._facets if facets is None else facets
        sort = self._sort if sort is None else sort
        known = {facet.id for facet in ledger.facets}
        columns = {column.id for column in ledger.columns}
        self.beginResetModel()
        self._ledger = ledger
        self._facets = {id_: tuple(v) for id_, v in facets.items() if v and id_ in known}
        self._sort = tuple(key for key in sort if key[0] in columns)
        self._take(arrange(ledger, self._query, self._facets, self._sort))
        self.endResetModel()
        self.arranged.emit()

    def show(
        self,
        *,
        query: str | None = None,
        facets: Facets | None = None,
        sort: SortKeys | None = None,
    ) -> None:
        """Search, filter and sort in one step; None leaves a part as it is.

        Args:
            query: words that a row must hold, in any order and case.
            facets: facet -> values; see `core.knowledge.ledger.arrange`.
            sort: (column, descending) pairs, the most important first.
        """
        before = (self._query, self._facets, self._sort)
        if query is not None:
            self._query = query
        if facets is not None:
            self._facets = {id_: tuple(values) for id_, values in facets.items() if values}
        if sort is not None:
            self._sort = tuple(sort)
        if (self._query, self._facets, self._sort) != before:
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column; -1 restores the ledger's own order."""
        descending = order == Qt.SortOrder.DescendingOrder
        keys = ((self.columns[column].id, descending),) if 0 <= column < len(self.columns) else ()
        self.show(sort=keys)

    # --- Qt -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the headings, what they mean, and how the rows are sorted by them."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(column.help) or None
        if role == Qt.ItemDataRole.TextAlignmentRole and column.id in _NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken_heading(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or what is read out."""
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or not 0 <= index.column() < len(self.columns):
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cell(column.id).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            # The first cell tells the whole row, as one goes up and down; the others themselves.
            if index.column() == FIRST:
                return row.spoken
            return f"{column.label}: {row.cell(column.id).text or self.tr('nothing')}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column.id in _NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    # --- inside -------------------------------------------------------------------------------

    def _arrange(self) -> None:
        order = arrange(self._ledger, self._query, self._facets, self._sort)
        if len(order) == len(self._order) and set(order) == set(self._order):
            self._move(order)
        else:
            self.beginResetModel()
            self._take(order)
            self.endResetModel()
        self.arranged.emit()

    def _move(self, order: tuple[int, ...]) -> None:
        """Show the same rows in another order."""
        self.layoutAboutToBeChanged.emit()
        before, ids = self._order, [row.id for row in self._ledger.rows]
        kept = self.persistentIndexList()
        self._take(order)
        moved = [self.index(self._places[ids[before[i.row()]]], i.column()) for i in kept]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _take(self, order: tuple[int, ...]) -> None:
        self._order = order
        rows = self._ledger.rows
        self._places = {rows[i].id: at for at, i in enumerate(order)}

    def _spoken_heading(self, column: Column) -> str:
        for place, (id_, descending) in enumerate(self._sort):
            if id_ == column.id:
                way = self.tr("sorted descending") if descending else self.tr("sorted ascending")
                if len(self._sort) > 1:
                    way = self.tr("{0}, key {1}").format(way, place + 1)
                return f"{column.label}, {way}"
        return column.label
