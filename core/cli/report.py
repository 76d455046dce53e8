"""`forkwise report`: the decision as a document."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from core.cli import output
from core.records.errors import AppError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report")(report)


def report(
    answers: Annotated[Path, typer.Option("--answers", help="Answer file or .forkwise document.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="out.html, out.md or out.json")],
    runs: Annotated[
        list[Path] | None, typer.Option("--runs", help="Log of a run that counts; may be repeated.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the readings.")] = 1,
    as_of: Annotated[
        str, typer.Option("--as-of", help="Date the evidence is aged to, YYYY-MM-DD; today.")
    ] = "",
) -> None:
    """Write the verdict on a set of answers as HTML, Markdown or JSON."""
    from core.decide.resolve import resolve
    from core.knowledge.load import load
    from core.knowledge.validate import check_answers
    from core.measure.catalog import label
    from core.measure.verdict import in_words
    from core.report.content import CaseWords
    from core.report.formats import format_of, render
    from core.store import atomic
    from core.store.answerfile import read_answers
    from core.store.runlog import read_summary

    format_ = format_of(out)
    date = _date(as_of)
    knowledge = load()
    given = check_answers(knowledge, read_answers(answers), str(answers))
    measured = tuple(read_summary(path) for path in runs or ())
    verdict = resolve(knowledge, given, measured, seed=seed, as_of=date)
    words = CaseWords(label, in_words)
    text = render(format_, knowledge, given, verdict, measured, words=words, app=output.version())
    atomic.write(out, text.encode("utf-8"))
    output.note(f"written to {out}")


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text) if text else dt.date.today()
    except ValueError as problem:
        raise AppError(
            f"--as-of {text} is no date", str(problem), "write it as YYYY-MM-DD"
        ) from problem
