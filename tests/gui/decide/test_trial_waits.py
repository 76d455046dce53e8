"""What is tried out waits for the first verdict: nothing is offered that rests on none."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from what_if_parts import ANSWERS

from core.records.answers import Answers
from gui.controllers.decision import DecisionController
from gui.controllers.snapshot import RANKING, WHAT_IF
from gui.decide.page import DecidePage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
COUNTING = "The readings are being counted."


@pytest.fixture
def decision(qapp, quick_knowledge, documents):
    controller = DecisionController(lambda: quick_knowledge, documents)
    controller.open()
    controller.set_answers(Answers(answers=ANSWERS))
    yield controller
    controller.close()


@pytest.fixture
def page(qtbot, themed, decision):
    shown = DecidePage(decision)
    qtbot.addWidget(shown)
    shown.resize(1184, 820)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def said(page):
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def buttons(page, *names):
    return [page.findChild(QAbstractButton, name) for name in names]


def test_a_ranking_waits_for_the_verdict(qtbot, page, decision):
    decision.go(RANKING)
    (apply,) = buttons(page, "ranking_apply")
    assert COUNTING in said(page)
    assert "Nothing is ranked" not in said(page)
    assert "All that counts is ranked" not in said(page)
    assert not apply.isEnabled()
    assert apply.toolTip() == COUNTING
    assert not any(b.isVisible() for b in buttons(page, "ranking_start", "ranking_give_back"))
    assert page.findChild(QAbstractButton, "ranking_cancel").hasFocus()
    decision.warm_up()
    qtbot.waitUntil(lambda: COUNTING not in said(page), timeout=20_000)
    qtbot.waitUntil(lambda: page.trials.is_idle() and decision.is_idle(), timeout=20_000)
    assert "Nothing is ranked" in said(page)
    assert "All that counts is ranked" not in said(page)
    assert not apply.isEnabled()
    assert apply.toolTip() == "Nothing is changed yet"
    (start,) = buttons(page, "ranking_start")
    start.click()
    assert apply.isEnabled()
    qtbot.waitUntil(page.trials.is_idle, timeout=20_000)


def test_weights_wait_for_the_verdict(qtbot, page, decision):
    decision.go(WHAT_IF)
    keep, reset = buttons(page, "what_if_keep", "what_if_reset_all")
    assert COUNTING in said(page)
    assert "How much does each matter?" not in said(page)
    assert (keep.isEnabled(), reset.isEnabled()) == (False, False)
    assert keep.toolTip() == COUNTING
    decision.warm_up()
    qtbot.waitUntil(lambda: COUNTING not in said(page), timeout=20_000)
    qtbot.waitUntil(lambda: page.trials.is_idle() and decision.is_idle(), timeout=20_000)
    assert "How much does each matter?" in said(page)
    assert keep.toolTip() == "Nothing is changed yet"


def test_a_changed_answer_with_a_verdict_before_it_is_ranked_on_the_new_one(qtbot, page, decision):
    decision.warm_up()
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    decision.answer("task", ("llm",))
    decision.go(RANKING)
    assert COUNTING not in said(page)
    assert not buttons(page, "ranking_apply")[0].isEnabled()
    qtbot.waitUntil(lambda: page.trials.is_idle() and decision.is_idle(), timeout=20_000)
    now = page.trials.order.snapshot
    assert now.before is decision.verdict
    assert not decision.snapshot.preview
