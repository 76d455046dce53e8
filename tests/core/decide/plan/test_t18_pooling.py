"""T18: pooling knows no order, and disagreement never narrows. Exact."""

from __future__ import annotations

import pytest
from decide_records import DAY, change
from decide_worlds import World, tries, worlds
from hypothesis import given
from hypothesis import strategies as st

from core.decide.build import build
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.decide.values import pool

numbers = st.floats(0, 1)
widths = st.floats(0.01, 0.5)


@given(st.lists(st.tuples(numbers, widths), min_size=1, max_size=6), st.randoms())
def test_t18_pooling_does_not_depend_on_the_order(items, random):
    shuffled = list(items)
    random.shuffle(shuffled)
    assert pool(*zip(*items, strict=True)) == pool(*zip(*shuffled, strict=True))


@given(st.lists(st.tuples(numbers, widths), min_size=1, max_size=6))
def test_t18_pooling_never_narrows_below_half_the_disagreement(items):
    means, halves = zip(*items, strict=True)
    centre, half = pool(means, halves)
    assert min(means) - 1e-9 <= centre <= max(means) + 1e-9
    assert half >= min(0.5, max(abs(m - centre) for m in means) / 2) - 1e-12
    assert 0.02 <= half <= 0.5


def test_t18_pooling_weighs_by_precision():
    centre, half = pool([0.2, 0.5], [0.1, 0.2])
    assert centre == pytest.approx((0.2 / 0.01 + 0.5 / 0.04) / (1 / 0.01 + 1 / 0.04))
    assert half == pytest.approx(max((1 / 0.01 + 1 / 0.04) ** -0.5, (0.5 - centre) / 2))
    assert pool([0.4, 0.4], [0.1, 0.1])[1] == pytest.approx(0.1 / 2**0.5)


@given(st.lists(st.tuples(numbers, widths), min_size=1, max_size=5), numbers, st.floats(0.02, 0.5))
def test_t18_one_more_that_disagrees_leaves_at_least_half_its_distance(items, value, width):
    means, halves = zip(*items, strict=True)
    centre, half = pool((*means, value), (*halves, width))
    assert half >= min(0.5, abs(value - centre) / 2) - 1e-12


@tries(40)
@given(worlds(), st.randoms(use_true_random=False))
def test_t18_the_order_of_the_file_changes_no_draw_and_no_figure(world: World, random):
    shuffled = list(world.knowledge.evidence)
    random.shuffle(shuffled)
    turned = change(world.knowledge, evidence=tuple(shuffled))
    streams = Streams(1, world.knowledge.meta.draws)
    one, other = (
        build(Given(k, world.runs, streams, DAY), world.answers) for k in (world.knowledge, turned)
    )
    for side in one.values:
        assert (one.values[side] == other.values[side]).all()
    a, b = (resolve(k, world.answers, world.runs, as_of=DAY) for k in (world.knowledge, turned))
    assert (a.shares, a.margin, a.regret, a.stability) == (
        b.shares, b.margin, b.regret, b.stability,
    )  # fmt: skip
