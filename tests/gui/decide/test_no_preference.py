"""A card answered with "No preference": kept with the document, and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton

from core.records.answers import Answers, TradeOff
from core.records.outlook import CardSide, NextBest
from gui.controllers.answer_changes import asked_again, cleared, preferring, put_aside
from gui.controllers.decision import VERDICT, DecisionController
from gui.decide.outcome import OutcomePanel
from gui.decide.ways_out import ways_out
from gui.decide.words import still_asked

CARD = NextBest(
    kind="trade_off",
    subject="learn serve",
    text="Two tools, otherwise equal.",
    evppi=0.01,
    chance=0.1,
    cost_s=15,
    card=(CardSide("learn", "is easy to pick up"), CardSide("serve", "is easy to serve")),
)


def test_it_is_kept_with_the_document_and_survives_a_start(decision, documents, knowledge, qapp):
    decision.put_aside("learn", "serve")
    assert documents.saved[-1][0].no_preference == (("learn", "serve"),)
    again = DecisionController(lambda: knowledge, documents)
    again.open()
    assert again.snapshot is not None
    assert again.snapshot.answers.is_put_aside("serve", "learn")
    again.close()


def test_it_is_undone_redone_and_taken_back(decision):
    decision.put_aside("learn", "serve")
    decision.undo()
    assert decision.snapshot.answers.no_preference == ()
    decision.redo()
    assert decision.snapshot.answers.no_preference == (("learn", "serve"),)
    decision.ask_again("serve", "learn")
    assert decision.snapshot.answers.no_preference == ()
    assert decision.snapshot.undo.startswith("asking again about ")


def test_a_choice_and_no_preference_exclude_each_other():
    said = put_aside(Answers(), "learn", "serve")
    assert put_aside(said, "serve", "learn").no_preference == (("serve", "learn"),)
    chosen = preferring(said, "learn", "serve")
    assert chosen.no_preference == ()
    assert chosen.trade_offs == (TradeOff(prefer="learn", over="serve"),)
    back = put_aside(chosen, "learn", "serve")
    assert back.trade_offs == ()
    assert asked_again(back, "serve", "learn") == Answers()
    assert cleared(back) == Answers()


def test_it_weighs_nothing(qtbot, decision):
    decision.warm_up()
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    before = decision.verdict
    decision.put_aside("learn", "serve")
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    assert (decision.verdict.shares, decision.verdict.levels) == (before.shares, before.levels)


def test_what_was_put_aside_is_offered_nowhere(make_verdict, knowledge):
    said = Answers(no_preference=(("learn", "serve"),))
    verdict = make_verdict(verdict="undecided", next_best=(CARD,))
    assert still_asked(verdict.next_best, Answers()) == (CARD,)
    assert still_asked(verdict.next_best, said) == ()
    assert [out.kind for out in ways_out(verdict, knowledge, Answers())] == ["find_out"]
    assert [out.kind for out in ways_out(verdict, knowledge, said)] == ["what_if"]
    leaning = make_verdict(label="leaning", next_best=(CARD,))
    assert ways_out(leaning, knowledge, said) == ()


@pytest.fixture
def outcome(qtbot, themed):
    panel = OutcomePanel()
    qtbot.addWidget(panel)
    panel.resize(312, 700)
    panel.show()
    return panel


def test_beside_the_questions_a_card_leads_to_the_verdict(qtbot, outcome, decision, make_verdict):
    snapshot = replace(decision.snapshot, verdict=make_verdict(next_best=(CARD,)))
    outcome.show_snapshot(snapshot)
    offers = [b for b in outcome.findChildren(QAbstractButton) if b.text().startswith("A choice")]
    with qtbot.assertNotEmitted(outcome.measureAsked), qtbot.waitSignal(outcome.verdictAsked):
        offers[0].click()
    aside = replace(snapshot, answers=Answers(no_preference=(("learn", "serve"),)))
    outcome.show_snapshot(aside)
    assert not offers[0].isVisible()


def test_on_the_page_a_click_keeps_it(qtbot, page, decision, documents, make_verdict):
    decision.warm_up()
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    decision.go(VERDICT)
    view = page.findChild(QAbstractButton, "verdict_change").window()
    shown = replace(decision.snapshot, verdict=make_verdict(next_best=(CARD,)))
    page._show(shown)
    view.findChild(QAbstractButton, "trade_off_none").click()
    assert documents.saved[-1][0].no_preference == (("learn", "serve"),)
    qtbot.waitUntil(lambda: page.findChild(QAbstractButton, "ask_again_learn_serve") is not None)
