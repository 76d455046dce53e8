"""One small run with the real frameworks, and the loss of a real worker."""

from __future__ import annotations

import os
import signal

import psutil
import pytest

from core.measure.channel import Commands
from core.measure.engine import run
from core.measure.plan import make_plan
from core.records.events import Notice, RoundDone, WorkerReady

pytestmark = [pytest.mark.frameworks, pytest.mark.xdist_group("frameworks")]


def test_a_quick_run_measures_both_frameworks(home):
    plan = make_plan(("tabular_mlp",), budget_s=60, seed=1)
    seen = []
    summary = run(plan, seen.append, Commands())
    assert summary.state == "done"
    assert summary.seconds <= 60 * 1.1
    assert {e.side for e in seen if isinstance(e, WorkerReady)} == {"pytorch", "tensorflow"}
    for case in summary.cases:
        assert case.state in ("measured", "incomplete"), case
        assert case.parity is not None
        assert case.parity.within, case.parity
        assert case.arms.pytorch == "torch eager"
        # A machine that is busy with other tests may leave no ratio; then it has to say so.
        assert case.ratio is not None or case.reason
    assert not psutil.Process().children(recursive=True)


def test_a_worker_killed_from_outside_is_replaced(home):
    plan = make_plan(("tabular_mlp",), phases=("latency",), budget_s=30, seed=1)
    seen = []
    killed: list[int] = []

    def kill_once(event) -> None:
        seen.append(event)
        if isinstance(event, RoundDone) and not killed:
            workers = [
                child
                for child in psutil.Process().children()
                if any(part.endswith("worker/main.py") for part in child.cmdline())
            ]
            killed.append(workers[0].pid)
            os.kill(workers[0].pid, signal.SIGKILL)

    summary = run(plan, kill_once, Commands())
    assert killed
    assert any(isinstance(e, Notice) and e.code == "worker_lost" for e in seen)
    assert summary.cases[0].state in ("measured", "incomplete")
    assert summary.cases[0].launches + summary.cases[0].dropped > 0
    assert not psutil.Process().children(recursive=True)
