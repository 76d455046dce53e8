"""What just moved: one honest sentence, whatever happened."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decide.moved import what_moved
from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.standing import Shares
from core.records.verdict import Contribution, FiredRule, Verdict

KNOWLEDGE = load()
DAY = dt.date(2026, 11, 22)
FIVE = {
    "experience": ("some",), "task": ("vision",), "outcome": ("product",), "existing": ("none",),
    "hardware": ("nv_linux",),
}  # fmt: skip


def step(question: str) -> str:
    return next(q.step for q in KNOWLEDGE.questions if q.id == question)


def decide(**more: tuple[str, ...]) -> Verdict:
    return resolve(KNOWLEDGE, Answers(answers={**FIVE, **more}), as_of=DAY, draws=400)


@pytest.fixture(scope="module")
def base() -> Verdict:
    verdict = decide()
    assert verdict.show_shares
    return verdict


def at(verdict: Verdict, share: float, **more) -> Verdict:
    shares = Shares(pytorch=share, tensorflow=1.0 - share, none=0.0)
    return msgspec.structs.replace(verdict, shares=shares, **more)


def row(value: float, label: str = "Phones and edge") -> Contribution:
    return Contribution(criterion=label, label=label, value=value, points=round(value), level=2.0)


def rule(id_: str, share: float = 1.0, **more) -> FiredRule:
    return FiredRule(
        id=id_, kind="knockout", title=f"Title of {id_}", text="", share=share, **more
    )  # fmt: skip


def test_the_first_verdict_moved_from_nowhere(base):
    assert what_moved(None, base, KNOWLEDGE, "target") == ""


def test_a_share_moves_and_the_strongest_cause_is_named(base):
    before = at(base, 0.784, contributions=(row(1.0), row(2.0, "Guard rails")))
    after = at(base, 0.713, contributions=(row(-3.0), row(1.0, "Guard rails")))
    assert what_moved(before, after, KNOWLEDGE, "target") == (
        f"“{step('target')}” moved PyTorch from 78 to 71 of 100: "
        "“Phones and edge” now says 4 points more for TensorFlow."
    )


def test_the_cause_is_told_for_the_side_it_moved_to(base):
    before, after = at(base, 0.5, contributions=()), at(base, 0.6, contributions=(row(1.2),))
    assert "1 point more for PyTorch" in what_moved(before, after, KNOWLEDGE, "target")
    gone = what_moved(after, before, KNOWLEDGE, "target")
    assert "1 point more for TensorFlow" in gone  # a criterion that ceased to count


def test_nothing_moved_says_so(base):
    said = what_moved(base, base, KNOWLEDGE, "target")
    share = round(100 * base.shares.pytorch)
    assert said == f"“{step('target')}” left PyTorch at {share} of 100."


def test_without_a_question_it_is_the_change(base):
    assert what_moved(base, at(base, 0.5), KNOWLEDGE, None).startswith("The change ")
    assert what_moved(base, at(base, 0.5), KNOWLEDGE, "no-such").startswith("The change ")


@pytest.mark.parametrize("kind", [{}, {"kind": "route", "strength": "instead"}])
def test_a_rule_that_fires_or_ceases_is_the_news(base, kind):
    fired = msgspec.structs.replace(rule("k"), **kind)
    after = at(base, 0.9, fired_rules=(fired,))
    assert "“Title of k”" in what_moved(base, after, KNOWLEDGE, "musts")
    assert "brought in" in what_moved(base, after, KNOWLEDGE, "musts")
    assert "lifted" in what_moved(after, base, KNOWLEDGE, "musts")


def test_a_rule_that_might_hold_is_news_only_when_it_is_sure(base):
    open_ = at(base, 0.8, fired_rules=(rule("k", 0.1),))
    sure = at(base, 0.9, fired_rules=(rule("k"),))
    assert "from 80 to 90" not in what_moved(open_, sure, KNOWLEDGE, "musts")
    assert "brought in" in what_moved(open_, sure, KNOWLEDGE, "musts")
    assert "lifted" in what_moved(sure, open_, KNOWLEDGE, "musts")
    assert "from 85 to 80" in what_moved(at(base, 0.85), open_, KNOWLEDGE, "musts")


def test_hints_and_conflicts_are_no_news_of_their_own(base):
    hint = msgspec.structs.replace(rule("r"), kind="route", strength="also")
    conflict = msgspec.structs.replace(rule("x"), kind="conflict")
    after = at(base, 0.5, fired_rules=(hint, conflict))
    assert "moved PyTorch" in what_moved(at(base, 0.6), after, KNOWLEDGE, "musts")


def test_real_constraints_routes_and_too_few_answers():
    musts = step("musts")
    before, after = decide(), decide(musts=("rule_tf",))
    assert after.verdict == "tensorflow"
    said = what_moved(before, after, KNOWLEDGE, "musts")
    assert musts in said
    assert not re.search(r"\d", said)  # a constraint shows no share
    trees = decide(task=("tabular",))
    assert trees.verdict == "neither"
    said = what_moved(before, trees, KNOWLEDGE, "task")
    assert any(r.title in said for r in trees.fired_rules if r.strength == "instead")
    few = resolve(KNOWLEDGE, Answers(), as_of=DAY, draws=400)
    one = resolve(KNOWLEDGE, Answers(answers={"task": ("vision",)}), as_of=DAY, draws=400)
    said = what_moved(few, one, KNOWLEDGE, "task")
    assert "PyTorch" not in said  # no name before anything is weighed
    assert "1 of" in said
    became = what_moved(one, before, KNOWLEDGE, "existing")
    assert f"“{before.title}”" in became


def test_an_answer_that_is_taken_back_too_early_leaves_fewer():
    few = {"task": ("vision",), "outcome": ("product",)}
    two, one = (
        resolve(KNOWLEDGE, Answers(answers=dict(list(few.items())[:n])), as_of=DAY, draws=400)
        for n in (2, 1)
    )
    core = len(KNOWLEDGE.meta.core_questions)
    assert what_moved(two, one, KNOWLEDGE, "outcome") == (
        f"“{step('outcome')}” leaves 1 of the {core} that matter most done."
    )
    assert what_moved(one, two, KNOWLEDGE, "outcome") == (
        f"“{step('outcome')}” counts: 2 of the {core} that matter most done."
    )


@given(st.floats(0, 1), st.floats(0, 1), st.lists(st.floats(-60, 60), max_size=3), st.booleans())
def test_it_is_one_sentence_and_never_says_0_or_100(base, old, new, values, shown):
    rows = tuple(row(value, f"Criterion {'abc'[i]}") for i, value in enumerate(values))
    before = at(base, old, show_shares=shown)
    said = what_moved(before, at(base, new, contributions=rows), KNOWLEDGE, "target")
    assert said.endswith(".")
    assert said.count(".") == 1
    figures = re.findall(r"\d+(?= of 100)|(?<=from )\d+|(?<=than )\d+", said)
    assert not {"0", "100"} & set(figures)
    if shown:
        assert figures


def test_a_share_that_rounds_to_all_or_nothing_claims_no_certainty(base):
    said = what_moved(at(base, 0.5), at(base, 0.996), KNOWLEDGE, "target")
    assert "from 50 to more than 99 of 100" in said
    said = what_moved(at(base, 0.004), at(base, 0.5), KNOWLEDGE, "target")
    assert "from fewer than 1 to 50 of 100" in said
    said = what_moved(at(base, 0.001), at(base, 0.004), KNOWLEDGE, "target")
    assert "left PyTorch at fewer than 1 of 100" in said
    said = what_moved(at(base, 0.006), at(base, 0.994), KNOWLEDGE, "target")
    assert "from 1 to 99 of 100" in said


@pytest.mark.parametrize(("value", "said"), [(0.5, "1 point more"), (1.4, "1 point"), (1.6, "2 p")])
def test_a_cause_worth_naming_has_at_least_one_point(base, value, said):
    before = at(base, 0.5, contributions=(row(0.0),))
    after = at(base, 0.6, contributions=(row(value),))
    assert f"now says {said}" in what_moved(before, after, KNOWLEDGE, "target")
