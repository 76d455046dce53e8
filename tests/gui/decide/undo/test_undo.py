"""Undo and redo of everything a person says, as the controller does it."""

from __future__ import annotations

import pytest
from machines import a_machine, a_python

from core.records.answers import Answers, TradeOff
from core.records.run import RunSummary
from gui.controllers.answer_changes import overridden, preferring
from gui.controllers.answer_history import DEPTH, AnswerHistory
from gui.controllers.decision import SUMMARY, VERDICT

MACHINE, PYTHONS = a_machine(), (a_python("3.11.2"),)


def said(decision):
    return decision.snapshot.answers


# --- every kind of change ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "undoes"),
    [
        (lambda d: d.choose("task", "vision"), "“What you build”"),
        (lambda d: d.answer("outcome", ()), "clearing “What comes out”"),
        (lambda d: d.note("project", "Road signs"), "the name of the project"),
        (lambda d: d.note("task", "signs"), "the note on “What you build”"),
        (lambda d: d.override("device", 4), "the weight of “Phones and edge”"),
        (
            lambda d: d.prefer("debug", "train_speed"),
            "the choice of “Easy debugging” over “Training speed here”",
        ),
        (
            lambda d: d.put_aside("debug", "train_speed"),
            "no preference between “Easy debugging” and “Training speed here”",
        ),
        (lambda d: d.set_answers(Answers(answers={"task": ("llm",)})), "2 answers"),
        (lambda d: d.set_answers(Answers(), "opening signs.forkwise"), "opening signs.forkwise"),
        (lambda d: d.clear_all(), "clearing “What comes out”"),
    ],
)
def test_each_change_can_be_undone_and_redone_and_is_named(decision, act, undoes):
    decision.choose("outcome", "product")
    before = said(decision)
    act(decision)
    after = said(decision)
    assert after != before
    assert decision.snapshot.undo == undoes
    assert decision.snapshot.redo == ""
    decision.undo()
    assert said(decision) == before
    assert decision.snapshot.redo == undoes
    decision.redo()
    assert said(decision) == after
    assert decision.snapshot.undo == undoes


def test_clearing_all_keeps_name_notes_and_runs_and_is_one_step(decision):
    full = Answers(
        name="Ada",
        answers={"task": ("vision",), "outcome": ("paper",), "style": ("mid",)},
        overrides={"device": 4.0},
        ranking=("debug", "flex"),
        trade_offs=(TradeOff(prefer="debug", over="flex"),),
        notes={"project": "Road signs"},
        runs=("run-1",),
    )
    decision.set_answers(full)
    decision.clear_all()
    assert said(decision) == Answers(name="Ada", notes={"project": "Road signs"}, runs=("run-1",))
    assert decision.snapshot.undo == "clearing all answers"
    decision.undo()
    assert said(decision) == full


def test_a_trade_off_is_taken_back(decision):
    decision.prefer("debug", "flex")
    decision.take_back("debug", "flex")
    assert said(decision).trade_offs == ()
    assert decision.snapshot.undo.startswith("taking back the choice of “")
    decision.undo()
    assert said(decision).trade_offs == (TradeOff(prefer="debug", over="flex"),)


def test_choices_never_go_round_in_a_circle():
    answers = Answers()
    for prefer, over in (("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"), ("a", "d")):
        answers = preferring(answers, prefer, over)
    assert answers.trade_offs[-1] == TradeOff(prefer="a", over="d")
    assert TradeOff(prefer="d", over="a") not in answers.trade_offs
    again = preferring(answers, "a", "d")
    assert again == answers


def test_a_weight_set_by_hand_stays_on_the_scale_and_goes_back():
    assert overridden(Answers(), "device", 9).overrides == {"device": 4.0}
    assert overridden(Answers(), "device", -1).overrides == {"device": 0.0}
    assert overridden(Answers(overrides={"device": 2.0}), "device", None) == Answers()


def test_what_changes_nothing_is_no_step(decision):
    decision.choose("task", "vision")
    decision.choose("task", "vision")
    decision.note("project", "  ")
    decision.undo()
    assert said(decision).answers == {}
    assert decision.snapshot.undo == ""


