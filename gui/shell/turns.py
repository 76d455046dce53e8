"""Work of the start, cut up so that the window stays awake: one step a turn of its loop."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

Step = Callable[[], object]


class Turns(QObject):
    """Calls steps in order, each in a turn of its own; what people do comes in between.

    A step that raises ends the row: those after it would stand on what is missing.

    Signals:
        done: the last step has returned.
    """

    done = Signal()

    def __init__(self, steps: Iterable[Step], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = deque(steps)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)

    def start(self) -> None:
        """Begin with the next turn of the loop."""
        self._timer.start()

    def stop(self) -> None:
        """Leave out what was not done yet."""
        self._steps.clear()
        self._timer.stop()

    @Slot()
    def _on_turn(self) -> None:
        if not self._steps:
            self.done.emit()
            return
        self._steps.popleft()()
        self._timer.start()
