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
    answers: Annotated[Path, typer.Option("--answers", help="Answer file or .forkwise document.")],
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
) -> None:
    """Write the verdict on a set of answers as HTML, Markdown or JSON."""
    from core.cli.decide import day_of
    from core.cli.run_files import read_runs
    from core.decide.resolve import resolve
    from core.knowledge.load import load
    from core.knowledge.validate import check_answers
    from core.measure.catalog import label
    from core.measure.verdict import in_words
    from core.report.content import CaseWords
    from core.report.formats import format_of, render
    from core.store import atomic
    from core.store.answerfile import read_answers

    format_ = format_of(out)
    day = day_of(as_of)
    knowledge = load()
    given = check_answers(knowledge, read_answers(answers), str(answers))
    measured = read_runs(runs or (), given.runs, where=str(answers))
    verdict = resolve(knowledge, given, measured, seed=seed, as_of=day)
    words = CaseWords(label, in_words)
    text = render(format_, knowledge, given, verdict, measured, words=words, app=output.version())
    atomic.write_out(out, text.encode("utf-8"))
    output.note(f"written to {out}")
