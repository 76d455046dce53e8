"""Limits in the words of a verdict: what makes them hold, what lifts them, what follows then."""

from __future__ import annotations

import pytest
from decide_records import DAY

from core.decide.resolve import resolve
from core.records.answers import Answers
from core.records.base import SIDE_NAMES, SIDES
from core.records.rules import Condition, Conflict, Fact, FactValue, Knockout, Route, Term

GPU = Fact(
    id="gpu", label="GPU", value=(FactValue("old", "An old card"), FactValue("new", "A new card"))
)
SOURCE = "https://example.org"


def when(question: str, *options: str) -> Condition:
    return Condition(all=(Term(q=question, is_=options),))


def knockout(id_: str, condition: Condition, *out: str) -> Knockout:
    return Knockout(
        id=id_, out=out, when=condition, title=f"Title {id_}", reason="A fact.",
        relax=f"Lift {id_}", date=DAY, source=SOURCE,
    )  # fmt: skip


def decided(make, *, lead=0.6, said="x", found=None, **more):
    """Return the verdict where one criterion speaks for PyTorch by a lead."""
    questions = tuple(make.question(f"q{i}", "x", "y") for i in range(4))
    knowledge = make.small(
        [make.criterion("c0", 3.0)],
        [make.item("c0", "c0", 0.5 + lead / 2, 0.5 - lead / 2)],
        questions, draws=400, core=[q.id for q in questions], facts=(GPU,), **more,
    )  # fmt: skip
    answers = {q.id: (said,) for q in questions}
    return resolve(knowledge, Answers(answers=answers, found=found or {}), as_of=DAY)


@pytest.mark.parametrize(("card", "other"), [("old", "A new card"), ("new", "An old card")])
def test_the_machine_fact_behind_a_limit_is_named_and_no_other(make, card, other):
    rule = knockout("k", when("gpu", card), "pytorch")
    found = decided(make, knockouts=(rule,), found={"gpu": (card,)})
    assert found.verdict == "tensorflow"
    named = {"old": "An old card", "new": "A new card"}[card]
    assert named in found.sentence
    assert other not in found.sentence
    assert "this machine" in found.title


def test_the_smallest_set_that_frees_a_side_is_what_is_offered(make):
    """One rule stands against PyTorch and two against TensorFlow: giving up one is enough."""
    rules = (
        knockout("one", when("q0", "x"), "pytorch"),
        knockout("two", when("q1", "x"), "tensorflow"),
        knockout("three", when("q2", "x"), "tensorflow"),
    )
    found = decided(make, knockouts=rules)
    assert found.verdict == "neither"
    assert "The shortest way out: lift one, which leaves PyTorch." in found.sentence


@pytest.mark.parametrize("out", SIDES)
def test_a_rule_that_no_longer_held_says_what_would_follow(make, out):
    """Both are out; without the first rule the other side is left, by that alone."""
    (left,) = (side for side in SIDES if side != out)
    rules = (knockout("a", when("q0", "x"), left), knockout("b", when("q1", "x"), out))
    found = decided(make, knockouts=rules)
    then = {flip.subject: flip.then for flip in found.flips if flip.kind == "fact"}
    assert then["a"] == f"{SIDE_NAMES[left]}, by that alone"


@pytest.mark.parametrize(
    ("title", "then"),
    [("Keras on either backend", "either: keras on either backend"),
     ("Either, through Keras", "either, through Keras")],
)  # fmt: skip
def test_a_bridge_that_would_follow_is_named_once_as_either(make, title, then):
    bridge = Route(
        id="r", strength="bridge", when=when("q1", "x"), title=title, say="Use it.", source=SOURCE,
        date=DAY,
    )  # fmt: skip
    rule = knockout("a", when("q0", "x"), "tensorflow")
    found = decided(make, knockouts=(rule,), routes=(bridge,))
    assert found.verdict == "pytorch"
    told = {flip.subject: flip.then for flip in found.flips if flip.kind == "fact"}["a"]
    assert told.lower() == then.lower()


def test_what_fired_for_sure_did_so_in_every_reading_and_no_more(make):
    conflict = Conflict(id="x", when=when("q0", "x"), say="Pull.", widen=("c0",))
    also = Route(
        id="r", strength="also", when=when("q1", "x"), title="R", say="Look.", source=SOURCE,
        date=DAY,
    )  # fmt: skip
    rule = knockout("k", when("q2", "x"), "tensorflow")
    found = decided(make, knockouts=(rule,), routes=(also,), conflicts=(conflict,))
    assert {fired.id: fired.share for fired in found.fired_rules} == {"x": 1.0, "r": 1.0, "k": 1.0}
