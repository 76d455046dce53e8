"""What every test of the window gets: the theme, and a check that no Qt object is left."""

import gc

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication

from gui.shell import theme


@pytest.fixture(scope="session", autouse=True)
def themed(qapp):
    """Show every test in the light theme, on Fusion."""
    theme.apply(qapp, "light")
    # What the imports left is not looked through again after every test.
    gc.collect()
    gc.freeze()


@pytest.fixture(params=["light", "dark"])
def each_theme(request, qapp):
    """Run the test once in each theme."""
    yield theme.apply(qapp, request.param)
    theme.apply(qapp, "light")


@pytest.fixture
def large_font(qapp):
    """Double the application's font for one test."""
    before = QApplication.font()
    font = QApplication.font()
    font.setPointSizeF(before.pointSizeF() * 2)
    QApplication.setFont(font)
    yield
    QApplication.setFont(before)


@pytest.fixture(autouse=True)
def nothing_left_of_qt(qapp):
    """Fail when a test leaves a top-level widget, a running timer or a running thread."""
    widgets = set(_top_level())
    # Timers and threads of wider fixtures are theirs to end.
    busy = {id(thing) for thing in _busy()}
    yield
    _delete_what_is_due()
    left = [widget for widget in _top_level() if widget not in widgets]
    assert not left, f"top-level widgets left: {[_name(w) for w in left]}"
    running = [thing for thing in _busy() if id(thing) not in busy]
    assert not running, f"still running: {[_name(thing) for thing in running]}"


def _delete_what_is_due() -> None:
    """Let Qt carry out the deletions that pytest-qt and `deleteLater` asked for."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
    gc.collect()


def _top_level() -> list:
    return [w for w in QApplication.topLevelWidgets() if shiboken6.isValid(w)]


def _busy() -> list:
    """Return timers that tick and threads that run, of those that Python knows."""
    found = []
    for thing in gc.get_objects():
        if isinstance(thing, QTimer):
            if shiboken6.isValid(thing) and thing.isActive():
                found.append(thing)
        elif isinstance(thing, QThread) and shiboken6.isValid(thing):
            if thing.isRunning() and thing is not QThread.currentThread():
                found.append(thing)
    return found


def _name(thing) -> str:
    return f"{type(thing).__name__}({thing.objectName()!r})"
