"""The page of the ranking: by pointer, by keyboard, and what it says."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from core.records.answers import Answers
from gui.controllers.decision import VERDICT, DecisionController
from gui.controllers.snapshot import RANKING, WHAT_IF
from gui.decide.flowing import FlowColumn
from gui.decide.page import DecidePage
from gui.decide.ranking_row import RankedRow
from gui.decide.ranking_view import RankingView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
ANSWERS = {
    "experience": ("some",),
    "task": ("vision",),
    "outcome": ("product",),
    "target": ("android", "server"),
    "hardware": ("cpu",),
    "scale": ("onegpu",),
    "team": ("none",),
    "existing": ("none",),
    "shipping": ("managed",),
}
ORDER = ("device", "ready", "export", "future")


@pytest.fixture
def decision(qapp, quick_knowledge, documents):
    controller = DecisionController(lambda: quick_knowledge, documents)
    controller.open()
    controller.set_answers(Answers(answers=ANSWERS, ranking=ORDER))
    yield controller
    controller.close()


@pytest.fixture
def page(qtbot, themed, decision):
    decision.warm_up()
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    decision.go(VERDICT)
    shown = DecidePage(decision)
    qtbot.addWidget(shown)
    shown.resize(1184, 820)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    press(qtbot, shown, "verdict_rank")
    return shown


def press(qtbot, page, name):
    button = page.findChild(QAbstractButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, LEFT)


def rows(page):
    """Return the ranked rows as they stand, top to bottom."""
    found = [row for row in page.findChildren(RankedRow) if row.isVisible()]
    return sorted(found, key=lambda row: row.mapTo(page, QPoint(0, 0)).y())


def order(page):
    QApplication.processEvents()
    return tuple(row.id for row in rows(page))


def row_of(page, criterion):
    return page.findChild(RankedRow, f"ranked_{criterion}")


def settle(qtbot, page):
    qtbot.waitUntil(page.trials.is_idle, timeout=20_000)


def said(page):
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def carry(qtbot, row, to):
    """Drag a row by the pointer to a point of the same list, in three steps."""
    start = row.rect().center()
    origin = row.mapTo(row.window(), start)
    qtbot.mousePress(row, LEFT, pos=start)
    for part in (1, 2, 3):
        # The row moves along, so each point is looked up in the window.
        qtbot.mouseMove(row, row.mapFrom(row.window(), origin + (to - origin) * part / 3))
    qtbot.mouseRelease(row, LEFT)


# --- what it shows ---------------------------------------------------------------------------


def test_the_verdict_says_that_it_rests_on_a_ranking(qtbot, page, decision):
    decision.go(VERDICT)
    note = page.findChild(QLabel, "verdict_rests_on")
    assert note.text() == (
        "You ranked 4 criteria: their order counts here in place of what your answers say of them."
    )
    assert "Ranked by you, most important first" in said(page)
    press(qtbot, page, "said_ranking")
    assert decision.snapshot.question == RANKING
    decision.go(VERDICT)
    decision.set_answers(Answers(answers=ANSWERS))
    qtbot.waitUntil(lambda: page.findChild(QLabel, "verdict_rests_on") is None)
    assert page.findChild(QAbstractButton, "verdict_rank") is not None


def test_the_page_shows_order_shares_and_all_else(page):
    assert order(page) == ORDER
    assert "about 52 of 100" in said(page)
    assert "Not ranked: as much as your answers say" in said(page)
    assert page.findChild(QAbstractButton, "rank_serve").accessibleName().startswith(
        "Rank “Server deployment”, now "
    )  # fmt: skip
    assert not page.findChild(QAbstractButton, "ranking_apply").isEnabled()


def test_weights_on_trial_lead_here_too_and_name_the_ranks(qtbot, page, decision):
    decision.go(WHAT_IF)
    qtbot.waitUntil(lambda: "ranked 1 of 4 by you" in said(page))
    press(qtbot, page, "what_if_rank")
    assert decision.snapshot.question == RANKING
    press(qtbot, page, "ranking_cancel")
    assert decision.snapshot.question == WHAT_IF


def test_everything_has_a_name_and_the_tab_key_follows_the_order(page, walk):
    assert walk(page) == []
    first = row_of(page, "device")
    assert first.accessibleName() == "Phones and edge, place 1 of 4, about 52 of 100"
    assert "Alt+Up" in first.accessibleDescription()
    assert page.findChild(QAbstractButton, "ranked_ready_up").accessibleName() == (
        "Move “Ready-made models” up"
    )


@pytest.mark.parametrize("width", [560, 804, 1184])
def test_it_fits_and_looks_right_at_any_width(page, width, each_theme):
    page.resize(width, 560)
    QApplication.processEvents()
    view = page.findChild(RankingView)
    column = view.findChild(QAbstractButton, "ranking_give_back").parentWidget()
    assert column.width() <= width
    for row in rows(page):
        assert row.width() <= column.width()
        assert row.height() >= row.heightForWidth(row.width())


def test_at_double_type_the_head_scrolls_with_the_rest(qtbot, large_font, themed, decision):
    decision.warm_up()
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    shown = DecidePage(decision)
    qtbot.addWidget(shown)
    shown.resize(764, 600)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    decision.go(VERDICT)
    decision.go(RANKING)
    QApplication.processEvents()
    view = shown.findChild(RankingView)
    assert view is not None
    bar = view.findChild(QAbstractButton, "ranking_apply")
    column = view.findChild(FlowColumn)
    assert bar is not None
    assert column is not None
    before = bar.mapTo(shown, QPoint(0, 0)).y()
    scroll = column.verticalScrollBar()
    scroll.setValue(scroll.maximum())
    assert bar.mapTo(shown, QPoint(0, 0)).y() < before - 200
    # What the keyboard reaches comes back into sight.
    above, below = row_of(shown, "device"), row_of(shown, "ready")
    assert above is not None
    assert below is not None
    above.setFocus()
    keys(qtbot, shown, Qt.Key.Key_Down)
    seen = below.mapTo(shown, QPoint(0, 0)).y()
    assert 0 <= seen <= 600 - below.height()


# --- by pointer ------------------------------------------------------------------------------


def test_a_row_is_dragged_to_its_place_in_one_step_of_undoing(qtbot, page):
    first = row_of(page, "device")
    last = row_of(page, "future")
    carry(qtbot, first, last.mapTo(last.window(), last.rect().bottomLeft() + QPoint(60, -2)))
    assert order(page) == ("ready", "export", "future", "device")
    press(qtbot, page, "ranking_undo")
    assert order(page) == ORDER
    carry(qtbot, last, first.mapTo(first.window(), QPoint(60, 2)))
    assert order(page) == ("future", "device", "ready", "export")


def test_a_click_on_a_row_moves_nothing(qtbot, page):
    qtbot.mouseClick(row_of(page, "device"), LEFT)
    assert order(page) == ORDER
    assert not page.findChild(QAbstractButton, "ranking_undo").isEnabled()


def test_buttons_move_a_row_take_it_out_and_rank_another(qtbot, page):
    press(qtbot, page, "ranked_ready_up")
    assert order(page) == ("ready", "device", "export", "future")
    press(qtbot, page, "ranked_ready_down")
    press(qtbot, page, "ranked_export_out")
    assert order(page) == ("device", "ready", "future")
    press(qtbot, page, "rank_serve")
    assert order(page) == ("device", "ready", "future", "serve")
    assert not page.findChild(QAbstractButton, "ranked_serve_down").isEnabled()


# --- by keyboard -----------------------------------------------------------------------------


def keys(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or page, key, modifier)
    QApplication.processEvents()


def test_alt_and_arrows_move_a_row_and_the_keyboard_goes_with_it(qtbot, page):
    alt = Qt.KeyboardModifier.AltModifier
    assert row_of(page, "device").hasFocus()
    keys(qtbot, page, Qt.Key.Key_Down, alt)
    assert order(page) == ("ready", "device", "export", "future")
    assert row_of(page, "device").hasFocus()
    keys(qtbot, page, Qt.Key.Key_Up, alt)
    keys(qtbot, page, Qt.Key.Key_Up, alt)
    assert order(page) == ORDER
    keys(qtbot, page, Qt.Key.Key_Down)
    assert row_of(page, "ready").hasFocus()
    keys(qtbot, page, Qt.Key.Key_Delete)
    assert order(page) == ("device", "export", "future")
    assert row_of(page, "export").hasFocus()


def test_keys_work_from_a_button_of_the_row_too(qtbot, page):
    button = page.findChild(QAbstractButton, "ranked_future_up")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(3):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert order(page)[0] == "future"
    assert row_of(page, "future").hasFocus(), "its button has done all it can"


def test_undo_and_redo_mean_the_trial_here(qtbot, page, decision):
    ctrl = Qt.KeyboardModifier.ControlModifier
    press(qtbot, page, "ranked_ready_up")
    keys(qtbot, page, Qt.Key.Key_Z, ctrl)
    assert order(page) == ORDER
    keys(qtbot, page, Qt.Key.Key_Y, ctrl)
    assert order(page)[0] == "ready"
    assert decision.snapshot.answers.ranking == ORDER


# --- keeping ---------------------------------------------------------------------------------


def test_old_and_new_stand_side_by_side_and_apply_keeps_the_new(qtbot, page, decision):
    press(qtbot, page, "ranked_ready_up")
    settle(qtbot, page)
    sentence = page.findChild(RankingView).findChild(QLabel, "what_if_sentence").text()
    assert sentence.startswith("If they mattered in this order: ")
    assert "As kept: " in sentence
    press(qtbot, page, "ranking_apply")
    assert decision.snapshot.question == VERDICT
    assert decision.snapshot.answers.ranking == ("ready", "device", "export", "future")
    assert decision.snapshot.undo == "ranking what matters"


def test_the_ranking_is_given_back_and_begun_anew(qtbot, page, decision):
    press(qtbot, page, "ranking_give_back")
    assert order(page) == ()
    assert "Nothing is ranked" in said(page)
    press(qtbot, page, "ranking_apply")
    assert decision.snapshot.answers == msgspec.structs.replace(
        decision.snapshot.answers, ranking=()
    )
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    press(qtbot, page, "verdict_rank")
    press(qtbot, page, "ranking_start")
    assert len(order(page)) == 5


def test_the_keyboard_goes_on_in_the_ranking_when_it_is_started_or_given_back(qtbot, page):
    page.findChild(QAbstractButton, "ranking_give_back").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    start = page.findChild(QAbstractButton, "ranking_start")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is start)
    qtbot.keyClick(start, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), RankedRow))
    assert QApplication.focusWidget() is rows(page)[0]
