"""T10: the weighted sum agrees with independent judges.

One is pymcdm's WSM on 1,000 random matrices. The other is the whole model written once more from
its description in plain Python (`decide_by_hand`), draw by draw on small knowledge bases.
"""

from __future__ import annotations

import numpy as np
import pytest
from decide_by_hand import by_hand
from decide_figures import differences
from decide_records import DAY, case, run
from decide_worlds import World, tries, worlds
from hypothesis import given
from pymcdm.methods import WSM

from core.decide.aggregate import aggregate
from core.decide.build import build
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.knowledge.load import load

KNOWN = load()


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
    eps = world.knowledge.meta.eps
    told = by_hand(
        world.knowledge, world.answers, world.runs, Streams(3, world.knowledge.meta.draws), DAY
    )
    found = resolve(world.knowledge, world.answers, world.runs, seed=3, as_of=DAY)
    assert found.draws == len(told)
    assert differences(found, told, eps) == []


def test_t10_on_the_real_knowledge(make):
    """The same with all its questions, criteria, rules and evidence, on a few draws."""
    said = make.said(**make.PROJECT | {"target": ("android", "server"), "style": "not_sure"})
    runs = (run(case(0.4), case(-0.2, workload="lstm"), case(0.1, phase="latency")),)
    told = by_hand(KNOWN, said, runs, Streams(1, 60), DAY)
    found = resolve(KNOWN, said, runs, as_of=DAY, draws=60)
    assert differences(found, told, KNOWN.meta.eps) == []
