"""What every test gets: folders of its own, a plain locale, and a check that nothing is left."""

import os
import sys
import threading
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")
os.environ["LC_ALL"] = "C.UTF-8"
# A person's own choices must not leak into tests.
os.environ.pop("FORKWISE_THEME", None)

import pytest

THREAD_GRACE_S = 2.0


@pytest.fixture(autouse=True)
def forkwise_home(tmp_path_factory, monkeypatch):
    """Point all folders of the app, and its machine lock, to a folder of this test alone."""
    folder = tmp_path_factory.mktemp("forkwise-home")
    monkeypatch.setenv("FORKWISE_HOME", str(folder))
    monkeypatch.setenv("FORKWISE_LOCK", str(folder / "machine.lock"))
    return folder


@pytest.fixture(scope="session", autouse=True)
def nothing_left_on_the_clipboard():
    """Empty the clipboard at the end.

    Qt's offscreen platform keeps it in a static object, which is destroyed after Python: data
    that Python made would then crash the process. Platforms with a screen end with the app.
    """
    yield
    qt = sys.modules.get("PySide6.QtGui")
    if qt is not None and qt.QGuiApplication.instance() is not None:
        qt.QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def no_dangling_threads():
    """Fail when a test leaves a thread running that it started."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + THREAD_GRACE_S
    for thread in _started_since(before):
        thread.join(max(0.0, until - time.monotonic()))
    left = _started_since(before)
    assert not left, f"threads still running: {left}"


def _started_since(before: set[threading.Thread]) -> list[threading.Thread]:
    # Dummy threads stand for threads of Qt's pool that ran Python once; Qt owns them.
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
