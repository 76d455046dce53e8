"""Weights on trial at every width, by everyone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from what_if_parts import field, slider

from gui.decide.headed import HeadedColumn
from gui.decide.waterfall import Waterfall
from gui.decide.what_if_rows import WeightRow
from gui.decide.what_if_slider import WeightSlider
from gui.decide.what_if_view import WhatIfView
from gui.decide.whole_column import WholeColumn
from gui.widgets.buttons import FlatButton
from gui.widgets.segments import SegmentButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_everything_can_be_used_by_everyone(page, walk):
    assert walk(page) == []


@pytest.mark.parametrize("width", [1504, 1184, 804])
def test_nothing_is_cut(qtbot, page, width):
    page.resize(width, 700)
    qtbot.wait(1)
    assert page.width() == width
    view = page.findChild(WhatIfView)
    for label in view.findChildren(QLabel):
        if label.isVisible() and label.text() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for one in view.findChildren(FlatButton):
        if one.isVisible():
            room = QFontMetrics(one.font()).horizontalAdvance(one.text())
            assert one.width() >= room


def test_where_it_is_narrow_one_panel_is_shown_at_a_time(qtbot, page):
    page.resize(804, 600)
    assert slider(page, "serve").isVisible()
    assert not page.findChild(Waterfall).isVisible()
    choice = next(b for b in page.findChildren(SegmentButton) if b.text() == "What adds up")
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    assert not slider(page, "serve").isVisible()
    waterfalls = page.findChild(WhatIfView).findChildren(Waterfall)
    assert waterfalls[0].isVisible()


@pytest.mark.parametrize("width", [1184, 804])
def test_on_a_low_page_everything_scrolls_together(qtbot, page, width):
    view = page.findChild(WhatIfView)
    (headed,) = view.findChildren(HeadedColumn)
    inner = view.findChildren(WholeColumn)
    page.resize(width, 820)
    qtbot.wait(1)
    assert not headed.head_scrolls()
    assert headed.column.verticalScrollBar().maximum() == 0
    assert any(one.verticalScrollBar().maximum() > 0 for one in inner if one.isVisible())
    page.resize(width, 440)
    qtbot.waitUntil(lambda: headed.column.verticalScrollBar().maximum() > 0)
    assert headed.head_scrolls()
    assert [one.verticalScrollBar().maximum() for one in inner if one.isVisible()] in ([0], [0, 0])
    bar = headed.column.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = max(view.findChildren(WeightSlider), key=lambda s: s.mapTo(view, QPoint(0, 0)).y())
    assert 0 < last.mapTo(view, QPoint(0, 0)).y() < view.height()
    page.resize(width, 820)
    qtbot.waitUntil(lambda: headed.column.verticalScrollBar().maximum() == 0)


def test_large_type_lets_the_head_scroll(qtbot, large_font, page):
    page.resize(804, 860)
    view = page.findChild(WhatIfView)
    (headed,) = view.findChildren(HeadedColumn)
    qtbot.waitUntil(headed.head_scrolls)
    bars = [column.verticalScrollBar() for column in view.findChildren(WholeColumn)]
    qtbot.waitUntil(lambda: not any(bar.isVisible() or bar.maximum() for bar in bars))
    # A row that grows by a line takes the page with it.
    one = field(page, "learn")
    one.setFocus()
    one.selectAll()
    qtbot.keyClicks(one, "abc")
    qtbot.keyClick(one, Qt.Key.Key_Return)
    row = next(r for r in view.findChildren(WeightRow) if r.field is one)
    assert row.note.isVisible()
    qtbot.wait(50)
    assert not any(bar.maximum() for bar in bars)
    assert row.note.height() >= row.note.heightForWidth(row.note.width())
