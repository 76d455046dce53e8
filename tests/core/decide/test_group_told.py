"""What a group is told: each person's own number, a way that all share, and being alike."""

from __future__ import annotations

import re

import pytest
from decide_records import DAY

from core.decide.group import resolve_group
from core.records.answers import Answers
from core.records.knowledge import Option
from core.records.rules import Condition, Route, Strength, Term


def decided(make, options, people, leads=(0.6, -0.6), width=0.03, **more):
    """Return the verdict of people who answer q0 each with one option; c0 speaks for PyTorch."""
    questions = [make.question("q0", *options)]
    questions += [make.question(f"q{i}", "x", "y") for i in range(1, 4)]
    items = [
        make.item(f"c{i}", f"c{i}", 0.5 + lead / 2, 0.5 - lead / 2, width=width)
        for i, lead in enumerate(leads)
    ]
    criteria = [make.criterion("c0", 2.0), make.criterion("c1", 0.0)]
    knowledge = make.small(
        criteria, items, questions, draws=400, core=[q.id for q in questions], **more
    )
    rest = {f"q{i}": ("x",) for i in range(1, 4)}
    said = [Answers(name=n, answers={"q0": (o,), **rest} if o else {}) for n, o in people.items()]
    return resolve_group(knowledge, tuple(said), as_of=DAY)


def option(id_: str, **shift: float) -> Option:
    return Option(id=id_, text=id_.upper(), shift=shift)


def way(id_: str, strength: Strength, *options: str) -> Route:
    when = Condition(all=(Term(q="q0", is_=options),))
    return Route(
        id=id_, strength=strength, when=when, title=f"Way {id_}", say=f"Take {id_}.",
        source="https://example.org", date=DAY,
    )  # fmt: skip


OPTIONS = (option("x"), option("y"), option("z", c1=4.0))


def test_a_split_gives_each_their_own_number(make):
    found = decided(make, OPTIONS, {"Ana": "x", "Ben": "z"}, leads=(0.4, -0.3), width=0.5)
    assert found.verdict == "split"
    told = dict(re.findall(r"(Ana|Ben) \(in (\d+) of 100", found.sentence))
    own = {person.name: person.shares for person in found.people}
    assert int(told["Ana"]) == pytest.approx(100 * own["Ana"].pytorch, abs=1.0)
    assert int(told["Ben"]) == pytest.approx(100 * own["Ben"].tensorflow, abs=1.0)
    assert told["Ana"] != told["Ben"]


def test_a_bridge_for_all_who_count_is_the_groups(make):
    ways = (way("r", "bridge", "x"),)
    every = decided(make, OPTIONS, {"Ana": "x", "Ben": "x"}, routes=ways)
    assert every.title == decided(make, OPTIONS, {"Ana": "x"}, routes=ways).title
    assert "Take r." in every.sentence
    one = decided(make, OPTIONS, {"Ana": "x", "Ben": "z"}, routes=ways)
    assert "Take r." not in one.sentence


def test_a_way_past_both_for_one_and_too_little_from_another_is_too_little(make):
    ways = (way("r", "instead", "x"),)
    for people in ({"Ana": "x", "Ben": ""}, {"Ben": "", "Ana": "x"}):
        found = decided(make, OPTIONS, people, routes=ways)
        assert found.verdict == "insufficient"
        assert found.sentence.startswith("Nobody has answered enough")


def test_where_ways_past_both_differ_the_first_of_the_rules_stands(make):
    ways = (way("r", "instead", "x"), way("s", "instead", "y"))
    for people in ({"Ana": "x", "Ben": "y"}, {"Ben": "y", "Ana": "x"}):
        assert "Take r." in decided(make, OPTIONS, people, routes=ways).sentence


def test_a_group_to_whom_the_two_are_alike_is_told_in_how_many_readings(make):
    found = decided(make, OPTIONS, {"Ana": "x", "Ben": "x"}, leads=(0.0, 0.0))
    assert found.verdict == "either"
    told = re.match(r"In (\d+) of 100 plausible readings of all answers", found.sentence)
    assert told, found.sentence
    assert int(told[1]) == round(100 * found.p_equal)
    assert "practically equal" in found.sentence


def test_opposite_pulls_come_first_the_farthest_apart_before_the_rest(make):
    """Both pull both ways; what pulls harder one way alone is no farther apart for that."""
    questions = [make.question("q0", option("x", c0=1.0), option("y", c1=1.0))]
    questions += [make.question(f"q{i}", "x", "y") for i in range(1, 4)]

    def item(criterion, id_, lead, answer):
        when = Condition(all=(Term(q="q0", is_=(answer,)),))
        return make.item(id_, criterion, 0.5 + lead / 2, 0.5 - lead / 2, width=0.05, when=when)

    items = [
        item("c0", "a", 0.9, "x"), item("c0", "b", -0.2, "y"),
        item("c1", "c", 0.5, "x"), item("c1", "d", -0.8, "y"),
    ]  # fmt: skip
    criteria = [make.criterion("c0", 2.0), make.criterion("c1", 2.0)]
    knowledge = make.small(criteria, items, questions, draws=400, core=[q.id for q in questions])
    rest = {f"q{i}": ("x",) for i in range(1, 4)}
    people = [Answers(name=n, answers={"q0": (o,), **rest}) for n, o in (("A", "x"), ("B", "y"))]
    rows = resolve_group(knowledge, tuple(people), as_of=DAY).disagreements
    assert all(row.is_opposed for row in rows)
    assert len(rows) == 2
    apart = [max(row.pulls.values()) - min(row.pulls.values()) for row in rows]
    assert apart == sorted(apart, reverse=True)
    plus = [max(row.pulls.values()) + min(row.pulls.values()) for row in rows]
    assert plus != sorted(plus, reverse=True), "the two orders have to differ here"
