"""The page while verdicts come and go, and what its buttons reach."""

from __future__ import annotations

import time

import msgspec
import pytest
from PySide6.QtWidgets import QLabel
from verdict_parts import DETAILS, FLIPS, HANDLER_LIMIT_S, button, snapshot

from core.records.answers import TradeOff
from gui.controllers.decision import VERDICT
from gui.controllers.snapshot import WHAT_IF
from gui.decide.page import DecidePage
from gui.decide.verdict_view import VerdictView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_preview_does_not_take_the_place_of_a_verdict_being_read(show, make_verdict, knowledge):
    view = show(make_verdict())
    preview = make_verdict(title="Leaning to PyTorch", preview=True, draws=2_000)
    view.show_snapshot(snapshot(preview, knowledge, preview=True))
    title = view.findChild(QLabel, "verdict_title")
    assert title.text() == "Clear: PyTorch comes first"
    view.show_snapshot(snapshot(msgspec.structs.replace(preview, preview=False), knowledge))
    assert title.text() == "Leaning to PyTorch"


def test_what_moved_is_told_where_it_is_seen(show, make_verdict, knowledge, monkeypatch):
    said = []
    monkeypatch.setattr("gui.decide.verdict_view.announce", lambda _widget, text: said.append(text))
    view = show(make_verdict())
    assert view.findChild(QLabel, "verdict_moved") is None
    moved = "The change moved PyTorch from 84 to 71 of 100."
    view.show_snapshot(snapshot(make_verdict(label="leaning"), knowledge, moved=moved))
    assert view.findChild(QLabel, "verdict_moved").text() == moved
    assert said[-1].startswith(f"{moved} Clear: PyTorch comes first. In 84 of 100")
    view.hide()
    view.show_snapshot(snapshot(make_verdict(), knowledge, moved=moved))
    assert view.findChild(QLabel, "verdict_moved") is None


def test_the_keyboard_stays_where_it_was(qtbot, show, make_verdict, knowledge):
    view = show(make_verdict())
    view.activateWindow()
    button(view, "next_speed").setFocus()
    view.show_snapshot(snapshot(make_verdict(borderline=True), knowledge))
    assert view.focusWidget() is button(view, "next_speed")
    view.show_snapshot(snapshot(make_verdict(next_best=()), knowledge))
    assert view.focusWidget() is button(view, "verdict_change")


def test_a_page_is_made_within_the_time_of_a_handler(show, make_verdict, knowledge):
    view = show(make_verdict(flips=FLIPS, **DETAILS))
    started = time.thread_time()
    view.show_snapshot(snapshot(make_verdict(flips=FLIPS, borderline=True, **DETAILS), knowledge))
    assert time.thread_time() - started < HANDLER_LIMIT_S


def test_find_out_next_goes_down_the_page(qtbot, show, make_verdict):
    view = show(make_verdict(label="leaning"), width=804)
    view.activateWindow()
    button(view, "way_out_find_out").click()
    assert view.focusWidget() is button(view, "next_speed")


def test_choices_reach_the_answers_and_can_be_taken_back(qtbot, themed, decision):
    decision.go(VERDICT)
    page = DecidePage(decision)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    view = page.findChild(VerdictView)
    assert view is not None
    view.preferred.emit("learn", "serve")
    assert decision.snapshot.answers.trade_offs == (TradeOff(prefer="learn", over="serve"),)
    view.takenBack.emit("learn", "serve")
    assert decision.snapshot.answers.trade_offs == ()


def test_trying_an_importance_moves_that_weight_on_trial(qtbot, themed, decision):
    decision.warm_up()
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    decision.go(VERDICT)
    page = DecidePage(decision)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    view = page.findChild(VerdictView)
    assert view is not None
    view.attempted.emit("device", 4.0)
    assert decision.snapshot.question == WHAT_IF
    assert page.trials.weights.snapshot is not None
    assert dict(page.trials.weights.snapshot.overrides) == {"device": 4.0}
    qtbot.waitUntil(page.trials.weights.is_idle, timeout=20_000)
