"""T3: exchanging the two sides in all that is known mirrors every figure of the verdict.

Exact, since draws come in pairs that share option picks and level noise, swap the value noise and
flip the sign of the log ratio. Figures are compared as they stand in the verdict, four decimals;
a half in the fifth may round to either side.
"""

from __future__ import annotations

import re

import numpy as np
import pytest
from decide_records import DAY, SWAP, case, change, mirrored, mirrored_runs, run, with_draws
from decide_worlds import DRAWS, answers_to, tries, worlds
from hypothesis import given
from hypothesis import strategies as st

from core.decide.aggregate import aggregate
from core.decide.build import build
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.knowledge.load import load
from core.records.answers import TradeOff

KNOWN = load()
QUICK = with_draws(KNOWN, 400)  # a full verdict, with its flips
LAST = 1.01e-4  # one in the last decimal
RATIO = re.compile(r"at least ([\d.]+)×")


def mirror_text(text):
    return re.sub("PyTorch|TensorFlow", lambda m: {"PyTorch": "TensorFlow"}.get(m[0], "PyTorch"),
                  text)  # fmt: skip


def mirrors(one, other):
    """Assert that every figure of two verdicts mirrors."""
    assert (one.shares.pytorch, one.shares.tensorflow, one.shares.none) == (
        other.shares.tensorflow, other.shares.pytorch, other.shares.none,
    )  # fmt: skip
    assert other.margin.mean == pytest.approx(-one.margin.mean, abs=LAST)
    assert other.margin.low == pytest.approx(-one.margin.high, abs=LAST)
    assert other.margin.high == pytest.approx(-one.margin.low, abs=LAST)
    assert (other.p_equal, other.label, other.borderline) == (
        one.p_equal, one.label, one.borderline,
    )  # fmt: skip
    assert other.verdict == SWAP.get(one.verdict, one.verdict)
    assert other.monte_carlo_error == one.monte_carlo_error
    assert (other.levels, other.zeroed, other.missing) == (one.levels, one.zeroed, one.missing)
    assert other.direct == one.direct
    for side, value in one.regret.items():
        assert other.regret[SWAP[side]] == pytest.approx(value, abs=LAST)
    assert_rows(one, other)
    assert_around(one, other)


def assert_rows(one, other):
    there = {row.criterion: row for row in other.contributions}
    assert set(there) == {row.criterion for row in one.contributions}
    for row in one.contributions:
        twin = there[row.criterion]
        assert twin.value == pytest.approx(-row.value, abs=LAST)
        assert (twin.points, twin.level) == (-row.points, row.level)
        assert set(twin.evidence) == set(row.evidence)
    assert {s.criterion for s in one.stability} == {s.criterion for s in other.stability}
    held = {row.criterion: row for row in other.stability}
    for row in one.stability:
        twin = held[row.criterion]
        figures = (twin.weight, twin.low, twin.high)
        assert figures == pytest.approx((row.weight, row.low, row.high), abs=LAST)
    assert set(other.central_weights) == {SWAP[s] for s in one.central_weights}
    for side, weights in one.central_weights.items():
        assert other.central_weights[SWAP[side]] == pytest.approx(weights, abs=LAST)


def assert_around(one, other):
    """Compare flips, effects, what to find out and each tick alone."""

    def key(flip):
        return flip.kind, flip.subject, flip.others, flip.what if flip.value is None else ""

    there = {key(flip): flip for flip in other.flips}
    for flip in one.flips:
        twin = there[key(flip)]
        if flip.kind == "ratio":
            assert flip.value is not None
            assert twin.value == pytest.approx(1.0 / flip.value, rel=1e-3)
            assert twin.what == mirror_text(flip.what)
        elif flip.value is not None:
            assert twin.value == pytest.approx(flip.value, abs=LAST)
        assert twin.then == mirror_text(flip.then)
    assert len(one.flips) == len(other.flips)
    effects = {row.question: row for row in other.answer_effects}
    assert set(effects) == {row.question for row in one.answer_effects}
    for row in one.answer_effects:
        assert effects[row.question].effect == pytest.approx(-row.effect, abs=LAST)
        assert effects[row.question].without == pytest.approx(-row.without, abs=LAST)
    assert len(one.alone) == len(other.alone)
    for view, twin in zip(one.alone, other.alone, strict=True):
        assert twin.option == view.option
        assert twin.title == mirror_text(view.title)
        assert (twin.shares.pytorch, twin.shares.none) == (view.shares.tensorflow, view.shares.none)
        assert twin.margin == pytest.approx(-view.margin, abs=LAST)
    worth = {offer.subject: offer for offer in other.next_best}
    assert set(worth) == {offer.subject for offer in one.next_best}
    for offer in one.next_best:
        assert worth[offer.subject].evppi == pytest.approx(offer.evppi, abs=LAST)


