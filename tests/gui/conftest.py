"""What every test of the window gets: the theme, and a check that no Qt object is left."""

import gc

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread, QTimer
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

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
        if not isinstance(thing, QTimer | QThread) or not shiboken6.isValid(thing):
            continue
        busy = thing.isActive() if isinstance(thing, QTimer) else thing.isRunning()
        if busy and thing is not QThread.currentThread():
            found.append(thing)
    return found


def _name(thing) -> str:
    return f"{type(thing).__name__}({thing.objectName()!r})"


@pytest.fixture
def walk():
    """Return a function that lists what keeps a window from being used by everyone."""
    return _walk


def _walk(window: QWidget) -> list[str]:
    """List focusable widgets without a name, targets under 24 px, keys that mean two things."""
    problems = []
    mnemonics: dict[str, str] = {}
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface else ""
        if not name.strip():
            problems.append(f"no name: {_name(widget)}")
        if not isinstance(widget, QAbstractButton):
            continue
        if min(widget.width(), widget.height()) < 24:
            problems.append(f"under 24 px: {_name(widget)} {widget.size().toTuple()}")
        key = QKeySequence.mnemonic(widget.text()).toString()
        if key and key in mnemonics:
            problems.append(f"{key} twice: {mnemonics[key]}, {_name(widget)}")
        mnemonics[key] = _name(widget)
    return problems
