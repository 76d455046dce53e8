from __future__ import annotations

import math

import msgspec
import pytest
from run_lines import CASES, EQUAL, header, launch_lines, run_of, three

from core.measure.analyse import analyse, variances
from core.records.run import CaseResult, EarlierVariance, EndLine, FailureLine, LogLine


def known(*values: float | None) -> tuple[float, ...]:
    """Return figures that have to be there."""
    assert None not in values
    return tuple(value for value in values if value is not None)


def width(result: CaseResult) -> float:
    low, high = known(result.low, result.high)
    return high - low


def test_three_launches_give_a_verdict():
    train, latency = analyse(run_of(*three())).cases
    assert (train.state, train.verdict) == ("measured", "pytorch_faster")
    assert train.ratio == pytest.approx(1.52, rel=0.02)
    low, ratio, high = known(train.low, train.ratio, train.high)
    assert low < ratio < high
    assert (train.launches, train.agree, train.kept, train.dropped) == (3, 3, 48, 0)
    ours, theirs = known(train.pytorch.step_ns, train.tensorflow.step_ns)
    assert theirs / ours == pytest.approx(1.52, rel=0.03)
    assert train.parity == EQUAL
    assert latency.verdict == "no_practical_difference"
    assert latency.threads == 2


def test_the_ratio_is_the_mean_of_the_launches_and_not_of_the_rounds():
    launches = [launch_lines(1, (2.0, 1.0), rounds=60), launch_lines(2, (1.0, 1.0), rounds=8)]
    launches.append(launch_lines(3, (1.0, 1.0), rounds=8))
    found = analyse(run_of(*launches)).cases[0]
    assert found.ratio == pytest.approx(2.0 ** (1 / 3), rel=0.02)


def test_the_same_lines_give_the_same_bits():
    lines = run_of(*three())
    kept = lines[-1]
    assert isinstance(kept, EndLine)
    again = analyse(msgspec.json.decode(msgspec.json.encode(lines), type=tuple[LogLine, ...]))
    assert msgspec.json.encode(again.cases) == msgspec.json.encode(kept.results)
    assert again.pressure == kept.pressure


def test_an_interrupted_launch_never_enters_a_verdict():
    spoilt = launch_lines(4, (9.0, 9.0), complete=False)
    assert analyse(run_of(*three(), spoilt)).cases == analyse(run_of(*three())).cases


def test_disagreeing_launches_cannot_tell():
    found = analyse(run_of(*three(((1.5, 1.0), (0.8, 1.0), (1.2, 1.0))))).cases[0]
    assert (found.state, found.verdict) == ("measured", "cannot_tell")
    low, high = known(found.low, found.high)
    assert low < 1.0 < high
    assert found.remedy


def test_a_cancelled_run_keeps_its_finished_launches_and_gives_no_early_verdict():
    found = analyse(run_of(*three()[:2], state="cancelled")).cases[0]
    assert (found.state, found.verdict, found.launches) == ("cancelled", None, 2)
    assert found.ratio == pytest.approx(1.52, rel=0.03)
    assert analyse(run_of(*three(), state="cancelled")).cases[0].verdict == "pytorch_faster"


def test_a_cancelled_run_speaks_at_a_planned_look_only():
    launches = three()
    assert analyse(run_of(*launches, looks=(3, 5), state="cancelled")).cases[0].verdict
    assert analyse(run_of(*launches, looks=(2, 4), state="cancelled")).cases[0].verdict is None


def test_a_run_that_was_killed_is_read_like_a_cancelled_one():
    summary = analyse((header(), *three()[0]))
    assert (summary.state, summary.cases[0].state) == ("failed", "cancelled")


def test_two_launches_in_the_whole_budget_still_count():
    found = analyse(run_of(*three()[:2])).cases[0]
    assert found.state == "measured"
    assert analyse(run_of(*three()[:1])).cases[0].state == "incomplete"
    assert analyse((header(), *three()[0]), running=True).cases[0].state == "incomplete"


def test_more_looks_make_a_wider_interval():
    once = analyse(run_of(*three())).cases[0]
    often = analyse(run_of(*three(), looks=(3, 4, 5))).cases[0]
    low, inner_low, inner_high, high = known(often.low, once.low, once.high, often.high)
    assert low < inner_low < inner_high < high


def test_earlier_runs_steady_the_spread():
    earlier = tuple(
        EarlierVariance(run=f"e{n}", case="x", step_ns=4e5, variance=1e-4 * (1 + n / 10), df=2)
        for n in range(12)
    )
    alone = analyse(run_of(*three())).cases[0]
    helped = analyse(run_of(*three(), earlier=earlier)).cases[0]
    assert alone.df == 2
    assert known(helped.df)[0] > 2
    assert width(helped) < width(alone)
    slow = tuple(msgspec.structs.replace(e, step_ns=5e7) for e in earlier)
    assert analyse(run_of(*three(), earlier=slow)).cases[0].df == 2


def test_a_run_lends_its_spreads():
    found = variances(run_of(*three()))
    assert [(v.case, v.df) for v in found] == [(case.id, 2) for case in CASES]
    assert found[0].step_ns == pytest.approx(4e5 * math.sqrt(1.52), rel=0.05)


def test_numbers_that_differ_are_not_comparable():
    apart = msgspec.structs.replace(EQUAL, within=False, forward=0.4, detail="the outputs differ")
    found = analyse(run_of(*three(parity=apart))).cases[0]
    assert (found.state, found.verdict, found.ratio) == ("not_comparable", None, None)
    assert found.reason == "the outputs differ"
    assert found.parity == apart


def test_a_failure_is_the_state_of_its_row_alone():
    failure = FailureLine(
        case=CASES[0], state="missing", side="pytorch", reason="no compiler", remedy="install it"
    )
    first, second = analyse(run_of(*three(), [failure])).cases
    assert (first.state, first.reason, first.remedy) == ("missing", "no compiler", "install it")
    assert first.ratio is None
    assert second.verdict == "no_practical_difference"


def test_a_log_without_its_header_is_refused():
    with pytest.raises(ValueError, match="header"):
        analyse(())
