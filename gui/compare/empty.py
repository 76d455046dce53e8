"""What the page says when no row is left: what was asked for, and the way back."""

from __future__ import annotations

import difflib

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from core.knowledge.ledger import Ledger
from gui.shell.noop import QT_TRANSLATE_NOOP
from gui.widgets.buttons import PrimaryButton, StandardButton
from gui.widgets.empty_state import EmptyState

translate = QCoreApplication.translate
_HEADINGS = {
    "aspect": (
        QT_TRANSLATE_NOOP("compare", "No aspect has “{0}”"),
        QT_TRANSLATE_NOOP("compare", "With these filters, no aspect has “{0}”"),
        QT_TRANSLATE_NOOP("compare", "No aspect fits these filters"),
    ),
    "claim": (
        QT_TRANSLATE_NOOP("compare", "No claim has “{0}”"),
        QT_TRANSLATE_NOOP("compare", "With these filters, no claim has “{0}”"),
        QT_TRANSLATE_NOOP("compare", "No claim fits these filters"),
    ),
}
_LONGEST = 60  # a heading holds so many; the rest stands in the field
_EDGES = ".,;:()“”\"'"


class NothingFound(EmptyState):
    """Names the query and the filters; each can be cleared.

    Signals:
        searchCleared: the query is to go.
        filtersCleared: the filters are to go.
    """

    searchCleared = Signal()
    filtersCleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._search = PrimaryButton(translate("compare", "&Clear search"))
        self._search.setObjectName("compare_clear_search")
        self._filters = StandardButton(translate("compare", "Clear filte&rs"))
        self._filters.setObjectName("compare_clear_all_filters")
        super().__init__("search", "", "", self._search, self._filters, parent=parent)
        self._search.clicked.connect(self.searchCleared)
        self._filters.clicked.connect(self.filtersCleared)
        self._ledger: Ledger | None = None
        self._words: frozenset[str] = frozenset()

    def tell(self, ledger: Ledger, query: str, filters: tuple[str, ...], view: str) -> None:
        """Say why nothing is shown."""
        query = query.strip()
        self._search.setVisible(bool(query))
        self._filters.setVisible(bool(filters))
        alone, with_filters, filtered = _HEADINGS[view]
        heading = filtered if not query else with_filters if filters else alone
        self.heading.setText(translate("compare", heading).format(_short(query)))
        said = [translate("compare", "Filters: {0}.").format("; ".join(filters))] if filters else []
        self.text.setText(" ".join((*said, self._way_on(ledger, query))))

    def _way_on(self, ledger: Ledger, query: str) -> str:
        if not query:
            return self.tr("Together they leave nothing.")
        if len(query) > _LONGEST:  # nothing is near, and comparing it takes long
            return self.tr("Words are found in any order, in all columns.")
        near = difflib.get_close_matches(query.casefold(), self._all_words(ledger), 1, 0.6)
        if near and near[0] != query.casefold():
            return self.tr("The nearest word in the table is “{0}”.").format(near[0])
        return self.tr("Words are found in any order, in all columns.")

    def _all_words(self, ledger: Ledger) -> frozenset[str]:
        """Return the words that occur in the table, for suggestions."""
        if ledger is not self._ledger:
            texts = (cell.text for row in ledger.rows for cell in row.cells.values())
            words = (word.strip(_EDGES).casefold() for text in texts for word in text.split())
            self._ledger, self._words = ledger, frozenset(words) - {""}
        return self._words


def _short(query: str) -> str:
    """Return a query that fits a heading; its end is told to be missing."""
    plain = "".join(sign if sign.isprintable() else " " for sign in query[: _LONGEST + 1])
    return plain if len(query) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}…"
