"""The ledger as a table model: immutable claims, shown in the order the ledger gives."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.knowledge.by_claim import by_claim
from core.knowledge.ledger import Facets, Ledger, Row, arrange
from core.records.base import SIDE_NAMES
from core.records.knowledge import Claim, Knowledge
from gui.widgets.table_view import SECOND_LINE_ROLE

Index = QModelIndex | QPersistentModelIndex

CLAIM_ROLE = Qt.ItemDataRole.UserRole + 1
BESIDE_ROLE = Qt.ItemDataRole.UserRole + 2
"""True for a cell that shows the claim beside this one, so that both sides can be read."""
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns, left to right."""

    ASPECT = 0
    PYTORCH = 1
    TENSORFLOW = 2
    VERDICT = 3
    NOW = 4
    DATE = 5


# What the ledger calls each column: one sort for the window and the command line.
KEYS: dict[int, str] = {
    Column.ASPECT: "aspect",
    Column.PYTORCH: "pytorch",
    Column.TENSORFLOW: "tensorflow",
    Column.VERDICT: "verdict",
    Column.NOW: "now",
    Column.DATE: "date",
}


class ClaimModel(QAbstractTableModel):
    """Shows the rows that match, in order; searching and sorting are the ledger's.

    Signals:
        arranged: other rows are shown, or in another order.
    """

    arranged = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._ledger = Ledger((), ())
        self._claims: dict[str, Claim] = {}
        self._labels: dict[str, str] = {}
        self._order: tuple[int, ...] = ()
        self._query = ""
        self._facets: Facets = {}
        self._sort: tuple[tuple[str, bool], ...] = ()

    @property
    def total(self) -> int:
        """Return the number of all claims."""
        return len(self._ledger.rows)

    @property
    def shown(self) -> tuple[Claim, ...]:
        """Return the claims shown, in order."""
        return tuple(self._claims[self._ledger.rows[i].id] for i in self._order)

    def set_knowledge(self, knowledge: Knowledge) -> None:
        """Show the claims of other knowledge."""
        self._ledger = by_claim(knowledge, None, dt.date.today())
        self._claims = {claim.id: claim for claim in knowledge.claims}
        self._labels = {aspect.id: aspect.label for aspect in knowledge.aspects}
        self._arrange()

    def set_query(self, query: str) -> None:
        """Show only rows that hold all these words."""
        if query != self._query:
            self._query = query
            self._arrange()

    def set_facets(self, facets: Facets) -> None:
        """Show only rows with these values; see `core.knowledge.ledger`."""
        if facets != self._facets:
            self._facets = dict(facets)
            self._arrange()

    def label(self, claim: Claim) -> str:
        """Return the heading of a claim's aspect."""
        return self._labels.get(claim.aspect, claim.aspect)

    def row_of(self, claim_id: str) -> int:
        """Return the row a claim is shown in, or -1."""
        rows = self._ledger.rows
        return next((at for at, i in enumerate(self._order) if rows[i].id == claim_id), -1)

    def claim_at(self, row: int) -> Claim | None:
        """Return the claim of a row."""
        return self._claims[self._row(row).id] if 0 <= row < len(self._order) else None

    def label_words(self) -> set[str]:
        """Return the words of all headings."""
        return {word for label in self._labels.values() for word in label.split()}

    def vocabulary(self) -> set[str]:
        """Return the words that occur in what the table shows, for suggestions."""
        text = " ".join(
            f"{self.label(c)} {c.short} {c.old_claim} {c.now}" for c in self._claims.values()
        )
        return {word.strip(".,;:()“”\"'").casefold() for word in text.split()} - {""}

    # --- Qt ---------------------------------------------------------------------------------

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 restores the ledger's own order."""
        descending = order == Qt.SortOrder.DescendingOrder
        key = KEYS.get(column)
        self._sort = ((key, descending),) if key is not None else ()
        self._arrange()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of claims shown."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Aspect"),
            SIDE_NAMES["pytorch"],
            SIDE_NAMES["tensorflow"],
            self.tr("Old claim"),
            self.tr("What holds now"),
            self.tr("Date"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, the claim itself, or what is read out."""
        claim = self.claim_at(index.row()) if index.isValid() else None
        if claim is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            text = self._row(index.row()).cell(KEYS[index.column()]).text
            return text or (self.tr("no date") if index.column() == Column.DATE else "")
        if role == CLAIM_ROLE:
            return claim
        if role == BESIDE_ROLE:
            return self._row(index.row()).cell(KEYS[index.column()]).quiet
        if role == SECOND_LINE_ROLE and index.column() == Column.VERDICT:
            return claim.old_claim or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._row(index.row()).spoken
        return None

    # --- inside -----------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.beginResetModel()
        self._order = arrange(self._ledger, self._query, self._facets, self._sort)
        self.endResetModel()
        self.arranged.emit()

    def _row(self, row: int) -> Row:
        return self._ledger.rows[self._order[row]]
