"""`forkwise claims`: the comparison, with the same rows in the same order as the window."""

from __future__ import annotations

import datetime as dt
import difflib
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from core.cli import output
from core.cli.edition import load
from core.knowledge.by_aspect import by_aspect
from core.knowledge.by_claim import by_claim
from core.knowledge.ledger import Column, Ledger, arrange
from core.records.answers import Answers
from core.records.errors import AppError
from core.records.knowledge import Knowledge
from core.records.run import RunSummary
from core.records.verdict import Verdict
from core.report import shown
from core.store import atomic

Format = Literal["table", "csv", "tsv", "md", "json", "html"]
View = Literal["claim", "aspect"]

_SHOWN: dict[View, tuple[str, ...]] = {
    "claim": ("aspect", "framework", "verdict", "short", "date"),
    "aspect": ("aspect", "pytorch", "tensorflow", "favours", "weight", "kind", "date"),
}
_EXPORTED: dict[View, tuple[str, ...]] = {
    "claim": ("id", "aspect", "framework", "old_claim", "verdict", "kind", "short", "now", "date",
              "criterion", "weight", "contribution", "check", "links"),
    "aspect": ("id", "aspect", "pytorch", "tensorflow", "favours", "weight", "contribution",
               "kind", "date", "links"),
}  # fmt: skip
_MAKERS = {
    "csv": shown.as_csv, "tsv": shown.as_tsv, "md": shown.as_markdown, "json": shown.as_json
}  # fmt: skip
_WIDE = ("short", "now", "old_claim", "pytorch", "tensorflow")
_NARROWEST = 80


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("claims")(claims)


def claims(
    by: Annotated[
        View, typer.Option("--by", help="Claim by claim, or both frameworks aspect by aspect.")
    ] = "claim",
    find: Annotated[
        str, typer.Option("--find", metavar="TEXT", help="Words, in any order and case.")
    ] = "",
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="KEY=VALUE",
            help="Only rows with this value; several values divided by commas. Can be repeated.",
        ),
    ] = None,
    sort: Annotated[
        list[str] | None,
        typer.Option(
            "--sort",
            metavar="KEY[:desc]",
            help="Sort by a column; repeat for a second key.",
        ),
    ] = None,
    answers: Annotated[
        list[Path] | None,
        typer.Option(
            "--answers", metavar="FILE", help="Weigh by these answers: what matters comes first."
        ),
    ] = None,
    runs: Annotated[
        list[str] | None, typer.Option("--runs", metavar="FILE", help="A run that counts.")
    ] = None,
    columns: Annotated[
        str, typer.Option("--columns", metavar="KEY,KEY", help="The columns to print, in order.")
    ] = "",
    format_: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = "table",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Write to a file instead.")
    ] = None,
) -> None:
    """Show what was claimed about the two, the verdict on it, and what holds now."""
    knowledge = load()
    verdict, measured = _weighed(knowledge, by, answers or (), runs or ())
    today = dt.date.today()
    if by == "aspect":
        book = by_aspect(knowledge, verdict, today, measured)
    else:
        book = by_claim(knowledge, verdict, today)
    facets = dict(_facet(text, book) for text in where or ())
    keys = tuple(_sort_key(part, book) for text in sort or () for part in text.split(","))
    rows = [book.rows[i] for i in arrange(book, find, facets, keys)]
    default = _SHOWN[by] if format_ == "table" else _EXPORTED[by]
    named = [part.strip() for part in columns.split(",")] if columns else default
    chosen = [_column(key, book) for key in named]
    if format_ == "json" and by == "claim":
        known = {claim.id: claim for claim in knowledge.claims}
        text = _pretty([known[row.id] for row in rows])  # in the schema of the ledger
    elif format_ == "html":
        from core.report.frames import shown_html

        title = f"PyTorch and TensorFlow compared, {len(rows)} of {len(book.rows)} rows"
        text = shown_html(rows, chosen, f"{title}, knowledge {knowledge.meta.version}")
    elif format_ == "table":
        width = max(shutil.get_terminal_size((120, 24)).columns, _NARROWEST)
        text = shown.as_text(rows, chosen, width, _WIDE)
    else:
        text = _MAKERS[format_](rows, chosen)
    if out is not None:
        atomic.write_out(out, f"{text.rstrip()}\n".encode())
    else:
        output.line(text.rstrip("\n"))
    if format_ == "table" or out is not None:
        output.note(f"{len(rows)} of {len(book.rows)} {'written' if out else 'shown'}")


def _weighed(
    knowledge: Knowledge, by: View, answers: Sequence[Path], runs: Sequence[str]
) -> tuple[Verdict | None, tuple[RunSummary, ...]]:
    """Return the verdict that weights come from, and the runs in it."""
    if not answers and not runs and by == "claim":
        return None, ()  # without NumPy: a search answers at once
    from core.cli.people import read_people, verdict_on

    people, measured = read_people(knowledge, answers, runs, here=False)
    verdict = verdict_on(knowledge, people or (Answers(),), measured, seed=1, as_of=dt.date.today())
    return verdict, measured


def _pretty(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def _facet(text: str, book: Ledger) -> tuple[str, Collection[str]]:
    key, sign, value = text.partition("=")
    if not sign or not value:
        raise AppError(
            f'"{text}" is no filter',
            "a filter is a column, an equals sign and a value",
            "write it like --where verdict=outdated",
        )
    name = key.strip()
    if name not in {facet.id for facet in book.facets}:
        _column(name, book)
    return name, tuple(part.strip() for part in value.split(","))


def _sort_key(text: str, book: Ledger) -> tuple[str, bool]:
    key, _, direction = text.partition(":")
    if direction not in ("", "asc", "desc"):
        raise AppError(
            f'"{direction}" is no direction', "", f"write {key} or {key}:desc after --sort"
        )
    return _column(key.strip(), book).id, direction == "desc"


def _column(key: str, book: Ledger) -> Column:
    known = {column.id: column for column in book.columns}
    if key in known:
        return known[key]
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.0)
    raise AppError(
        f'there is no column "{key}"',
        f"the columns are {', '.join(known)}",
        f'choose one of them, nearest is "{near[0]}"',
    )
