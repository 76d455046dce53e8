from __future__ import annotations

import math
import random
from typing import Literal

import msgspec
import pytest

from core.measure.analyse import analyse, variances, with_end
from core.measure.rounds import log_ratio, toss
from core.records.machine import Cpu, Interpreter, Machine, Memory
from core.records.run import (
    Arms,
    Case,
    CaseLine,
    CaseResult,
    DropReason,
    EarlierVariance,
    EndLine,
    FailureLine,
    LaunchEndLine,
    LaunchLine,
    LogLine,
    Parity,
    RoundLine,
    RunHeader,
)

CASES = (
    Case(workload="tabular_mlp", phase="train", mode="usual"),
    Case(workload="lstm", phase="latency", mode="usual"),
)
MACHINE = Machine(
    os="Linux",
    kernel="6",
    architecture="x86_64",
    virtual=None,
    cpu=Cpu(
        model="a CPU",
        architecture="x86_64",
        logical=2,
        physical=2,
        affinity=2,
        quota=None,
        effective=2.0,
    ),
    memory=Memory(total_bytes=None, available_bytes=None, limit_bytes=None),
    accelerators=(),
    accelerators_note="",
    power=None,
    governor=None,
    compiler=None,
    captured_utc="2026-11-23T00:00:00+00:00",
)
PYTHON = Interpreter(path="/usr/bin/python3", label="own")
EQUAL = Parity(forward=1e-7, gradient=1e-6, steps=1e-8, within=True, parameters=9)

EndState = Literal["done", "cancelled", "failed"]


def header(**fields) -> RunHeader:
    plain = {
        "run": "r1",
        "schema": 1,
        "app": "0",
        "started_utc": "2026-11-23T00:00:00+00:00",
        "preset": "quick",
        "budget_s": 90.0,
        "margin": 0.05,
        "seed": 1,
        "threads": 0,
        "launches_max": 3,
        "cases": CASES,
        "machine": MACHINE,
        "interpreters": {"pytorch": PYTHON, "tensorflow": PYTHON},
        "looks": (3,),
    }
    return RunHeader(**{**plain, **fields})


def round_line(
    launch, case, number, ratio, coin, *, pressure=0.01, dropped: DropReason = "", cpu=None
):
    order = toss(coin, long=False)
    base = {"p": 20e6, "t": 20e6 * ratio}
    wall = tuple(int(base[o] * math.exp(coin.gauss(0, 0.01))) for o in order)
    return RoundLine(
        launch=launch,
        case=case,
        round=number,
        order=order,
        wall_ns=wall,
        cpu_ns=wall if cpu is None else tuple(cpu for _ in wall),
        steps=(50,) * 4,
        log_ratio=log_ratio(order, wall, (50,) * 4),
        pressure=pressure,
        dropped=dropped,
    )


def launch_lines(number, ratios, *, cases=CASES, complete=True, rounds=16, threads=2, **fields):
    """Return a whole launch: `ratios` holds the true ratio of each case in it."""
    coin = random.Random(number)
    said: dict[str, str | int | float | bool | None] = {"threads": threads}
    lines: list[LogLine] = []
    lines.append(
        LaunchLine(
            launch=number,
            order=cases,
            first_spawned="pytorch",
            ready={"pytorch": said, "tensorflow": said},
        )
    )
    for case, ratio in zip(cases, ratios, strict=True):
        lines.append(
            CaseLine(
                launch=number,
                case=case,
                arms=Arms(pytorch="torch eager", tensorflow="tf.function"),
                device="cpu",
                parity=fields.get("parity", EQUAL),
                steps_per_block={"pytorch": 50, "tensorflow": 50},
                settled={"pytorch": True, "tensorflow": fields.get("settled", True)},
                figures={},
            )
        )
        extra = {k: v for k, v in fields.items() if k in ("pressure", "dropped", "cpu")}
        lines += [round_line(number, case, i, ratio, coin, **extra) for i in range(rounds)]
    lines.append(LaunchEndLine(launch=number, complete=complete, cases=cases if complete else ()))
    return lines


def run_of(*launches, state: EndState = "done", **fields) -> tuple[LogLine, ...]:
    lines = [header(**fields), *(line for launch in launches for line in launch)]
    return with_end(lines, EndLine(state=state, seconds=60.0, results=()))


def known(*values: float | None) -> tuple[float, ...]:
    """Return figures that have to be there."""
    assert None not in values
    return tuple(value for value in values if value is not None)


def width(result: CaseResult) -> float:
    low, high = known(result.low, result.high)
    return high - low


def three(ratios=((1.5, 1.0), (1.55, 1.01), (1.52, 0.995)), **fields):
    return [launch_lines(n, r, **fields) for n, r in enumerate(ratios, start=1)]


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


def test_rounds_dropped_by_the_gates_do_not_count():
    launches = three()
    coin = random.Random(9)
    for n, lines in enumerate(launches, start=1):
        busy = [
            round_line(n, CASES[0], 99, 7.0, coin, pressure=0.6, dropped="machine_busy")
            for _ in range(4)
        ]
        lines[2:2] = busy
    found = analyse(run_of(*launches)).cases[0]
    assert found.verdict == "pytorch_faster"
    assert found.ratio == pytest.approx(1.52, rel=0.02)
    assert (found.kept, found.dropped) == (48, 12)


def test_a_busy_machine_gives_no_verdict():
    lines = run_of(*three(pressure=0.7, dropped="machine_busy"))
    found = analyse(lines).cases[0]
    assert (found.state, found.verdict) == ("measured", "disturbed")
    assert (found.ratio, found.low, found.high, found.log_mean) == (None,) * 4
    assert found.reason
    assert analyse(lines).pressure == pytest.approx(0.7)


def test_a_ratio_that_follows_the_load_is_disturbed():
    launches = []
    for n in (1, 2, 3):
        lines = launch_lines(n, (1.5, 1.0))
        coin = random.Random(n)
        lines[2:18] = [
            round_line(n, CASES[0], i, 1.5 if i % 2 else 1.1, coin, pressure=0.02 + 0.1 * (i % 2))
            for i in range(16)
        ]
        launches.append(lines)
    assert analyse(run_of(*launches)).cases[0].verdict == "disturbed"


def test_on_one_thread_waiting_must_not_decide():
    disagreeing = {"pressure": 0.1, "threads": 1, "cpu": 15_000_000}
    assert analyse(run_of(*three(**disagreeing))).cases[0].verdict == "disturbed"
    assert analyse(run_of(*three(**{**disagreeing, "threads": 2}))).cases[0].verdict != "disturbed"
    calm = analyse(run_of(*three(**{**disagreeing, "pressure": 0.0})))
    assert calm.cases[0].verdict == "pytorch_faster"


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


def test_warm_ups_that_did_not_settle_are_told():
    found = analyse(run_of(*three(settled=False))).cases[0]
    assert any("did not settle" in warning for warning in found.warnings)


def test_a_log_without_its_header_is_refused():
    with pytest.raises(ValueError, match="header"):
        analyse(())
