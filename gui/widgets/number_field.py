"""A field for a whole number: typed, or stepped with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSpinBox, QSizePolicy, QSpinBox, QWidget

from gui.shell.theme import font_for, theme_of
from gui.widgets.paint import draw_box

_HEIGHT = 28
_DIGITS = 9  # of a number that can be within any range here
_COMMITTING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down)
_UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class NumberField(QSpinBox):
    """Flat, without arrows to aim at; a value counts when it is committed, not at each digit.

    Anything may be typed; what is no number within the range is refused when it is committed, and
    the number from before stays. Undoing belongs to the page: the field would only undo its own
    typing.

    Signals:
        refused: what was typed instead of a number within the range.
    """

    refused = Signal(str)

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

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        """Let anything be typed; a whole number within the range counts."""
        state = QValidator.State
        return (state.Intermediate if self._number(text) is None else state.Acceptable), text, pos

    def valueFromText(self, text: str) -> int:
        """Return the number typed."""
        number = self._number(text)
        return self.value() if number is None else number

    def _number(self, text: str) -> int | None:
        typed = text.strip()
        if not (typed.isascii() and typed.isdigit()):
            return None
        number = int(typed[-_DIGITS:]) if len(typed.lstrip("0")) <= _DIGITS else self.maximum() + 1
        return number if self.minimum() <= number <= self.maximum() else None

    def _refuse(self) -> None:
        """Go back to the number from before where none within the range was typed."""
        text = self.lineEdit().text()
        if self._number(text) is None:
            self.lineEdit().setText(self.textFromValue(self.value()))
            self.refused.emit(text.strip())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed, or refuse it."""
        self._refuse()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave undoing to whoever stands around."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if any(event.matches(key) for key in _UNDOING):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undoing to whoever stands around; refuse what is no number when it is committed."""
        if any(event.matches(key) for key in _UNDOING):
            event.ignore()
            return
        if event.key() in _COMMITTING:
            self._refuse()
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
