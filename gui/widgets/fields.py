"""Fields to type or choose in: flat, with a 2 px accent border while the keyboard is there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from gui.shell.theme import font_for, font_of, theme_of
from gui.widgets.icons import draw_icon
from gui.widgets.paint import draw_box

_HEIGHT = 32


class TextField(QLineEdit):
    """One line to type in."""

    left = 10

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        """Make a field.

        Args:
            name: what is typed here, for screen readers.
            placeholder: an example or hint, shown while it is empty.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setFrame(False)
        self.setFont(font_for("body"))
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTextMargins(self.left, 0, 10, 0)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def sizeHint(self) -> QSize:
        """Return a height of 32 px, more for larger fonts."""
        return QSize(240, max(_HEIGHT, self.fontMetrics().height() + 14))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest field that is still of use."""
        return QSize(96, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box under the text."""
        theme = theme_of(self)
        painter = QPainter(self)
        on = self.hasFocus()
        edge = theme.accent if on else theme.edge if self.isEnabled() else theme.line
        draw_box(painter, self.rect(), theme.surface, edge, width=2 if on else 1)
        self.paint_sign(painter)
        painter.end()
        super().paintEvent(event)

    def paint_sign(self, painter: QPainter) -> None:
        """Draw a sign at the left; the plain field has none."""


class SearchField(TextField):
    """A field for searching as you type; Esc clears it."""

    left = 30

    def paint_sign(self, painter: QPainter) -> None:
        """Draw the magnifying glass."""
        spot = QRectF(9, (self.height() - 18) / 2, 18, 18)
        draw_icon(painter, spot, "search", theme_of(self).text2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear on Esc when there is something to clear."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
        else:
            super().keyPressEvent(event)


class ChoiceField(QComboBox):
    """One of many, in a list that opens."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make a field.

        Args:
            name: what is chosen here, for screen readers.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setFont(font_for("body"))
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """Return a height of 32 px, more for larger fonts."""
        hint = super().sizeHint()
        return QSize(hint.width() + 24, max(_HEIGHT, self.fontMetrics().height() + 14))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest field that is still of use."""
        return QSize(96, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, words and chevron."""
        theme = theme_of(self)
        painter = QPainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        on = self.hasFocus()
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)  # type: ignore[attr-defined]
        edge = theme.accent if on else theme.edge if self.isEnabled() else theme.line
        fill = theme.sunken if hover and self.isEnabled() else theme.surface
        draw_box(painter, self.rect(), fill, edge, width=2 if on else 1)
        painter.setFont(font_of(self, "body"))
        painter.setPen(theme.text if self.isEnabled() else theme.text2)
        room = self.rect().adjusted(10, 0, -28, 0)
        words = painter.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        spot = QRectF(self.width() - 24, (self.height() - 14) / 2, 14, 14)
        draw_icon(painter, spot, "chevron-down", theme.text2)
