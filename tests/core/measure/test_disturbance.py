"""What other programs do to a figure: dropped rounds, disturbed cases, cautions."""

from __future__ import annotations

import random

import pytest
from run_lines import CASES, launch_lines, round_line, run_of, three

from core.measure.analyse import analyse
from core.records.run import DropReason

BUSY: tuple[DropReason, ...] = ("machine_busy",)
FAULT: tuple[DropReason, ...] = ("page_fault",)
ASLEEP: tuple[DropReason, ...] = ("suspended",)


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
    lines = run_of(*three(pressure=0.7, drops=BUSY * 16))
    found = analyse(lines).cases[0]
    assert (found.state, found.verdict) == ("measured", "disturbed")
    assert (found.ratio, found.low, found.high, found.log_mean) == (None,) * 4
    assert found.reason
    assert analyse(lines).pressure == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("drops", "reason"),
    [
        (BUSY * 14, "42 of 48 rounds were dropped: the machine was busy"),
        (FAULT * 14, "42 of 48 rounds were dropped: memory had to be read from disk"),
        (ASLEEP * 13, "39 of 48 rounds were dropped: the machine was asleep"),
        (
            (*FAULT * 10, *BUSY * 4),
            "42 of 48 rounds were dropped: 30 because memory had to be read from disk",
        ),
    ],
)
def test_a_disturbed_case_names_what_dropped_its_rounds(drops, reason):
    found = analyse(run_of(*three(drops=drops))).cases[0]
    assert (found.verdict, found.reason) == ("disturbed", reason)


def test_a_disturbed_case_stays_one_when_its_launches_were_done_before_the_cancel():
    """Measuring again on a calm machine helps here; "run it again" would not say so."""
    launches = three(drops=BUSY * 14)
    whole, cancelled = (analyse(run_of(*launches, state=s)).cases[0] for s in ("done", "cancelled"))
    assert cancelled == whole
    assert (cancelled.state, cancelled.verdict) == ("measured", "disturbed")


def test_a_disturbed_case_that_a_cancel_cut_short_is_cancelled():
    launches = three(drops=BUSY * 14)[:2]
    found = analyse(run_of(*launches, state="cancelled")).cases[0]
    assert (found.state, found.verdict, found.ratio) == ("cancelled", None, None)
    assert found.remedy == "run it again"


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


@pytest.mark.parametrize(
    ("unsettled", "words"), [(1, "in 1 warm-up."), (2, "in 2 warm-ups."), (0, None)]
)
def test_warm_ups_that_did_not_settle_are_counted(unsettled, words):
    launches = [launch_lines(n, (1.5, 1.0), settled=n > unsettled) for n in (1, 2, 3)]
    said = [w for w in analyse(run_of(*launches)).cases[0].warnings if "did not settle" in w]
    assert said == ([f"TensorFlow did not settle {words}"] if words else [])
