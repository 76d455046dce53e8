"""T1: raising what speaks for one side in every draw never lowers that side's share.

Exact, draw by draw, with common random numbers. The normalised lead is not monotone (see the last
test), so what is tested is who comes first and the sum before it is divided by all points.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from decide_records import DAY, SWAP, change, evidence
from decide_worlds import answers_to, importances, tries, worlds
from hypothesis import given
from hypothesis import strategies as st

from core.decide.aggregate import aggregate
from core.decide.build import build
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.knowledge.load import load
from core.records.base import SIDES

KNOWN = load()
ROUNDING = 1e-9  # a lead smaller than this can go either way


def surely(knowledge, criterion, side):
    """Return the knowledge with a criterion on which a side is ahead in every draw."""
    ahead, behind = (0.9, 0.3) if side == "pytorch" else (0.3, 0.9)
    others = tuple(e for e in knowledge.evidence if e.criterion != criterion)
    plain = tuple(
        change(c, measured="") if c.id == criterion else c for c in knowledge.criteria
    )  # fmt: skip
    return change(
        knowledge, criteria=plain, evidence=(*others, evidence("sure", criterion, ahead, behind))
    )


def by_hand(world, criterion, level):
    return change(world.answers, overrides={**world.answers.overrides, criterion: level})


@tries(60)
@given(
    worlds(trade_offs=False),
    st.sampled_from(SIDES),
    st.lists(importances, min_size=2, max_size=3, unique=True).map(sorted),
    st.booleans(),
)
def test_t01_more_of_a_sure_pro_never_lowers_the_share(world, side, levels, own_hand):
    """By the person's own hand, or by the level that a criterion has before any answer."""
    pro = world.knowledge.criteria[0].id
    knowledge = surely(world.knowledge, pro, side)
    answers = change(world.answers, ranking=())
    shares, sums, firsts, leads = [], [], [], []
    for level in levels:
        if own_hand:
            here, said = knowledge, by_hand(world, pro, level)
            said = change(said, ranking=())
        else:
            raised = tuple(
                change(c, base_level=level) if c.id == pro else c for c in knowledge.criteria
            )
            here, said = change(knowledge, criteria=raised), answers
        model = build(Given(here, world.runs, Streams(1, here.meta.draws), DAY), said)
        outcome = aggregate(model, here.meta.eps)
        sign = 1.0 if side == "pytorch" else -1.0
        gap = sign * (model.values["pytorch"] - model.values["tensorflow"])
        row = model.index(pro)
        assert (gap[row] > 0.0).all()
        sums.append((model.points * gap).sum(axis=0))
        firsts.append(outcome.first[side])
        leads.append(np.abs(outcome.difference) > ROUNDING)
        shares.append((outcome.shares[side], outcome.shares[SWAP[side]]))
    for low, high, clear_low, clear_high in zip(firsts, firsts[1:], leads, leads[1:], strict=False):
        clear = clear_low & clear_high
        assert (high >= low)[clear].all()
    for low, high in pairwise(sums):
        assert (high - low > -ROUNDING).all()
    if all(clear.all() for clear in leads):
        assert shares == sorted(shares, key=lambda pair: (pair[0], -pair[1]))


@tries(20)
@given(answers_to(KNOWN, trade_offs=False), st.data())
def test_t01_on_the_real_knowledge(said, data):
    pro = data.draw(st.sampled_from([c.id for c in KNOWN.criteria]))
    side = data.draw(st.sampled_from(SIDES))
    levels = sorted(data.draw(st.lists(st.floats(0, 4), min_size=2, max_size=4)))
    knowledge = surely(KNOWN, pro, side)
    shares = [
        getattr(resolve(knowledge, change(said, overrides={pro: level}), as_of=DAY, draws=400)
                .shares, side)
        for level in levels
    ]  # fmt: skip
    assert shares == sorted(shares)


def test_t01_the_normalised_lead_may_fall_while_the_share_stays(make):
    """Points 50 and 50 with leads .8 and .1 give .45; raising the second to 90 gives .343."""
    gaps = ([[0.8, 0.8], [0.1, 0.1]], np.zeros((2, 2)))
    before = aggregate(make.model_of([[50, 50], [50, 50]], *gaps), 0.03)
    after = aggregate(make.model_of([[50, 50], [90, 90]], *gaps), 0.03)
    assert before.margin == pytest.approx(0.45)
    assert after.margin == pytest.approx((50 * 0.8 + 90 * 0.1) / 140)
    assert before.shares == after.shares == {"pytorch": 1.0, "tensorflow": 0.0, "none": 0.0}