def test_undoing_without_a_past_and_redoing_without_a_future_change_nothing(decision):
    before = decision.snapshot.answers
    decision.undo()
    decision.redo()
    assert decision.snapshot.answers == before


def test_a_new_change_ends_what_could_be_redone(decision):
    decision.choose("task", "vision")
    decision.undo()
    decision.choose("task", "audio")
    assert decision.snapshot.redo == ""
    decision.redo()
    assert said(decision).answers == {"task": ("audio",)}


def test_it_survives_moving_between_pages(decision):
    decision.choose("task", "vision")
    decision.next()
    decision.choose("outcome", "paper")
    for page in (SUMMARY, VERDICT, "languages"):
        decision.go(page)
    decision.undo()
    decision.undo()
    assert said(decision).answers == {}
    assert decision.snapshot.question == "languages"
    assert decision.snapshot.steps[0].state == "ahead"


def test_hundreds_of_changes_can_be_undone(decision):
    options = [o.id for o in decision.snapshot.knowledge.question("task").option]
    for turn in range(150):
        decision.choose("task", options[turn % len(options)])
    for turn in reversed(range(149)):
        decision.undo()
        assert said(decision).answers["task"] == (options[turn % len(options)],)
    decision.undo()
    assert said(decision).answers == {}


def test_the_past_has_an_end():
    history = AnswerHistory()
    for turn in range(DEPTH + 50):
        history.make(Answers(notes={"turn": str(turn)}), "a change")
    steps = 0
    now = Answers()
    while (past := history.undo(now)) is not None:
        now, steps = past.answers, steps + 1
    assert steps == DEPTH
    assert now.notes == {"turn": "50"}


def test_what_is_undone_reaches_the_document(decision, documents):
    decision.choose("task", "vision")
    decision.undo()
    assert documents.saved[-1][0] == Answers()


# --- what is not the person's ------------------------------------------------------------------


def test_what_the_machine_check_fills_in_is_no_step(decision):
    decision.choose("task", "vision")
    decision.take_machine(MACHINE, PYTHONS)
    assert said(decision).answers["hardware"] == ("cpu",)
    decision.undo()
    assert said(decision).answers == {"hardware": ("cpu",)}
    assert said(decision).found["system"] == ("linux_x86_64",)
    assert decision.snapshot.undo == ""
    decision.redo()
    assert said(decision).answers == {"task": ("vision",), "hardware": ("cpu",)}


def test_what_was_taken_back_before_the_machine_check_has_its_findings_too(decision):
    decision.choose("task", "vision")
    decision.undo()
    decision.take_machine(MACHINE, PYTHONS)
    decision.redo()
    assert said(decision).answers == {"task": ("vision",), "hardware": ("cpu",)}


def a_run(name):
    return RunSummary(
        run=name,
        started_utc="2026-11-23T00:00:00Z",
        preset="quick",
        budget_s=90.0,
        seconds=80.0,
        pressure=0.01,
        state="done",
        cases=(),
    )


def test_which_runs_count_can_be_undone_and_the_runs_come_back(decision):
    decision.choose("task", "vision")
    decision.set_measured((a_run("one"),))
    assert decision.snapshot.undo == "counting what was measured"
    decision.set_measured((a_run("two"),))
    assert decision.snapshot.undo == "which measurements count"
    decision.set_measured(())
    assert decision.snapshot.undo == "leaving out what was measured"
    for expected in ("two", "one"):
        decision.undo()
        assert [run.run for run in decision.snapshot.measured] == [expected]
        assert said(decision).runs == (expected,)
    decision.undo()
    assert decision.snapshot.measured == ()
    decision.redo()
    assert [run.run for run in decision.snapshot.measured] == ["one"]


def test_runs_that_are_read_back_count_where_they_are_named_and_are_no_step(decision):
    decision.set_answers(Answers(runs=("gone", "two", "one")))
    label = decision.snapshot.undo
    decision.know_runs((a_run("one"), a_run("two"), a_run("three")))
    assert [run.run for run in decision.snapshot.measured] == ["two", "one"]
    assert said(decision).runs == ("gone", "two", "one")
    assert decision.snapshot.undo == label
    decision.undo()
    assert decision.snapshot.measured == ()
