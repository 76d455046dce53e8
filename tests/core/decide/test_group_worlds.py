"""Several people on small worlds: the group is the mixture of its people, each as if alone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from decide_records import DAY, change
from decide_worlds import answers_to, knowledge_bases, runs, tries
from hypothesis import assume, given
from hypothesis import strategies as st

from core.decide.group import SMALLEST_SPREAD, resolve_group
from core.decide.resolve import resolve
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.knowledge import Knowledge
from core.records.run import RunSummary

NAMES = ("Ana", "Ben", "Cem")
SETTLED = ("ruled by a constraint", "ruled out", "instead")


@dataclass(frozen=True)
class Team:
    knowledge: Knowledge
    people: tuple[Answers, ...]
    runs: tuple[RunSummary, ...]

    def group(self):
        return resolve_group(self.knowledge, self.people, self.runs, as_of=DAY)

    def each(self):
        return [resolve(self.knowledge, p, self.runs, as_of=DAY) for p in self.people]


@st.composite
def teams(draw):
    knowledge = draw(knowledge_bases(draws=40))
    said = answers_to(knowledge, trade_offs=False)
    people = tuple(change(draw(said), name=name) for name in NAMES[: draw(st.integers(2, 3))])
    return Team(knowledge, people, draw(runs()))


def counts(verdict) -> bool:
    """Too few answers say nothing about the two, and a route leads past both."""
    return verdict.verdict != "insufficient" and verdict.label != "instead"


@tries(50)
@given(teams())
def test_each_person_is_shown_as_if_alone(team: Team):
    found = team.group()
    each = team.each()
    counted = [v for v in each if counts(v)] or each
    assert [p.name for p in found.people] == [p.name for p in team.people]
    for person, own in zip(found.people, each, strict=True):
        assert (person.verdict, person.label, person.shares, person.margin, person.show_shares) == (
            own.verdict, own.label, own.shares, own.margin, own.show_shares,
        )  # fmt: skip
        assert person.sentence == own.sentence
        assert person.answered == own.answered
        certain = [r.id for r in own.fired_rules if r.kind == "knockout" and r.share == 1.0]
        assert sorted(person.vetoes) == sorted(certain)
        expected = 1.0 / len(counted) if counts(own) else 0.0
        assert person.share == pytest.approx(expected, abs=1e-4)
    assert found.answered == min(v.answered for v in each)
    assert found.core_answered == min(v.core_answered for v in each)


@tries(50)
@given(teams())
def test_the_group_is_the_mixture_of_who_counts(team: Team):
    found = team.group()
    each = team.each()
    counted = [v for v in each if counts(v)] or each
    part = 1.0 / len(counted)
    for name in (*SIDES, "none"):
        expected = part * sum(getattr(v.shares, name) for v in counted)
        assert getattr(found.shares, name) == pytest.approx(expected, abs=2e-4)
    mean = part * sum(v.margin.mean for v in counted)
    assert found.margin.mean == pytest.approx(mean, abs=2e-4)
    assert found.p_equal == pytest.approx(part * sum(v.p_equal for v in counted), abs=2e-4)
    assert found.draws == sum(v.draws for v in counted)
    for side in SIDES:
        expected = part * sum(v.regret[side] for v in counted)
        assert found.regret[side] == pytest.approx(expected, abs=2e-4)
    for criterion in team.knowledge.criteria:
        bars = [{r.criterion: r.value for r in v.contributions} for v in (found, *counted)]
        expected = part * sum(own.get(criterion.id, 0.0) for own in bars[1:])
        assert bars[0].get(criterion.id, 0.0) == pytest.approx(expected, abs=2e-4)
        levels = part * sum(v.levels[criterion.id] for v in counted)
        assert found.levels[criterion.id] == pytest.approx(levels, abs=2e-4)
    if any(v.label in SETTLED for v in (found, *counted)):
        return  # rules that can change nothing any more are left out there
    shares = {r.id: r.share for r in found.fired_rules if r.kind == "knockout"}
    rules = {r.id for v in counted for r in v.fired_rules if r.kind == "knockout"}
    for rule in rules:
        own = [next((r.share for r in v.fired_rules if r.id == rule), 0.0) for v in counted]
        assert shares[rule] == pytest.approx(part * sum(own), abs=2e-4)
    assert set(shares) == rules


@tries(50)
@given(teams())
def test_vetoes_bear_the_names_of_who_set_them(team: Team):
    found = team.group()
    expected = {
        (person.name, rule.id, rule.out, rule.title, rule.text, rule.relax)
        for person, own in zip(team.people, team.each(), strict=True)
        for rule in own.fired_rules
        if rule.kind == "knockout" and rule.share == 1.0
    }
    told = {(v.name, v.rule, v.out, v.title, v.text, v.relax) for v in found.vetoes}
    assert told == expected
    assert len(found.vetoes) == len(expected)


@tries(50)
@given(teams())
def test_disagreements_are_opposite_pulls_then_spreads_of_levels_widest_first(team: Team):
    found = team.group()
    each = team.each()
    rows = {row.criterion: row for row in found.disagreements}
    for criterion in team.knowledge.criteria:
        levels = {p.name: v.levels[criterion.id] for p, v in zip(team.people, each, strict=True)}
        spread = max(levels.values()) - min(levels.values())
        if criterion.id in rows:
            assert rows[criterion.id].levels == levels
            assert rows[criterion.id].spread == pytest.approx(spread, abs=1e-4)
            assert spread >= SMALLEST_SPREAD - 1e-4 or rows[criterion.id].is_opposed
            for person, own in zip(team.people, each, strict=True):
                points = {r.criterion: r.value for r in own.contributions}.get(criterion.id, 0.0)
                assert rows[criterion.id].pulls[person.name] == pytest.approx(points, abs=1e-4)
        else:
            assert spread < SMALLEST_SPREAD + 1e-4
    opposed = [row.is_opposed for row in found.disagreements]
    assert opposed == sorted(opposed, reverse=True)
    spreads = [row.spread for row in found.disagreements if not row.is_opposed]
    assert spreads == sorted(spreads, reverse=True)


@tries(80)
@given(teams())
def test_the_groups_verdict_follows_its_order_of_tests(team: Team):
    """Vetoes before averages, two camps before a name."""
    found = team.group()
    counted = [v for v in team.each() if counts(v)]
    if not counted:
        every = {v.label for v in team.each()} == {"instead"}
        assert found.verdict == ("neither" if every else "insufficient")
        return
    out = {
        side
        for v in counted
        for r in v.fired_rules
        if r.kind == "knockout" and r.share == 1.0
        for side in r.out
    }
    none = sum(v.shares.none for v in counted) / len(counted)
    assume(abs(none - 0.5) > 1e-3)
    leaning = {v.verdict for v in counted} & set(SIDES)
    if len(out) == 2 or none > 0.5:
        assert (found.verdict, found.label) == ("neither", "ruled out")
    elif len(leaning) == 2:
        assert found.verdict == "split"
        assert found.flips == ()
    elif out:
        assert found.label == "ruled by a constraint"
        assert found.verdict in set(SIDES) - out
    elif found.verdict in SIDES:
        assert getattr(found.shares, found.verdict) >= 0.65 - 1e-4
    assert bool(found.stability) is (found.show_shares and found.verdict in SIDES)
    assert bool(found.flips) <= (found.show_shares and found.verdict != "split")


def test_a_group_that_is_weighed_says_what_would_change_it(known, make):
    """Closed forms on the mixture: the least shift of weight is always there for a clear lead."""
    quick = change(known, meta=change(known.meta, draws=400))
    people = tuple(
        change(make.said(**make.PROJECT | {"team": team, "target": "server"}), name=name)
        for name, team in (("Ana", "pt"), ("Ben", "none"))
    )
    found = resolve_group(quick, people, as_of=DAY)
    assert found.verdict == "pytorch"
    assert {flip.kind for flip in found.flips} >= {"shift"}
