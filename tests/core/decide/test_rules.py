"""Knock-outs and routes: truth tables of every rule, and what would lift them."""

from __future__ import annotations

import itertools
import tomllib
from importlib import resources

import msgspec
import numpy as np
import pytest

from core.decide import rules
from core.decide.conditions import holds, questions_of
from core.decide.readings import Readings
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.knowledge import Condition, Knockout, Term

REAL = load()
RAW = tomllib.loads(
    resources.files("resources").joinpath("knowledge", "rules.toml").read_text(encoding="utf-8")
)
TABLE = {rule["id"]: rule["when"] for kind in RAW.values() for rule in kind if "when" in rule}
RULES = [*REAL.knockouts, *REAL.routes, *REAL.conflicts]


def by_hand(when: dict, picked: dict[str, str]) -> bool:
    """Evaluate a condition as the TOML says it, for one option a question."""

    def term(t):
        return picked.get(t["q"]) in t["is"]

    every = all(term(t) for t in when.get("all", []))
    some = not when.get("any") or any(term(t) for t in when["any"])
    return every and some and not any(term(t) for t in when.get("none", []))


FACTS = {fact.id: [value.id for value in fact.value] for fact in REAL.facts}


def options_of(subject: str) -> list[str]:
    """Return everything one answer, or one machine fact, can be; facts may also be unknown."""
    if subject in FACTS:
        return [*FACTS[subject], "unknown"]
    found = next(q for q in REAL.questions if q.id == subject)
    return [*(option.id for option in found.option), "not_sure"]