@tries(60)
@given(worlds(draws=DRAWS))
def test_t03_every_draw_mirrors_in_its_pair(world):
    """Before any rounding for print: draw i of the one is draw i + n/2 of the other, negated."""
    models = []
    for knowledge, runs in (
        (world.knowledge, world.runs),
        (mirrored(world.knowledge), mirrored_runs(world.runs)),
    ):
        bare = change(world.answers, trade_offs=())  # rejected draws would shift the halves
        models.append(build(Given(knowledge, runs, Streams(1, DRAWS), DAY), bare))
    one, other = models
    turn = np.roll(np.arange(DRAWS), DRAWS // 2)
    assert (other.points == one.points[:, turn]).all()
    for side in SWAP:
        assert np.abs(other.values[side] - one.values[SWAP[side]][:, turn]).max() < 1e-12
        assert (other.fired.feasible[side] == one.fired.feasible[SWAP[side]][turn]).all()
    lead, back = (aggregate(model, 0.03).difference for model in (one, other))
    assert np.abs(back + lead[turn]).max() < 1e-12


@tries(60)
@given(worlds(draws=DRAWS))
def test_t03_small_worlds_mirror_in_share_lead_and_bars(world):
    one = resolve(world.knowledge, world.answers, world.runs, as_of=DAY)
    other = resolve(mirrored(world.knowledge), world.answers, mirrored_runs(world.runs), as_of=DAY)
    lead = aggregate(
        build(Given(world.knowledge, world.runs, Streams(1, DRAWS), DAY), world.answers), 0.03
    ).difference
    ties = float((np.abs(lead) < 1e-12).mean())
    assert other.shares.pytorch == pytest.approx(one.shares.tensorflow, abs=LAST + ties)
    assert other.shares.none == one.shares.none
    assert other.margin.mean == pytest.approx(-one.margin.mean, abs=LAST)
    assert other.margin.low == pytest.approx(-one.margin.high, abs=LAST)
    there = {row.criterion: row for row in other.contributions}
    for row in one.contributions:
        assert there[row.criterion].value == pytest.approx(-row.value, abs=LAST)


ODD = {
    "by hand": {"overrides": {"device": 4.0, "ready": 0.0, "future": 1.5}},
    "ranked": {"ranking": ("device", "ready", "debug", "train_speed")},
    "ranked and by hand": {"ranking": ("device", "ready"), "overrides": {"ready": 3.0}},
    "traded": {"trade_offs": (TradeOff(prefer="train_speed", over="debug"),)},
}  # fmt: skip


@pytest.mark.parametrize("odd", sorted(ODD))
def test_t03_the_real_knowledge_mirrors_with_every_odd_feature(make, odd):
    said = make.said(**make.PROJECT | {"target": ("android", "server"), "style": "not_sure"})
    answers = change(said, **ODD[odd])
    runs = (run(case(0.4), case(-0.2, workload="lstm"), case(-0.3, phase="latency")),)
    one = resolve(QUICK, answers, runs, as_of=DAY)
    other = resolve(mirrored(QUICK), answers, mirrored_runs(runs), as_of=DAY)
    assert one.flips
    mirrors(one, other)


@tries(15)
@given(answers_to(KNOWN, trade_offs=False), st.integers(-30, 30))
def test_t03_the_real_knowledge_mirrors_whatever_is_answered(answers, ratio):
    runs = (run(case(ratio / 20)),)
    mirrors(
        resolve(QUICK, answers, runs, as_of=DAY),
        resolve(mirrored(QUICK), answers, mirrored_runs(runs), as_of=DAY),
    )
