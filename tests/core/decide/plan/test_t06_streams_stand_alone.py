"""T6: what is added and has nothing to say changes no number of anything else. Exact."""

from __future__ import annotations

from decide_records import DAY, change, evidence
from decide_worlds import World, tries, worlds
from decide_worlds import answers_to as to
from hypothesis import given
from hypothesis import strategies as st

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.knowledge import Criterion, Option, Question

KNOWN = load()
QUESTION = Question(
    id="other", step="Other", text="Other?", why="", group="",
    option=(Option(id="a", text="A"), Option(id="b", text="B", prior=3)),
)  # fmt: skip
CRITERION = Criterion(
    id="other", group="build", label="Other", question_to_self="", base_level=0.0, anchors={}
)

SETTLED = ("ruled by a constraint", "ruled out", "instead")  # no answer moves anything there


def numbers(found):
    """Return all that was computed about what was there before.

    Without pairs of answers: only the nearest few are confirmed, and a new question joins them.
    """
    return (
        found.verdict, found.label, found.borderline, found.shares, found.margin, found.p_equal,
        found.regret, {row.criterion: row for row in found.contributions},
        found.measured, found.monte_carlo_error,
        found.central_weights, found.stability, found.direct, found.missing, found.alone,
        found.answer_effects,
        {id_: level for id_, level in found.levels.items() if id_ != "other"},
        tuple(f for f in found.flips if f.kind not in ("shift", "pair") and f.subject != "other"),
        tuple(r for r in found.fired_rules),
    )  # fmt: skip


def put(things, place, one):
    place %= len(things) + 1
    return (*things[:place], one, *things[place:])


@tries(40)
@given(worlds(), st.integers(0, 9), st.booleans())
def test_t06_an_unrelated_question_changes_no_number(world: World, place, answered):
    more = change(world.knowledge, questions=put(world.knowledge.questions, place, QUESTION))
    said = {**world.answers.answers, "other": ("b",)} if answered else world.answers.answers
    one = resolve(world.knowledge, world.answers, world.runs, as_of=DAY)
    other = resolve(more, change(world.answers, answers=said), world.runs, as_of=DAY)
    effects = tuple(row for row in other.answer_effects if row.question != "other")
    assert numbers(change(other, answer_effects=effects)) == numbers(one)
    if one.label not in SETTLED:
        told = [row.effect for row in other.answer_effects if row.question == "other"]
        assert told == [0.0] * answered


@tries(40)
@given(worlds(), st.integers(0, 9), st.booleans())
def test_t06_a_criterion_without_weight_changes_no_number(world: World, place, opinionated):
    """Flips may name it, since raising it from nothing may well turn the verdict; others stay."""
    # As old as the newest item there is, or it would make the knowledge younger.
    dates = [e.date for e in world.knowledge.evidence if e.status == "in_use"]
    values = (1.0, 0.0) if opinionated else (0.5, 0.5)
    item = evidence("other-1", "other", *values, date=max(dates, default=DAY))
    more = change(
        world.knowledge,
        criteria=put(world.knowledge.criteria, place, CRITERION),
        evidence=(item, *world.knowledge.evidence),
    )
    one = resolve(world.knowledge, world.answers, world.runs, as_of=DAY)
    other = resolve(more, world.answers, world.runs, as_of=DAY)
    assert "other" in other.zeroed
    if opinionated:
        # Only the nearest few are told, so a new one may take another's place.
        one, other = (change(found, flips=()) for found in (one, other))
    assert numbers(other) == numbers(one)


@tries(12)
@given(to(KNOWN), st.integers(0, 30))
def test_t06_on_the_real_knowledge(said, place):
    more = change(
        KNOWN,
        criteria=put(KNOWN.criteria, place, CRITERION),
        questions=put(KNOWN.questions, place, QUESTION),
        evidence=(evidence("other-1", "other", 1.0, 0.0), *KNOWN.evidence),
    )
    one, other = (change(resolve(k, said, as_of=DAY, draws=400), flips=()) for k in (KNOWN, more))
    assert numbers(other) == numbers(one)
