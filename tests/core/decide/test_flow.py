"""The order of the questions, without NumPy."""

from __future__ import annotations

import subprocess
import sys

import pytest

from core.decide.flow import choose, next_question, previous_question, steps
from core.records.answers import Answers
from core.records.knowledge import Condition, Option, Term


@pytest.fixture(scope="module")
def three(make):
    skip = Condition(all=(Term(q="a", is_=("stop",)),))
    return make.small(
        (),
        questions=(
            make.question("a", "go", "stop"),
            make.question("b", "x", "y", skip_if=(skip,), skip_reason="You stopped."),
            make.question("c", "x", "y"),
        ),
    )


def test_flow_needs_no_numpy():
    code = "import sys, core.decide.flow; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_state_has_its_place(three, make):
    given = Answers(answers={"a": ("go",), "b": ("not_sure",)})
    found = steps(three, given, "c")
    assert [(s.question, s.state, s.caption) for s in found] == [
        ("a", "done", "go"), ("b", "unsure", "Not sure"), ("c", "current", ""),
    ]  # fmt: skip
    assert steps(three, Answers(), "a")[1].state == "ahead"


def test_a_skipped_question_says_why_and_is_passed_both_ways(three, make):
    given = make.said(a="stop")
    assert steps(three, given, "a")[1].state == "skipped"
    assert steps(three, given, "a")[1].reason == "You stopped."
    assert next_question(three, given, "a") == "c"
    assert previous_question(three, given, "c") == "a"
    # "Not sure" is no definite answer, so it skips nothing.
    assert next_question(three, make.said(a="not_sure"), "a") == "b"


def test_the_ends_and_unknown_places(three):
    assert next_question(three, Answers(), "c") is None
    assert previous_question(three, Answers(), "a") is None
    assert next_question(three, Answers(), "summary") == "a"
    assert previous_question(three, Answers(), "summary") == "c"


def test_one_can_stand_on_a_skipped_question(three, make):
    given = make.said(a="stop")
    assert steps(three, given, "b")[1].state == "current"
    assert next_question(three, given, "b") == "c"
    assert previous_question(three, given, "b") == "a"


def test_several_ticks_are_counted(three, make):
    several = make.small((), questions=(make.question("a", "x", "y", multi=True),))
    assert steps(several, make.said(a=("x", "y")), "b")[0].caption == "2 chosen"
    short = make.question("q", Option(id="x", text="A long text", short="Short"))
    assert steps(make.small((), questions=(short,)), make.said(q="x"), "")[0].caption == "Short"


@pytest.mark.parametrize(
    ("before", "pick", "after"),
    [
        ((), "x", ("x",)),
        (("x",), "x", ()),
        (("y",), "x", ("x", "y")),  # the question's own order, not the order of clicks
        (("x", "y"), "x", ("y",)),
        (("x", "y"), "none", ("none",)),
        (("none",), "x", ("x",)),
        (("x", "y"), "not_sure", ("not_sure",)),
        (("not_sure",), "y", ("y",)),
        (("not_sure",), "not_sure", ()),
        (("none",), "not_sure", ("not_sure",)),
    ],
)
def test_ticking_in_a_tick_all_question(make, before, pick, after):
    asked = make.question("q", Option(id="none", text="None", alone=True), "x", "y", multi=True)
    assert choose(asked, before, pick) == after


def test_a_single_question_takes_the_last_pick(make):
    assert choose(make.question("q", "x", "y"), ("x",), "y") == ("y",)
    assert choose(make.question("q", "x", "y"), ("x",), "x") == ("x",)
    assert choose(make.question("q", "x", "y"), ("x",), "not_sure") == ("not_sure",)


def test_the_real_questions_lead_from_first_to_last(known):
    seen, place = [], "start"
    while (place := next_question(known, Answers(), place)) is not None:
        seen.append(place)
    assert seen == [q.id for q in known.questions]
    assert len(seen) == 16


def test_who_only_runs_a_model_is_not_asked_how_it_is_trained(known, make):
    skipped = {s.question for s in steps(known, make.said(outcome="runonly"), "")
               if s.state == "skipped"}  # fmt: skip
    assert skipped == {"scale", "experience", "style", "debugging", "lifetime", "tracking"}
