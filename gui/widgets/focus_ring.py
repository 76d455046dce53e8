"""The focus ring: 2 px outside a control, with a gap, for focus by keyboard only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from gui.shell.theme import theme_of
from gui.widgets.paint import inner

# Gap of 2 px, then a line of 2 px: layouts keep this much free around a control.
REACH = 4
_WIDTH = 2.0
_RADIUS = 6.0

KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class FocusRing(QWidget):
    """A frame around one widget, drawn on the nearest ancestor that has room for it."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(_ground_of(target))
        self._target = target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        target.installEventFilter(self)
        self._place()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the target when it moves."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        ground = self.parentWidget() or self._target.window()
        corner = self._target.mapTo(ground, QPoint(0, 0))
        rect = QRect(corner, self._target.size())
        self.setGeometry(rect.adjusted(-REACH, -REACH, REACH, REACH))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme_of(self).accent, _WIDTH))
        painter.drawRoundedRect(inner(self.rect(), _WIDTH), _RADIUS, _RADIUS)


def _ground_of(target: QWidget) -> QWidget:
    """Return the nearest ancestor with room for the ring, at most up to a scrolled page."""
    ground = target.parentWidget() or target.window()
    while True:
        rect = QRect(target.mapTo(ground, QPoint(0, 0)), target.size())
        fits = ground.rect().contains(rect.adjusted(-REACH, -REACH, REACH, REACH))
        above = ground.parentWidget()
        if fits or ground.isWindow() or above is None:
            return ground
        if isinstance(above.parentWidget(), QAbstractScrollArea):
            return ground
        ground = above


if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class KeyboardFocus(_Base):
    """Mixin, left of a widget class: shows the ring while the keyboard is on the widget."""

    _ring: FocusRing | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring if the focus came by keyboard."""
        super().focusInEvent(event)
        if event.reason() in KEYBOARD_REASONS:
            self.show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._drop_ring()

    def hideEvent(self, event: object) -> None:
        """Take the ring away with the widget."""
        self._drop_ring()
        super().hideEvent(event)  # type: ignore[arg-type]

    def show_ring(self) -> None:
        """Show the ring now, whatever brought the focus here."""
        if self._ring is None and self.parentWidget() is not None:
            self._ring = FocusRing(self)

    def _drop_ring(self) -> None:
        ring, self._ring = self._ring, None
        if ring is not None:
            self.removeEventFilter(ring)
            ring.hide()
            ring.deleteLater()
