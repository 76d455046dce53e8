from __future__ import annotations

import pytest

from core.knowledge.load import load
from core.measure import catalog
from core.measure.plan import make_plan
from core.records.answers import Answers
from core.records.errors import AppError


def test_a_quick_run_of_all_three():
    plan = make_plan(("tabular_mlp", "image_cnn", "lstm"))
    assert plan.budget_s == 120.0
    assert plan.looks == (3,)
    assert [case.id for case in plan.cases] == [
        "tabular_mlp/train/usual",
        "tabular_mlp/latency/usual",
        "image_cnn/train/usual",
        "image_cnn/latency/usual",
        "lstm/train/usual",
        "lstm/latency/usual",
    ]


def test_one_workload_may_look_three_times():
    plan = make_plan(("lstm",))
    assert plan.looks == (3, 4, 5)
    assert plan.budget_s == 100.0


def test_standard_has_the_compiled_mode_and_cold_figures():
    plan = make_plan(preset="standard")
    assert {case.mode for case in plan.cases} == {"usual", "compiled"}
    assert plan.cold
    assert plan.budget_s <= 20 * 60


def test_options_overrule_the_preset():
    plan = make_plan(("lstm",), modes=("compiled",), phases=("latency",), budget_s=33, threads=1)
    assert [case.id for case in plan.cases] == ["lstm/latency/compiled"]
    assert (plan.budget_s, plan.threads) == (33.0, 1)


def test_a_workload_named_twice_is_measured_once():
    assert make_plan(("lstm", "lstm")).cases == make_plan(("lstm",)).cases


@pytest.mark.parametrize(
    ("fields", "remedy"),
    [
        ({"workloads": ("tabular-mlp",)}, "`tabular_mlp`"),
        ({"workloads": ("zzz",)}, "tabular_mlp, image_cnn, lstm"),
        ({"preset": "quik"}, "`quick`"),
        ({"modes": ("compile",)}, "`compiled`"),
        ({"phases": ("training",)}, "`train`"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(fields, remedy):
    with pytest.raises(AppError) as caught:
        make_plan(**fields)
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    "fields", [{"budget_s": 0}, {"budget_s": float("nan")}, {"threads": -1}, {"margin": 0.0}]
)
def test_figures_out_of_range_are_refused(fields):
    with pytest.raises(AppError):
        make_plan(("lstm",), **fields)


KNOWN = load()


def answers(*task: str) -> Answers:
    return Answers(answers={"task": task})


def test_answers_choose_the_workloads_that_fit():
    assert catalog.pick(KNOWN, answers("vision")) == ("image_cnn",)
    assert catalog.pick(KNOWN, answers("tabular_nn")) == ("tabular_mlp", "lstm")
    assert catalog.pick(KNOWN, answers("not_sure")) == ("tabular_mlp", "image_cnn", "lstm")
    assert catalog.pick(KNOWN, Answers()) == ("tabular_mlp", "image_cnn", "lstm")
