"""Menus that stay open while one ticks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QApplication, QMenu

_DARKER = 140  # per cent, in Fusion's outlines
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TickMenu(QMenu):
    """A menu in which entries with a tick can be ticked one after the other; Esc closes it."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        # Fusion draws frame and boxes in the ground colour made darker, which on a dark ground
        # nobody sees: this makes it the colour of everything one can click.
        palette = QApplication.palette()
        edge = palette.color(QPalette.ColorRole.Dark)
        palette.setColor(QPalette.ColorRole.Window, edge.lighter(_DARKER))
        self.setPalette(palette)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick and stay; what has no tick closes the menu as ever."""
        if not self._tick():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick and stay, by Space or Return."""
        if event.key() not in _KEYS or not self._tick():
            super().keyPressEvent(event)

    def _tick(self) -> bool:
        action = self.activeAction()
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True
