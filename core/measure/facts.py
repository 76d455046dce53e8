"""What is read about the machine and earlier runs while the frameworks import."""

from __future__ import annotations

import threading
from pathlib import Path

from core.machine.hardware import read_machine
from core.machine.interpreters import is_too_old, own, probe
from core.measure.plan import Plan
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.errors import AppError
from core.records.machine import Interpreter, Machine
from core.records.run import EarlierVariance, RunHeader
from core.store.runlog import list_runs, read_run

SCHEMA = 1
# The newest runs say most about the machine as it is; more would only take time to read.
EARLIER_RUNS = 12
EARLIER_BYTES = 8 * 1024 * 1024


def check_interpreters(plan: Plan, stop: threading.Event) -> dict[Side, Interpreter]:
    """Look into every interpreter the person named; return what was found.

    Args:
        plan: names them.
        stop: set when the run is cancelled; those not looked at by then are left out.

    Raises:
        AppError: one is no Python, or none that can run a worker; a Python that lacks its
            framework is no error here, but a row.
    """
    found: dict[Side, Interpreter] = {}
    for side, path in plan.interpreters.items():
        seen = probe(path, stop=stop)
        if stop.is_set():
            break
        if seen.problem and (not seen.python or is_too_old(seen.python)):
            raise AppError(
                f"{path} cannot run {SIDE_NAMES[side]}",
                seen.problem,
                seen.remedy or "name a Python interpreter with --python",
            )
        found[side] = seen
    return found


def _interpreter(plan: Plan, side: Side, named: dict[Side, Interpreter]) -> Interpreter:
    if side in named:
        return named[side]
    if side in plan.interpreters:
        path = plan.interpreters[side]
        return Interpreter(path=path, label=path, problem="the run was cancelled before")
    return own()


def make_header(
    plan: Plan, named: dict[Side, Interpreter], run: str, app: str, started_utc: str
) -> RunHeader:
    """Return the first line of the log: plan, machine, interpreters and earlier spreads.

    Args:
        plan: what is to be done.
        named: what `check_interpreters` found.
        run: id of the run.
        app: version of Forkwise.
        started_utc: when the run began.
    """
    machine = read_machine()
    interpreters: dict[Side, Interpreter] = {
        side: _interpreter(plan, plan.serves(side), named) for side in SIDES
    }
    return RunHeader(
        run=run,
        schema=SCHEMA,
        app=app,
        started_utc=started_utc,
        preset=plan.preset,
        budget_s=plan.budget_s,
        margin=plan.margin,
        seed=plan.seed,
        threads=plan.threads,
        launches_max=plan.launches,
        cases=plan.cases,
        machine=machine,
        interpreters=interpreters,
        looks=plan.looks,
        weights=plan.weights,
        earlier=() if plan.trial else _earlier(plan, machine, interpreters, run),
        trial=plan.trial.name if plan.trial else "",
    )


def _earlier(
    plan: Plan, machine: Machine, interpreters: dict[Side, Interpreter], run: str
) -> tuple[EarlierVariance, ...]:
    """Return the spreads of the newest runs of the same machine, pair, threads and workloads."""
    # Analysing loads SciPy, so only when there is something to analyse.
    from core.measure.analyse import variances

    wanted = {case.workload for case in plan.cases}
    key = _key(machine, interpreters, plan.threads)
    found: list[EarlierVariance] = []
    for path in _newest(run):
        try:
            lines = read_run(path)
        except AppError:
            continue  # a damaged log is told where runs are listed; it lends nothing here
        header = lines[0]
        if not isinstance(header, RunHeader):
            continue
        if _key(header.machine, header.interpreters, header.threads) == key:
            found.extend(v for v in variances(lines) if v.case.split("/")[0] in wanted)
    return tuple(found)


def _newest(run: str) -> tuple[Path, ...]:
    logs = [path for path in list_runs() if path.stem != run]
    return tuple(p for p in logs[-EARLIER_RUNS:] if p.stat().st_size <= EARLIER_BYTES)


def _key(
    machine: Machine, interpreters: dict[Side, Interpreter], threads: int
) -> tuple[object, ...]:
    """Return what has to be equal for two runs to share their spread."""
    versions = []
    for side in SIDES:
        found = interpreters[side].find(side) if side in interpreters else None
        versions.append(found.version if found else "")
    cpu = machine.cpu
    return (machine.os, cpu.model, cpu.architecture, cpu.effective, threads, *versions)
