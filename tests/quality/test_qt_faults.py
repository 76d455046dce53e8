"""Faults of Qt's binding that Forkwise must not be shipped with."""

import sys

from PySide6.QtCore import QObject, Signal


class _Emitter(QObject):
    changed = Signal(bool)


def test_emitting_true_keeps_its_reference_count() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one reference an emission, then aborts."""
    emitter = _Emitter()
    seen: list[bool] = []
    emitter.changed.connect(seen.append)
    before = sys.getrefcount(True)
    for _ in range(500):
        emitter.changed.emit(True)
    seen.clear()
    assert sys.getrefcount(True) >= before - 20
