"""`forkwise decide`: the verdict on a file of answers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from core.cli import output
from core.records.errors import AppError


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("decide")(decide)


def decide(
    answers: Annotated[
        list[Path],
        typer.Option(
            "--answers",
            metavar="FILE",
            help="A .toml, .json or .forkwise file; once for each person.",
        ),
    ],
    runs: Annotated[
        list[str] | None,
        typer.Option(
            "--runs",
            metavar="FILE",
            help="A run that counts: its log, its printed results, or the id of a kept run.",
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", min=0, max=2**63 - 1, help="Seed of the readings.")
    ] = 1,
    as_of: Annotated[
        str,
        typer.Option("--as-of", metavar="DATE", help="Day the evidence ages to, YYYY-MM-DD; today"),
    ] = "",
    here: Annotated[
        bool,
        typer.Option("--here", help="Add what this machine says: system, Pythons, graphics card."),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say which framework your answers and the evidence lead to, and why.

    Several files are several people with an equal say: each one's outcome, who rules what out,
    where they lie apart, and what it comes to for all.
    """
    from core.cli.decide_text import as_text
    from core.cli.edition import load
    from core.cli.people import read_people, verdict_on

    day = day_of(as_of)
    knowledge = load()
    people, measured = read_people(knowledge, answers, runs or (), here=here)
    verdict = verdict_on(knowledge, people, measured, seed=seed, as_of=day)
    if json:
        output.document(verdict)
    else:
        output.line(as_text(knowledge, verdict))


def day_of(text: str) -> dt.date:
    """Return the day that `--as-of` names; today when it names none.

    Raises:
        AppError: it is no ISO date.
    """
    try:
        return dt.date.fromisoformat(text) if text else dt.date.today()
    except ValueError as problem:
        raise AppError(
            f"--as-of {text} is no date", str(problem), "write it as YYYY-MM-DD"
        ) from problem
