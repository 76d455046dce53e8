"""`forkwise measure`: the same small models in both frameworks, on this machine."""

from __future__ import annotations

import difflib
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from core.cli import output
from core.cli.progress import progress
from core.cli.results import table
from core.measure import catalog
from core.measure.channel import Commands, EventWriter, listen
from core.measure.plan import Plan, make_plan
from core.records.base import SIDES, Side
from core.records.errors import AppError
from core.records.events import EngineFailed
from core.records.run import RunSummary

EXIT_NOTHING = 1
EXIT_BAD_INPUT = 2
EXIT_CANCELLED = 130


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("measure")(measure)


def measure(
    workloads: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORKLOAD]...", help="What to run; none: all of them."),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Choose the workloads that fit."),
    ] = None,
    preset: Annotated[str, typer.Option("--preset", help="quick, standard or thorough.")] = "quick",
    mode: Annotated[
        list[str] | None, typer.Option("--mode", help="Pair of arms, can be repeated.")
    ] = None,
    phase: Annotated[
        list[str] | None, typer.Option("--phase", help="train or latency, can be repeated.")
    ] = None,
    threads: Annotated[
        int, typer.Option("--threads", metavar="N", help="For each; 0: out of the box.")
    ] = 0,
    budget: Annotated[
        float | None, typer.Option("--budget", metavar="S", help="Seconds for all of it.")
    ] = None,
    margin: Annotated[
        float | None,
        typer.Option("--margin", metavar="M", help="Smaller differences count as none (0.05)."),
    ] = None,
    weight: Annotated[
        list[str] | None,
        typer.Option("--weight", metavar="WORKLOAD=N", help="Its share in your own mix."),
    ] = None,
    python: Annotated[
        list[str] | None,
        typer.Option("--python", metavar="FRAMEWORK=PATH", help="Interpreter of a framework."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    events: Annotated[
        bool, typer.Option("--events", help="Speak JSON lines, for windows.")
    ] = False,
    breathe: Annotated[
        bool, typer.Option("--breathe", help="With --events: say when to repaint.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help="Write the results as JSON.")
    ] = None,
    self_test: Annotated[
        str,
        typer.Option(
            "--self-test", metavar="NAME", help="aa, injected, silence or overhead, and no more."
        ),
    ] = "",
) -> int:
    """Run small models in PyTorch and TensorFlow and compare their times."""
    _check_output(json=json, events=events, breathe=breathe, out=out)
    if self_test:
        _check_alone(
            workloads, answers, mode, phase, weight, preset != "quick", breathe, events=events
        )
        from core.cli.selftest import planned, run_self_test

        kind, trial = planned(
            self_test,
            budget_s=budget,
            threads=threads,
            margin=_margin(margin),
            interpreters=_interpreters(python or []),
        )
        commands = Commands()
        with _signals(commands):
            return run_self_test(kind, trial, commands, json=json, out=out)

    def plan() -> Plan:
        chosen, weights = _chosen(workloads or [], answers)
        return make_plan(
            chosen,
            preset=preset,
            modes=tuple(mode or ()),
            phases=tuple(phase or ()),
            threads=threads,
            budget_s=budget,
            margin=_margin(margin),
            interpreters=_interpreters(python or []),
            breathe=breathe,
            weights=weights | _weights(weight or []),
        )

    return _speak(plan, out) if events else _show(plan(), json=json, out=out)


def _show(plan: Plan, *, json: bool, out: Path | None) -> int:
    """Measure with progress on stderr and the results on stdout."""
    from core.measure.engine import run

    commands = Commands()
    shown = progress()
    with _signals(commands):
        try:
            summary = run(plan, shown, commands)
        finally:
            shown.close()
    _keep(summary, out)
    if json:
        output.document(summary)
    else:
        output.line(table(summary))
    return exit_code(summary)


def _speak(make: Callable[[], Plan], out: Path | None) -> int:
    """Measure for a window: events on stdout, commands on stdin, errors among the events."""
    from core.measure.engine import run

    commands = Commands()
    writer = EventWriter(1, commands)
    listen(0, commands)
    with _signals(commands):
        try:
            summary = run(make(), writer, commands)
        except AppError as problem:
            writer(EngineFailed(what=problem.what, why=problem.why, remedy=problem.remedy))
            return EXIT_BAD_INPUT
    _keep(summary, out)
    return exit_code(summary)


def exit_code(summary: RunSummary) -> int:
    """Return 0 when something was measured, 130 when cancelled, 1 when nothing could be."""
    if summary.state == "cancelled":
        return EXIT_CANCELLED
    return 0 if any(case.state == "measured" for case in summary.cases) else EXIT_NOTHING


@contextmanager
def _signals(commands: Commands) -> Iterator[None]:
    """Turn SIGINT, SIGTERM and, where it exists, SIGHUP (the terminal is gone) into a cancel.

    A handler interrupts the main thread anywhere, also inside a lock; so it only drops a note,
    and a thread of its own does the cancelling.
    """
    notes: queue.SimpleQueue[bool] = queue.SimpleQueue()

    def wait() -> None:
        if notes.get():
            commands.cancel()

    thread = threading.Thread(target=wait, name="signals", daemon=True)
    thread.start()
    caught = [signal.SIGINT, signal.SIGTERM]
    # Under nohup it is ignored, and stays so: the run is to outlive its terminal.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        caught.append(signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: notes.put(True)) for number in caught}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        notes.put(False)
        thread.join()


def _keep(summary: RunSummary, out: Path | None) -> None:
    if out is None:
        return
    from core.store.atomic import write_out

    write_out(out, msgspec.json.format(msgspec.json.encode(summary), indent=2) + b"\n")


def _check_output(*, json: bool, events: bool, breathe: bool, out: Path | None) -> None:
    if json and events:
        raise AppError(
            "--json and --events cannot go together", "both write on stdout", "leave one out"
        )
    if breathe and not events:
        raise AppError("--breathe needs --events", "", "add --events or leave --breathe out")
    # Found out before minutes of measuring, not after them.
    if out is not None and not (out.parent.is_dir() and os.access(out.parent, os.W_OK)):
        raise AppError(
            f"{out} cannot be written",
            f"the folder {out.parent} is missing or not writable for you",
            "make the folder or choose another place",
        )


def _check_alone(*chosen: object, events: bool) -> None:
    """Refuse what a self-test decides by itself."""
    if events or any(chosen):
        raise AppError(
            "A self-test chooses its workloads, modes and phases by itself",
            "--self-test goes with --budget, --threads, --margin, --python, --json and -o only",
            "leave the rest out",
        )


def _chosen(workloads: list[str], answers: Path | None) -> tuple[tuple[str, ...], dict[str, float]]:
    """Return the workloads, those that fit the answers when none is named, and their weights."""
    for name in workloads:
        catalog.find(name)
    if answers is None:
        return tuple(workloads), {}
    from core.knowledge.load import load
    from core.records.workloads import asked_for, weights_for
    from core.store.answerfile import read_answers

    knowledge, said = load(), read_answers(answers)
    chosen = tuple(workloads) or catalog.pick(knowledge, said)
    return chosen, weights_for(chosen, asked_for(knowledge, said))


def _weights(pairs: list[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for pair in pairs:
        name, sign, number = pair.partition("=")
        try:
            found[catalog.find(name.strip()).id] = float(number)
        except ValueError as problem:
            raise AppError(
                f"{pair!r} gives no weight",
                "it takes a workload, an equals sign and a number" if sign else "it has no number",
                f"write it like --weight {name.strip()}=3",
            ) from problem
    return found


def _margin(margin: float | None) -> float:
    if margin is not None:
        return margin
    from core.store.settings import read_settings

    return read_settings().margin


def _interpreters(pairs: list[str]) -> dict[Side, str]:
    """Return the interpreters named, over those of the settings."""
    from core.store.settings import read_settings

    found: dict[Side, str] = dict(read_settings().interpreters)
    for pair in pairs:
        name, sign, path = pair.partition("=")
        side: Side | None = next((s for s in SIDES if s == name.strip().lower()), None)
        if side is None or not sign or not path:
            near = difflib.get_close_matches(name.lower(), SIDES, n=1, cutoff=0.4)
            raise AppError(
                f"{pair!r} names no interpreter",
                "it takes a framework, an equals sign and a path",
                f"write it like --python {near[0] if near else 'pytorch'}=/path/to/python",
            )
        found[side] = path
    return found
