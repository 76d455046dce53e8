"""T11: shares agree with closed forms.

With weights drawn evenly from all of them, the chance that a weighted sum of differences d is
positive is sum over positive d_i of d_i^(n-1) / prod_j (d_i - d_j): the share of the simplex on one
side of a plane. Weights that only keep an order fill a simplex too, whose corners are the means of
the first 1, 2, ... criteria. For two criteria it is the share of the weight interval, T11's 2 x 2.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from core.decide.aggregate import aggregate
from core.decide.ranking import ordered_weights
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.records.answers import Answers

DRAWS = 20_000


def positive(gaps) -> float:
    """Return the share of evenly drawn weights under which the weighted sum of gaps is positive."""
    gaps = [float(gap) for gap in gaps]
    return math.fsum(
        gap ** (len(gaps) - 1) / math.prod(gap - other for j, other in enumerate(gaps) if j != i)
        for i, gap in enumerate(gaps)
        if gap > 0.0
    )


def in_order(gaps) -> float:
    """Return the same under weights that fall from the first criterion to the last."""
    return positive(np.cumsum(gaps) / np.arange(1, len(gaps) + 1))


def four_errors(share: float, count: int = DRAWS) -> float:
    return 4.0 * math.sqrt(max(share * (1.0 - share), 1e-6) / count)


def share_of(make, weights, gaps) -> float:
    rows = np.broadcast_to(np.array(gaps)[:, None], weights.shape)
    model = make.model_of(100.0 * weights, 0.5 + rows / 2, 0.5 - rows / 2)
    return aggregate(model, 0.03).shares["pytorch"]


GAPS = [
    (0.3, -0.1), (-0.6, 0.2), (0.5, -0.4, -0.3), (0.2, 0.1, -0.35), (0.9, -0.2, 0.15, -0.5),
    (-0.05, 0.8, -0.3, -0.31, 0.02),
]  # fmt: skip


def test_t11_two_by_two_is_the_share_of_the_weight_interval():
    assert positive((0.3, -0.1)) == pytest.approx(0.75)
    assert in_order((-0.3, 0.9)) == pytest.approx(0.5)  # the first weighs half or more


@pytest.mark.parametrize("gaps", GAPS)
def test_t11_evenly_drawn_weights(make, gaps):
    random = np.random.default_rng(11)
    weights = random.dirichlet(np.ones(len(gaps)), DRAWS).T
    exact = positive(gaps)
    assert share_of(make, weights, gaps) == pytest.approx(exact, abs=four_errors(exact))


@pytest.mark.parametrize("gaps", GAPS)
def test_t11_weights_that_keep_an_order(make, gaps):
    """The engine's own draws. Both draws of a pair share their weights, so half of them count."""
    weights = ordered_weights(len(gaps), Streams(11, DRAWS))
    exact = in_order(gaps)
    found = share_of(make, weights, gaps)
    assert found == pytest.approx(exact, abs=four_errors(exact, DRAWS // 2))


@pytest.mark.parametrize("gaps", GAPS)
def test_t11_a_ranking_through_the_whole_function(make, gaps):
    """Values are uncertain here: the closed form's mean over evenly drawn values."""
    names = [f"c{i}" for i in range(len(gaps))]
    items = [
        make.item(name, name, 0.5 + gap / 2, 0.5 - gap / 2)
        for name, gap in zip(names, gaps, strict=True)
    ]
    knowledge = make.small([make.criterion(name) for name in names], items)
    found = resolve(knowledge, Answers(ranking=tuple(names)), as_of=make.DAY)
    random = np.random.default_rng(3)
    noise = 0.05 * (random.uniform(-1, 1, (4000, len(gaps), 2)) @ np.array([1.0, -1.0]))
    shares = [in_order(np.array(gaps) + shift) for shift in noise]
    exact, error = float(np.mean(shares)), 4.0 * float(np.std(shares)) / math.sqrt(len(shares))
    assert found.shares.pytorch == pytest.approx(exact, abs=four_errors(exact, DRAWS // 2) + error)


def test_t11_one_criterion_has_the_closed_form_of_two_uniforms(make):
    """P(U(.5 ± .2) > U(.4 ± .2)) = 1 - (.4 - .1)² / (8 · .2²)."""
    knowledge = make.small(
        (make.criterion("c"),), (make.item("e", "c", 0.5, 0.4, kind="judgement"),)
    )
    found = resolve(knowledge, make.said(), as_of=make.DAY)
    exact = 1 - 0.3**2 / (8 * 0.2**2)
    assert found.shares.pytorch == pytest.approx(exact, abs=4 * (0.25 / 10_000) ** 0.5)
    assert found.margin.mean == pytest.approx(10.0, abs=1e-4)
    # The lead is triangular around .1, ±.4: 5 % lie within .4 sqrt(2 · .05) of each end.
    reach = 40 * (1 - 0.1**0.5)
    assert found.margin.low == pytest.approx(10 - reach, abs=1)
    assert found.margin.high == pytest.approx(10 + reach, abs=1)
    assert found.contributions[0].value == pytest.approx(10.0, abs=1e-4)


def test_t11_two_criteria_have_the_closed_form_of_their_weights(make):
    """Equal and opposite values: the larger level wins, P = 1 - (2t - d)² / (8t²), t = .25."""
    evidence = (
        make.item("e", "a", 0.9, 0.1, width=0.001),
        make.item("f", "b", 0.1, 0.9, width=0.001),
    )
    knowledge = make.small((make.criterion("a"), make.criterion("b")), evidence)
    found = resolve(knowledge, Answers(overrides={"a": 2.2, "b": 2.0}), as_of=make.DAY)
    exact = 1 - (0.5 - 0.2) ** 2 / (8 * 0.25**2)
    assert found.shares.pytorch == pytest.approx(exact, abs=0.02)


def test_t11_a_measured_ratio_has_the_closed_form_of_the_normal(make):
    knowledge = make.small((make.criterion("s", measured="train"),))
    runs = (make.run(make.case(0.2, 0.1)),)
    found = resolve(knowledge, make.said(), runs, as_of=make.DAY)
    zone = np.log(1.05)
    above = 1 - stats.norm.cdf((zone - 0.2) / 0.1)
    inside = stats.norm.cdf((zone - 0.2) / 0.1) - stats.norm.cdf((-zone - 0.2) / 0.1)
    exact = above + inside / 2
    assert found.shares.pytorch == pytest.approx(exact, abs=4 * (0.25 / 10_000) ** 0.5)
