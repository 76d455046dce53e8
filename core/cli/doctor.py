"""`forkwise doctor`: what this machine is, what can run here, and what is missing."""

from __future__ import annotations

from typing import Annotated

import typer

from core.cli import output
from core.machine.hardware import read_machine
from core.machine.interpreters import NO_FRAMEWORK, find_interpreters, probe
from core.measure.catalog import MODES
from core.records.base import SIDE_NAMES, SIDES, Record, Side
from core.records.document import Settings
from core.records.errors import AppError
from core.records.machine import Interpreter, Machine
from core.records.run import Mode
from core.store.folders import home
from core.store.settings import read_settings

_COMPILING: tuple[Mode, ...] = ("compiled",)
_INSTALL_COMPILER = (
    "install a C++ compiler and Python's headers (Debian, Ubuntu: apt install g++ python3-dev)"
)


class Need(Record, frozen=True):
    """Something that is missing, and the way to get it."""

    what: str
    remedy: str


class ModeState(Record, frozen=True):
    """Whether a mode of the workloads can run here."""

    label: str
    ready: bool
    missing: tuple[Need, ...] = ()


class Report(Record, frozen=True):
    """What `doctor --json` prints.

    Attributes:
        chosen: side -> path of the Python that would run it; null: none can.
        notes: what is not as it should be and no obstacle.
    """

    version: str
    machine: Machine
    interpreters: tuple[Interpreter, ...]
    chosen: dict[Side, str | None]
    can_run: dict[Mode, ModeState]
    missing: tuple[Need, ...]
    notes: tuple[Need, ...]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def doctor(
        json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    ) -> None:
        """Show the machine, the interpreters, what can run, and what is missing."""
        report = make_report()
        if json:
            output.document(report)
        else:
            for text in lines(report):
                output.line(text)


def make_report() -> Report:
    """Look at everything; about a second, more with many interpreters."""
    problems: list[AppError] = []
    settings = _settings(problems)
    interpreters = find_interpreters(tuple(settings.interpreters.values()))
    chosen: dict[Side, Interpreter | None] = {
        side: _choose(side, interpreters, settings, problems) for side in SIDES
    }
    machine = read_machine()
    can_run: dict[Mode, ModeState] = {mode: mode_state(mode, chosen, machine) for mode in MODES}
    paths: dict[Side, str | None] = {side: i.path if i else None for side, i in chosen.items()}
    missing = dict.fromkeys(need for state in can_run.values() for need in state.missing)
    notes = [Need(what=p.what, remedy=p.remedy) for p in problems]
    notes += [Need(what=c.what, remedy=c.remedy) for c in machine.cautions]
    return Report(
        version=output.version(),
        machine=machine,
        interpreters=interpreters,
        chosen=paths,
        can_run=can_run,
        missing=tuple(missing),
        notes=tuple(notes),
    )


def mode_state(mode: Mode, chosen: dict[Side, Interpreter | None], machine: Machine) -> ModeState:
    """Return whether a mode can run, and what it lacks."""
    missing = [
        Need(
            what=f"{SIDE_NAMES[side]} has no interpreter that can run it",
            remedy=f"install it, or name a Python that has it: --python {side}=PATH",
        )
        for side, interpreter in chosen.items()
        if interpreter is None
    ]
    torch = chosen["pytorch"]
    if mode in _COMPILING:
        if machine.compiler is None:
            missing.append(
                Need(what="torch.compile finds no C++ compiler", remedy=_INSTALL_COMPILER)
            )
        if torch is not None and torch.headers is False:
            missing.append(
                Need(what=f"Python.h is missing for {torch.path}", remedy=_INSTALL_COMPILER)
            )
    return ModeState(label=MODES[mode], ready=not missing, missing=tuple(missing))


def lines(report: Report) -> list[str]:
    """Return the report as text."""
    machine, cpu, memory = report.machine, report.machine.cpu, report.machine.memory
    graphics = ", ".join(device.name for device in machine.accelerators)
    free, total = memory.available_bytes, memory.limit_bytes or memory.total_bytes
    text = [
        f"Forkwise {report.version}",
        "",
        "Machine",
        f"  system      {machine.os}, {machine.architecture}",
        f"  processor   {_known(cpu.model)}",
        f"  CPUs        {cpu.effective:g} usable of {_known(cpu.logical)}",
        f"  memory      {_gib(free)} free of {_gib(total)}",
        f"  graphics    {graphics or machine.accelerators_note or 'none found'}",
        f"  power       {_known(machine.power)}",
        f"  compiler    {machine.compiler or 'none found'}",
        "",
        "Interpreters",
    ]
    for interpreter in report.interpreters:
        if _is_plain(interpreter):
            continue
        text += _interpreter_lines(interpreter, report.chosen)
    plain = [interpreter.path for interpreter in report.interpreters if _is_plain(interpreter)]
    if plain:
        text += ["  without a framework: " + ", ".join(plain)]
    text += ["", "Can run"]
    for mode, state in report.can_run.items():
        text.append(f"  {mode:<11} {'ready' if state.ready else 'not yet':<8} {state.label}")
    for title, needs in (("Missing", report.missing), ("Worth knowing", report.notes)):
        if needs:
            text += ["", title]
            text += [f"  {need.what}. Do this: {need.remedy}." for need in needs]
    return text


def _is_plain(interpreter: Interpreter) -> bool:
    """Tell whether it is a good Python with neither framework: no news worth a line of its own."""
    return interpreter.problem == NO_FRAMEWORK


def _interpreter_lines(interpreter: Interpreter, chosen: dict[Side, str | None]) -> list[str]:
    python = f", Python {interpreter.python}" if interpreter.python else ""
    text = [f"  {interpreter.label}: {interpreter.path}{python}"]
    for framework in interpreter.frameworks:
        told = framework.build in framework.version
        build = "" if told else f" ({framework.build})"
        used = ", in use" if chosen[framework.side] == interpreter.path else ""
        text.append(f"    {SIDE_NAMES[framework.side]} {framework.version}{build}{used}")
    if interpreter.problem:
        text.append(f"    not usable: {interpreter.problem}. Do this: {interpreter.remedy}.")
    return text


def _choose(
    side: Side,
    interpreters: tuple[Interpreter, ...],
    settings: Settings,
    problems: list[AppError],
) -> Interpreter | None:
    """Return what would run a side: the person's choice, else ours, else the first that can."""
    wanted = settings.interpreters.get(side)
    if wanted is None:
        return next((i for i in interpreters if i.find(side) and not i.problem), None)
    found = next((i for i in interpreters if i.path == wanted), None) or probe(wanted)
    if found.find(side) and not found.problem:
        return found
    why = found.problem or f"{SIDE_NAMES[side]} is not installed in it"
    problems.append(
        AppError(
            f"{wanted}, chosen in the settings, cannot run {SIDE_NAMES[side]}: {why}",
            "",
            found.remedy or "choose another interpreter",
        )
    )
    return None


def _settings(problems: list[AppError]) -> Settings:
    try:
        home()
        return read_settings(tell=problems.append)
    except AppError as problem:
        problems.append(problem)
        return Settings()


def _known(value: object) -> str:
    return "not readable here" if value is None else str(value)


def _gib(size: int | None) -> str:
    return "?" if size is None else f"{size / 2**30:.1f} GiB"
