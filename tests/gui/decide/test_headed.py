"""Heads of pages: fixed where there is room, scrolled with the rest where the page is low."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from gui.decide.flowing import FlowColumn
from gui.decide.headed import HeadedColumn
from gui.widgets.buttons import StandardButton
from gui.widgets.labels import plain_label

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def headed(qtbot, themed):
    button = StandardButton("Act")
    page = HeadedColumn(button)
    for number in range(60):
        page.rows.addWidget(plain_label(f"Line {number}", wrap=True))
    qtbot.addWidget(page)
    page.resize(600, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page, button


def scrolled(page):
    bar = page.findChild(FlowColumn).verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()


def top(page, button):
    return button.mapTo(page, QPoint(0, 0)).y()


def test_with_room_the_head_stays(headed):
    page, button = headed
    before = top(page, button)
    scrolled(page)
    assert top(page, button) == before
    assert not page.head_scrolls()


def test_on_a_low_page_it_scrolls_away_and_it_comes_back(headed):
    page, button = headed
    page.resize(600, 300)
    QApplication.processEvents()
    scrolled(page)
    assert page.head_scrolls()
    assert top(page, button) < 0
    page.resize(600, 700)
    QApplication.processEvents()
    assert not page.head_scrolls()
    assert top(page, button) == 20


def test_the_keyboard_stays_where_it_is(headed):
    page, button = headed
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    for height in (300, 700, 300):
        page.resize(600, height)
        QApplication.processEvents()
        assert button.hasFocus()


def test_large_type_makes_a_page_low(large_font, headed):
    page, _ = headed
    assert page.height() == 700
    page.resize(600, 600)
    assert page.head_scrolls()


@pytest.mark.parametrize("where", ["summary", "verdict", "ranking", "team_page"])
def test_pages_of_decide_give_way(qtbot, page, decision, where):
    decision.warm_up()
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    decision.go(where)
    for height, scrolls in ((820, False), (320, True)):
        page.resize(1184, height)
        QApplication.processEvents()
        shown = [column for column in page.findChildren(HeadedColumn) if column.isVisible()]
        assert [column.head_scrolls() for column in shown] == [scrolls], height
