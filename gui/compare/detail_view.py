"""Shows pieces as one text that can be read, selected and walked through by keyboard.

One document instead of a label for each line: a row of forty claims is shown in a few
milliseconds, and selecting runs through all of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QCursor, QKeyEvent, QTextCharFormat, QTextCursor, QTextFragment
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from core.knowledge.guide import Glossary
from core.knowledge.matching import spans
from core.records.guide import Term
from gui.compare.detail_pieces import More, Piece
from gui.compare.detail_writer import OBJECT, write
from gui.shell.theme import theme_of
from gui.widgets.focus_ring import KeyboardFocus
from gui.widgets.links import open_link
from gui.widgets.scroll import flatten_scroll_bars
from gui.widgets.term_tip import TERM, hide_term, said, show_term

FOLD = "fold:"
MOST_MARKED = 500  # nobody reads more, and each takes time to draw


class PieceView(KeyboardFocus, QTextBrowser):
    """Reads pieces; text of the knowledge stays text, and nothing is ever loaded.

    Signals:
        asked: a link that is no address was followed: "copy:…", "claim:…".
        opened: an https address was opened.
    """

    asked = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(16, 10, 8, 10)
        self.anchorClicked.connect(self._on_link)
        self.highlighted.connect(self._on_highlighted)
        flatten_scroll_bars(self)
        self._pieces: tuple[Piece, ...] = ()
        self._open: set[str] = set()
        self._glossary = Glossary(())
        self._words: tuple[str, ...] = ()

    # --- what is shown ------------------------------------------------------------------------

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return what is shown, with what is folded away."""
        return self._pieces

    def set_glossary(self, glossary: Glossary) -> None:
        """Explain these terms in what is shown next."""
        self._glossary = glossary

    def show_pieces(self, pieces: Iterable[Piece], *, keep: bool = False) -> None:
        """Show pieces from the top; `keep` leaves folds and place as they are."""
        self._pieces = tuple(pieces)
        if not keep:
            self._open.clear()
        self._write(keep=keep)

    def mark(self, words: tuple[str, ...]) -> None:
        """Mark folded words wherever they stand, by a tint and a line below."""
        if words != self._words:
            self._words = words
            self._mark()

    def _mark(self) -> None:
        theme = theme_of(self)
        look = QTextCharFormat()
        look.setBackground(theme.accentsoft)
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(theme.accent)
        found: list[QTextEdit.ExtraSelection] = []
        block = self.document().begin()
        while self._words and block.isValid() and len(found) < MOST_MARKED:
            for start, end in spans(block.text(), self._words):
                cursor = QTextCursor(self.document())
                cursor.setPosition(block.position() + start)
                cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
                one = QTextEdit.ExtraSelection()
                one.cursor, one.format = cursor, look  # type: ignore[attr-defined]
                found.append(one)
            block = block.next()
        self.setExtraSelections(found)

    def is_open(self, key: str) -> bool:
        """Return True while a fold is open."""
        return key in self._open

    def set_open(self, key: str, is_open: bool) -> None:
        """Open or close a fold."""
        if is_open != self.is_open(key):
            (self._open.add if is_open else self._open.discard)(key)
            self._write(keep=True)

    def shown_text(self) -> str:
        """Return what can be read now, without the marks."""
        return self.toPlainText().replace(OBJECT, "")

    def _write(self, *, keep: bool) -> None:
        bar = self.verticalScrollBar()
        place = bar.value() if keep else 0
        write(self, self._pieces, frozenset(self._open), self._glossary)
        self._mark()
        bar.setValue(place)

    # --- Qt -----------------------------------------------------------------------------------

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing, whatever the text asks for."""
        return None

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words alone: no look, no marks."""
        data = QMimeData()
        text = self.textCursor().selection().toPlainText()
        data.setText(text.replace(OBJECT, "").strip())
        return data

    def changeEvent(self, event: QEvent) -> None:
        """Write anew in other colours or type."""
        super().changeEvent(event)
        kinds = (QEvent.Type.ApplicationFontChange, QEvent.Type.ApplicationPaletteChange,
                 QEvent.Type.PaletteChange)  # fmt: skip
        if event.type() in kinds and getattr(self, "_pieces", ()):
            self._write(keep=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link the keyboard is on, by Space too; leave Esc to the page."""
        if event.key() == Qt.Key.Key_Space and (link := self.focused_link()):
            self._on_link(QUrl(link))
            event.accept()
            return
        super().keyPressEvent(event)

    def focused_link(self) -> str:
        """Return where the link leads that the keyboard is on; empty: it is on none."""
        cursor = self.textCursor()
        return cursor.charFormat().anchorHref() if cursor.hasSelection() else ""

    def focus_link(self, href: str) -> None:
        """Put the keyboard onto a link, its mark and its words."""
        block = self.document().begin()
        while block.isValid():
            found: list[QTextFragment] = []
            parts = block.begin()
            while not parts.atEnd():
                if parts.fragment().charFormat().anchorHref() == href:
                    found.append(parts.fragment())
                parts += 1
            if found:
                cursor = QTextCursor(block)
                cursor.setPosition(found[0].position())
                end = found[-1].position() + found[-1].length()
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)
                return
            block = block.next()

    # --- terms --------------------------------------------------------------------------------

    def term_of(self, link: str) -> Term | None:
        """Return the term that a link explains."""
        return self._glossary.term(link.removeprefix(TERM)) if link.startswith(TERM) else None

    def _show_term(self, term: Term) -> None:
        """Show a term's line below the word: the one under the keyboard or under the pointer."""
        view = self.viewport()
        at = view.mapFromGlobal(QCursor.pos())
        spot = QRect(at, at)
        if self.focused_link() == f"{TERM}{term.id}":
            cursor = self.textCursor()
            end = QTextCursor(cursor)
            end.setPosition(cursor.selectionEnd())
            cursor.setPosition(cursor.selectionStart())
            spot = self.cursorRect(cursor).united(self.cursorRect(end))
        show_term(view, term, spot)

    @Slot(QUrl)
    def _on_highlighted(self, url: QUrl) -> None:
        term = self.term_of(url.toString())
        self.setAccessibleDescription(said(term) if term is not None else "")
        if term is not None:
            self._show_term(term)
        else:
            hide_term()

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        address = url.toString()
        term = self.term_of(address)
        if term is not None:
            self._show_term(term)
        elif address.startswith(FOLD):
            key = address.removeprefix(FOLD)
            by_keyboard = self.textCursor().hasSelection()
            self.set_open(key, not self.is_open(key))
            if by_keyboard:
                self.focus_link(address)
        elif open_link(address):
            self.opened.emit(address)
        else:
            self.asked.emit(address)


def folds(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Return the keys of all folds."""
    return tuple(piece.key for piece in pieces if isinstance(piece, More))
