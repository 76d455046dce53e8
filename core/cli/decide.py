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
        typer.Option("--answers", metavar="FILE", help="A .toml, .json or .forkwise file."),
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
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say which framework your answers and the evidence lead to, and why."""
    from core.cli.decide_text import as_text
    from core.cli.run_files import read_runs
    from core.decide.resolve import resolve
    from core.knowledge.load import load
    from core.knowledge.validate import check_answers
    from core.store.answerfile import read_answers

    if len(answers) > 1:
        raise AppError(
            f"--answers names {len(answers)} files",
            "weighing the answers of several people is not part of this version",
            "run `forkwise decide` once for each file",
        )
    day = day_of(as_of)
    file = answers[0]
    knowledge = load()
    given = check_answers(knowledge, read_answers(file), str(file))
    measured = read_runs(runs or (), given.runs, where=str(file))
    verdict = resolve(knowledge, given, measured, seed=seed, as_of=day)
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
