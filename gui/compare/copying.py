"""Rows on the clipboard: once, in every form that another program may take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from core.knowledge.ledger import Column, Row
from core.report import shown

CSV = "text/csv"
TSV = "text/tab-separated-values"
MARKDOWN = "text/markdown"


def as_table(rows: Sequence[Row], columns: Sequence[Column]) -> QMimeData:
    """Return rows for spreadsheets and editors: CSV, TSV, and TSV again as plain text.

    Plain text is what spreadsheets take when nothing else is named, so formulas are made harmless
    in it as well.
    """
    data = QMimeData()
    tabbed = shown.as_tsv(rows, columns)
    data.setText(tabbed.rstrip("\n"))
    data.setData(TSV, tabbed.encode())
    data.setData(CSV, shown.as_csv(rows, columns).encode())
    return data


def as_markdown(rows: Sequence[Row], columns: Sequence[Column]) -> QMimeData:
    """Return rows as a Markdown table."""
    data = QMimeData()
    text = shown.as_markdown(rows, columns)
    data.setText(text)
    data.setData(MARKDOWN, text.encode())
    return data
