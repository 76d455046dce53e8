"""One window a home: two would write the same decision, and the last one would win."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile

LOCK = "window.lock"


class OnlyWindow:
    """The right to be the window of a home; kept until the process ends, however it ends.

    Args:
        folder: where the home keeps its data.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = QLockFile(str(folder / LOCK))
        # Never stale by age: a window may be open for weeks. One whose process is gone is.
        self._lock.setStaleLockTime(0)

    def take(self) -> bool:
        """Return True when no other window of this home is open; a dead one's place is taken.

        Where no lock can be made at all, windows are not kept apart; what they write is
        (`core.store.guarded`).
        """
        if self._lock.isLocked() or self._lock.tryLock(0):
            return True
        return self._lock.error() != QLockFile.LockError.LockFailedError

    def leave(self) -> None:
        """Give the right back."""
        self._lock.unlock()
