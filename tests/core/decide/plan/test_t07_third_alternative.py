"""T7: a third alternative changes no utility of the first two and never their order.

The engine weighs two alternatives; a third one can stand in the data all the same: in the values of
the evidence, in the list of alternatives, in rules that make it impossible. On fixed scales none of
that touches the other two. What happens on scales stretched to the set is shown for contrast.
"""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from decide_records import DAY, change
from decide_worlds import World, answers_to, tries, worlds
from hypothesis import given
from hypothesis import strategies as st
from pymcdm.methods import WSM
from pymcdm.normalizations import minmax_normalization

from core.decide.aggregate import aggregate
from core.decide.build import build
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.knowledge.load import load
from core.records.rules import Condition, Knockout

KNOWN = load()
JAX_OUT = Knockout(
    id="k_jax", out=("jax",), when=Condition(), title="No JAX", reason="", relax="-", source="s",
    date=DAY,
)  # fmt: skip


def with_third(knowledge, value):
    return change(
        knowledge,
        meta=change(knowledge.meta, alternatives=("jax", *knowledge.meta.alternatives)),
        evidence=tuple(change(e, value={"jax": value, **e.value}) for e in knowledge.evidence),
    )


encoded = msgspec.json.encode


@tries(30)
@given(worlds(), st.sampled_from([0.0, 0.5, 1.0]))
def test_t07_a_third_side_in_the_data_changes_not_a_byte(world: World, value):
    one = resolve(world.knowledge, world.answers, world.runs, as_of=DAY)
    third = with_third(world.knowledge, value)
    assert encoded(resolve(third, world.answers, world.runs, as_of=DAY)) == encoded(one)


@tries(30)
@given(worlds())
def test_t07_ruling_a_third_side_out_changes_no_draw(world: World):
    streams = Streams(1, world.knowledge.meta.draws)
    rules = (*world.knowledge.knockouts, JAX_OUT)
    one, other = (
        aggregate(build(Given(knowledge, world.runs, streams, DAY), world.answers), 0.03)
        for knowledge in (world.knowledge, change(world.knowledge, knockouts=rules))
    )
    for side in ("pytorch", "tensorflow"):
        assert (one.utility[side] == other.utility[side]).all()
        assert (one.first[side] == other.first[side]).all()


@tries(8)
@given(answers_to(KNOWN))
def test_t07_on_the_real_knowledge(said):
    one = resolve(KNOWN, said, as_of=DAY, draws=400)
    assert encoded(resolve(with_third(KNOWN, 0.99), said, as_of=DAY, draws=400)) == encoded(one)


def test_t07_fixed_scales_keep_the_order_that_stretched_ones_reverse(make):
    """1,000 random matrices of three: ours is the judge's order of the first two in all of them."""
    random = np.random.default_rng(7)
    points, values = random.random((5, 1000)) * 100, random.random((3, 5, 1000))
    mine = aggregate(make.model_of(points, values[0], values[1]), 0.03)
    fixed, stretched = WSM(lambda x, cost=False: x), WSM(minmax_normalization)  # noqa: ARG005
    reversed_ = 0
    for i in range(1000):
        weights, three = points[:, i] / points[:, i].sum(), values[:, :, i]
        theirs = np.asarray(fixed(three, weights, np.ones(5), validation=False))
        assert theirs[0] == pytest.approx(mine.utility["pytorch"][i], abs=1e-12)
        assert theirs[1] == pytest.approx(mine.utility["tensorflow"][i], abs=1e-12)
        assert (theirs[0] > theirs[1]) == (mine.difference[i] > 0)
        bent = np.asarray(stretched(three, weights, np.ones(5), validation=False))
        reversed_ += int((bent[0] > bent[1]) != (mine.difference[i] > 0))
    assert reversed_ > 20
