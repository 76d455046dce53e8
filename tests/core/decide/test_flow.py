"""The order of the questions, on the real ones and on small ones made up here."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decide.flow import caption_of, choose, next_question, previous_question, steps
from core.knowledge.load import load
from core.records.answers import NOT_SURE, Answers
from core.records.knowledge import Option, Question
from core.records.rules import Condition, Term

KNOWLEDGE = load()
IDS = [question.id for question in KNOWLEDGE.questions]
LAPTOP_ONLY = Answers(answers={"target": ("notebook",)})


def ticks(*options: Option) -> Question:
    return Question(
        id="q", step="Q", text="Q?", why="", group="", option=options, multi=True
    )  # fmt: skip


TICKS = ticks(
    Option(id="none", text="None", alone=True), Option(id="a", text="A"),
    Option(id="b", text="B", short="Bee"), Option(id="c", text="C"),
)  # fmt: skip
ONE = msgspec.structs.replace(TICKS, multi=False)


@st.composite
def some_answers(draw) -> Answers:
    given_ = {}
    for question in KNOWLEDGE.questions:
        options = [option.id for option in question.option]
        kind = draw(st.sampled_from(["open", "unsure", "one", "many"]))
        if kind == "unsure":
            given_[question.id] = (NOT_SURE,)
        elif kind == "one" or (kind == "many" and not question.multi):
            given_[question.id] = (draw(st.sampled_from(options)),)
        elif kind == "many":
            given_[question.id] = tuple(
                draw(st.lists(st.sampled_from(options), min_size=1, unique=True))
            )
    return Answers(answers=given_)


def skipped(answers: Answers) -> set[str]:
    return {s.question for s in steps(KNOWLEDGE, answers, "") if s.state == "skipped"}


def test_without_answers_every_question_lies_ahead_in_order():
    found = steps(KNOWLEDGE, Answers(), IDS[2])
    assert [step.question for step in found] == IDS
    assert [step.state for step in found] == [
        "current" if place == 2 else "ahead" for place in range(len(IDS))
    ]
    assert all(step.caption == "" and step.reason == "" for step in found)


def test_walking_forth_and_back_visits_the_same_questions():
    walk = [next_question(KNOWLEDGE, Answers(), "")]
    while (following := next_question(KNOWLEDGE, Answers(), walk[-1] or "")) is not None:
        walk.append(following)
    assert walk == IDS
    back = [previous_question(KNOWLEDGE, Answers(), "summary")]
    while (before := previous_question(KNOWLEDGE, Answers(), back[-1] or "")) is not None:
        back.append(before)
    assert back == IDS[::-1]


@given(some_answers())
def test_skipped_questions_are_never_walked_to_and_never_lose_their_place(answers):
    over = skipped(answers)
    walk = []
    at = ""
    while (following := next_question(KNOWLEDGE, answers, at)) is not None:
        walk.append(following)
        at = following
    assert walk == [id_ for id_ in IDS if id_ not in over]
    for step in steps(KNOWLEDGE, answers, ""):
        assert bool(step.reason) == (step.question in over)
    for id_ in over:  # the person may stand on one: there is a way on and a way back
        on, before = next_question(KNOWLEDGE, answers, id_), previous_question(
            KNOWLEDGE, answers, id_
        )  # fmt: skip
        place = IDS.index(id_)
        assert on == next((i for i in IDS[place + 1 :] if i not in over), None)
        assert before == next((i for i in IDS[:place][::-1] if i not in over), None)
        current = next(s for s in steps(KNOWLEDGE, answers, id_) if s.question == id_)
        assert current.state == "current"


def test_staying_on_the_laptop_skips_shipping_and_languages_until_another_place_is_ticked():
    assert skipped(LAPTOP_ONLY)
    more = Answers(answers={"target": ("notebook", "server")})
    assert skipped(more) < skipped(LAPTOP_ONLY) or not skipped(more)


def test_only_running_a_model_skips_what_is_about_training():
    over = skipped(Answers(answers={"outcome": ("runonly",)}))
    assert {"scale", "experience", "style", "debugging", "lifetime", "tracking"} <= over


@pytest.mark.parametrize("unsure", [(), (NOT_SURE,)])
def test_not_sure_skips_nothing(unsure):
    answers = Answers(answers={"outcome": unsure, "target": unsure} if unsure else {})
    assert skipped(answers) == set()


def test_an_answer_to_a_skipped_question_keeps_its_caption():
    answers = Answers(answers={"outcome": ("runonly",), "scale": ("onegpu",)})
    (step,) = [s for s in steps(KNOWLEDGE, answers, "") if s.question == "scale"]
    assert step.state == "skipped"
    assert step.caption
    assert step.reason


def test_captions_are_short_and_say_not_sure():
    assert caption_of(TICKS, Answers()) == ""
    assert caption_of(TICKS, Answers(answers={"q": ("a",)})) == "A"
    assert caption_of(TICKS, Answers(answers={"q": ("b",)})) == "Bee"
    assert caption_of(TICKS, Answers(answers={"q": ("a", "b")})) == "2 chosen"
    assert caption_of(TICKS, Answers(answers={"q": (NOT_SURE,)})) == "Not sure"
    states = {
        s.question: s.state
        for s in steps(KNOWLEDGE, Answers(answers={"task": ("llm",), "team": (NOT_SURE,)}), "")
    }
    assert states["task"] == "done"
    assert states["team"] == "unsure"


def test_one_choice_replaces_the_other():
    assert choose(ONE, (), "a") == ("a",)
    assert choose(ONE, ("a",), "b") == ("b",)
    assert choose(ONE, ("a",), "a") == ("a",)
    assert choose(ONE, ("a",), NOT_SURE) == (NOT_SURE,)


@pytest.mark.parametrize(
    ("before", "option", "after"),
    [
        ((), "c", ("c",)),
        (("c",), "a", ("a", "c")),  # in the question's own order
        (("a", "c"), "a", ("c",)),
        (("a",), "a", ()),
        (("a", "c"), "none", ("none",)),
        (("none",), "b", ("b",)),
        (("a", "c"), NOT_SURE, (NOT_SURE,)),
        ((NOT_SURE,), "b", ("b",)),
        ((NOT_SURE,), NOT_SURE, ()),
        (("none",), "none", ()),
    ],
)
def test_ticks_are_toggled_and_some_stand_alone(before, option, after):
    assert choose(TICKS, before, option) == after


@given(st.lists(st.sampled_from(["none", "a", "b", "c", NOT_SURE]), max_size=12))
def test_any_clicks_leave_a_valid_answer(clicks):
    chosen: tuple[str, ...] = ()
    for option in clicks:
        before, chosen = chosen, choose(TICKS, chosen, option)
        assert (option in chosen) != (option in before)
    order = [o.id for o in TICKS.option]
    assert len(set(chosen)) == len(chosen)
    if {"none", NOT_SURE} & set(chosen):
        assert len(chosen) == 1
    else:
        assert list(chosen) == sorted(chosen, key=order.index)


def test_a_skip_condition_needs_a_definite_answer():
    first = msgspec.structs.replace(ONE, id="first")
    second = msgspec.structs.replace(
        ONE,
        id="second",
        skip_if=(Condition(all=(Term(q="first", is_=("a",)),)),),
        skip_reason="The first says so.",
    )
    small = msgspec.structs.replace(KNOWLEDGE, questions=(first, second))
    yes, no = Answers(answers={"first": ("a",)}), Answers(answers={"first": (NOT_SURE,)})
    assert next_question(small, yes, "first") is None
    assert next_question(small, no, "first") == "second"
    assert steps(small, yes, "")[1].reason == "The first says so."


def test_the_first_question_needs_no_numpy():
    code = "import core.decide.flow, sys; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