def stated(picked: dict[str, tuple[str, ...]]) -> Answers:
    """Return answers, with what is a machine fact under what was found."""
    return Answers(
        answers={id_: options for id_, options in picked.items() if id_ not in FACTS},
        found={id_: options for id_, options in picked.items() if id_ in FACTS},
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_truth_table_of_every_rule(rule):
    """T15: every combination of answers to the questions a rule hangs on."""
    asked = questions_of(rule.when)
    seen = set()
    for combination in itertools.product(*map(options_of, asked)):
        answers = stated({q: (o,) for q, o in zip(asked, combination, strict=True)})
        expected = by_hand(TABLE[rule.id], dict(zip(asked, combination, strict=True)))
        assert holds(rule.when, answers) is expected
        seen.add(expected)
    # x_two_rules needs two ticks of one question, which one option each cannot give.
    assert seen == ({True, False} if rule.id != "x_two_rules" else {False})


def firing(rule) -> Answers:
    """Return the fewest answers that make a rule hold."""
    picked: dict[str, tuple[str, ...]] = {}
    for term in (*rule.when.all, *rule.when.any[:1]):
        picked[term.q] = tuple(dict.fromkeys((*picked.get(term.q, ()), term.is_[0])))
    return stated(picked)


@pytest.mark.parametrize("rule", REAL.knockouts, ids=lambda rule: rule.id)
def test_what_is_ruled_out_is_never_named(rule):
    """T15."""
    answers = firing(rule)
    assert holds(rule.when, answers)
    found = resolve(REAL, answers, as_of=REAL.meta.date, draws=2000)
    for side in rule.out:
        assert found.verdict != side
        assert getattr(found.shares, side) == 0.0
    assert (rule.id, 1.0) in {(r.id, r.share) for r in found.fired_rules}


@pytest.mark.parametrize("rule", REAL.conflicts, ids=lambda rule: rule.id)
def test_a_conflict_is_shown_widens_and_never_blocks(rule):
    answers = firing(rule)
    readings = Readings.of(REAL, answers, Streams(1, 200))
    fired = rules.fire(REAL, answers, readings)
    assert rule in fired.conflicts
    assert any(r.id == rule.id and r.kind == "conflict" for r in rules.as_records(fired))


def test_not_sure_rules_out_only_where_the_option_is_drawn(make):
    open_ = resolve(REAL, make.said(existing="not_sure"), as_of=make.DAY)
    shares = {rule.id: rule.share for rule in open_.fired_rules}
    prior = {o.id: o.prior for q in REAL.questions if q.id == "existing" for o in q.option}
    expected = prior["hf"] / sum(prior.values())
    error = (expected * (1 - expected) / 10_000) ** 0.5
    assert shares["k_hf5"] == pytest.approx(expected, abs=4 * error)


def test_routes_need_a_definite_answer(make):
    answers = make.said(task="not_sure", outcome="runonly")
    fired = {r.id for r in resolve(REAL, answers, as_of=make.DAY).fired_rules}
    assert "r_llm_run" not in fired
    assert resolve(REAL, make.said(musts="not_sure"), as_of=make.DAY).verdict == "insufficient"


def pairs():
    for a, b in itertools.combinations(REAL.knockouts, 2):
        sides = {*a.out, *b.out}
        both = {**firing(a).answers, **firing(a).found}
        for subject, options in (*firing(b).answers.items(), *firing(b).found.items()):
            both[subject] = tuple(dict.fromkeys((*both.get(subject, ()), *options)))
        single = {q.id for q in REAL.questions if not q.multi} | {"system", "gpu"}
        fits = all(len(o) == 1 for q, o in both.items() if q in single)
        if len(sides) == 2 and fits and all(holds(k.when, stated(both)) for k in (a, b)):
            yield pytest.param(a, b, stated(both), id=f"{a.id}-{b.id}")


@pytest.mark.parametrize(("a", "b", "answers"), tuple(pairs()))
def test_both_out_names_the_smallest_ways_out_and_they_work(a, b, answers, make):
    """T16."""
    found = resolve(REAL, answers, as_of=make.DAY, draws=2000)
    if any(rule.strength == "instead" for rule in found.fired_rules):
        assert found.label == "instead"
        return
    assert (found.verdict, found.label) == ("neither", "ruled out")
    fired = rules.fire(REAL, answers, Readings.of(REAL, answers, Streams(1, 200)))
    ways = rules.relaxations(fired)
    assert ways
    for given_up, side in ways:
        assert all(rule.relax.rstrip(".")[1:] in found.sentence for rule in given_up)
        rest = tuple(k for k in REAL.knockouts if k not in given_up)
        freed = resolve(
            msgspec.structs.replace(REAL, knockouts=rest), answers, as_of=make.DAY, draws=2000
        )
        assert freed.label != "ruled out"
        assert getattr(freed.shares, side) > 0.0


def test_three_rules_against_each_side_are_lifted_three_at_a_time(make):
    asked = make.question("q", "x", "y")

    def rule(id_, side):
        return Knockout(
            id=id_, out=(side,), when=Condition(all=(Term(q="q", is_=("x",)),)), title=id_,
            reason="", relax=id_, source="", date=make.DAY,
        )  # fmt: skip

    many = [rule(f"p{i}", "pytorch") for i in range(3)] + [
        rule(f"t{i}", "tensorflow") for i in range(4)
    ]
    knowledge = make.small((make.criterion("c"),), (), (asked,), knockouts=tuple(many))
    answers = make.said(q="x")
    fired = rules.fire(knowledge, answers, Readings.of(knowledge, answers, Streams(1, 10)))
    ((given_up, side),) = rules.relaxations(fired)
    assert side == "pytorch"
    assert [k.id for k in given_up] == ["p0", "p1", "p2"]


def test_lifting_a_rule_frees_only_a_side_it_ruled_out(make):
    asked = (make.question("q", "x", "y"), make.question("r", "x", "y"))

    def rule(id_, side, question):
        return Knockout(
            id=id_, out=(side,), when=Condition(all=(Term(q=question, is_=("x",)),)), title=id_,
            reason="", relax=id_, source="", date=make.DAY,
        )  # fmt: skip

    knowledge = make.small(
        (), (), asked, knockouts=(rule("sure", "pytorch", "q"), rule("open", "tensorflow", "r"))
    )
    answers = make.said(q="x")
    fired = rules.fire(knowledge, answers, Readings.of(knowledge, answers, Streams(1, 200)))
    assert [k.id for k in fired.certain()] == ["sure"]
    (((given_up,), side),) = rules.relaxations(fired)
    assert (given_up.id, side) == ("sure", "pytorch")


def test_readings_and_answers_agree_on_every_condition(make):
    answers = make.said(**make.PROJECT, musts=("no_wsl", "both_open"), speed="train")
    readings = Readings.of(REAL, answers, Streams(1, 50))
    for rule in RULES:
        if all(answers.is_answered(q) for q in questions_of(rule.when)):
            mask = np.broadcast_to(readings.holds(rule.when), 50)
            assert mask.all() == mask.any() == holds(rule.when, answers)
