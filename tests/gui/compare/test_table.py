"""The table: sorting by headings, columns of one's own, rows that fit, the frozen name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu

from core.records.tables import TableLayout
from gui.compare.header import turned
from gui.compare.menus import SortMenu
from gui.compare.model import FIRST

# What the offscreen plugin says of windows with a least size, and of menus.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
SHIFT = Qt.KeyboardModifier.ShiftModifier


def click(qtbot, page, column: str, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    header, at = page.table.heading, page.model.column_of(column)
    spot = QPoint(header.sectionViewportPosition(at) + 24, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, spot)


def shown(page) -> list[str]:
    return [column.id for column in page.table.shown_columns()]


def test_clicks_on_headings_make_keys_and_a_third_one_takes_them_back() -> None:
    keys = ()
    seen = []
    for column, add in (("a", False), ("b", True), ("b", True), ("b", True), ("a", False),
                        ("a", False)):  # fmt: skip
        keys = turned(keys, column, add=add)
        seen.append(keys)
    assert seen == [
        (("a", False),),
        (("a", False), ("b", False)),
        (("a", False), ("b", True)),
        (("a", False),),
        (("a", True),),
        (),
    ]


def test_click_and_shift_click_sort_and_the_foot_says_so(page, qtbot) -> None:
    natural = page.model.shown
    assert page.foot.text().startswith("Sorted by what matters to you. Shift+click")
    click(qtbot, page, "kind")
    click(qtbot, page, "favours", SHIFT)
    assert page.model.sort_keys == (("kind", False), ("favours", False))
    header = page.table.heading
    marks = [header.sorting_of(page.model.column_of(c)) for c in ("kind", "favours", "weight")]
    assert marks == [(False, "1"), (False, "2"), None]
    click(qtbot, page, "favours", SHIFT)
    assert page.foot.text().startswith("Sorted by Evidence; then Favours, downwards.")
    click(qtbot, page, "favours", SHIFT)
    assert page.model.sort_keys == (("kind", False),)
    for _ in range(2):
        click(qtbot, page, "kind")
    assert page.model.sort_keys == ()
    assert page.model.shown == natural


def test_chosen_rows_stay_chosen_through_sort_and_filter(page) -> None:
    page.table.selectRow(7)
    chosen = page.table.current_row()
    page.model.show(sort=(("aspect", True),))
    assert page.table.current_row() is chosen
    page.model.show(query="qqqq")
    assert page.table.current_row() is None
    page.model.show(query="keras", facets={"matters": ("yes",)})
    page.model.show(facets={})
    page.model.show(query="")
    assert page.table.current_row() is chosen
    assert page.table.chosen_rows() == (chosen,)


def test_a_filter_keeps_the_chosen_row_where_it_was_seen(page) -> None:
    page.table.selectRow(20)
    page.table.scrollTo(page.table.currentIndex())
    top = page.table.rowViewportPosition(20)
    page.model.show(query="e")
    now = page.table.rowViewportPosition(page.table.currentIndex().row())
    assert abs(now - top) <= page.table.rowHeight(0)


def test_a_row_that_nobody_chose_gives_way_to_what_matters_first(open_page, told, verdict) -> None:
    told.snapshot.verdict = None
    page = open_page()
    assert page.table.currentIndex().row() == 0
    told.say(verdict)
    assert page.table.currentIndex().row() == 0


def test_rows_are_as_high_as_their_words_in_four_lines_at_most(page) -> None:
    table = page.table
    heights = {table.rowHeight(row) for row in range(page.model.rowCount())}
    assert len(heights) > 1
    assert max(heights) <= table.cells.most_height() + 12


def test_columns_of_ones_own_and_the_way_back(page) -> None:
    usual = shown(page)
    page.table.show_column("contribution", True)
    page.table.show_column("weight", False)
    assert "contribution" in shown(page)
    assert "weight" not in shown(page)
    page.table.move_column("kind", -1)
    assert shown(page).index("kind") == shown(page).index("contribution") - 1
    page.table.show_column("aspect", False)
    assert shown(page)[0] == "aspect"
    page.table.set_layout(TableLayout())
    assert shown(page) == usual


def test_columns_are_dragged_to_another_place_and_width(page, qtbot) -> None:
    header = page.table.heading
    at = page.model.column_of("pytorch")
    edge = header.sectionViewportPosition(at) + header.sectionSize(at)
    before = header.sectionSize(at)
    middle = header.height() // 2
    drag(qtbot, header.viewport(), QPoint(edge - 1, middle), QPoint(edge + 39, middle))
    assert page.table.columnWidth(at) == pytest.approx(before + 40, abs=3)
    assert page.table.layout_made.widths == {"pytorch": page.table.usual_width("pytorch")}
    weight = header.sectionViewportPosition(page.model.column_of("weight")) + 20
    favours = header.sectionViewportPosition(page.model.column_of("favours")) + 10
    drag(qtbot, header.viewport(), QPoint(weight, middle), QPoint(favours, middle))
    assert shown(page).index("weight") < shown(page).index("favours")
    first = QPoint(20, middle)
    drag(qtbot, header.viewport(), first, QPoint(favours, middle))
    assert shown(page)[0] == "aspect"
    header.sectionHandleDoubleClicked.emit(at)
    assert not page.table.layout_made.widths


def drag(qtbot, widget, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    for part in (0.3, 0.6, 1.0):
        qtbot.mouseMove(widget, start + (end - start) * part)
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)


def test_default_columns_never_scroll_sideways(open_page) -> None:
    for width in (1600, 1184, 1004, 804, 620):
        page = open_page(width)
        assert page.table.horizontalScrollBar().maximum() == 0, width


def test_the_first_column_stays_in_sight_when_chosen_columns_scroll(page, qtbot) -> None:
    table = page.table
    for column in ("contribution", "date", "claims", "id", "links"):
        table.show_column(column, True)
    bar = table.horizontalScrollBar()
    assert bar.maximum() > 100
    table.clearSelection()
    table.setCurrentIndex(page.model.index(-1, -1))
    width = table.columnWidth(FIRST) - 1
    qtbot.wait(1)
    before = strip(table, width)
    bar.setValue(140)
    qtbot.wait(1)
    assert table.heading.frozen_width() == width + 1
    assert strip(table, width) == before
    # A click on it sorts by it, though another heading lies below.
    spot = QPoint(10, table.heading.height() // 2)
    qtbot.mouseClick(table.heading.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.model.sort_keys == (("aspect", False),)
    # Going down by key does not scroll back; going to a cell shows it beside the first column.
    table.selectRow(2)
    assert bar.value() == 140
    at = page.model.column_of("pytorch")
    table.scrollTo(page.model.index(2, at))
    assert table.columnViewportPosition(at) >= width


def strip(table, width: int) -> QImage:
    """Return the picture of the first column and its heading."""
    return table.grab().toImage().copy(0, 0, width, 500)


def test_keys_go_to_the_ends_and_open_the_menu(page, qtbot) -> None:
    table = page.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == page.model.rowCount() - 1
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, QPoint(5, 5), table.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == ["Copy rows", "Copy rows as Markdown", "Column “Aspect”", "Sort by", "Columns"]
    menu.close()


def test_several_keys_are_picked_in_a_menu_that_stays_open(page, qtbot) -> None:
    menu = SortMenu(page.table, page)
    menu.popup(page.mapToGlobal(QPoint(50, 50)))
    actions = {action.text().split("\t")[0]: action for action in menu.actions()}
    for label in ("Weight", "Weight", "Date"):
        menu.setActiveAction(actions[label])
        qtbot.keyClick(menu, Qt.Key.Key_Space)
        assert menu.isVisible()
    assert page.model.sort_keys == (("weight", True), ("date", False))
    assert [actions[label].text() for label in ("Weight", "Date", "Id")] == [
        "Weight\t1, down", "Date\t2, up", "Id\t",
    ]  # fmt: skip
    actions["As it comes"].trigger()
    assert page.model.sort_keys == ()
    menu.close()
    menu.deleteLater()


def test_screen_readers_hear_the_row_and_how_it_is_sorted(page) -> None:
    page.model.show(sort=(("weight", True),))
    heard = QAccessible.queryAccessibleInterface(page.table)
    names = [
        heard.child(at).text(QAccessible.Text.Name) for at in range(2 * page.table.heading.count())
    ]
    assert page.model.shown[0].spoken in names
    assert "Weight, sorted descending" in names


def test_what_stands_in_another_cell_is_told_as_well(page) -> None:
    told = [column.id for column in page.table.told_columns()]
    assert told[told.index("kind") + 1] == "date"
    page.table.show_column("date", True)
    assert [c.id for c in page.table.told_columns()].count("date") == 1


def test_search_marks_what_it_found(page) -> None:
    page.table.clearSelection()
    before = colours(page)
    page.model.show(query="keras")
    page.table.clearSelection()
    page.table.setCurrentIndex(page.model.index(-1, -1))
    assert colours(page) > before + 100


def colours(page) -> int:
    """Return how many pixels of the rows are of the accent, which underlines what was found."""
    image = page.table.viewport().grab().toImage()
    accent = page.palette().accent().color().rgb()
    return sum(
        image.pixel(x, y) == accent for x in range(6, image.width()) for y in range(image.height())
    )
