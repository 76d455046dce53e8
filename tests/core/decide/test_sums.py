"""The sums: they add up, repeat to the byte, and agree with other ways to reckon them."""

from __future__ import annotations

import datetime as dt
import json
import math
import os
import random
import subprocess
import sys
from dataclasses import replace

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymcdm.methods import WSM

from core.decide.aggregate import aggregate
from core.decide.model import Given, build
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.decide.waterfall import contributions, whole_points
from core.knowledge.load import load
from core.records.answers import NOT_SURE, Answers
from core.records.base import SIDES
from core.records.knowledge import Evidence, Knowledge
from core.records.run import RunSummary
from core.records.verdict import Verdict

KNOWN = load()
DAY = dt.date(2026, 11, 22)
change = msgspec.structs.replace
ONE_EACH = st.fixed_dictionaries(
    {q.id: st.sampled_from([None, *(o.id for o in q.option)]) for q in KNOWN.questions}
)

SAID = Answers(
    answers={
        "experience": ("some",), "task": ("vision",), "outcome": ("product",),
        "target": ("android", "server"), "hardware": ("nv_linux",), "scale": ("onegpu",),
        "existing": ("none",), "musts": (NOT_SURE,),
    }
)  # fmt: skip


def decide(
    said: Answers,
    knowledge: Knowledge = KNOWN,
    *,
    measured: tuple[RunSummary, ...] = (),
    seed: int = 1,
    draws: int | None = 400,
) -> Verdict:
    return resolve(knowledge, said, measured, seed=seed, as_of=DAY, draws=draws)


def four_errors(share: float, count: int) -> float:
    # Draws come in pairs that share answers and levels: in the worst case half of them count.
    return 4.0 * math.sqrt(max(share * (1.0 - share), 1.0 / count) / (count / 2)) + 1e-4


@settings(max_examples=25, deadline=None)
@given(ONE_EACH)
def test_t4_the_contributions_add_up_to_the_margin(given_):
    said = Answers(answers={q: (o,) for q, o in given_.items() if o})
    model = build(Given(KNOWN, (), Streams(1, 400), DAY), said)
    outcome = aggregate(model, KNOWN.meta.eps)
    assert math.fsum(contributions(model, outcome)) == pytest.approx(
        100.0 * outcome.margin, abs=1e-10
    )
    shown = decide(said)
    assert sum(row.points for row in shown.contributions) == _half_away(100.0 * outcome.margin)
    assert shown.margin.low <= shown.margin.mean <= shown.margin.high


def _half_away(value: float) -> int:
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


@given(st.lists(st.floats(-100, 100) | st.just(0.0), max_size=24))
def test_t4_whole_points_add_up_stay_near_and_mirror(values):
    whole = whole_points(values)
    assert sum(whole) == _half_away(math.fsum(values))
    for value, points in zip(values, whole, strict=True):
        assert abs(points - value) < 1.0 + 1e-9
        assert points == 0 or value != 0.0
    assert whole_points([-value for value in values]) == tuple(-points for points in whole)


AGAIN = """
import datetime, msgspec, sys
from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers
said = msgspec.json.decode(sys.stdin.buffer.read(), type=Answers)
found = resolve(load(), said, as_of=datetime.date(2026, 11, 22))
sys.stdout.buffer.write(msgspec.json.encode(found))
"""


def test_t5_equal_input_gives_equal_bytes_in_another_process_and_order():
    first = msgspec.json.encode(resolve(KNOWN, SAID, as_of=DAY))
    shuffled = list(SAID.answers.items())
    random.Random(3).shuffle(shuffled)
    other_order = Answers(answers=dict(shuffled))
    for hash_seed in ("1", "2"):
        again = subprocess.run(
            [sys.executable, "-c", AGAIN], input=msgspec.json.encode(other_order), check=True,
            stdout=subprocess.PIPE, env={**os.environ, "PYTHONHASHSEED": hash_seed},
        )  # fmt: skip
        assert again.stdout == first
    assert json.loads(first)["verdict"]


def test_t5_another_seed_and_fewer_draws_stay_within_the_error():
    full = decide(SAID, draws=None)
    for other in (decide(SAID, draws=None, seed=2), decide(SAID, draws=2000)):
        assert other.margin != full.margin
        bound = four_errors(full.shares.pytorch, other.draws) * math.sqrt(2.0)
        assert other.shares.pytorch == pytest.approx(full.shares.pytorch, abs=bound)
        assert other.verdict == full.verdict


def test_t10_the_sums_agree_with_another_implementation():
    rng = np.random.default_rng(5)
    model = build(Given(KNOWN, (), Streams(1, 1000), DAY), Answers())
    rows = len(model.criteria)
    model = replace(
        model,
        points=rng.random((rows, 1000)) * 100.0,
        values={side: rng.random((rows, 1000)) for side in SIDES},
        fired=replace(model.fired, feasible={side: np.ones(1000, bool) for side in SIDES}),
    )
    outcome = aggregate(model, 0.03)
    oracle = WSM(lambda x, cost=False: x)  # noqa: ARG005 - called with it by name
    wins = 0
    for i in range(1000):
        matrix = np.array([model.values[side][:, i] for side in SIDES])
        weights = model.points[:, i] / model.points[:, i].sum()
        expected = np.asarray(oracle(matrix, weights, np.ones(rows)))
        found = [outcome.utility[side][i] for side in SIDES]
        assert found == pytest.approx(list(expected), abs=1e-12)
        wins += bool(expected[0] > expected[1])
    assert outcome.shares["pytorch"] == wins / 1000
    assert outcome.shares["none"] == 0.0


def test_the_share_of_one_criterion_has_a_closed_form():
    """Two uniform values of half-width h, d apart: 1 - (2h - d)^2 / 8h^2 of the draws."""
    d, h = 0.06, 0.1
    item = Evidence(
        id="one", criterion="debug", value={"pytorch": 0.5 + d, "tensorflow": 0.5},
        kind="documented", width=h, text={}, source="", date=DAY,
    )  # fmt: skip
    knowledge = change(
        KNOWN,
        criteria=tuple(c for c in KNOWN.criteria if c.id == "debug"),
        evidence=(item,),
        knockouts=(),
    )
    found = decide(Answers(overrides={"debug": 3.0}), knowledge, draws=None)
    expected = 1.0 - (2 * h - d) ** 2 / (8 * h**2)
    bound = 4.0 * math.sqrt(expected * (1 - expected) / found.draws)
    assert found.shares.pytorch == pytest.approx(expected, abs=bound)
    assert found.margin.mean == pytest.approx(100 * d, abs=0.2)
