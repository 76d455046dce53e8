"""Tool tips that show what they are given: Qt takes whatever looks like markup for markup."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt

from core.records.visible import visible


def tip(text: str) -> str:
    """Return a text as a tool tip that shows it as it is, and loads nothing it names.

    Knowledge, documents and runs come from elsewhere, and so do names of files.
    """
    text = visible(text, keep="\n")
    return f"<span>{escape(text)}</span>" if Qt.mightBeRichText(text) else text
