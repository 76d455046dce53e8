"""T9: "does not matter" is the same as taking the criterion out of the file. Exact."""

from __future__ import annotations

import pytest
from decide_records import DAY, change
from decide_worlds import World, answers_to, tries, worlds
from hypothesis import assume, given
from hypothesis import strategies as st

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers

KNOWN = load()


def numbers(found, criterion):
    """Return the figures; "either" and "cannot tell yet" differ by what is left to find out."""
    named = "nobody" if found.verdict in ("either", "undecided") else found.title
    return (
        named, found.label, found.shares, found.margin, found.p_equal, found.regret,
        {row.criterion: row for row in found.contributions},
        found.monte_carlo_error, found.central_weights, found.stability, found.direct,
        {id_: level for id_, level in found.levels.items() if id_ != criterion},
        {id_: share for id_, share in found.missing.items() if id_ != criterion},
        found.answer_effects,
        tuple(id_ for id_ in found.zeroed if id_ != criterion),
        tuple(m for m in found.measured if m.criterion != criterion),
    )  # fmt: skip


def without(knowledge, criterion):
    return change(knowledge, criteria=tuple(c for c in knowledge.criteria if c.id != criterion))


def trimmed(answers, criterion):
    """Return the answers with nothing said by hand about a criterion that is not there."""
    return change(
        answers,
        overrides={c: level for c, level in answers.overrides.items() if c != criterion},
        ranking=tuple(c for c in answers.ranking if c != criterion),
    )


@tries(60)
@given(worlds(trade_offs=False), st.data())
def test_t09_switched_off_by_hand_is_the_same_as_not_there(world: World, data):
    criterion = data.draw(st.sampled_from(world.knowledge.criteria)).id
    assume(len(world.knowledge.criteria) > 1)
    off = change(world.answers, overrides={**world.answers.overrides, criterion: 0.0})
    one = resolve(world.knowledge, off, world.runs, as_of=DAY)
    other = resolve(
        without(world.knowledge, criterion), trimmed(world.answers, criterion), world.runs,
        as_of=DAY,
    )  # fmt: skip
    assert criterion in one.zeroed
    assert numbers(one, criterion) == numbers(other, criterion)


@tries(12)
@given(answers_to(KNOWN, trade_offs=False), st.sampled_from([c.id for c in KNOWN.criteria]))
def test_t09_on_the_real_knowledge(said, criterion):
    off = change(said, overrides={**said.overrides, criterion: 0.0})
    one = resolve(KNOWN, off, as_of=DAY, draws=400)
    other = resolve(without(KNOWN, criterion), trimmed(said, criterion), as_of=DAY, draws=400)
    assert numbers(one, criterion) == numbers(other, criterion)


@pytest.mark.parametrize(
    ("question", "option"),
    [(q.id, o.id) for q in KNOWN.questions for o in q.option if 0 in o.set.values()],
)
def test_t09_an_answer_that_sets_nothing_switches_off_too(make, question, option):
    said = {q: o for q, o in make.said(**make.PROJECT).answers.items() if q != question}
    asked = KNOWN.question(question)
    told = asked.find(option) if asked else None
    assert told
    found = resolve(KNOWN, Answers(answers={**said, question: (option,)}), as_of=DAY, draws=400)
    for criterion, level in told.set.items():
        if level == 0 and found.levels[criterion] == 0:
            assert criterion in found.zeroed
            assert criterion not in {row.criterion for row in found.contributions}
    assert set(found.zeroed) == {c for c, level in found.levels.items() if level == 0.0}


@tries(10)
@given(answers_to(KNOWN))
def test_t09_everything_off_is_either_in_so_many_words(said):
    everything = dict.fromkeys((c.id for c in KNOWN.criteria), 0.0)
    found = resolve(KNOWN, change(said, overrides=everything), as_of=DAY, draws=400)
    assume(found.verdict == "either" and found.title == "Either: nothing was left to weigh")
    assert "Every criterion is switched off" in found.sentence
    assert not found.show_shares
    assert found.contributions == ()
