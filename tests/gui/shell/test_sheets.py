"""The dialogs: everything on them can be reached, nothing blocks, words are whole."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from core.knowledge.load import load
from gui.shell.about import AboutSheet, versions
from gui.shell.actions import ACTIONS
from gui.shell.help import HelpSheet
from gui.shell.sheets import StopSheet
from gui.widgets.buttons import FlatButton
from gui.widgets.segments import Segments


@pytest.fixture
def host(qtbot):
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    window.show()
    return window


def opened(qtbot, sheet):
    with qtbot.waitActive(sheet):
        sheet.open()
        sheet.activateWindow()
    return sheet


def child(sheet, kind: type, name) -> Any:
    """Return a part of a sheet by its name."""
    found = sheet.findChild(kind, name)
    assert found is not None, name
    return found


def words(sheet):
    return "\n".join(label.text() for label in sheet.findChildren(QLabel))


def test_the_help_lists_every_key(qtbot, host, walk):
    sheet = opened(qtbot, HelpSheet("dark", host))
    text = words(sheet)
    for action in ACTIONS:
        assert action.words() in text
        assert action.keys_words() in text
    assert walk(sheet) == []
    assert sheet.windowModality() == Qt.WindowModality.WindowModal


def test_the_appearance_is_chosen_there(qtbot, host):
    sheet = opened(qtbot, HelpSheet("dark", host))
    choice = child(sheet, Segments, "appearance")
    assert choice.current() == "dark"
    with qtbot.waitSignal(sheet.themeChosen) as chosen:
        qtbot.mouseClick(choice.button("light"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["light"]


def test_the_help_leads_to_about_and_escape_closes_it(qtbot, host):
    sheet = opened(qtbot, HelpSheet("system", host))
    with qtbot.waitSignal(sheet.aboutAsked):
        child(sheet, FlatButton, "about").click()
    sheet = opened(qtbot, HelpSheet("system", host))
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_about_says_versions_licences_knowledge_and_who_pays(qtbot, host, walk):
    sheet = opened(qtbot, AboutSheet(load().meta, host))
    text = words(sheet)
    for name, version in versions():
        assert name in text
        assert version in text
    for piece in ("LGPL version 3", "licenses", "replace them", "2026-11-23", "Nobody pays"):
        assert piece in text, piece
    assert walk(sheet) == []
    copy = next(b for b in sheet.findChildren(FlatButton) if "versions" in b.text())
    copy.click()
    assert "PySide6 " in QGuiApplication.clipboard().text()


def test_about_opens_without_knowledge(qtbot, host):
    assert "could not be read" in words(opened(qtbot, AboutSheet(None, host)))


@pytest.mark.parametrize(
    ("name", "accepted"), [("stop_and_close", True), ("keep_measuring", False)]
)
def test_stopping_a_run_is_asked_for(qtbot, host, walk, name, accepted):
    sheet = opened(qtbot, StopSheet(host))
    assert walk(sheet) == []
    results = []
    sheet.finished.connect(results.append)
    child(sheet, FlatButton, name).click()
    assert results == [1 if accepted else 0]


def test_escape_keeps_measuring(qtbot, host):
    sheet = opened(qtbot, StopSheet(host))
    results = []
    sheet.finished.connect(results.append)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert results == [0]


def test_words_are_whole_with_a_large_font(qtbot, host, large_font):
    sheet = opened(qtbot, AboutSheet(load().meta, host))
    for label in sheet.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())
