"""Work beside the window's loop, handed back to the thread of its owner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from core.records.errors import AppError


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a job brings back; `value` and `error` both None when something unforeseen failed."""

    asked: int
    done: Callable[[Any], None]
    value: Any = None
    error: AppError | None = None


class Background(QObject):
    """Runs functions in threads; their results arrive where this object lives.

    Signals:
        failed: an `AppError` a function raised.
    """

    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 1) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._pending = 0
        self._asked = 0  # counts how often everything was dropped
        self._closed = False
        self._arrived.connect(self._on_arrived)

    def is_idle(self) -> bool:
        """Return True when nothing is awaited."""
        return self._pending == 0

    def start(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Run `work` in a thread and call `done` with its result in this object's thread."""
        if self._closed:
            return
        self._pending += 1
        self._pool.start(_Job(self._asked, work, done, self._arrived.emit))

    def drop(self) -> None:
        """Forget what was asked; a result that still comes is not told."""
        self._asked += 1
        self._pending = 0
        self._pool.clear()

    def close(self) -> None:
        """Forget what was asked and wait for the threads."""
        self._closed = True
        self.drop()
        self._pool.waitForDone()

    @Slot(object)
    def _on_arrived(self, outcome: _Outcome) -> None:
        if outcome.asked != self._asked:
            return
        self._pending -= 1
        if outcome.error is not None:
            self.failed.emit(outcome.error)
        else:
            outcome.done(outcome.value)


class _Job(QRunnable):
    def __init__(
        self,
        asked: int,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        deliver: Callable[[_Outcome], None],
    ) -> None:
        super().__init__()
        self._asked = asked
        self._work = work
        self._done = done
        self._deliver = deliver

    def run(self) -> None:
        """Work and hand over; hands over in any case, or waiting would never end."""
        outcome = _Outcome(self._asked, _nothing)
        try:
            outcome = _Outcome(self._asked, self._done, value=self._work())
        except AppError as error:
            outcome = _Outcome(self._asked, _nothing, error=error)
        finally:
            self._deliver(outcome)


def _nothing(_value: Any) -> None:
    """Stand in for a receiver that has nothing to receive."""
