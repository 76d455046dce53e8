"""The Compare page: views, search, the empty state, both layouts, what it keeps."""

from __future__ import annotations

import time

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.knowledge.dates import date_text
from core.knowledge.ledger_words import KINDS, VERDICTS
from core.records.tables import TableLayout
from core.store.tables import read_tables, tables_path
from gui.compare import words
from gui.compare.page import ComparePage
from gui.controllers.tables import TableController

# What the offscreen plugin says of windows with a least size, and of menus.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")


def count_of(page) -> str:
    return page.findChild(QLabel, "compare_count").text()


def test_aspects_come_first_and_claims_at_a_click(page, qtbot) -> None:
    assert count_of(page) == f"{page.model.total} of {page.model.total} aspects shown"
    assert [c.id for c in page.table.shown_columns()] == [
        "aspect", "pytorch", "tensorflow", "favours", "weight", "kind",
    ]  # fmt: skip
    qtbot.mouseClick(page.tools.views.button("claim"), Qt.MouseButton.LeftButton)
    assert count_of(page) == f"{page.model.total} of {page.model.total} claims shown"
    assert "verdict" in [c.id for c in page.table.shown_columns()]


def test_search_as_you_type_and_escape(page, qtbot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.search.hasFocus)
    qtbot.keyClicks(page.search, "keras jax")
    shown = page.model.rowCount()
    assert 0 < shown < page.model.total
    assert count_of(page) == f"{shown} of {page.model.total} aspects shown"
    page.show_view("claim")
    assert page.model.query == "keras jax"
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert page.model.rowCount() == page.model.total


def test_the_empty_state_names_search_and_filters_and_clears_each(page, qtbot) -> None:
    page.search.setText("kerass")
    assert page.empty.heading.text() == "No aspect has “kerass”"
    assert "keras" in page.empty.text.text()
    page.model.show(facets={"matters": ("yes",)})
    assert page.empty.heading.text() == "With these filters, no aspect has “kerass”"
    assert page.empty.text.text().startswith("Filters: Matters to you. The nearest word")
    page.findChild(object, "compare_clear_search").click()
    assert page.model.query == ""
    assert 0 < page.model.rowCount() < page.model.total
    page.search.setText("kerass")
    page.findChild(object, "compare_clear_all_filters").click()
    assert page.model.facets == {}
    assert not page.actions_of.export.isEnabled()


def test_a_preview_leaves_the_table_alone_and_a_verdict_makes_it_anew(
    page, told, verdict, qtbot
) -> None:
    before = page.model.ledger
    told.say(verdict, preview=True)
    assert page.model.ledger is before
    told.say(msgspec.structs.replace(verdict, seed=2))
    assert page.model.ledger is not before
    after = page.model.ledger
    page.hide()
    told.say(verdict)
    assert page.model.ledger is after  # a hidden page is not made anew until it is seen
    page.show()
    assert page.model.ledger is not after


def test_making_a_ledger_anew_is_quick(page, told, verdict) -> None:
    best = 1.0
    for seed in range(3, 6):
        other = msgspec.structs.replace(verdict, seed=seed)
        begun = time.thread_time()
        told.say(other)
        best = min(best, time.thread_time() - begun)
    assert best < 0.05, f"{best * 1000:.0f} ms"


def test_columns_and_view_are_remembered_over_a_restart(open_page, tables, told) -> None:
    page = open_page()
    page.table.show_column("contribution", True)
    page.table.move_column("contribution", -1)
    page.table.size_column("pytorch", 210)
    ids = [column.id for column in page.table.shown_columns()]
    page.show_view("claim")
    tables.close()
    assert read_tables().view == "claim"
    again = TableController()
    later = ComparePage(told, again)
    try:
        assert later.tools.views.current() == "claim"
        later.show_view("aspect")
        later.resize(page.size())
        later.show()
        assert [column.id for column in later.table.shown_columns()] == ids
        assert later.table.usual_width("pytorch") == 210
    finally:
        later.close()
        later.deleteLater()
        again.close()


def test_columns_are_written_a_moment_after_the_last_change(page, tables, qtbot) -> None:
    page.table.show_column("claims", True)
    page.table.show_column("date", True)
    assert not tables.is_idle()
    qtbot.waitUntil(tables.is_idle)
    assert set(read_tables().tables["compare_aspect"].shown) >= {"claims", "date"}
    page.table.set_layout(TableLayout())
    qtbot.waitUntil(tables.is_idle)
    assert read_tables().tables == {}


def test_an_unusable_file_of_columns_is_no_reason_to_stop(open_page, tables) -> None:
    for text in ("{", '{"view": 3}', '{"forkwise": 99, "view": "claim"}', '{"x": 1}', "[" * 999):
        tables_path().write_text(text)
        assert read_tables() == type(read_tables())()
    page = open_page()
    assert page.tools.views.current() == "aspect"


def test_details_follow_the_choice_at_once_and_a_search_a_moment_later(
    page, qtbot, monkeypatch
) -> None:
    asked = []
    monkeypatch.setattr(page.details, "show_row", asked.append)
    page.table.selectRow(3)
    assert asked == [page.model.shown[3]]
    page.table.selectRow(3)
    page.model.show(sort=(("date", True),))
    assert len(asked) == 1  # it is shown already
    page.table.selectRow(0)
    for text in ("k", "ke", "ker", "keras"):
        page.search.setText(text)
    page.search.setText("kerass")
    assert len(asked) == 2
    qtbot.waitUntil(lambda: asked[-1] is None)
    assert len(asked) == 3


