"""A field for a whole number: typed, or stepped with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSizePolicy, QSpinBox, QWidget

from gui.shell.theme import font_for, theme_of
from gui.widgets.paint import draw_box

_HEIGHT = 28
_UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class NumberField(QSpinBox):
    """Flat, without arrows to aim at; a value counts when it is committed, not at each digit.

    Undoing belongs to the page: the field would only undo its own typing.
    """

    def __init__(self, name: str, least: int, most: int, parent: QWidget | None = None) -> None:
        """Make a field.

        Args:
            name: what the number is, for screen readers.
            least: smallest value.
            most: largest value.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setRange(least, most)
        self.setFrame(False)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(name)
        self.setFont(font_for("body"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Focus by click and by key, never by the wheel that scrolls the page.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        edit = self.lineEdit()
        edit.setAccessibleName(name)
        edit.setAutoFillBackground(False)
        edit.setTextMargins(0, 0, 6, 0)
        palette = edit.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        edit.setPalette(palette)

    def sizeHint(self) -> QSize:
        """Return room for the longest number."""
        metrics = self.fontMetrics()
        digits = metrics.horizontalAdvance("0" * len(str(self.maximum())))
        return QSize(digits + 24, max(_HEIGHT, metrics.height() + 10))

    def minimumSizeHint(self) -> QSize:
        """Return the size hint."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Leave undoing to whoever stands around."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if any(event.matches(key) for key in _UNDOING):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undoing to whoever stands around."""
        if any(event.matches(key) for key in _UNDOING):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font_for("body"))
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box; the text is drawn by the line edit within."""
        del event
        theme = theme_of(self)
        on = self.hasFocus()
        edge = theme.accent if on else theme.edge
        draw_box(QPainter(self), self.rect(), theme.surface, edge, width=2 if on else 1)
