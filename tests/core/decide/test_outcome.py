"""Weights times values: closed forms, an independent judge, monotonicity, worth of knowing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from pymcdm.methods import WSM
from scipy import stats

from core.decide.aggregate import aggregate, worth_of_question, worth_of_ratio
from core.decide.readings import Reading
from core.decide.resolve import resolve
from core.decide.waterfall import as_records, contributions, whole_points
from core.records.answers import Answers
from core.records.knowledge import Condition, Knockout, Option, Term

DRAWS = 40
# On a grid, as importance points are never tiny fractions: 0, or 0.2 and more.
arrays = hnp.arrays(np.int64, (3, DRAWS), elements=st.integers(0, 100)).map(lambda a: a / 100)
some_points = hnp.arrays(np.int64, (3, DRAWS), elements=st.integers(0, 100)).map(lambda a: a * 1.0)


def outcome_of(make, points, pytorch, tensorflow, feasible=None):
    return aggregate(make.model_of(points, pytorch, tensorflow, feasible), 0.03)


def test_the_weighted_sum_agrees_with_an_independent_judge(make):
    """T10: 1,000 random matrices."""
    random = np.random.default_rng(1)
    points, values = random.random((5, 1000)) * 100, random.random((2, 5, 1000))
    mine = outcome_of(make, points, values[0], values[1]).utility
    judge = WSM(lambda x, cost=False: x)  # noqa: ARG005 - no rescaling: our scales are fixed
    for i in range(1000):
        weights = points[:, i] / points[:, i].sum()
        theirs = np.asarray(judge(values[:, :, i], weights, np.ones(5), validation=False))
        assert mine["pytorch"][i] == pytest.approx(theirs[0], abs=1e-12)
        assert mine["tensorflow"][i] == pytest.approx(theirs[1], abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(some_points, arrays, arrays, st.integers(0, 50))
def test_more_weight_where_pytorch_leads_never_lowers_its_share(
    make, points, pytorch, tensorflow, more
):
    """T1: draw by draw, with the same random numbers."""
    high, low = np.maximum(pytorch[0], tensorflow[0]), np.minimum(pytorch[0], tensorflow[0])
    pytorch[0], tensorflow[0] = high, low
    before = outcome_of(make, points, pytorch, tensorflow)
    raised = points.copy()
    raised[0] += more
    after = outcome_of(make, raised, pytorch, tensorflow)
    # Draws whose lead is nothing but rounding can go either way.
    clear = np.abs(before.difference) > 1e-9
    assert (after.first["pytorch"] >= before.first["pytorch"])[clear].all()


@settings(max_examples=60, deadline=None)
@given(some_points, arrays, arrays, st.floats(0, 0.5))
def test_a_better_value_never_lowers_the_share(make, points, pytorch, tensorflow, better):
    """T2."""
    before = outcome_of(make, points, pytorch, tensorflow).shares
    pytorch[1] += better
    after = outcome_of(make, points, pytorch, tensorflow).shares
    assert after["pytorch"] >= before["pytorch"]
    assert after["tensorflow"] <= before["tensorflow"]


def test_shares_count_ties_by_halves_and_what_is_ruled_out_cannot_win(make):
    points = np.ones((1, 4))
    pytorch, tensorflow = np.array([[0.9, 0.5, 0.5, 0.9]]), np.array([[0.1, 0.5, 0.5, 0.1]])
    free = outcome_of(make, points, pytorch, tensorflow)
    assert free.shares == {"pytorch": 0.75, "tensorflow": 0.25, "none": 0.0}
    assert free.p_equal == 0.5
    feasible = {
        "pytorch": np.array([True, True, True, False]),
        "tensorflow": np.array([False, True, False, False]),
    }
    held = outcome_of(make, points, pytorch, tensorflow, feasible)
    assert held.shares == {"pytorch": 0.625, "tensorflow": 0.125, "none": 0.25}
    assert held.utility["tensorflow"].tolist() == [-1.0, 0.5, -1.0, -1.0]
    assert held.p_equal == 0.25  # only where both are possible


def test_regret_is_the_mean_loss_against_the_best(make):
    found = outcome_of(make, np.ones((1, 2)), [[0.9, 0.2]], [[0.5, 0.8]])
    assert found.regret() == pytest.approx({"pytorch": 0.3, "tensorflow": 0.2})


def test_nothing_matters_when_every_level_is_zero(make):
    found = outcome_of(make, np.zeros((2, 4)), np.ones((2, 4)), np.zeros((2, 4)))
    assert found.nothing_matters
    assert found.margin == 0.0
    assert found.shares["pytorch"] == 0.5


def test_one_criterion_has_the_closed_form_of_two_uniforms(make):
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


def test_two_criteria_have_the_closed_form_of_their_weights(make):
    """Equal and opposite values: the larger level wins, P = 1 - (2t - d)² / (8t²), t = .25."""
    evidence = (
        make.item("e", "a", 0.9, 0.1, width=0.001),
        make.item("f", "b", 0.1, 0.9, width=0.001),
    )
    knowledge = make.small((make.criterion("a"), make.criterion("b")), evidence)
    found = resolve(knowledge, Answers(overrides={"a": 2.2, "b": 2.0}), as_of=make.DAY)
    exact = 1 - (0.5 - 0.2) ** 2 / (8 * 0.25**2)
    assert found.shares.pytorch == pytest.approx(exact, abs=0.02)


def test_a_measured_ratio_has_the_closed_form_of_the_normal(make):
    knowledge = make.small((make.criterion("s", measured="train"),))
    runs = (make.run(make.case(0.2, 0.1)),)
    found = resolve(knowledge, make.said(), runs, as_of=make.DAY)
    zone = np.log(1.05)
    above = 1 - stats.norm.cdf((zone - 0.2) / 0.1)
    inside = stats.norm.cdf((zone - 0.2) / 0.1) - stats.norm.cdf((-zone - 0.2) / 0.1)
    exact = above + inside / 2
    assert found.shares.pytorch == pytest.approx(exact, abs=4 * (0.25 / 10_000) ** 0.5)


@settings(max_examples=40, deadline=None)
@given(some_points, arrays, arrays)
def test_contributions_add_up_to_the_margin(make, points, pytorch, tensorflow):
    """T4."""
    model = make.model_of(points, pytorch, tensorflow)
    found = aggregate(model, 0.03)
    values = contributions(model, found)
    assert float(values.sum()) == pytest.approx(100 * found.margin, abs=1e-10)
    rows = as_records(model, found)
    assert sum(row.points for row in rows) == int(np.sign(found.margin) * np.floor(
        abs(float(values.sum())) + 0.5))  # fmt: skip


@given(st.lists(st.floats(-40, 40), max_size=25))
def test_whole_points_add_up_mirror_and_stay_within_one(values):
    whole = whole_points(values)
    total = float(np.sum(values))
    assert abs(sum(whole) - total) <= 0.5 + 1e-9
    assert all(abs(w - v) <= 1.0 for w, v in zip(whole, values, strict=True))
    assert whole_points([-v for v in values]) == tuple(-w for w in whole)
    assert all(w == 0 for w, v in zip(whole, values, strict=True) if v == 0.0)


def worth(make, utility, drawn, options):
    """Return the worth of a question whose drawn options are given, and the brute force."""
    count = len(drawn)
    outcome = outcome_of(make, np.ones((1, count)), [utility[0]], [utility[1]])
    reading = Reading(make.question("q", *options), (), np.asarray(drawn))
    return worth_of_question(outcome, reading)


def test_knowing_an_answer_is_worth_what_nested_means_say(make):
    """T14: sum of shares times the best mean given the answer, minus the best mean."""
    random = np.random.default_rng(2)
    utility, drawn = random.random((2, 600)), random.integers(0, 3, 600)
    got = worth(make, utility, drawn, ("a", "b", "c"))
    nested = sum(
        (drawn == o).mean() * max(side[drawn == o].mean() for side in utility) for o in range(3)
    )
    assert got.evppi == pytest.approx(nested - max(side.mean() for side in utility), abs=1e-12)
    assert got.evppi >= 0


def test_an_answer_that_decides_is_worth_much_and_one_that_cannot_nothing(make):
    drawn = np.tile([0, 1, 1, 1], 25)
    pytorch = np.where(drawn == 0, 0.9, 0.2)
    decides = worth(make, (pytorch, 1 - pytorch), drawn, ("a", "b"))
    assert decides.evppi == pytest.approx(0.25 * 0.9 + 0.75 * 0.8 - (0.25 * 0.1 + 0.75 * 0.8))
    assert decides.chance == pytest.approx(0.25)
    idle = worth(make, (np.full(100, 0.6), np.full(100, 0.4)), drawn, ("a", "b"))
    assert (idle.evppi, idle.chance) == (0.0, 0.0)


def test_knowing_a_ratio_is_worth_something_only_if_it_can_turn_the_lead(make):
    ratio = np.linspace(-1, 1, 2000)
    turning = outcome_of(make, np.ones((1, 2000)), [0.5 + ratio / 4], [0.5 - ratio / 4])
    assert worth_of_ratio(turning, ratio).evppi == pytest.approx(0.125, rel=0.01)
    assert worth_of_ratio(turning, ratio).chance == pytest.approx(0.5)
    certain = outcome_of(make, np.ones((1, 2000)), [0.9 + ratio / 100], [np.full(2000, 0.1)])
    assert worth_of_ratio(certain, ratio).evppi == pytest.approx(0.0, abs=1e-12)


def test_an_open_question_that_may_rule_a_side_out_is_worth_the_utility_of_failing(make):
    asked = make.question("q", Option(id="x", text="x", prior=1), Option(id="y", text="y", prior=1))
    out = Knockout(
        id="k", out=("pytorch",), when=Condition(all=(Term(q="q", is_=("x",)),)), title="K",
        reason="R.", relax="Do y", source="s", date=make.DAY,
    )  # fmt: skip
    knowledge = make.small(
        (make.criterion("c"),),
        (make.item("e", "c", 0.9, 0.1),),
        (asked,),
        core=("q",),
        knockouts=(out,),
    )
    found = resolve(knowledge, make.said(), as_of=make.DAY)
    # Best without knowing: TensorFlow's .1 everywhere; knowing: .9 in half, .1 in half.
    (offer,) = found.next_best
    assert offer.subject == "q"
    assert offer.evppi == pytest.approx(0.4, abs=0.02)
    assert offer.chance == pytest.approx(0.5, abs=0.02)
    assert found.shares.pytorch == pytest.approx(0.5, abs=0.02)
    (rule,) = found.fired_rules
    assert rule.share == pytest.approx(0.5, abs=0.02)
    assert rule.questions == ("q",)
