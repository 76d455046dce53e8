"""The glossary in the window: opened by key or from the help, searched as one types."""

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.compare.glossary_sheet import GlossarySheet
from gui.shell.actions import ACTIONS
from gui.shell.help import HelpSheet
from gui.shell.main_window import MainWindow


@pytest.fixture
def ground(qtbot) -> QWidget:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(900, 700)
    with qtbot.waitExposed(ground):
        ground.show()
    return ground


@pytest.fixture
def sheet(qtbot, ground, knowledge) -> GlossarySheet:
    sheet = GlossarySheet(knowledge.guide, ground)
    sheet.open()
    return sheet


def test_it_lists_every_term_with_its_line(sheet, knowledge) -> None:
    text = sheet.view.shown_text()
    for term in knowledge.guide.terms:
        assert term.term in text
        assert term.text in text
    assert sheet.search.hasFocus() or sheet.focusWidget() is sheet.search


def test_typing_narrows_it_and_says_when_nothing_is_left(qtbot, sheet) -> None:
    qtbot.keyClicks(sheet.search, "epoch")
    assert "One pass through all training examples." in sheet.view.shown_text()
    assert "NVIDIA" not in sheet.view.shown_text()
    qtbot.keyClicks(sheet.search, " zzz")
    assert sheet.view.shown_text() == "No term holds these words."


def test_the_window_has_a_key_for_it(qtbot) -> None:
    action = next(action for action in ACTIONS if action.id == "glossary")
    assert action.own
    window = MainWindow()
    qtbot.addWidget(window)
    shortcut = window.findChild(QShortcut, "shortcut_glossary")
    assert shortcut is not None
    with qtbot.waitSignal(window.glossaryAsked):
        shortcut.activated.emit()


def test_the_help_leads_to_it(qtbot, ground) -> None:
    sheet = HelpSheet("light", ground)
    sheet.open()
    button = sheet.findChild(QAbstractButton, "glossary")
    assert button is not None
    with qtbot.waitSignal(sheet.glossaryAsked):
        button.click()
