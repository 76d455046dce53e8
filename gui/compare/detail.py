"""The detail pane: both sides of a row in equal detail, what it does, and where it comes from."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.knowledge.guide import glossary_of
from core.knowledge.ledger import Row
from core.records.knowledge import Knowledge
from core.records.verdict import Verdict
from gui.compare.detail_content import detail_of
from gui.compare.detail_pieces import Piece, as_markdown, as_text, line
from gui.compare.detail_view import PieceView
from gui.widgets.buttons import StandardButton
from gui.widgets.panel import Panel

MARKDOWN = "text/markdown"
_COPY = "copy:"


class DetailPane(Panel):
    """Everything about one row of the comparison; scrolls by itself.

    Signals:
        claimAsked: id of a claim that the person wants to see.

    Attributes:
        view: the text.
        copy: copies all of it, what is folded away as well.
    """

    claimAsked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("Details of the chosen row"))
        self._shown: tuple[object, ...] = ()
        self.view = PieceView()
        self.view.setObjectName("compare_detail")
        self.view.setAccessibleName(self.tr("Details of the chosen row"))
        self.view.asked.connect(self._on_asked)
        self.copy = StandardButton(self.tr("Copy detail&s"), icon="copy")
        self.copy.setObjectName("compare_detail_copy")
        self.copy.setToolTip(self.tr("All of this, as text and as Markdown"))
        self.copy.clicked.connect(self.copy_all)
        self.body.setContentsMargins(0, 4, 4, 12)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.addStretch(1)
        row.addWidget(self.copy)
        self.add(self.view, 1)
        self.add(row)
        self._show_hint()

    def show_row(self, knowledge: Knowledge, row: Row | None, verdict: Verdict | None) -> None:
        """Show a row of either view; None leaves the pane empty with a hint.

        The same row with another verdict keeps its folds and its place.
        """
        if row is None:
            self._show_hint()
            return
        today = dt.date.today()
        told = (id(knowledge), row, id(verdict), today)
        if told == self._shown[:4]:
            return
        same = bool(self._shown) and row.id == self._shown[1].id  # type: ignore[attr-defined]
        # The records are kept with their ids, so that no other record can get one of these.
        self._shown = (*told, knowledge, verdict)
        self.copy.setEnabled(True)
        self.view.set_glossary(glossary_of(knowledge.guide))
        self.view.show_pieces(detail_of(knowledge, row, verdict, today), keep=same)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return what the pane says, with what is folded away."""
        return self.view.pieces

    @Slot()
    def copy_all(self) -> None:
        """Put the whole pane on the clipboard, as plain text and as Markdown."""
        data = QMimeData()
        data.setText(as_text(self.pieces))
        data.setData(MARKDOWN, as_markdown(self.pieces).encode())
        QGuiApplication.clipboard().setMimeData(data)

    def _show_hint(self) -> None:
        self._shown = ()
        self.copy.setEnabled(False)
        hint = self.tr("Choose a row to see both sides and the sources.")
        self.view.show_pieces([line(hint, quiet=True, above=0)])

    @Slot(str)
    def _on_asked(self, link: str) -> None:
        if link.startswith(_COPY):
            QGuiApplication.clipboard().setText(link.removeprefix(_COPY))
        elif link.startswith("claim:"):
            self.claimAsked.emit(link.removeprefix("claim:"))
