"""Texts of the Compare page in the person's language, for what is no widget."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Return a text of this page in the language of the window."""
    return QCoreApplication.translate("compare", text)
