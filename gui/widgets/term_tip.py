"""A technical term and its one line, beside the word: by hover, click and keyboard alike."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QToolTip, QWidget

from core.records.guide import Term

TERM = "term:"
"""What links to terms begin with."""
_STAYS_MS = 60_000


def term_link(term: Term) -> str:
    """Return the link of a term."""
    return f"{TERM}{term.id}"


def said(term: Term) -> str:
    """Return a term and its line as one sentence, for a screen reader."""
    return f"{term.term}: {term.text}"


def show_term(widget: QWidget, term: Term, spot: QRect) -> None:
    """Show a term's line below a word, until the pointer or the keyboard moves on.

    Args:
        widget: where the word stands.
        term: the term.
        spot: the word's place on the widget.
    """
    # A tool tip guesses whether its text is markup: this one is, and the words in it are not.
    text = f"<qt><b>{escape(term.term)}</b><br>{escape(term.text)}</qt>"
    below = widget.mapToGlobal(spot.bottomLeft() + QPoint(0, 2))
    QToolTip.showText(below, text, widget, spot.adjusted(-4, -4, 4, 4), _STAYS_MS)


def hide_term() -> None:
    """Take the line away."""
    QToolTip.hideText()
