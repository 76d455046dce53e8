"""Shows the report; loads nothing and opens nothing by itself."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from gui.shell.theme import font_for
from gui.widgets.focus_ring import KeyboardFocus
from gui.widgets.links import open_link
from gui.widgets.scroll import flatten_scroll_bars


class Preview(KeyboardFocus, QTextBrowser):
    """A reader of our own Markdown: no HTML in it, no files, no pictures, https links only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_preview")
        self.setAccessibleName(self.tr("Report"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFont(font_for("body"))
        self.document().setDocumentMargin(20)
        self.anchorClicked.connect(self._on_link)
        flatten_scroll_bars(self)

    def show_markdown(self, text: str) -> None:
        """Show a report, at the place of the one before."""
        place = self.verticalScrollBar().value()
        features = QTextDocument.MarkdownFeature
        self.document().setMarkdown(text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        # Reading a text puts the cursor at its end, and the view follows the cursor.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(place)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing, whatever the text asks for."""
        return None

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        open_link(url.toString())
