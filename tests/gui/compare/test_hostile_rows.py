"""Words that nobody means well: cut, and shown as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from core.knowledge.ledger import Cell, Ledger
from core.knowledge.sort_keys import natural
from core.records.tables import TableLayout

# What the offscreen plugin says of windows with a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


HOSTILE = {
    "one word": "x" * 1_000_000,
    "combining marks": "a" + "\u0301" * 200_000,
    "turned round": "\u202egnp.exe" * 1_000,
    "markup": "<img src=file:///etc/passwd>" * 1_000,
    "lines": "a\n" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_cut_and_shown_as_they_are(page, ledger, name) -> None:
    text = HOSTILE[name]
    cell = Cell(text, natural(text))
    rows = [
        replace(row, cells={**row.cells, "pytorch": cell, "old_claim": cell})
        for row in ledger.rows[:3]
    ]
    page.table.set_view("claim" if len(ledger.columns) > 12 else "aspect", TableLayout())
    page.model.set_ledger(Ledger(rows, ledger.columns, ledger.facets))
    page.search.setText(text[:3])
    QCoreApplication.processEvents()
    page.table.grab()
    assert page.table.rowHeight(0) <= page.table.cells.most_height() + 12
