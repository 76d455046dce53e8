"""The slider of one weight: five words on a line, everything between them allowed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from core.records.levels import (
    MOST_LEVEL,
    MOST_POINTS,
    STOPS,
    level_of,
    points_of,
    stop_above,
    stop_below,
)
from gui.shell.theme import theme_of, type_scale
from gui.widgets.focus_ring import KEYBOARD_REASONS

LARGEST = 1.6  # how much the handle grows with the type, at most
HANDLE, RING, OWN = 7.0, 11.0, 4.0  # radii
SNAP = 0.12  # levels within which a pointer is taken to mean the word
HEIGHT, LEAST_WIDTH = 28, 104


class WeightSlider(QSlider):
    """Its value is in whole points, 0 to 100; its line is divided evenly between the words.

    A hollow dot marks what the answers say. Arrow keys go from word to word; what lies between is
    for the pointer and for the field beside it.

    Signals:
        moved: the points a person has just given, and whether this goes on with the last move.
    """

    moved = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, MOST_POINTS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._own = 0.0
        self._ring = False
        self._gesture = False
        self._repeats = False
        self.valueChanged.connect(self._on_value)
        self._silent = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    # --- values -----------------------------------------------------------------------------

    def set_points(self, points: int) -> None:
        """Show other points without telling anyone."""
        self._silent = True
        self.setValue(points)
        self._silent = False

    def set_own(self, level: float) -> None:
        """Mark the level that the answers give, in whole points as the handle is."""
        own = level_of(points_of(level))
        if own != self._own:
            self._own = own
            self.update()

    def _on_value(self, points: int) -> None:
        if self._silent:
            return
        continued = self._repeats
        self._repeats = self._gesture
        self.moved.emit(points, continued)

    # --- pointer ----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle to the pointer; the same drag is one move."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._ring = False
        self._gesture, self._repeats = True, False
        self.setSliderDown(True)
        self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self._gesture:
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture = self._repeats = False
            self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def _go_to(self, x: float) -> None:
        end = self._end()
        line = max(self.width() - 2 * end, 1.0)
        level = min(max((x - end) / line, 0.0), 1.0) * MOST_LEVEL
        nearest = round(level)
        self.setValue(STOPS[nearest] if abs(level - nearest) < SNAP else points_of(level))

    # --- keys -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next word or to an end; a key held down is one move."""
        key, now = event.key(), self.value()
        keys = Qt.Key
        target = {
            keys.Key_Right: stop_above(now),
            keys.Key_Up: stop_above(now),
            keys.Key_PageUp: stop_above(now),
            keys.Key_Left: stop_below(now),
            keys.Key_Down: stop_below(now),
            keys.Key_PageDown: stop_below(now),
            keys.Key_Home: STOPS[0],
            keys.Key_End: STOPS[-1],
        }.get(keys(key))
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if target is None or plain != Qt.KeyboardModifier.NoModifier:
            event.ignore()
            return
        self._ring = True
        self._repeats = event.isAutoRepeat()
        self.setValue(target)
        self._repeats = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring if the focus came by keyboard."""
        self._ring = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ring = False
        super().focusOutEvent(event)

    # --- paint ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return a line on which the words lie well apart."""
        return QSize(132, max(HEIGHT, self.fontMetrics().height() + 8))

    def minimumSizeHint(self) -> QSize:
        """Return the shortest line that can be aimed at."""
        return QSize(LEAST_WIDTH, self.sizeHint().height())

    def _end(self) -> float:
        """Return the room at both ends for the handle and its ring."""
        return RING * min(type_scale(self), LARGEST) + 1

    def _x(self, level: float) -> float:
        end = self._end()
        line = self.width() - 2 * end
        return end + min(max(level, 0.0), MOST_LEVEL) / MOST_LEVEL * line

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line with its words as ticks, the answers' dot, the handle."""
        del event
        theme, size = theme_of(self), min(type_scale(self), LARGEST)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = self.height() / 2
        at = QPointF(self._x(level_of(self.value())), y)
        painter.setPen(QPen(theme.edge, 1.6))
        painter.drawLine(QPointF(self._x(0), y), QPointF(self._x(MOST_LEVEL), y))
        for level in range(len(STOPS)):
            x = self._x(level)
            painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
        painter.setPen(QPen(theme.accent, 3))
        painter.drawLine(QPointF(self._x(0), y), at)
        painter.setPen(QPen(theme.text, 1.6))
        painter.setBrush(theme.surface)
        painter.drawEllipse(QPointF(self._x(self._own), y), OWN * size, OWN * size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent2 if self.underMouse() else theme.accent)
        painter.drawEllipse(at, HANDLE * size, HANDLE * size)
        if self._ring and self.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, RING * size - 1, RING * size - 1)
