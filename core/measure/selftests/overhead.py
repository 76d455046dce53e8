"""Overhead: what our way of timing adds to a step, against another tool in the same process."""

from __future__ import annotations

import math
import secrets
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from core.machine.hardware import read_machine
from core.measure.channel import Cancelled, Commands
from core.measure.context import Emit
from core.measure.launch import IMPORT_TIMEOUT_S
from core.measure.plan import BLOCK_NS, Plan
from core.measure.statistics import hodges_lehmann, sign_rank
from core.measure.trouble import words_of
from core.measure.visit import BUILD_TIMEOUT_S, WARM_GRACE_S, WARM_MOST_NS
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.errors import AppError
from core.records.events import Stage
from core.records.run import Case
from core.records.selftest import SelfTest
from core.store.folders import home
from core.supervise.failure import WorkerFailure
from core.supervise.lock import machine_lock
from core.supervise.supervisor import Supervisor
from core.supervise.worker import Worker

ROUNDS = 120
ALLOWED = (0.98, 1.02)
TIMEOUT_S = 120.0
RIVALS: dict[Side, str] = {
    "pytorch": "torch.utils.benchmark.Timer",
    "tensorflow": "a bare loop between two reads of the clock",
}


def run_overhead(plan: Plan, emit: Emit, commands: Commands) -> tuple[SelfTest, ...]:
    """Time the same steps by both ways, in turns, in one process a framework.

    Raises:
        AppError: a framework is missing or its worker failed.
        Cancelled: the person cancelled.
    """
    (case,) = plan.cases
    found = []
    with machine_lock("measuring"):
        for number, side in enumerate(SIDES):
            emit(_stage(side, number))
            found.append(_one(side, plan, case, commands))
    return tuple(found)


def _stage(side: Side, number: int) -> Stage:
    return Stage(
        name="timed",
        text=f"Timing {SIDE_NAMES[side]} by two ways in turns",
        launch=number + 1,
        launches=len(SIDES),
        done=number / len(SIDES),
        eta_s=20.0 * (len(SIDES) - number),
        side=side,
    )


def _one(side: Side, plan: Plan, case: Case, commands: Commands) -> SelfTest:
    started, start_s = datetime.now(UTC), time.monotonic()
    interpreter = plan.interpreters.get(side, sys.executable)
    with (
        tempfile.TemporaryDirectory(prefix="run-", dir=home().cache) as folder,
        Supervisor(Path(folder)) as supervisor,
    ):
        commands.on_cancel(supervisor.cancel)
        commands.check()
        try:
            replies = _ask(supervisor.spawn(side, interpreter), plan, case, Path(folder))
        except WorkerFailure as failure:
            if failure.kind == "cancelled" or commands.cancelled:
                raise Cancelled from failure
            words = words_of(failure, side, interpreter)
            raise AppError(
                f"The overhead of {SIDE_NAMES[side]} was not measured", words.reason, words.remedy
            ) from failure
    ours, other = replies["ours"], replies["other"]
    ratio, low, high = ratio_of(ours, other)
    holds = ALLOWED[0] <= ratio <= ALLOWED[1]
    text = (
        f"A step of {SIDE_NAMES[side]} takes {ratio:.3f} ({low:.3f} to {high:.3f}) times as long "
        f"by our block as by {RIVALS[side]}, {float(np.median(ours)) / 1e3:.0f} µs in turns in one "
        f"process; {ALLOWED[0]} to {ALLOWED[1]} is right."
    )
    unsure = not holds and low <= ALLOWED[1] and high >= ALLOWED[0]
    return SelfTest(
        test="overhead",
        framework=side,
        state="passed" if holds else "cannot_tell" if unsure else "failed",
        sentence=text,
        started_utc=started.isoformat(),
        seconds=round(time.monotonic() - start_s, 3),
        figures={
            "ratio": ratio,
            "low": low,
            "high": high,
            "ours_ns": float(np.median(ours)),
            "other_ns": float(np.median(other)),
            "rounds": float(len(ours)),
        },
        machine=read_machine(),
    )


def _ask(worker: Worker, plan: Plan, case: Case, folder: Path) -> dict[str, list[float]]:
    """Return the nanoseconds a step by both ways, one value a round each."""
    worker.request("import", timeout_s=IMPORT_TIMEOUT_S, threads=plan.threads)
    worker.request(
        "build",
        timeout_s=BUILD_TIMEOUT_S,
        case=case.id,
        workload=case.workload,
        phase=case.phase,
        mode=case.mode,
        seed=plan.seed,
        folder=str(folder),
    )
    warm = worker.request(
        "warm",
        timeout_s=WARM_GRACE_S,
        case=case.id,
        block_ns=BLOCK_NS,
        max_ns=WARM_MOST_NS,
    )
    reply = worker.request(
        "overhead",
        timeout_s=TIMEOUT_S,
        case=case.id,
        n=int(warm["n"]),
        rounds=ROUNDS,
        seed=secrets.randbits(32),
    )
    worker.close()
    return {way: [float(x) for x in reply[way]] for way in ("ours", "other")}


def ratio_of(ours: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    """Return our time over the other way's with an interval for the median of the rounds."""
    logs = sorted(math.log(a / b) for a, b in zip(ours, other, strict=True))
    k = sign_rank(len(logs))
    low, high = (-math.inf, math.inf) if k is None else (logs[k], logs[len(logs) - 1 - k])
    return math.exp(hodges_lehmann(logs)), math.exp(low), math.exp(high)
