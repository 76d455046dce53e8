"""T15, T16: truth tables of every rule; both out always names the smallest ways out."""

from __future__ import annotations

import itertools
import tomllib
from importlib import resources

import msgspec
import numpy as np
import pytest
from decide_worlds import tries, worlds
from hypothesis import assume, given
from hypothesis import strategies as st

from core.decide import rules
from core.decide.conditions import holds, questions_of
from core.decide.readings import Readings
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.rules import Condition, Knockout, Term

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
def test_t15_the_truth_table_of_every_rule(rule):
    """Every combination of answers to the questions a rule hangs on."""
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
def test_t15_what_is_ruled_out_is_never_named(rule):
    answers = firing(rule)
    assert holds(rule.when, answers)
    found = resolve(REAL, answers, as_of=REAL.meta.date, draws=2000)
    for side in rule.out:
        assert found.verdict != side
        assert getattr(found.shares, side) == 0.0
    assert (rule.id, 1.0) in {(r.id, r.share) for r in found.fired_rules}


@pytest.mark.parametrize("rule", REAL.conflicts, ids=lambda rule: rule.id)
def test_t15_a_conflict_is_shown_widens_and_never_blocks(rule):
    answers = firing(rule)
    readings = Readings.of(REAL, answers, Streams(1, 200))
    fired = rules.fire(REAL, answers, readings)
    assert rule in fired.conflicts
    assert any(r.id == rule.id and r.kind == "conflict" for r in rules.as_records(REAL, fired))


def test_t15_not_sure_rules_out_only_where_the_option_is_drawn(make):
    open_ = resolve(REAL, make.said(existing="not_sure"), as_of=make.DAY)
    shares = {rule.id: rule.share for rule in open_.fired_rules}
    prior = {o.id: o.prior for q in REAL.questions if q.id == "existing" for o in q.option}
    expected = prior["hf"] / sum(prior.values())
    error = (expected * (1 - expected) / (open_.draws / 2)) ** 0.5
    assert shares["k_hf5"] == pytest.approx(expected, abs=4 * error)


def test_t15_routes_need_a_definite_answer(make):
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
def test_t16_both_out_names_the_smallest_ways_out_and_they_work(a, b, answers, make):
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


def test_t16_three_rules_against_each_side_are_lifted_three_at_a_time(make):
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


def test_t16_lifting_a_rule_frees_only_a_side_it_ruled_out(make):
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


def test_t15_readings_and_answers_agree_on_every_condition(make):
    answers = make.said(**make.PROJECT, musts=("no_wsl", "both_open"), speed="train")
    readings = Readings.of(REAL, answers, Streams(1, 50))
    for rule in RULES:
        if all(answers.is_answered(q) for q in questions_of(rule.when)):
            mask = np.broadcast_to(readings.holds(rule.when), 50)
            assert mask.all() == mask.any() == holds(rule.when, answers)


@tries(60)
@given(worlds())
def test_t15_what_is_ruled_out_is_never_named_in_small_worlds(world):
    """Knock-outs that definite answers or the machine fire, against conditions read by hand."""
    found = resolve(world.knowledge, world.answers, world.runs, as_of=world.knowledge.meta.date)
    held = [k for k in world.knowledge.knockouts if holds(k.when, world.answers)]
    certain = {r.id for r in found.fired_rules if r.kind == "knockout" and r.share == 1.0}
    open_ = {q.id for q in world.knowledge.questions if not world.answers.is_answered(q.id)}
    for knockout in held:
        if not open_ & set(questions_of(knockout.when)):
            assert knockout.id in certain
    out = {side for k in world.knowledge.knockouts if k.id in certain for side in k.out}
    assert found.verdict not in out
    for side in out:
        assert getattr(found.shares, side) == 0.0
    instead = [
        r for r in world.knowledge.routes
        if r.strength == "instead" and holds(r.when, world.answers)
    ]  # fmt: skip
    if instead:
        assert (found.verdict, found.label) == ("neither", "instead")
    elif len(out) == 2:
        assert (found.verdict, found.label) == ("neither", "ruled out")


OUTS = st.sampled_from([("pytorch",), ("tensorflow",), ("pytorch", "tensorflow")])


@tries(60)
@given(st.lists(st.tuples(OUTS, st.sampled_from("xxy?")), min_size=2, max_size=6))
def test_t16_the_ways_out_are_all_the_smallest_ones(make, drawn):
    """Brute force over every set of rules that hold for sure; some do not, some may."""
    terms = {
        "x": Condition(all=(Term(q="q", is_=("x",)),)),
        "y": Condition(all=(Term(q="q", is_=("y",)),)),
        "?": Condition(all=(Term(q="open", is_=("x",)),)),
    }
    knockouts = tuple(
        Knockout(id=f"k{i}", out=out, when=terms[when], title="", reason="", relax=f"Lift {i}",
                 source="", date=make.DAY)
        for i, (out, when) in enumerate(drawn)
    )  # fmt: skip
    asked = (make.question("q", "x", "y"), make.question("open", "x", "y"))
    knowledge = make.small((make.criterion("c"),), (), asked, knockouts=knockouts)
    answers = make.said(q="x")
    readings = Readings.of(knowledge, answers, Streams(1, 100))
    fired = rules.fire(knowledge, answers, readings)
    certain = fired.certain()
    assert [k.id for k in certain] == [f"k{i}" for i, (_, w) in enumerate(drawn) if w == "x"]

    def frees(given_up):
        left = {s for k in certain if k not in given_up for s in k.out}
        return [s for s in ("pytorch", "tensorflow") if s not in left]

    assume(not frees(()))
    sets = [
        given_up
        for size in range(1, len(certain) + 1)
        for given_up in itertools.combinations(certain, size)
        if frees(given_up)
    ]
    smallest = [given_up for given_up in sets if len(given_up) == len(sets[0])]
    ways = rules.relaxations(fired)
    assert ways
    assert {tuple(k.id for k in w) for w, _ in ways} == {tuple(k.id for k in w) for w in smallest}
    for given_up, side in ways:
        assert side in frees(given_up)
        rest = tuple(k for k in knowledge.knockouts if k not in given_up)
        freed = rules.fire(msgspec.structs.replace(knowledge, knockouts=rest), answers, readings)
        assert all(side not in k.out for k in freed.certain())
