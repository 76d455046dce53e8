"""The glossary: every technical term in one line, searched as one types."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from core.knowledge.guide import glossary_of
from core.records.guide import Guide, Term
from gui.compare.detail_pieces import Line, Run, line
from gui.compare.detail_view import PieceView
from gui.shell.sheets import Sheet
from gui.shell.theme import type_scale
from gui.widgets.buttons import PrimaryButton
from gui.widgets.fields import SearchField
from gui.widgets.labels import plain_label

_WIDTH, _HEIGHT = 560, 420


class GlossarySheet(Sheet):
    """All terms, or those that hold the words typed.

    Attributes:
        search: the field.
        view: the terms.
    """

    def __init__(self, guide: Guide, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setObjectName("glossary_sheet")
        self.set_title(self.tr("Glossary"))
        self._glossary = glossary_of(guide)
        self.search = SearchField(self.tr("Search the glossary"), self.tr("Search the glossary"))
        self.search.setObjectName("glossary_search")
        self.search.textChanged.connect(self._on_search)
        self._count = plain_label("", "caption", colour="text2")
        self.view = PieceView()
        self.view.setObjectName("glossary_terms")
        self.view.setAccessibleName(self.tr("Terms"))
        self.view.setViewportMargins(0, 4, 8, 4)
        self.body.addWidget(self.search)
        self.body.addWidget(self._count)
        self.body.addWidget(self.view, 1)
        close = PrimaryButton(self.tr("&Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.add_buttons((close,))
        self._on_search("")
        self.search.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room that a list needs, in the type that is used."""
        scale = type_scale(self)
        room = (self.parentWidget() or self).size()
        self.setMinimumWidth(min(round(_WIDTH * scale), room.width() - 48))
        self.view.setMinimumHeight(min(round(_HEIGHT * scale), room.height() - 260))
        super().showEvent(event)

    @Slot(str)
    def _on_search(self, text: str) -> None:
        found = self._glossary.search(text)
        total = len(self._glossary.terms)
        self._count.setText(self.tr("{0} of {1} terms").format(len(found), total))
        nothing = self.tr("No term holds these words.")
        pieces = [piece for term in found for piece in _term(term)]
        self.view.show_pieces(pieces or [line(nothing, quiet=True)])


def _term(term: Term) -> tuple[Line, Line]:
    """Return a term with its other forms, and below it its line."""
    others = Run(f"  {', '.join(term.aliases)}", quiet=True, small=True)
    return Line((Run(term.term, weight=600), others), above=10), line(term.text, above=0)
