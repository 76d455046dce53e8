"""Runs a plan: fresh pairs of workers, launch after launch, within a budget.

The engine blocks on waits. It never polls: on two cores a polling parent made a worker three
times slower.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Literal

import msgspec

from core.measure.channel import Cancelled, Commands
from core.measure.clock import Clock, Forecast
from core.measure.context import Context, Emit
from core.measure.facts import check_interpreters, make_header
from core.measure.journal import Journal
from core.measure.launches import measure_all
from core.measure.plan import Plan
from core.records.base import Side
from core.records.events import CaseUpdated, Notice, RunFinished, RunStarted, Stage
from core.records.machine import Interpreter
from core.records.run import EndLine, RunHeader, RunSummary
from core.store.folders import Folders, home
from core.store.runlog import RunLog
from core.supervise.lock import machine_lock
from core.supervise.supervisor import Supervisor

EndState = Literal["done", "cancelled", "failed"]
FOLDER_PREFIX = "run-"


def run(plan: Plan, emit: Emit, commands: Commands) -> RunSummary:
    """Measure, and return the results; they are in the run's log as well.

    Args:
        plan: what to do.
        emit: takes every event as it happens; a cancel is acknowledged from the thread it came in.
        commands: what the person says meanwhile.

    Raises:
        AppError: the run cannot start or go on: the machine is taken, a folder cannot be written,
            an interpreter is none, the disk is full. What the log holds stays readable.
    """
    clock = Clock(plan.budget_s)
    folders = home()
    started = datetime.now(UTC)
    run_id = f"{started:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
    with machine_lock("measuring"):
        _sweep(folders)
        # The first sign of life: asking an interpreter takes up to seconds.
        emit(_first_stage(plan))
        named = _look_into(plan, emit, commands)
        kept = folders.trials if plan.trial else folders.runs
        with RunLog.create(run_id, kept / f"{run_id}.jsonl") as log:
            emit(
                RunStarted(
                    run=run_id,
                    log=str(log.path),
                    preset=plan.preset,
                    budget_s=plan.budget_s,
                    launches=plan.launches,
                    threads=plan.threads,
                    margin=plan.margin,
                    cases=plan.cases,
                )
            )
            header = partial(
                make_header, plan, named, run_id, metadata.version("forkwise"), started.isoformat()
            )
            with _context(plan, emit, commands, clock, folders, log, header) as context:
                return _run(context)


def _sweep(folders: Folders) -> None:
    """Remove what runs that were killed left behind; the machine's lock says that none lives.

    That is their workers' folder, and a log without a line of one that never got to work.
    """
    for folder in folders.cache.glob(f"{FOLDER_PREFIX}*"):
        shutil.rmtree(folder, ignore_errors=True)
    for path in folders.runs.glob("*.jsonl"):
        if path.stat().st_size == 0:
            path.unlink(missing_ok=True)


def _first_stage(plan: Plan) -> Stage:
    own = "Starting a fresh Python for each framework"
    return Stage(
        name="spawn",
        text="Looking into the interpreters" if plan.interpreters else own,
        launch=1,
        launches=plan.launches,
        done=0.0,
        eta_s=plan.budget_s,
    )


def _look_into(plan: Plan, emit: Emit, commands: Commands) -> dict[Side, Interpreter]:
    """Return what is in the interpreters named; a cancel cuts it short.

    Raises:
        AppError: one of them cannot run a worker.
    """
    stop = threading.Event()
    # Said first: ending what runs takes up to a second.
    commands.on_cancel(lambda: emit(Notice(code="cancelling", what="Stopping")))
    commands.on_cancel(stop.set)
    return check_interpreters(plan, stop)


@contextmanager
def _context(
    plan: Plan,
    emit: Emit,
    commands: Commands,
    clock: Clock,
    folders: Folders,
    log: RunLog,
    make: Callable[[], RunHeader],
) -> Iterator[Context]:
    """Yield the run's context; all processes and files of its own are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX, dir=folders.cache))
    reader = ThreadPoolExecutor(1, thread_name_prefix="facts")
    try:
        header = reader.submit(make)
        with Supervisor(folder) as supervisor:
            commands.on_cancel(supervisor.cancel)
            yield Context(
                plan=plan,
                emit=emit,
                commands=commands,
                clock=clock,
                forecast=Forecast(),
                journal=Journal(log, header.result),
                supervisor=supervisor,
                folder=folder,
            )
    finally:
        reader.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


def _run(context: Context) -> RunSummary:
    """Measure, close the log, and say that the run is over."""
    state: EndState = "done"
    try:
        measure_all(context)
    except Cancelled:
        state = "cancelled"
    context.stage("finish", "Working out the results")
    summary = _close(context, state)
    for result in summary.cases:
        context.emit(CaseUpdated(result=result, final=True))
    context.emit(RunFinished(summary=summary))
    return summary


def _close(context: Context, state: EndState) -> RunSummary:
    end = EndLine(state=state, seconds=round(context.clock.elapsed_s, 3), results=())
    summary = context.journal.close(end)
    return msgspec.structs.replace(summary, log=context.journal.path)
