"""What a figure is worth: the error of a share, and of several runs of the same case."""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decide.measured import combine
from core.decide.resolve import resolve
from core.records.knowledge import Option

LOG2 = math.log(2.0)
DRAWS, SEEDS = 1_000, range(800)
# The standard error of a share of DRAWS draws that were independent, near 50 of 100.
INDEPENDENT = math.sqrt(0.25 / DRAWS)


@pytest.fixture
def led_by_answer(make):
    """An open question says who comes first: both draws of a pair have the same winner."""
    return make.small(
        (make.criterion("a"), make.criterion("b")),
        (make.item("ea", "a", 0.9, 0.1), make.item("eb", "b", 0.1, 0.9)),
        (
            make.question(
                "q",
                Option(id="likes_a", text="", set={"a": 4.0, "b": 0.0}),
                Option(id="likes_b", text="", set={"a": 0.0, "b": 4.0}),
            ),
        ),
        draws=DRAWS,
    )


@pytest.fixture
def led_by_luck(make):
    """The values overlap: mostly the draws of a pair have different winners."""
    return make.small((make.criterion("a"),), (make.item("ea", "a", 0.51, 0.49),), draws=DRAWS)


def over_seeds(make, knowledge) -> tuple[float, float]:
    """Return the observed spread of the share, and the error that the verdicts state."""
    verdicts = [resolve(knowledge, make.said(), seed=seed, as_of=make.DAY) for seed in SEEDS]
    observed = statistics.pstdev(verdict.shares.pytorch for verdict in verdicts)
    return observed, statistics.median(verdict.monte_carlo_error for verdict in verdicts)


@pytest.mark.parametrize("world", ["led_by_answer", "led_by_luck"])
def test_the_error_of_a_share_is_its_spread_over_seeds(request, make, world):
    observed, stated = over_seeds(make, request.getfixturevalue(world))
    assert abs(stated / INDEPENDENT - 1.0) > 0.25  # as if independent, it would be wrong
    assert stated == pytest.approx(observed, rel=0.1)


def test_pairs_that_cancel_out_leave_no_error(make):
    even = make.small((make.criterion("a"),), (make.item("ea", "a", 0.5, 0.5),), draws=DRAWS)
    verdict = resolve(even, make.said(), as_of=make.DAY)
    assert (verdict.shares.pytorch, verdict.monte_carlo_error) == (0.5, 0.0)


def test_runs_of_one_case_weigh_by_their_precision(make):
    runs = (make.run(make.case(0.4, 0.1), name="a"), make.run(make.case(0.3, 0.2), name="b"))
    used = combine(runs, "train", ()).used
    assert {u.run: u.weight for u in used} == pytest.approx({"a": 0.8, "b": 0.2})


def test_a_run_of_few_launches_weighs_less(make):
    many, few = make.case(0.4, 0.1), make.case(0.3, 0.1, df=4.0)
    used = combine((make.run(many, name="many"), make.run(few, name="few")), "train", ()).used
    weights = {u.run: u.weight for u in used}
    assert weights == pytest.approx({"many": 2 / 3, "few": 1 / 3}, rel=1e-4)


def test_a_case_measured_twice_takes_no_weight_from_another(make):
    first = make.run(make.case(0.4, 0.1), make.case(0.2, 0.1, workload="lstm"), name="a")
    used = combine((first, make.run(make.case(0.4, 0.2), name="b")), "train", ()).used
    weights = {(u.run, u.case.workload): u.weight for u in used}
    assert weights == pytest.approx(
        {("a", "image_cnn"): 0.4, ("b", "image_cnn"): 0.1, ("a", "lstm"): 0.5}
    )


@given(
    st.lists(
        st.tuples(st.sampled_from(["image_cnn", "lstm"]), st.floats(-1, 1), st.floats(0.01, 1)),
        min_size=1,
        max_size=6,
    )
)
def test_the_weights_make_the_mean(make, measured):
    """What a verdict says of its runs is how its ratio came about."""
    runs = tuple(
        make.run(make.case(mean, se, workload=workload), name=f"r{i}")
        for i, (workload, mean, se) in enumerate(measured)
    )
    ratio = combine(runs, "train", {"image_cnn"})
    assert math.fsum(u.weight for u in ratio.used) == pytest.approx(1.0)
    made = math.fsum(u.weight * (u.case.log_mean or 0.0) for u in ratio.used) / LOG2
    assert ratio.mean == pytest.approx(made, abs=1e-9)


def test_a_verdict_states_the_weights(make, known):
    runs = (make.run(make.case(0.4, 0.1), name="a"), make.run(make.case(0.3, 0.2), name="b"))
    verdict = resolve(known, make.said(**make.PROJECT), runs, as_of=make.DAY)
    assert {use.run: use.weight for use in verdict.measured} == pytest.approx({"a": 0.8, "b": 0.2})
