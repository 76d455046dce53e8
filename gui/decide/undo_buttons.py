"""Undo and redo as a pair of buttons that name what they change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.controllers.snapshot import Snapshot
from gui.widgets.buttons import QuietButton
from gui.widgets.tips import tip

UNDO = "Ctrl+Z"
REDO = ("Ctrl+Shift+Z", "Ctrl+Y")


class UndoButtons(QWidget):
    """Two icons; their tool tips say what would be taken back or made again.

    Signals:
        undoAsked, redoAsked: the button was pressed.
    """

    undoAsked = Signal()
    redoAsked = Signal()

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        """Make the pair.

        Args:
            page: where it stands, for the names of the buttons.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._undo = QuietButton(icon="undo")
        self._undo.setObjectName(f"{page}_undo")
        self._undo.clicked.connect(self.undoAsked)
        self._redo = QuietButton(icon="redo")
        self._redo.setObjectName(f"{page}_redo")
        self._redo.clicked.connect(self.redoAsked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._undo)
        layout.addWidget(self._redo)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what can be undone and redone of the answers."""
        self.show_words(snapshot.undo, snapshot.redo)

    def show_words(self, undo: str, redo: str) -> None:
        """Show what would be taken back or made again, in words; empty: nothing."""
        # Redo first: the keyboard goes to it when undo has nothing left to do.
        nothing = self.tr("Nothing to redo")
        text = self.tr("Redo {0}").format(redo) if redo else nothing
        _set(self._redo, text, REDO[0], enabled=bool(redo))
        nothing = self.tr("Nothing to undo")
        text = self.tr("Undo {0}").format(undo) if undo else nothing
        _set(self._undo, text, UNDO, enabled=bool(undo))


def undoes(event: QKeyEvent) -> bool:
    """Return True for the key that undoes."""
    return QKeySequence(event.keyCombination()) == QKeySequence(UNDO)


def redoes(event: QKeyEvent) -> bool:
    """Return True for a key that redoes."""
    return QKeySequence(event.keyCombination()) in [QKeySequence(key) for key in REDO]


def _set(button: QuietButton, text: str, key: str, *, enabled: bool) -> None:
    button.setEnabled(enabled)
    button.setAccessibleName(text)
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(tip(f"{text} ({native})" if enabled else text))
