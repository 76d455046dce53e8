"""Chips: small buttons for what a table is filtered by."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.shell.theme import font_of, theme_of, type_scale
from gui.widgets.buttons import FlatButton
from gui.widgets.icons import draw_icon
from gui.widgets.paint import draw_box

_HEIGHT = 26
_PAD = 9
_GAP = 7
_ICON = 14
# What is clicked to take a chip away: no narrower than any target.
_TARGET = 24


class Chip(FlatButton):
    """A filter: not in force, and opened or set by a click; or in force, with a count and a ×.

    Signals:
        opened: its values are wanted.
        removed: it is to be taken away.
    """

    opened = Signal()
    removed = Signal()

    def __init__(self, text: str, *, opens: bool = True, parent: QWidget | None = None) -> None:
        """Make a chip.

        Args:
            text: what it filters by.
            opens: it has values to choose from; else a click sets it and another removes it.
            parent: the parent widget.
        """
        super().__init__(text.replace("&", "&&"), parent)
        self._opens = opens
        self._active = False
        self._count = ""
        self._words = text
        self.clicked.connect(self._on_clicked)

    @property
    def active(self) -> bool:
        """Return True while it filters."""
        return self._active

    def set_active(self, text: str, count: int, spoken: str) -> None:
        """Show it as a filter in force.

        Args:
            text: what it lets through.
            count: how many rows that are.
            spoken: the same for screen readers, with what can be done.
        """
        self._show(text, f"{count:,}", spoken, active=True)

    def set_inactive(self, text: str, spoken: str) -> None:
        """Show it as a filter that is not in force."""
        self._show(text, "", spoken, active=False)

    def _show(self, text: str, count: str, spoken: str, *, active: bool) -> None:
        self._active, self._count, self._words = active, count, text
        self.setText(text.replace("&", "&&"))  # a lone one would make a key of what follows it
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that shows words, count and sign whole."""
        metrics = self._metrics()
        width = 2 * _PAD + metrics.horizontalAdvance(self._words)
        if self._active:
            width += _GAP + metrics.horizontalAdvance(self._count) + self._target() - _PAD
        elif self._icon_of():
            width += self._sign() + _GAP
        return QSize(width, max(_HEIGHT, metrics.height() + 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        theme, painter = theme_of(self), QPainter(self)
        fill = theme.accentsoft if self._active else theme.surface
        if self.isDown():
            fill = theme.band
        elif self.underMouse() and not self._active:
            fill = theme.sunken
        edge = theme.accent if self._active else theme.edge
        draw_box(painter, self.rect(), fill, edge)
        painter.setFont(font_of(self, "caption", weight=500))
        metrics, left = painter.fontMetrics(), _PAD
        size = self._sign()
        if not self._active and self._icon_of():
            spot = QRect(left, (self.height() - size) // 2, size, size)
            draw_icon(painter, spot, self._icon_of(), theme.text)
            left += size + _GAP
        across = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(theme.text)
        painter.drawText(QRect(left, 0, self.width(), self.height()), across, self._words)
        if self._active:
            left += metrics.horizontalAdvance(self._words) + _GAP
            painter.setPen(theme.text2)
            painter.drawText(QRect(left, 0, self.width(), self.height()), across, self._count)
            spot = self._cross()
            draw_icon(painter, spot, "cross", theme.text)

    # --- using it -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove by Delete, open by Alt+Down; the rest as any button."""
        down = event.key() == Qt.Key.Key_Down
        if self._active and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif down and event.modifiers() & Qt.KeyboardModifier.AltModifier and self._opens:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove by a click on the ×."""
        spot = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if self._active and left and self.rect().contains(spot) and (
            spot.x() >= self.width() - self._target()
        ):  # fmt: skip
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def _on_clicked(self) -> None:
        if self._active and not self._opens:
            self.removed.emit()
        else:
            self.opened.emit()

    # --- measures -----------------------------------------------------------------------------

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font_of(self, "caption", weight=500))

    def _icon_of(self) -> str:
        return "chevron-down" if self._opens else "plus"

    def _sign(self) -> int:
        return round(_ICON * type_scale(self))

    def _target(self) -> int:
        return round(_TARGET * type_scale(self))

    def _cross(self) -> QRect:
        size = round(11 * type_scale(self))
        left = self.width() - self._target() + (self._target() - size) // 2
        return QRect(left, (self.height() - size) // 2, size, size)
