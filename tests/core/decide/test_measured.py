"""What a measured ratio says, and which ones say nothing."""

from __future__ import annotations

import math

import pytest

from core.decide.measured import combine, counts, draw
from core.decide.streams import Streams

LOG2 = math.log(2.0)


def test_nothing_measured_is_a_factor_of_about_1_4_either_way(make):
    ratio = combine((), "train", {"image_cnn"})
    assert (ratio.mean, ratio.se, ratio.used) == (0.0, 0.5, ())
    drawn = draw(ratio, "train", Streams(1, 20_000))
    assert float(drawn.mean()) == pytest.approx(0.0, abs=1e-12)
    assert float(drawn.std()) == pytest.approx(0.5, rel=0.03)


def test_one_measurement_enters_with_its_mean_and_error(make):
    ratio = combine((make.run(make.case(0.4, 0.05)),), "train", ())
    assert ratio.mean == pytest.approx(0.4 / LOG2)
    assert ratio.se == pytest.approx(0.05 / LOG2, rel=1e-5)


def test_few_launches_make_the_error_wider(make):
    few = combine((make.run(make.case(0.4, 0.05, df=4)),), "train", ())
    assert few.se == pytest.approx(0.05 / LOG2 * math.sqrt(2.0))
    fewest = combine((make.run(make.case(0.4, 0.05, df=1)),), "train", ())
    assert fewest.se == pytest.approx(0.05 / LOG2 * math.sqrt(3.0))


@pytest.mark.parametrize(
    ("change", "enters"),
    [
        ({"verdict": "cannot_tell"}, True),
        ({"verdict": "no_practical_difference"}, True),
        ({"verdict": "tensorflow_faster"}, True),
        ({"verdict": "disturbed"}, False),
        ({"verdict": None}, False),
        ({"mode": "compiled"}, False),
        ({"device": "cuda"}, True),
        ({"device": "cuda / cpu"}, False),
        ({"state": "failed"}, False),
        ({"state": "not_comparable"}, False),
        ({"state": "missing"}, False),
        ({"state": "incomplete"}, False),
        ({"state": "cancelled"}, False),
        ({"log_se": None}, False),
    ],
)
def test_what_counts(make, change, enters):
    fields = {"log_mean": 0.3, "log_se": 0.3} | change
    assert counts(make.case(**fields)) is enters
    used = combine((make.run(make.case(**fields)),), "train", ()).used
    assert bool(used) is enters


def test_cannot_tell_enters_with_its_wide_error(make):
    ratio = combine((make.run(make.case(0.3, 0.9, verdict="cannot_tell")),), "train", ())
    assert ratio.se == pytest.approx(0.9 / LOG2, rel=1e-5)


def test_phases_are_kept_apart(make):
    runs = (make.run(make.case(0.3), make.case(-0.3, phase="latency")),)
    assert combine(runs, "train", ()).mean == pytest.approx(0.3 / LOG2)
    assert combine(runs, "latency", ()).mean == pytest.approx(-0.3 / LOG2)


def test_workloads_that_disagree_widen_the_result(make):
    cases = (make.case(0.4, 0.1), make.case(-0.2, 0.1, workload="lstm"))
    ratio = combine((make.run(*cases),), "train", ())
    assert ratio.mean == pytest.approx(0.1 / LOG2)
    expected = (2 * (0.5 * 0.1) ** 2 + 0.3**2) ** 0.5 / LOG2
    assert ratio.se == pytest.approx(expected, rel=1e-4)
    assert [used.weight for used in ratio.used] == [0.5, 0.5]


def test_the_workload_close_to_the_task_weighs_four_times(make):
    cases = (make.case(0.4, 0.1), make.case(-0.2, 0.1, workload="lstm"))
    ratio = combine((make.run(*cases),), "train", {"image_cnn"})
    assert ratio.mean == pytest.approx((0.4 * 0.8 - 0.2 * 0.2) / LOG2)
    far = combine((make.run(*cases),), "train", {"tabular_mlp"})  # neither is close: equal weights
    assert far.mean == pytest.approx(0.1 / LOG2)


def test_the_same_case_in_two_runs_is_pooled_by_precision(make):
    runs = (make.run(make.case(0.4, 0.1), name="a"), make.run(make.case(0.1, 0.2), name="b"))
    ratio = combine(runs, "train", ())
    assert ratio.mean == pytest.approx((0.4 * 4 + 0.1) / 5 / LOG2, rel=1e-4)
    assert ratio.se == pytest.approx((0.4 - 0.34) * 1 / LOG2 * 4, rel=1e-3)  # they disagree
