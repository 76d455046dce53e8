"""How high each row of the comparison is: as high as its words, measured once a width."""

from __future__ import annotations

from gui.compare.frozen import FrozenTable
from gui.compare.model import LedgerModel

# Up to here every row is as high as its words; beyond, all are equally high, and none is measured.
FITTED = 500


class RowHeights:
    """Heights by row, kept until columns, type or entries change."""

    def __init__(self, table: FrozenTable, model: LedgerModel) -> None:
        self._table = table
        self._model = model
        self._kept: dict[str, int] = {}
        self._measured_for: tuple[object, ...] = ()

    def forget(self) -> None:
        """Measure anew next time."""
        self._measured_for = ()

    def fit(self, widths: dict[str, int]) -> None:
        """Make rows as high as their words in columns of these widths, as far as cells let them.

        Args:
            widths: column -> its width in pixels.
        """
        measured_for = (self._model.ledger, tuple(widths.items()))
        if measured_for != self._measured_for:
            self._measured_for = measured_for
            self._kept.clear()
        vertical, cells = self._table.verticalHeader(), self._table.cells
        least = cells.most_height()
        if vertical.defaultSectionSize() != least:
            vertical.setDefaultSectionSize(least)
        if self._model.total > FITTED:
            return
        vertical.blockSignals(True)
        for at, row in enumerate(self._model.shown):
            if row.id not in self._kept:
                self._kept[row.id] = cells.height(row, widths)
            vertical.resizeSection(at, self._kept[row.id])
        vertical.blockSignals(False)
        self._table.updateGeometries()
        self._table.viewport().update()
