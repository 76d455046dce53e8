"""The person's own mix: one ratio over several workloads, from launches that hold them all."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest
from run_lines import header, launch_lines, run_of, three

from core.measure.analyse import analyse
from core.measure.statistics import NO_PRIOR, estimate
from core.records.run import Case, EndLine, FailureLine

CASES = (
    Case(workload="tabular_mlp", phase="train", mode="usual"),
    Case(workload="lstm", phase="train", mode="usual"),
)
RATIOS = ((1.5, 1.1), (1.55, 1.12), (1.52, 1.09))


def run(*, ratios=RATIOS, **fields):
    launches = [launch_lines(n, r, cases=CASES) for n, r in enumerate(ratios, start=1)]
    return run_of(*launches, cases=CASES, **fields)


def mix_of(lines):
    (mix,) = analyse(lines).mixes
    return mix


def test_all_alike_is_the_geometric_mean_with_an_interval_over_launches():
    lines = run()
    mix, cases = mix_of(lines), analyse(lines).cases
    assert mix.shares == {"tabular_mlp": 0.5, "lstm": 0.5}
    logs = [case.log_mean or 0.0 for case in cases]
    assert mix.log_mean == pytest.approx(sum(logs) / 2)
    assert mix.ratio == pytest.approx(math.sqrt(1.523 * 1.103), rel=0.02)
    assert mix.verdict == "pytorch_faster"
    assert (mix.launches, mix.agree) == (3, 3)
    assert mix.low is not None
    assert mix.low > 1.0


def test_weights_say_what_counts():
    mix = mix_of(run(weights={"tabular_mlp": 3.0, "lstm": 1.0}))
    assert mix.shares == {"tabular_mlp": 0.75, "lstm": 0.25}
    assert mix.log_mean == pytest.approx(0.75 * math.log(1.523) + 0.25 * math.log(1.103), abs=0.02)


def test_a_workload_without_weight_is_left_out_and_one_alone_is_no_mix():
    assert analyse(run(weights={"lstm": 1.0})).mixes == ()
    assert analyse(run_of(*three())).mixes == ()  # a training and an inference are no mix


def test_what_moves_both_workloads_of_a_launch_alike_is_not_averaged_away():
    """A launch that is off in both is off in the mix as far as in each of them."""
    together = mix_of(run(ratios=((1.2, 1.2), (1.3, 1.3), (1.4, 1.4))))
    against = mix_of(run(ratios=((1.2, 1.4), (1.3, 1.3), (1.4, 1.2))))
    assert together.log_se is not None
    assert against.log_se is not None
    assert together.log_se > 5.0 * against.log_se
    logs = np.log([1.2, 1.3, 1.4])
    alone = estimate(logs.tolist(), NO_PRIOR, 0.05)
    assert alone is not None
    assert together.log_se == pytest.approx(alone.se, rel=0.1)


def test_a_failed_workload_leaves_no_mix_and_says_which():
    broken = FailureLine(
        case=CASES[1], state="failed", side="pytorch", reason="the worker crashed", remedy="r"
    )
    lines = list(run())
    mix = mix_of((*lines[:-1], broken, lines[-1]))
    assert mix.ratio is None
    assert mix.reason == "LSTM has no figure: the worker crashed"


def test_a_disturbed_workload_disturbs_the_mix():
    launches = [
        launch_lines(n, r, cases=CASES, drops=("machine_busy",) * 13)
        for n, r in enumerate(RATIOS, start=1)
    ]
    mix = mix_of(run_of(*launches, cases=CASES))
    assert (mix.verdict, mix.ratio) == ("disturbed", None)
    assert mix.reason


def test_too_few_launches_give_no_figure():
    mix = mix_of(run(ratios=RATIOS[:1], state="cancelled"))
    assert (mix.verdict, mix.launches) == (None, 1)
    assert mix.reason.startswith("1 launch has every workload")


def test_the_mix_is_kept_and_found_again_bit_for_bit():
    lines = run(weights={"tabular_mlp": 2.0, "lstm": 1.0})
    end = lines[-1]
    assert isinstance(end, EndLine)
    again = analyse(lines)
    assert msgspec.json.encode(end.mixes) == msgspec.json.encode(again.mixes)
    assert end.family == again.family
    assert header(weights={"lstm": 1.0}).weights == {"lstm": 1.0}
