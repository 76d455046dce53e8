"""The table: copying, opening, leaving it by key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from gui.widgets.buttons import StandardButton


def test_rows_are_copied_as_shown(show, qtbot, table):
    show(table)
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "H0\tH1\n10 two lines\t11"
    table.horizontalHeader().moveSection(0, 1)
    table.copy_rows()
    assert QGuiApplication.clipboard().text() == "H1\tH0\n11\t10 two lines"


def test_rows_are_opened_by_enter(show, qtbot, table):
    show(table)
    table.selectRow(2)
    with qtbot.waitSignal(table.rowActivated) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_tab_leaves_the_table_and_the_keyboard_finds_a_row(show, qtbot, table):
    before, after = StandardButton("Before"), StandardButton("After")
    show(before, table, after)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert table.hasFocus()
    assert table.selected_rows() == (0,)
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()
