"""T4: contributions add up to the lead, and so do the whole points that are printed."""

from __future__ import annotations

import math

import pytest
from decide_records import DAY
from decide_worlds import answers_to, tries, worlds
from hypothesis import given
from hypothesis import strategies as st

from core.decide.aggregate import aggregate
from core.decide.build import build
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.decide.waterfall import contributions, whole_points
from core.knowledge.load import load
from core.records.shares import whole_shares

KNOWN = load()


def rounded(value: float) -> int:
    """Round halves away from 0, so that a mirrored number is a mirrored whole."""
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def of_world(world):
    given_ = Given(world.knowledge, world.runs, Streams(1, world.knowledge.meta.draws), DAY)
    model = build(given_, world.answers)
    outcome = aggregate(model, world.knowledge.meta.eps)
    return contributions(model, outcome), outcome


@tries(60)
@given(worlds())
def test_t04_contributions_add_up_to_the_lead(world):
    values, outcome = of_world(world)
    assert math.fsum(values) / 100.0 == pytest.approx(outcome.margin, abs=1e-12)


@tries(60)
@given(worlds())
def test_t04_the_printed_bars_add_up_to_the_printed_lead(world):
    values, _ = of_world(world)
    found = resolve(world.knowledge, world.answers, world.runs, as_of=DAY)
    assert sum(row.points for row in found.contributions) == rounded(math.fsum(values))
    exact = {c.id: v for c, v in zip(world.knowledge.criteria, values, strict=True)}
    for row in found.contributions:
        assert row.value == pytest.approx(exact[row.criterion], abs=1e-4)
        assert abs(row.points - exact[row.criterion]) <= 1.0
    left_out = set(exact) - {row.criterion for row in found.contributions}
    assert all(exact[id_] == 0.0 for id_ in left_out)
    shown = [row.value for row in found.contributions]
    assert shown == sorted(shown, reverse=True)


@tries(20)
@given(answers_to(KNOWN))
def test_t04_on_the_real_knowledge(said):
    found = resolve(KNOWN, said, as_of=DAY, draws=400)
    total = math.fsum(row.value for row in found.contributions)
    assert total == pytest.approx(found.margin.mean, abs=len(KNOWN.criteria) * 1e-4)
    points = sum(row.points for row in found.contributions)
    assert abs(points - found.margin.mean) <= 0.5 + 1e-4


@given(st.lists(st.floats(-40, 40), max_size=25))
def test_t04_whole_points_add_up_mirror_and_stay_within_one(values):
    whole = whole_points(values)
    assert sum(whole) == rounded(math.fsum(values))
    assert all(abs(w - v) <= 1.0 for w, v in zip(whole, values, strict=True))
    assert whole_points([-v for v in values]) == tuple(-w for w in whole)
    assert all(w == 0 for w, v in zip(whole, values, strict=True) if v == 0.0)


def test_t04_the_largest_remainder_gives_way():
    assert whole_points([0.4, 0.4, 0.4]) == (1, 0, 0)
    assert whole_points([1.6, 1.7, 0.0, -0.1]) == (1, 2, 0, 0)
    assert whole_points([2.5, -2.5]) == (3, -3)
    assert whole_points([10.3, 10.45, 10.25]) == (10, 11, 10)
    assert whole_points([]) == ()


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=2).map(sorted))
def test_t04_shares_in_whole_readings_add_up_to_100(cuts):
    low, high = cuts[0] / 1e4, cuts[1] / 1e4
    whole = whole_shares(low, high - low, 1.0 - high)
    assert sum(whole) == 100
    assert all(abs(w - 100 * s) <= 1.0 for w, s in zip(whole, (low, high - low, 1 - high),
                                                       strict=True))  # fmt: skip


shares = st.floats(0.0, 1.0)


@given(shares, shares)
def test_t04_a_record_says_the_same_whole_readings_as_the_draws(first, rest):
    """Records hold four digits: no sentence may differ from what is drawn from them."""
    raw = (first, (1.0 - first) * rest, (1.0 - first) * (1.0 - rest))
    kept = [round(share, 4) for share in raw]
    assert whole_shares(*raw) == whole_shares(*kept)
    pytorch, tensorflow, none = whole_shares(*raw)
    if kept[0] != kept[1]:
        assert whole_shares(raw[1], raw[0], raw[2]) == (tensorflow, pytorch, none)


def test_t04_at_equal_rounding_errors_what_neither_side_has_gives_way():
    assert whole_shares(0.4859, 0.5082, 0.0059) == (49, 51, 0)
    assert whole_shares(0.5082, 0.4859, 0.0059) == (51, 49, 0)
