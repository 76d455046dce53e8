"""What fails inside is written down, shown once, and the program lives on."""

import sys
import threading

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.records.errors import AppError
from gui.shell.crash import LOG_LIMIT, LOG_NAME, CrashKeeper
from gui.shell.messages import Messages
from gui.widgets.banner import Banner
from gui.widgets.banner_stack import BannerStack
from gui.widgets.buttons import FlatButton


@pytest.fixture
def keeper(qapp, tmp_path, monkeypatch):
    # pytest-qt has hooks of its own, which would turn what we cause into failures.
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    keeper = CrashKeeper(lambda: tmp_path)
    keeper.install()
    yield keeper
    keeper.remove()


@pytest.fixture
def held(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    # Without a reference the window, and the stack with it, would be gone at once.
    return window, BannerStack(window)


@pytest.fixture
def banners(held):
    return held[1]


def fail(text="it broke"):
    raise ValueError(text)


def test_an_exception_in_a_slot_is_logged_and_told(keeper, qtbot, tmp_path, capsys):
    with qtbot.waitSignal(keeper.happened) as told:
        QTimer.singleShot(0, fail)
    assert told.args[0] == "ValueError: it broke"
    assert "in fail" in told.args[1]
    assert "ValueError: it broke" in (tmp_path / LOG_NAME).read_text()


def test_an_exception_in_a_thread_is_told_in_the_windows_thread(keeper, qtbot, capsys):
    threads = []
    keeper.happened.connect(lambda *_: threads.append(threading.current_thread()))
    thread = threading.Thread(target=fail)
    with qtbot.waitSignal(keeper.happened):
        thread.start()
    thread.join()
    assert len(threads) == 1


def test_the_same_failure_is_told_once_but_logged_each_time(keeper, tmp_path, capsys):
    told = []
    keeper.happened.connect(lambda *args: told.append(args))
    for number in range(3):
        try:
            fail(f"number {number}")
        except ValueError as error:
            keeper.take(error)
    assert len(told) == 1
    assert (tmp_path / LOG_NAME).read_text().count("ValueError: number") == 3


def test_it_is_shown_once_with_copy(keeper, banners, qtbot, capsys):
    Messages(keeper, banners, banners)
    for number in range(2):
        try:
            fail(f"number {number}")
        except ValueError as error:
            keeper.take(error)
    (banner,) = banners.banners()
    assert banner.kind() == "alert"
    copy, close = banner.findChildren(FlatButton)
    copy.click()
    assert "ValueError: number 0" in QGuiApplication.clipboard().text()
    close.click()
    assert banners.banners() == ()


def test_messages_of_qt_are_logged(keeper, tmp_path, qtbot, capsys):
    keeper.install_late()
    qWarning("something about fonts")
    assert "warning: Qt: something about fonts" in (tmp_path / LOG_NAME).read_text()


def test_hooks_are_given_back(qapp, tmp_path):
    before = (sys.excepthook, threading.excepthook)
    keeper = CrashKeeper(lambda: tmp_path)
    keeper.install()
    assert sys.excepthook != before[0]
    keeper.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_a_log_that_has_grown_large_is_begun_anew(keeper, tmp_path):
    (tmp_path / LOG_NAME).write_text("x" * (LOG_LIMIT + 1))
    keeper.write("info", "fresh")
    assert (tmp_path / LOG_NAME).stat().st_size < 100
    assert (tmp_path / "window.log.1").stat().st_size > LOG_LIMIT


def test_without_a_folder_it_goes_to_standard_error(qapp, capsys):
    keeper = CrashKeeper(None)
    keeper.write("error", "nowhere to write")
    assert "nowhere to write" in capsys.readouterr().err


def test_an_error_is_shown_once_at_a_time(keeper, banners, capsys):
    messages = Messages(keeper, banners, banners)
    error = AppError("The disk is full", "no space left", "make space")
    messages.tell(error)
    messages.tell(AppError("The disk is full", "no space left", "make space"))
    (banner,) = banners.banners()
    assert banner.message() == "The disk is full\nNo space left. Do this: make space."


def test_two_banners_are_shown_and_more_are_counted(banners):
    made = [Banner(f"message {number}") for number in range(4)]
    for banner in made:
        banners.add(banner)
    assert [b.isHidden() for b in banners.banners()] == [False, False, True, True]
    more = [b for b in banners.findChildren(FlatButton) if not b.isHidden()]
    assert [b.text() for b in more] == ["2 more"]
    more[0].click()
    assert not any(b.isHidden() for b in banners.banners())
