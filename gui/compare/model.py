"""The ledger as a table model: immutable claims, shown in the order the ledger gives."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.knowledge.ledger import Ledger, cell, date_of
from core.records.base import SIDE_NAMES
from core.records.knowledge import Claim, Knowledge
from gui.compare import words
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
        self._ledger = Ledger(())
        self._order: tuple[int, ...] = ()
        self._query = ""
        self._facets: dict[str, str] = {}
        self._sort: tuple[tuple[str, bool], ...] = ()

    @property
    def total(self) -> int:
        """Return the number of all claims."""
        return len(self._ledger.rows)

    @property
    def shown(self) -> tuple[Claim, ...]:
        """Return the claims shown, in order."""
        return tuple(self._ledger.rows[i] for i in self._order)

    def set_knowledge(self, knowledge: Knowledge) -> None:
        """Show the claims of other knowledge."""
        self._ledger = Ledger(knowledge.claims, knowledge.aspects)
        self._arrange()

    def set_query(self, query: str) -> None:
        """Show only rows that hold all these words."""
        if query != self._query:
            self._query = query
            self._arrange()

    def set_facets(self, facets: dict[str, str]) -> None:
        """Show only rows with these values; see `core.knowledge.ledger`."""
        if facets != self._facets:
            self._facets = dict(facets)
            self._arrange()

    def label(self, claim: Claim) -> str:
        """Return the heading of a claim's aspect."""
        return self._ledger.labels.get(claim.aspect, claim.aspect)

    def row_of(self, claim_id: str) -> int:
        """Return the row a claim is shown in, or -1."""
        rows = self._ledger.rows
        return next((at for at, i in enumerate(self._order) if rows[i].id == claim_id), -1)

    def claim_at(self, row: int) -> Claim | None:
        """Return the claim of a row."""
        return self._ledger.rows[self._order[row]] if 0 <= row < len(self._order) else None

    def label_words(self) -> set[str]:
        """Return the words of all headings."""
        return {word for label in self._ledger.labels.values() for word in label.split()}

    def vocabulary(self) -> set[str]:
        """Return the words that occur in what the table shows, for suggestions."""
        text = " ".join(
            f"{self.label(c)} {c.short} {c.old_claim} {c.now}" for c in self._ledger.rows
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
            return self._text(claim, Column(index.column()))
        if role == CLAIM_ROLE:
            return claim
        if role == BESIDE_ROLE:
            return bool(self._beside(claim, Column(index.column())))
        if role == SECOND_LINE_ROLE and index.column() == Column.VERDICT:
            return claim.old_claim or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(claim)
        return None

    # --- inside -----------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.beginResetModel()
        self._order = self._ledger.arrange(self._query, self._facets, self._sort)
        self.endResetModel()
        self.arranged.emit()

    def _text(self, claim: Claim, column: Column) -> str:
        if column is Column.VERDICT:
            return words.VERDICTS[claim.verdict]
        if column is Column.DATE:
            return words.date_text(date_of(claim))
        return self._beside(claim, column) or cell(claim, KEYS[column], self._ledger.labels)

    def _beside(self, claim: Claim, column: Column) -> str:
        """Return what holds for the side the claim is not about, "" elsewhere or when unknown."""
        other = self._ledger.other_side(claim)
        return other.short if other is not None and other.framework == KEYS[column] else ""

    def _sentence(self, claim: Claim) -> str:
        side = SIDE_NAMES.get(claim.framework, self.tr("both"))
        old = f"{claim.old_claim.rstrip('.')}: " if claim.old_claim else ""
        return (
            f"{self.label(claim)}, {side}. {old}{words.VERDICTS[claim.verdict]}. "
            f"{(claim.short or claim.now).rstrip('.')}. {words.date_text(date_of(claim))}."
        )
