"""Filters as chips: offered, opened, counted, removed, folded; all of it by key as well."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from core.knowledge.ledger import Cell, Column, Facet, Ledger, Row, arrange
from gui.compare.facets import offers, toggled

# What the offscreen plugin says of windows with a least size, and of menus.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> dict[str, str]:
    """Return label -> count of each entry."""
    return dict(action.text().split("\t") for action in menu.actions())


def press(qtbot, menu: QMenu, label: str) -> None:
    action = next(a for a in menu.actions() if a.text().startswith(label))
    qtbot.mouseClick(
        menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center()
    )  # fmt: skip


def test_facets_without_a_row_are_not_offered(ledger) -> None:
    found = {offer.facet.id: offer for offer in offers(ledger, {})}
    for facet in ledger.facets:
        there = {tag for row in ledger.rows for tag in row.tags.get(facet.id, ())}
        if not there:
            assert facet.id not in found
        for value in found[facet.id].values if facet.id in found else ():
            assert value in there


def test_what_every_row_has_is_not_offered() -> None:
    facet = Facet("check", "Can be checked here", {"yes": "Can be checked here"})
    rows = [Row(str(at), {"a": Cell("x")}, {"check": ("yes",)}) for at in range(3)]
    assert offers(Ledger(rows, [Column("a", "A")], [facet]), {}) == ()


def test_a_filter_in_force_stays_to_be_removed_when_no_row_has_it(page, told) -> None:
    page.model.show(facets={"matters": ("yes",)})
    told.say(msgspec.structs.replace(told.snapshot.verdict, answered=0))
    assert page.model.rowCount() == 0
    chip = page.facets.chip("matters")
    assert chip.isVisible()
    assert page.empty.heading.text() == "No aspect fits these filters"
    assert page.empty.text.text().startswith("Filters: Matters to you.")
    chip.click()
    assert page.model.rowCount() == page.model.total
    assert "matters" in page.facets.offered()  # until another ledger comes


def test_toggling_twice_leaves_no_filter() -> None:
    once = toggled({}, "kind", "survey")
    assert once == {"kind": ("survey",)}
    assert toggled(once, "kind", "survey") == {"kind": ()}


def test_a_single_value_is_set_by_a_click_and_removed_by_another(page, qtbot) -> None:
    chip = page.facets.chip("matters")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.model.facets == {"matters": ("yes",)}
    shown = page.model.rowCount()
    assert chip.active
    assert f"{shown} row" in chip.accessibleName()
    assert page.tools.findChild(object, "compare_count").text() == (
        f"{shown} of {page.model.total} aspects shown"
    )
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.model.facets == {}


def test_a_menu_stays_open_for_several_values_and_counts_them(page, qtbot) -> None:
    page.facets.chip("favours").click()
    menu = open_menu()
    counted = entries(menu)
    press(qtbot, menu, "TensorFlow")
    assert menu.isVisible()
    assert page.model.rowCount() == int(counted["TensorFlow"])
    assert entries(menu) == counted  # its own choice does not narrow a facet
    press(qtbot, menu, "even")
    assert page.model.facets == {"favours": ("tensorflow", "even")}
    assert page.model.rowCount() == int(counted["TensorFlow"]) + int(counted["even"])
    menu.close()
    chip = page.facets.chip("favours")
    assert chip.text() == "Favours: TensorFlow or even"
    cross = QPoint(chip.width() - 8, chip.height() // 2)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)
    assert page.model.facets == {}


def test_an_ampersand_in_a_filter_is_no_key(page) -> None:
    chip = page.facets.chip("kind")
    chip.set_active("Tools & help", 3, "Tools & help, 3 rows")
    assert chip.shortcut().isEmpty()
    with_sign, chip_width = chip.sizeHint().width(), chip.fontMetrics().horizontalAdvance("& ")
    chip.set_active("Tools help", 3, "Tools help, 3 rows")
    assert 0 < with_sign - chip.sizeHint().width() < 2 * chip_width


def test_everything_by_key(page, qtbot) -> None:
    chip = page.facets.chip("kind")
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chip, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = open_menu()
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert page.model.facets == {"kind": ("documented",)}
    menu.close()
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert page.model.facets == {}
    assert chip.hasFocus()


def test_chips_in_force_come_first_and_clear_last(page, qtbot) -> None:
    page.model.show(facets={"kind": ("documented",)})
    bar = page.facets
    clear = page.findChild(object, "compare_clear_filters")
    lefts = [w.x() for w in (bar.chip("kind"), bar.chip("matters"), bar.chip("favours"), clear)]
    assert lefts == sorted(lefts)
    assert clear.isVisible()
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert page.model.facets == {}
    assert not clear.isVisible()


def test_escape_clears_the_search_then_the_filters(page, qtbot) -> None:
    page.model.show(facets={"kind": ("documented",)})
    page.search.setText("keras")
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert (page.model.query, page.model.facets) == ("", {"kind": ("documented",)})
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.model.facets == {}


def test_on_a_narrow_window_filters_fold_into_one(open_page, qtbot) -> None:
    page = open_page(804)
    page.show_view("claim")
    page.model.show(facets={"kind": ("documented", "none"), "matters": ("yes",)})
    bar = page.facets
    folded = [id_ for id_ in bar.offered() if bar.is_folded(id_)]
    assert folded
    assert bar.height() < 2 * bar.chip("kind").height()
    qtbot.mouseClick(page.findChild(object, "compare_more_filters"), Qt.MouseButton.LeftButton)
    menu = open_menu()
    assert len(menu.actions()) == len(folded)
    part = next(action.menu() for action in menu.actions() if action.menu())
    assert isinstance(part, QMenu)
    value = part.actions()[0]
    part.aboutToShow.emit()
    value.trigger()
    assert value.data()[0] in page.model.facets
    menu.close()


def test_chips_in_force_take_more_rows_rather_than_be_cut(open_page) -> None:
    page = open_page(500)
    page.show_view("claim")
    page.model.show(
        facets={"kind": ("documented", "none"), "matters": ("yes",), "framework": ("both",),
                "verdict": ("wrong", "partly", "new")}
    )  # fmt: skip
    bar = page.facets
    for id_ in page.model.facets:
        chip = bar.chip(id_)
        assert chip.width() >= chip.sizeHint().width()
        assert bar.rect().contains(chip.geometry())


def test_each_view_keeps_its_filters_and_sort(page, qtbot) -> None:
    page.model.show(facets={"favours": ("even",)}, sort=(("date", True),))
    qtbot.keyClick(page.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.tools.views.current() == "claim"
    assert (page.model.facets, page.model.sort_keys) == ({}, ())
    page.show_view("aspect")
    assert page.model.facets == {"favours": ("even",)}
    assert page.model.sort_keys == (("date", True),)
    ledger = page.model.ledger
    order = arrange(ledger, "", page.model.facets, page.model.sort_keys)
    assert page.model.shown == tuple(ledger.rows[i] for i in order)
