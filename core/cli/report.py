"""`forkwise report`: the decision as a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli import output


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report")(report)


def report(
    answers: Annotated[
        list[Path],
        typer.Option(
            "--answers",
            metavar="FILE",
            help="A .toml, .json or .forkwise file; once for each person.",
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="out.html, out.md or out.json")],
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
        str, typer.Option("--as-of", help="Date the evidence is aged to, YYYY-MM-DD; today.")
    ] = "",
    here: Annotated[
        bool,
        typer.Option("--here", help="Add what this machine says: system, Pythons, graphics card."),
    ] = False,
) -> None:
    """Write the verdict on a set of answers as HTML, Markdown or JSON."""
    from core.cli.decide import day_of
    from core.cli.edition import load
    from core.cli.people import read_people, verdict_on
    from core.measure.catalog import label
    from core.measure.verdict import in_words
    from core.report.cases import CaseWords
    from core.report.formats import format_of, render
    from core.store import atomic

    format_ = format_of(out)
    day = day_of(as_of)
    knowledge = load()
    people, measured = read_people(knowledge, answers, runs or (), here=here)
    verdict = verdict_on(knowledge, people, measured, seed=seed, as_of=day)
    words = CaseWords(label, in_words)
    text = render(format_, knowledge, people, verdict, measured, words=words, app=output.version())
    atomic.write_out(out, text.encode("utf-8"))
    output.note(f"written to {out}")
