"""Notes in plain text: what the project is called, and a note on any question."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from gui.shell.theme import font_for, theme_of
from gui.widgets.fields import TextField
from gui.widgets.labels import plain_label
from gui.widgets.paint import draw_box
from gui.widgets.panel import Panel
from gui.widgets.scroll import flatten_scroll_bars

MOST = 2_000  # characters of a note that is typed here; a longer one from a file stays whole
MOST_NAME = 120
LINES, MARGIN = 3, 8
# Kept this long after the last key, so that a kill costs no more than that; each keeping is one
# step of undoing.
PAUSE_MS = 2_000


class NoteField(QPlainTextEdit):
    """A few lines of plain text; what is typed is kept on leaving it, or after a pause.

    Signals:
        edited: the whole text, when it is another one.
    """

    edited = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make a field; `name` says to screen readers what the note is on."""
        super().__init__(parent)
        self._kept = ""
        self._most = MOST
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("Plain text; it stays with the answers and the report"))
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setFont(font_for("body"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(MARGIN)
        flatten_scroll_bars(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.textChanged.connect(self._on_text)

    def show_note(self, text: str) -> None:
        """Show the note as it is kept; what is being typed is not disturbed by its own keeping."""
        if text == self._kept:
            return
        self._kept = text
        self._most = max(MOST, len(text))
        if self.toPlainText().strip() != text:
            self.setPlainText(text)
            self._pause.stop()

    def keep(self) -> None:
        """Report the text where it is another one than is kept."""
        self._pause.stop()
        text = self.toPlainText().strip()
        if text != self._kept:
            self._kept = text
            self.edited.emit(text)

    def _on_text(self) -> None:
        text = self.toPlainText()
        if len(text) > self._most:
            cursor = self.textCursor()
            place = min(cursor.position(), self._most)
            self.setPlainText(text[: self._most])
            cursor = self.textCursor()
            cursor.setPosition(place)
            self.setTextCursor(cursor)
            return
        if text.strip() != self._kept:
            self._pause.start()

    def sizeHint(self) -> QSize:
        """Return the height of a few lines."""
        return QSize(240, self.fontMetrics().lineSpacing() * LINES + 2 * MARGIN + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest field that is still of use."""
        return QSize(96, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font_for("body"))
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes a new line; Esc leaves the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed."""
        super().focusOutEvent(event)
        self.keep()
        self.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed, also when the window closes over it."""
        super().hideEvent(event)
        self.keep()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box under the text."""
        theme, on = theme_of(self), self.hasFocus()
        painter = QPainter(self.viewport())
        edge = theme.accent if on else theme.edge
        draw_box(painter, self.viewport().rect(), theme.surface, edge, width=2 if on else 1)
        painter.end()
        super().paintEvent(event)


class ProjectPanel(Panel):
    """What the project is called: shown in the heads of pages and in the report.

    Signals:
        renamed: the name, when it is another one.
    """

    renamed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, dense=True)
        self.setObjectName("summary_project")
        self._kept = ""
        self.field = TextField(self.tr("Name of the project"), self.tr("For example: road signs"))
        self.field.setObjectName("project_name")
        self.field.setMaxLength(MOST_NAME)
        self.field.editingFinished.connect(self._on_edited)
        row = QHBoxLayout()
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain_label(self.tr("Project"), weight=600))
        hint = self.tr("Shown at the top of pages and in the report")
        words.addWidget(plain_label(hint, "caption", colour="text2", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(self.field, 2)
        self.add(row)

    def show_name(self, name: str) -> None:
        """Show the name as it is kept."""
        if name == self._kept:
            return
        self._kept = name
        self.field.setMaxLength(max(MOST_NAME, len(name)))
        self.field.setText(name)

    def _on_edited(self) -> None:
        text = self.field.text().strip()
        if self.field.isModified() and text != self._kept:
            self._kept = text
            self.renamed.emit(text)
        self.field.setModified(False)
