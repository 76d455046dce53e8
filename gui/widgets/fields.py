"""Fields to type or choose in: flat, with a 2 px accent border while the keyboard is there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
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
    right = 10

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
        self.setTextMargins(self.left, 0, self.right, 0)
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


class _ClearButton(QAbstractButton):
    """A cross at the end of a field. By the mouse; the keyboard has Esc."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(QApplication.translate("fields", "Clear the search (Esc)"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def sizeHint(self) -> QSize:
        """Return the room of the cross and what may be hit beside it."""
        return QSize(26, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cross, darker under the mouse."""
        theme = theme_of(self)
        painter = QPainter(self)
        spot = QRectF(0, 0, 14, 14)
        spot.moveCenter(QRectF(self.rect()).center())
        draw_icon(painter, spot, "cross", theme.text if self.underMouse() else theme.text2)


class SearchField(TextField):
    """A field for searching as you type; Esc and the cross clear it."""

    left = 30
    right = 32

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        """Make a field; see `TextField`."""
        super().__init__(name, placeholder, parent)
        self._cross = _ClearButton(self.tr("Clear the search"), self)
        self._cross.clicked.connect(self._on_cross)
        self.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the end."""
        super().resizeEvent(event)
        size = self._cross.sizeHint()
        place = self.rect().right() - 2 - size.width()
        self._cross.setGeometry(QRect(QPoint(place, (self.height() - size.height()) // 2), size))

    def _on_cross(self) -> None:
        self.clear()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

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
