"""T8: an open question is the mixture of its answers; not sure is the same; no name too early."""

from __future__ import annotations

import math

import numpy as np
import pytest
from decide_records import DAY, change
from decide_worlds import World, answers_to, tries, worlds
from hypothesis import assume, given
from hypothesis import strategies as st

from core.decide.aggregate import aggregate
from core.decide.build import build
from core.decide.model import Given
from core.decide.readings import priors
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.knowledge.load import load
from core.records.answers import NOT_SURE, Answers
from core.records.base import SIDES
from core.records.knowledge import Option

KNOWN = load()


@tries(60)
@given(worlds(conflicts=False, trade_offs=False), st.data())
def test_t08_each_draw_is_a_draw_of_the_answer_it_drew(world: World, data):
    """Exact: same streams, so the draws that drew an option are those of that answer given.

    Not for what needs a definite answer: the mix of measured workloads, what the machine is.
    """
    asked = data.draw(st.sampled_from(world.knowledge.questions))
    assume(not (asked.id == "task" and world.runs))
    assume(not (asked.id == "hardware" and world.answers.found))
    given_ = Given(world.knowledge, world.runs, Streams(1, world.knowledge.meta.draws), DAY)

    def model(**said):
        rest = {q: o for q, o in world.answers.answers.items() if q != asked.id}
        return build(given_, change(world.answers, answers={**rest, **said}))

    open_ = model()
    outcome = aggregate(open_, 0.03)
    drawn = open_.readings.by_id[asked.id].drawn
    assert drawn is not None
    sums = dict.fromkeys(SIDES, 0.0)
    for place, option in enumerate(asked.option):
        settled = model(**{asked.id: (option.id,)})
        same = drawn == place
        assert np.abs(settled.points - open_.points)[:, same].max(initial=0.0) < 1e-12
        for side in SIDES:
            assert (settled.fired.feasible[side] == open_.fired.feasible[side])[same].all()
            gap = np.abs(settled.values[side] - open_.values[side])
            assert gap[:, same].max(initial=0.0) < 1e-12
            sums[side] += float(aggregate(settled, 0.03).first[side][same].sum())
    ties = float((np.abs(outcome.difference) < 1e-12).mean())
    for side in SIDES:
        assert outcome.shares[side] == pytest.approx(sums[side] / open_.count, abs=1e-12 + ties)


@tries(20)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 9))
def test_t08_options_are_drawn_by_their_priors(make, weights, seed):
    options = [Option(id=f"o{i}", text="", prior=float(w)) for i, w in enumerate(weights)]
    asked = make.question("q", *options)
    assert priors(asked) == pytest.approx(np.array(weights) / sum(weights), abs=1e-15)
    knowledge = make.small((make.criterion("c"),), (), (asked,))
    given_ = Given(knowledge, (), Streams(seed, 20_000), DAY)
    drawn = build(given_, Answers()).readings.by_id["q"].drawn
    assert drawn is not None
    for i, share in enumerate(priors(asked)):
        error = math.sqrt(share * (1 - share) / 10_000)
        assert float((drawn == i).mean()) == pytest.approx(share, abs=4 * error + 1e-9)


@pytest.mark.parametrize("question", ["team", "style", "musts", "hardware"])
def test_t08_an_open_question_is_the_mixture_of_its_answers(make, question):
    """The same on the real knowledge with its priors, within four standard errors."""
    said = {q: o for q, o in make.said(**make.PROJECT).answers.items() if q != question}
    asked = KNOWN.question(question)
    assert asked
    each = [resolve(KNOWN, Answers(answers={**said, question: (o.id,)}), as_of=DAY, draws=19_998)
            for o in asked.option]  # fmt: skip
    mixed = resolve(KNOWN, Answers(answers=said), as_of=DAY, draws=19_998)
    for side in ("pytorch", "tensorflow", "none"):
        expected = math.fsum(
            share * getattr(found.shares, side)
            for share, found in zip(priors(asked), each, strict=True)
        )
        # Draws come in pairs that share answers: in the worst case half of them count.
        error = math.sqrt(max(expected * (1 - expected), 1e-3) / (mixed.draws / 2))
        assert getattr(mixed.shares, side) == pytest.approx(expected, abs=4 * error + 1e-4)


@tries(40)
@given(worlds())
def test_t08_not_sure_is_the_same_as_no_answer(world: World):
    definite = {q: o for q, o in world.answers.answers.items() if NOT_SURE not in o}
    unsure = {q.id: definite.get(q.id, (NOT_SURE,)) for q in world.knowledge.questions}
    open_, told = (
        resolve(world.knowledge, change(world.answers, answers=said), world.runs, as_of=DAY)
        for said in (definite, unsure)
    )
    assert open_ == told


@tries(60)
@given(answers_to(KNOWN), st.randoms(use_true_random=False))
def test_t08_no_name_with_fewer_than_four_core_answers(said, rng):
    core = [q for q in KNOWN.meta.core_questions if said.is_answered(q)]
    rng.shuffle(core)
    dropped = set(core[3:])
    few = change(said, answers={q: o for q, o in said.answers.items() if q not in dropped})
    found = resolve(KNOWN, few, as_of=DAY, draws=400)
    if found.verdict in SIDES:
        assert found.label == "ruled by a constraint"
    else:
        assert found.verdict in ("insufficient", "neither")
        assert not found.show_shares
    if found.verdict == "insufficient":
        assert "PyTorch" not in found.title + found.sentence
        assert "TensorFlow" not in found.title + found.sentence
