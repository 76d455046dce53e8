"""Cold figures: what a side takes from nothing, with empty caches."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from core.measure.catalog import label
from core.measure.channel import Cancelled
from core.measure.context import Context
from core.measure.launch import IMPORT_TIMEOUT_S
from core.measure.visit import BUILD_TIMEOUT_S
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.run import Case, ColdLine, SideFigures
from core.supervise.failure import WorkerFailure

PEAK_TIMEOUT_S = 30.0
# Compiled code is kept here by torch.compile; an empty folder makes the first call a cold one.
CACHE_VARIABLES = ("TORCHINDUCTOR_CACHE_DIR", "TRITON_CACHE_DIR")


def measure_cold(context: Context, cases: tuple[Case, ...]) -> None:
    """Start each side once for each case, as far as the budget goes."""
    for case in cases:
        for side in SIDES:
            if context.clock.left_s < context.forecast.least_s((case.id,)):
                return
            try:
                _one(context, case, side)
            except WorkerFailure as failure:
                if failure.kind == "cancelled" or context.commands.cancelled:
                    raise Cancelled from failure
                context.notice(
                    "cold",
                    f"No cold figures of {label(case)} in {SIDE_NAMES[side]}",
                    failure.text,
                    failure.remedy,
                )


def first_of_each(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """Return the first phase of each workload and mode: one cold start is enough for it."""
    found: dict[tuple[str, str], Case] = {}
    for case in cases:
        found.setdefault((case.workload, case.mode), case)
    return tuple(found.values())


def _one(context: Context, case: Case, side: Side) -> None:
    clock = context.clock
    context.commands.check()
    context.stage(
        "build", f"Cold start of {label(case)} in {SIDE_NAMES[side]}", case=case, side=side
    )
    with tempfile.TemporaryDirectory(dir=context.folder, ignore_cleanup_errors=True) as empty:
        start_s = clock.elapsed_s
        worker = context.supervisor.spawn(
            side,
            context.plan.interpreters.get(side, sys.executable),
            extra_env=dict.fromkeys(CACHE_VARIABLES, str(Path(empty))),
        )
        try:
            limit = clock.hard_left_s
            worker.request(
                "import", timeout_s=min(IMPORT_TIMEOUT_S, limit), threads=context.plan.threads
            )
            built = worker.request(
                "build",
                timeout_s=min(BUILD_TIMEOUT_S, clock.hard_left_s),
                case=case.id,
                workload=case.workload,
                phase=case.phase,
                mode=case.mode,
                seed=context.plan.seed,
                folder=str(context.folder),
            )
            first_s = clock.elapsed_s - start_s
            peak = worker.request("peak", timeout_s=min(PEAK_TIMEOUT_S, clock.hard_left_s))
        finally:
            worker.close()
    compiling = built.get("compile_ns")
    peak_bytes = peak.get("peak_bytes")
    context.journal.add(
        ColdLine(
            case=case,
            side=side,
            figures=SideFigures(
                compile_s=None if compiling is None else int(compiling) / 1e9,
                first_result_s=first_s,
                peak_bytes=None if peak_bytes is None else int(peak_bytes),
            ),
        )
    )
