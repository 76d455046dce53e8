"""T10: the weighted sum agrees with independent judges.

One is pymcdm's WSM on 1,000 random matrices. The other is the whole model written once more from
its description in plain Python (`decide_by_hand`), draw by draw on small knowledge bases.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from decide_by_hand import by_hand
from decide_worlds import DAY, World, tries, worlds
from hypothesis import given
from pymcdm.methods import WSM

from core.decide.aggregate import aggregate
from core.decide.build import build
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams


def test_t10_the_weighted_sum_agrees_with_pymcdm(make):
    random = np.random.default_rng(1)
    points, values = random.random((5, 1000)) * 100, random.random((2, 5, 1000))
    mine = aggregate(make.model_of(points, values[0], values[1]), 0.03).utility
    judge = WSM(lambda x, cost=False: x)  # noqa: ARG005 - no rescaling: our scales are fixed
    for i in range(1000):
        weights = points[:, i] / points[:, i].sum()
        theirs = np.asarray(judge(values[:, :, i], weights, np.ones(5), validation=False))
        assert mine["pytorch"][i] == pytest.approx(theirs[0], abs=1e-12)
        assert mine["tensorflow"][i] == pytest.approx(theirs[1], abs=1e-12)


@tries(100)
@given(worlds(draws=24))
def test_t10_every_draw_is_what_the_description_says(world: World):
    streams = Streams(3, world.knowledge.meta.draws)
    model = build(Given(world.knowledge, world.runs, streams, DAY), world.answers)
    told = by_hand(world.knowledge, world.answers, world.runs, streams, DAY)
    assert model.count == len(told)
    for i, draw in enumerate(told):
        for row, criterion in enumerate(model.criteria):
            assert model.points[row, i] == pytest.approx(draw.points[criterion.id], abs=1e-9)
            for side in ("pytorch", "tensorflow"):
                expected = draw.values[side][criterion.id]
                assert model.values[side][row, i] == pytest.approx(expected, abs=1e-9)
        for side in ("pytorch", "tensorflow"):
            assert model.fired.feasible[side][i] == (side not in draw.out)


@tries(100)
@given(worlds(draws=24))
def test_t10_the_verdicts_figures_are_what_the_description_says(world: World):
    streams = Streams(3, world.knowledge.meta.draws)
    told = by_hand(world.knowledge, world.answers, world.runs, streams, DAY)
    found = resolve(world.knowledge, world.answers, world.runs, seed=3, as_of=DAY)
    count = len(told)
    assert found.draws == count
    for side in ("pytorch", "tensorflow"):
        # A lead of nothing but rounding may count for either side.
        ties = sum(abs(draw.lead) < 1e-12 for draw in told) / count
        share = sum(draw.first(side) for draw in told) / count
        assert getattr(found.shares, side) == pytest.approx(share, abs=1e-4 + ties)
    none = sum(len(draw.out) == 2 for draw in told) / count
    assert found.shares.none == pytest.approx(none, abs=1e-4)
    leads = [100.0 * draw.lead for draw in told]
    assert found.margin.mean == pytest.approx(math.fsum(leads) / count, abs=1e-4)
    assert found.margin.low == pytest.approx(float(np.quantile(leads, 0.05)), abs=1e-4)
    assert found.margin.high == pytest.approx(float(np.quantile(leads, 0.95)), abs=1e-4)
    near = sum(not draw.out and abs(draw.lead) < 0.03 for draw in told) / count
    edge = sum(abs(abs(draw.lead) - 0.03) < 1e-12 for draw in told) / count
    assert found.p_equal == pytest.approx(near, abs=1e-4 + edge)
    for side in ("pytorch", "tensorflow"):
        lost = []
        for draw in told:
            mine, best = (
                max((-1.0 if s in draw.out else draw.utility(s) for s in sides), default=-1.0)
                for sides in ([side], ["pytorch", "tensorflow"])
            )
            lost.append(best - mine)
        assert found.regret[side] == pytest.approx(math.fsum(lost) / count, abs=1e-4)
