"""T2: raising a value of one side never lowers that side's share. Exact, draw by draw."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from decide_records import DAY, SWAP, case, change, run
from decide_worlds import answers_to, tries, worlds
from hypothesis import assume, given
from hypothesis import strategies as st

from core.decide.aggregate import aggregate
from core.decide.build import build
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.knowledge.load import load
from core.records.base import SIDES

KNOWN = load()
ROUNDING = 1e-9


def outcome_of(knowledge, answers, runs):
    model = build(Given(knowledge, runs, Streams(1, knowledge.meta.draws), DAY), answers)
    return model, aggregate(model, knowledge.meta.eps)


def not_lower(before, after, side):
    """Compare draw by draw wherever the lead is more than rounding."""
    clear = (np.abs(before.difference) > ROUNDING) & (np.abs(after.difference) > ROUNDING)
    assert (after.first[side] >= before.first[side])[clear].all()
    assert (after.first[SWAP[side]] <= before.first[SWAP[side]])[clear].all()


@tries(60)
@given(worlds(multi=False), st.sampled_from(SIDES), st.integers(1, 10), st.data())
def test_t02_better_evidence_never_lowers_the_share(world, side, more, data):
    """All items on one criterion rise together: alone, one item may also widen what it joins."""
    assume(world.knowledge.evidence)
    chosen = data.draw(st.sampled_from(world.knowledge.evidence)).criterion
    risen = tuple(
        change(e, value={**e.value, side: e.value[side] + more / 20})
        if e.criterion == chosen
        else e
        for e in world.knowledge.evidence
    )
    better = change(world.knowledge, evidence=risen)
    model, before = outcome_of(world.knowledge, world.answers, world.runs)
    raised, after = outcome_of(better, world.answers, world.runs)
    assert (raised.values[side] - model.values[side] > -ROUNDING).all()
    assert np.abs(raised.values[SWAP[side]] - model.values[SWAP[side]]).max() < ROUNDING
    not_lower(before, after, side)


@tries(40)
@given(
    worlds(trade_offs=False),
    st.sampled_from(SIDES),
    st.sampled_from(["train", "latency"]),
    st.lists(st.integers(-40, 40), min_size=2, max_size=4, unique=True).map(sorted),
)
def test_t02_a_faster_side_never_loses_share(world, side, phase, ratios):
    sign = 1.0 if side == "pytorch" else -1.0
    found = [
        outcome_of(world.knowledge, world.answers, (run(case(sign * r / 20, phase=phase)),))[1]
        for r in ratios
    ]
    for before, after in pairwise(found):
        not_lower(before, after, side)


@tries(20)
@given(answers_to(KNOWN, trade_offs=False, multi=False), st.data())
def test_t02_on_the_real_knowledge(said, data):
    """One item on a criterion that matters, raised in steps, through the whole function."""
    item = data.draw(st.sampled_from(KNOWN.evidence))
    side = data.draw(st.sampled_from(SIDES))
    others = tuple(e for e in KNOWN.evidence if e.criterion != item.criterion)
    shares = []
    for value in sorted(data.draw(st.lists(st.floats(0, 1), min_size=2, max_size=4))):
        alone = change(item, value={side: value, SWAP[side]: 0.5}, claims=(), status="in_use")
        knowledge = change(KNOWN, evidence=(*others, alone))
        answers = change(said, overrides={item.criterion: 4.0})
        shares.append(getattr(resolve(knowledge, answers, as_of=DAY, draws=400).shares, side))
    assert shares == sorted(shares)