def test_a_claim_behind_an_aspect_is_shown_among_all_claims(page, knowledge) -> None:
    page.search.setText("keras")
    hidden = next(c for c in knowledge.claims if "keras" not in c.now.casefold() and c.sources)
    page.pane.claimAsked.emit(hidden.id)
    row = page.table.current_row()
    assert row is not None
    assert row.id == hidden.id
    assert page.tools.views.current() == "claim"
    index = page.table.currentIndex()
    assert page.table.viewport().rect().intersects(page.table.visualRect(index))


def test_narrow_window_has_a_drawer(page, qtbot) -> None:
    page.resize(804, 700)
    qtbot.waitUntil(lambda: page.drawer.isVisible())
    assert not page.pane.isVisible()
    assert page.actions_of.columns.text() == "Col&umns (5 of 11)"
    assert count_of(page) == f"{page.model.total} of {page.model.total} shown"
    page.drawer.open(True)
    assert page.pane.isVisible()
    assert page.table.isVisible()
    page.resize(804, 600)  # too low for both
    qtbot.waitUntil(lambda: not page.table.isVisible())
    qtbot.keyClick(page.pane, Qt.Key.Key_Escape)
    assert page.table.isVisible()
    page.drawer.open(True)
    page.resize(1184, 820)
    assert page.table.isVisible()
    qtbot.waitUntil(lambda: not page.drawer.isVisible())
    assert page.pane.isVisible()
    assert page.actions_of.columns.text() == "Col&umns (6 of 11)"


@pytest.mark.parametrize("view", ["aspect", "claim"])
def test_page_paints_in_both_themes_and_at_double_font(
    each_theme, large_font, open_page, view
) -> None:
    page = open_page()
    page.show_view(view)
    page.model.show(query="keras", facets={"kind": ("documented",)})
    assert not page.grab().isNull()
    assert page.table.horizontalScrollBar().maximum() == 0


def test_everything_has_a_name_a_size_and_a_key_of_its_own(page, walk) -> None:
    page.model.show(facets={"kind": ("documented",)})
    assert walk(page) == []


def test_every_kind_and_verdict_has_a_word_and_a_sign_of_its_own() -> None:
    for said, icons in ((VERDICTS, words.VERDICT_ICONS), (KINDS, words.KIND_ICONS)):
        assert len(set(said.values())) == len(said)
        assert set(icons) == set(said)
        assert len(set(icons.values())) == len(said)
    assert date_text("2026-08") == "Aug 2026"
    assert date_text("") == "no date"


def test_a_low_window_gives_its_room_to_rows_and_keeps_every_action(
    page, qtbot, monkeypatch
) -> None:
    usual = page.table.cells.most_height()
    with monkeypatch.context() as patch:
        patch.setattr("gui.compare.page.type_scale", lambda _widget: 2.0)
        page.resize(764, 600)
        qtbot.waitUntil(lambda: page.tools.table_menu.isVisible())
        assert not page.head.isVisible()
        assert page.table.cells.most_height() < usual * 2 / 3
    page.resize(1184, 820)
    qtbot.waitUntil(lambda: page.head.isVisible())
    assert not page.tools.table_menu.isVisible()
    assert page.table.cells.most_height() == usual


def test_the_pane_marks_what_is_searched_for(page, qtbot) -> None:
    page.search.setText("keras")
    view = page.pane.view
    qtbot.waitUntil(lambda: bool(view.extraSelections()))
    marks = view.extraSelections()
    assert {one.cursor.selectedText().casefold() for one in marks} == {"keras"}
    assert all(one.format.fontUnderline() for one in marks)  # not by colour alone
    page.search.clear()
    qtbot.waitUntil(lambda: not view.extraSelections())


def test_what_is_copied_does_not_depend_on_the_window(page) -> None:
    before = page.table.told_columns()
    page.resize(700, 600)
    assert page.table.told_columns() == before


def test_an_endless_search_is_told_short(page, qtbot) -> None:
    page.search.setText("x\u202e" * 20_000)
    qtbot.waitUntil(lambda: page.empty.isVisible())
    assert len(page.empty.heading.text()) < 120
    assert "\u202e" not in page.empty.heading.text()


def test_a_search_that_leaves_no_row_is_not_covered_by_the_details(open_page, qtbot) -> None:
    page = open_page(760, 560)
    page.table.selectRow(0)
    page.drawer.open(True)
    assert page.pane.isVisible()
    page.search.setText("xyzzy")
    qtbot.waitUntil(page.empty.isVisible)
    assert page.search.isVisible()
    assert not page.pane.isVisible()
    page.search.clear()
    qtbot.waitUntil(page.table.isVisible)


def test_tab_goes_from_the_search_through_the_filters_to_the_table(page, qtbot) -> None:
    page.facets.changed.emit({"matters": ("yes",)})  # the chip in force moves to the front
    page.tools.views.setFocus()
    met = []
    for _ in range(40):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        met.append(page.focusWidget())
        if met[-1] is page.table:
            break
    chips = [page.facets.chip(id_) for id_ in page.facets.offered()]
    stops = [widget for widget in met if widget in chips]
    shown = [chip for chip in chips if chip.isVisible()]
    assert set(stops) == set(shown)
    assert stops == sorted(shown, key=lambda chip: (chip.y(), chip.x()))
    assert met.index(page.search) < met.index(stops[0])


@pytest.mark.parametrize(("view", "where"), [("aspect", "the claims behind a row"),
                                             ("claim", "the details of a claim")])  # fmt: skip
def test_it_is_said_where_else_words_are_found(page, view, where) -> None:
    page.show_view(view)
    assert "also found" not in page.foot.text()
    page.search.setText("keras")
    assert f"Words are also found in {where}." in page.foot.text()
