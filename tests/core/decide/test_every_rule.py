"""Every rule of the real knowledge fires when its answers say so, and only then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.decide.conditions import holds
from core.decide.resolve import resolve
from core.knowledge.load import load
from core.knowledge.validate import check_answers
from core.records.answers import NOT_SURE, Answers
from core.records.base import SIDE_NAMES, SIDES
from core.records.errors import AppError
from core.records.knowledge import Condition, Conflict, Knockout, Knowledge, Route, Term
from core.records.verdict import Verdict

KNOWN = load()
DAY = dt.date(2026, 11, 22)
OTHER = {"pytorch": "tensorflow", "tensorflow": "pytorch"}
INSTEAD = [r for r in KNOWN.routes if r.strength == "instead"]


def _id(rule: Knockout | Route | Conflict) -> str:
    return rule.id


def decide(answers: Answers, knowledge: Knowledge = KNOWN) -> Verdict:
    return resolve(knowledge, answers, as_of=DAY, draws=100)


def ways(condition: Condition) -> Iterator[Answers]:
    """Yield every set of single options that makes a condition hold, and is a valid answer."""
    wanted: list[list[tuple[str, str]]] = [[(t.q, o) for o in t.is_] for t in condition.all]
    if condition.any:
        wanted.append([(term.q, option) for term in condition.any for option in term.is_])
    for chosen in product(*wanted):
        said: dict[str, tuple[str, ...]] = {}
        for question, option in chosen:
            said[question] = tuple(dict.fromkeys((*said.get(question, ()), option)))
        answers = Answers(answers=said)
        try:
            check_answers(KNOWN, answers, "")
        except AppError:  # two options of a question that takes one
            continue
        if holds(condition, answers):
            yield answers


def fired(verdict: Verdict) -> dict[str, float]:
    return {rule.id: rule.share for rule in verdict.fired_rules}


@pytest.mark.parametrize("rule", KNOWN.knockouts, ids=_id)
def test_a_knockout_rules_out_in_every_way_it_can_fire(rule):
    found = list(ways(rule.when))
    assert found
    for answers in found:
        verdict = decide(answers)
        assert fired(verdict)[rule.id] == 1.0
        assert verdict.verdict not in rule.out
        for side in rule.out:
            assert getattr(verdict.shares, side) == 0.0
        (told,) = [r for r in verdict.fired_rules if r.id == rule.id]
        assert (told.out, told.source, told.date) == (rule.out, rule.source, str(rule.date))
        assert any(rule.title in reason for reason in verdict.reasons)


@pytest.mark.parametrize("rule", KNOWN.knockouts, ids=_id)
def test_a_knockout_needs_every_one_of_its_terms(rule):
    """Change one needed answer to another option: the rule no longer holds in all readings."""
    answers = next(ways(rule.when))
    for term in rule.when.all:
        question = KNOWN.question(term.q)
        assert question is not None
        others = [o.id for o in question.option if o.id not in term.is_]
        for other in others:
            changed = Answers(answers={**answers.answers, term.q: (other,)})
            assert rule.id not in fired(decide(changed)) or holds(rule.when, changed)


@pytest.mark.parametrize("rule", [*KNOWN.knockouts, *KNOWN.routes], ids=_id)
def test_what_a_rule_excludes_lifts_it(rule):
    answers = next(ways(rule.when))
    for term in rule.when.none:
        for option in term.is_:
            lifted = Answers(answers={**answers.answers, term.q: (option,)})
            assert rule.id not in fired(decide(lifted))


@pytest.mark.parametrize("rule", KNOWN.routes, ids=_id)
def test_a_route_fires_and_only_instead_ends_the_question(rule):
    for answers in ways(rule.when):
        verdict = decide(answers)
        assert fired(verdict)[rule.id] == 1.0
        if rule.strength == "instead":
            assert verdict.verdict == "neither"
            assert verdict.label == "instead"
            assert not verdict.show_shares
            named = next(r for r in INSTEAD if holds(r.when, answers))
            assert named.say in verdict.sentence
        else:
            assert verdict.label != "instead" or any(holds(r.when, answers) for r in INSTEAD)


@pytest.mark.parametrize("rule", KNOWN.routes, ids=_id)
def test_an_open_answer_fires_no_route(rule):
    questions = {term.q for term in rule.when.terms()}
    unsure = Answers(answers=dict.fromkeys(questions, (NOT_SURE,)))
    assert rule.id not in fired(decide(unsure))
    assert rule.id not in fired(decide(Answers()))


@pytest.mark.parametrize("rule", KNOWN.conflicts, ids=_id)
def test_a_conflict_is_told_widens_and_never_blocks(rule):
    for answers in ways(rule.when):
        verdict = decide(answers)
        (told,) = [r for r in verdict.fired_rules if r.id == rule.id]
        assert told.text == rule.say
        without = decide(answers, msgspec.structs.replace(KNOWN, conflicts=()))
        assert verdict.verdict == without.verdict or not without.show_shares
        assert verdict.levels == without.levels
        counted = [c for c in rule.widen if verdict.levels.get(c, 0.0) > 0.0]
        if counted:
            assert verdict.margin != without.margin


def both_out() -> list[tuple[str, Answers]]:
    """Return every pair of knock-outs that one set of answers fires and that leaves neither."""
    found = []
    for first, second in product(KNOWN.knockouts, KNOWN.knockouts):
        if set(first.out) != {"pytorch"} or "tensorflow" not in second.out:
            continue
        for one, two in product(list(ways(first.when))[:2], list(ways(second.when))[:2]):
            said = dict(one.answers)
            for question, options in two.answers.items():
                said[question] = tuple(dict.fromkeys((*said.get(question, ()), *options)))
            answers = Answers(answers=said)
            try:
                check_answers(KNOWN, answers, "")
            except AppError:
                continue
            if not any(holds(r.when, answers) for r in INSTEAD):
                found.append((f"{first.id}+{second.id}", answers))
                break
    return found


BOTH_OUT = both_out()


def test_there_are_ways_to_rule_out_both():
    assert len(BOTH_OUT) >= 3


@pytest.mark.parametrize(("name", "answers"), BOTH_OUT, ids=[name for name, _ in BOTH_OUT])
def test_both_out_names_a_way_that_frees_one(name, answers):
    """The relaxations that are told, applied one by one: each frees the side it promises."""
    verdict = decide(answers)
    assert (verdict.verdict, verdict.label) == ("neither", "ruled out")
    assert not verdict.show_shares
    held = [k for k in KNOWN.knockouts if holds(k.when, answers)]
    promised = [k for k in held if _told(k, verdict.sentence)]
    assert promised
    for side in SIDES:
        rest = [k for k in held if side not in k.out]
        if len(held) - len(rest) == 1 and rest:  # one rule alone stands against this side
            (only,) = [k for k in held if side in k.out]
            assert _told(only, verdict.sentence)
            freed = decide(
                answers,
                msgspec.structs.replace(
                    KNOWN, knockouts=tuple(k for k in KNOWN.knockouts if k.id != only.id)
                ),
            )
            assert freed.label != "ruled out"
            assert getattr(freed.shares, side) > 0.5 > getattr(verdict.shares, side)
            assert SIDE_NAMES[side] in verdict.sentence


def _told(knockout: Knockout, sentence: str) -> bool:
    return knockout.relax[1:] in sentence


@st.composite
def definite(draw) -> Answers:
    said = {}
    for question in KNOWN.questions:
        options = [option.id for option in question.option]
        most = 3 if question.multi else 1
        some = draw(st.lists(st.sampled_from(options), max_size=most, unique=True))
        if some:
            said[question.id] = tuple(some)
    return Answers(answers=said)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(definite())
def test_what_is_ruled_out_is_never_named(answers):
    verdict = decide(answers)
    held = [k for k in KNOWN.knockouts if holds(k.when, answers)]
    out = {side for knockout in held for side in knockout.out}
    assert verdict.verdict not in out
    assert {rule for rule, share in fired(verdict).items() if share == 1.0} >= {k.id for k in held}
    if any(holds(r.when, answers) for r in INSTEAD):
        assert (verdict.verdict, verdict.label) == ("neither", "instead")
    elif out == set(SIDES):
        assert (verdict.verdict, verdict.label) == ("neither", "ruled out")
    elif len(out) == 1:
        (side,) = out
        assert getattr(verdict.shares, side) == 0.0
        if verdict.verdict == OTHER[side]:
            assert not verdict.show_shares or verdict.label != "ruled by a constraint"


def test_terms_take_one_option_of_several_and_open_answers_satisfy_nothing():
    term = Term(q="q", is_=("a", "b"))
    condition = Condition(all=(term,), none=(Term(q="r", is_=("x",)),))
    assert holds(condition, Answers(answers={"q": ("b", "c")}))
    assert not holds(condition, Answers(answers={"q": ("b",), "r": ("x",)}))
    assert not holds(condition, Answers(answers={"q": (NOT_SURE,)}))
    assert not holds(condition, Answers())
    assert holds(Condition(), Answers())
    either = Condition(any=(term, Term(q="r", is_=("x",))))
    assert holds(either, Answers(answers={"r": ("x",)}))
    assert not holds(either, Answers(answers={"r": ("y",)}))
