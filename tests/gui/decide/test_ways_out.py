"""Every state of a verdict has its way out as a button."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from core.records.answers import Answers
from core.records.outlook import CardSide, NextBest
from core.records.rules import Condition, Fact, FactValue, Knockout, Term
from core.records.verdict import FiredRule
from gui.decide.verdict_rules import found_words, is_hint, questions_of
from gui.decide.ways_out import smallest_relaxations, ways_out

CARD = NextBest(
    kind="trade_off",
    subject="learn serve",
    text="Two tools",
    evppi=0.01,
    chance=0.1,
    cost_s=15,
    card=(CardSide("learn", "is easy"), CardSide("serve", "serves")),
)


def rule(id_, out=(), questions=("musts",), *, kind: Any = "knockout", strength="", share=1.0):
    return FiredRule(
        id=id_,
        kind=kind,
        title=id_,
        text="A fact.",
        share=share,
        out=out,
        strength=strength,
        questions=questions,
    )


PT_OUT = rule("k_a", ("pytorch",), ("existing",))
TF_OUT = rule("k_b", ("tensorflow",), ("musts",))
TF_OUT_TOO = rule("k_c", ("tensorflow",), ("target",))


def found(verdict, knowledge, answers=None):
    outs = ways_out(verdict, knowledge, answers or Answers())
    assert len(outs) <= 2
    assert len({out.subject for out in outs}) == len(outs)
    return [(out.kind, out.subject) for out in outs]


def test_too_few_answers_lead_to_the_next_question(knowledge, make_verdict):
    verdict = make_verdict(verdict="insufficient", label="", show_shares=False)
    assert found(verdict, knowledge) == [("question", "speed")]
    asked = knowledge.question("speed").text
    assert ways_out(verdict, knowledge, Answers())[0].text == (
        f"Next: {asked[0].lower()}{asked[1:]}"
    )
    bare = msgspec.structs.replace(verdict, next_best=())
    first = next(q.id for q in knowledge.questions if q.id in knowledge.meta.core_questions)
    assert found(bare, knowledge) == [("question", first)]


def test_undecided_leads_to_what_would_settle_it(knowledge, make_verdict):
    verdict = make_verdict(verdict="undecided", label="")
    assert found(verdict, knowledge) == [("question", "speed"), ("benchmark", "image_cnn")]
    card = msgspec.structs.replace(verdict, next_best=(CARD,))
    assert found(card, knowledge) == [("find_out", "find_out")]
    bare = msgspec.structs.replace(verdict, next_best=())
    assert found(bare, knowledge) == [("what_if", "what_if")]


def test_leaning_leads_to_what_to_find_out(knowledge, make_verdict):
    assert found(make_verdict(label="leaning"), knowledge) == [("find_out", "find_out")]
    assert found(make_verdict(label="leaning", next_best=()), knowledge) == []
    assert found(make_verdict(label="clear"), knowledge) == []


def test_a_constraint_leads_to_the_answer_behind_it(knowledge, make_verdict):
    verdict = make_verdict(
        verdict="tensorflow",
        label="ruled by a constraint",
        show_shares=False,
        fired_rules=(PT_OUT,),
    )
    assert found(verdict, knowledge) == [("question", "existing")]


def test_both_out_leads_to_the_smallest_relaxations(knowledge, make_verdict):
    verdict = make_verdict(
        verdict="neither",
        label="ruled out",
        show_shares=False,
        fired_rules=(PT_OUT, TF_OUT, TF_OUT_TOO),
    )
    # Only giving up the first is enough by itself: PyTorch is left then.
    assert found(verdict, knowledge) == [("question", "existing")]
    assert (
        ways_out(verdict, knowledge, Answers())[0].text == "Change “What you have”: PyTorch is left"
    )
    both = msgspec.structs.replace(verdict, fired_rules=(PT_OUT, TF_OUT))
    assert found(both, knowledge) == [("question", "existing"), ("question", "musts")]


def test_one_question_behind_both_sides_names_neither(knowledge, make_verdict):
    rules = (rule("k_a", ("pytorch",)), rule("k_b", ("tensorflow",)))
    verdict = make_verdict(
        verdict="neither", label="ruled out", show_shares=False, fired_rules=rules
    )
    outs = ways_out(verdict, knowledge, Answers())
    assert [out.subject for out in outs] == ["musts"]
    assert "is left" not in outs[0].text


def test_two_that_must_give_way_together_name_no_side(knowledge, make_verdict):
    rules = (
        rule("k_1", ("pytorch",), ("existing",)),
        rule("k_2", ("pytorch",), ("musts",)),
        rule("k_3", ("tensorflow",), ("target",)),
        rule("k_4", ("tensorflow",), ("scale",)),
    )
    assert {len(given_up) for given_up, _ in smallest_relaxations(rules)} == {2}
    verdict = make_verdict(
        verdict="neither", label="ruled out", show_shares=False, fired_rules=rules
    )
    assert all("is left" not in out.text for out in ways_out(verdict, knowledge, Answers()))
    assert smallest_relaxations(()) == ()


def test_something_else_leads_to_its_question(knowledge, make_verdict):
    route = rule("r_trees", kind="route", strength="instead", questions=("task",))
    verdict = make_verdict(
        verdict="neither", label="instead", show_shares=False, fired_rules=(route,)
    )
    assert found(verdict, knowledge) == [("question", "task")]


def test_either_leads_to_the_weights_and_a_bridge_to_its_question(knowledge, make_verdict):
    either = make_verdict(verdict="either", label="")
    assert found(either, knowledge) == [("what_if", "what_if")]
    bridge = rule("r_keras", kind="route", strength="bridge", questions=("musts",))
    crossed = make_verdict(verdict="either", label="", show_shares=False, fired_rules=(bridge,))
    assert found(crossed, knowledge) == [("question", "musts")]
    nothing = make_verdict(verdict="either", label="", show_shares=False, fired_rules=())
    assert found(nothing, knowledge) == [("what_if", "what_if")]


def test_split_leads_to_the_people(knowledge, make_verdict):
    assert found(make_verdict(verdict="split", label=""), knowledge) == [("team", "team")]


def test_a_hint_is_no_reason_and_no_way_out(knowledge, make_verdict):
    hint = rule("w_hint", kind="route", strength="also", questions=("hardware",))
    assert is_hint(hint)
    verdict = make_verdict(
        verdict="tensorflow",
        label="ruled by a constraint",
        show_shares=False,
        fired_rules=(hint, PT_OUT),
    )
    assert found(verdict, knowledge) == [("question", "existing")]


# --- what was read of this machine -----------------------------------------------------------


@pytest.fixture
def with_facts(knowledge):
    fact = Fact(
        id="chip", label="Chip", value=(FactValue("old", "An old chip"), FactValue("new", "New"))
    )
    when = Condition(
        any=(Term(q="chip", is_=("old",)), Term(q="musts", is_=("rule_tf",))),
        none=(Term(q="gpu", is_=("small",)),),
    )
    gpu = Fact(id="gpu", label="GPU", value=(FactValue("big", "A big card"),))
    told = Knockout(
        id="k_chip", out=("tensorflow",), when=when, title="", reason="", relax="",
        date=dt.date(2026, 11, 23), source="",
    )  # fmt: skip
    return msgspec.structs.replace(knowledge, facts=(fact, gpu), knockouts=(told,))


def test_a_fact_of_this_machine_is_named_and_hangs_on_the_hardware(with_facts):
    told = rule("k_chip", ("tensorflow",), ("chip", "musts"))
    assert questions_of(told, with_facts) == ("hardware", "musts")
    seen = Answers(found={"chip": ("old",)})
    assert found_words(told, with_facts, seen) == "Found on this machine: An old chip."
    assert found_words(told, with_facts, Answers()) == ""
    assert found_words(PT_OUT, with_facts, seen) == ""


def test_a_fact_that_does_not_make_the_rule_hold_is_not_named(with_facts):
    """Another chip does not, and neither does what only must not be there."""
    told = rule("k_chip", ("tensorflow",), ("chip", "musts", "gpu"))
    for found in ({"chip": ("new",)}, {"gpu": ("big",)}):
        assert found_words(told, with_facts, Answers(found=found)) == ""


def test_facts_alone_lead_to_the_hardware(with_facts, make_verdict):
    told = rule("k_chip", ("tensorflow",), ("chip",))
    verdict = make_verdict(
        verdict="pytorch", label="ruled by a constraint", show_shares=False, fired_rules=(told,)
    )
    assert found(verdict, with_facts) == [("question", "hardware")]
