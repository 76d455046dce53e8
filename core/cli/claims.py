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
from core.knowledge.matching import fold
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
_ENDINGS: dict[str, Format] = {
    ".csv": "csv", ".tsv": "tsv", ".md": "md", ".json": "json", ".html": "html", ".htm": "html",
    ".txt": "table",
}  # fmt: skip
_NARROW: dict[View, tuple[str, ...]] = {
    "claim": ("aspect", "verdict", "short"),
    "aspect": ("aspect", "pytorch", "tensorflow", "favours"),
}
_ROOMY = 120  # characters a line from which the whole table is readable
_SAID = 12
_WIDE = ("aspect", "short", "now", "old_claim", "pytorch", "tensorflow", "links")
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
        str | None,
        typer.Option("--columns", metavar="KEY,KEY", help="The columns to print, in order."),
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="How to print the rows; else by the ending of FILE, or table. "
            "Without --columns, json holds whole claims as the ledger has them.",
        ),
    ] = None,
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
    facets = _facets(where or (), book, answered=bool(answers))
    keys = tuple(_sort_key(part, book) for text in sort or () for part in text.split(","))
    rows = [book.rows[i] for i in arrange(book, find, facets, keys)]
    form = _form_of(out, format_)
    width = max(shutil.get_terminal_size((120, 24)).columns, _NARROWEST)
    default = _EXPORTED[by]
    if form == "table":
        default = _SHOWN[by] if width >= _ROOMY else _NARROW[by]
    named = [part.strip() for part in columns.split(",")] if columns is not None else default
    if not any(named):
        raise AppError(
            "--columns names no column",
            f"the columns are {', '.join(column.id for column in book.columns)}",
            "name one or more of them, divided by commas, or leave --columns out",
        )
    chosen = [_column(key, book) for key in named]
    if form == "json" and by == "claim" and columns is None:
        known = {claim.id: claim for claim in knowledge.claims}
        text = _pretty([known[row.id] for row in rows])  # in the schema of the ledger
    elif form == "html":
        from core.report.frames import shown_html

        title = f"PyTorch and TensorFlow compared, {len(rows)} of {len(book.rows)} rows"
        text = shown_html(rows, chosen, f"{title}, knowledge {knowledge.meta.version}")
    elif form == "table":
        text = shown.as_text(rows, chosen, width, _WIDE)
    else:
        text = _MAKERS[form](rows, chosen)
    if out is not None:
        suffix = f".{form}" if form in ("csv", "tsv") else ""
        atomic.write_out(out, shown.file_bytes(text.rstrip("\n") + "\n", suffix))
    else:
        output.line(text.rstrip("\n"))
    if form == "table" or out is not None:
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


def _form_of(out: Path | None, asked: Format | None) -> Format:
    """Return the form asked for, else that which a file's ending names, else a table."""
    if out is not None and out.is_dir():
        raise AppError(f"{out} is a folder", "", f"name a file in it: -o {out / 'claims.csv'}")
    if asked is not None or out is None:
        return asked or "table"
    form = _ENDINGS.get(out.suffix.lower())
    if form is None:
        raise AppError(
            f'no form of the table is known for the ending "{out.suffix}"'
            if out.suffix else f"{out.name} has no ending that names a form",
            f"the endings are {', '.join(_ENDINGS)}",
            "give the file one of them, or name the form with --format",
        )  # fmt: skip
    return form


def _facets(texts: Sequence[str], book: Ledger, *, answered: bool) -> dict[str, Collection[str]]:
    """Return what `--where` asks for; values of one key named several times are all wanted."""
    found: dict[str, list[str]] = {}
    for text in texts:
        key, values = _facet(text, book, answered=answered)
        found.setdefault(key, []).extend(values)
    return dict(found)


def _facet(text: str, book: Ledger, *, answered: bool) -> tuple[str, Collection[str]]:
    key, sign, value = text.partition("=")
    if not sign or not value:
        raise AppError(
            f'"{text}" is no filter',
            "a filter is a column, an equals sign and a value",
            "write it like --where verdict=outdated",
        )
    name = key.strip()
    _filter_named(name, book)
    there = frozenset().union(*book.names(name))
    if not any(there):
        raise AppError(
            f'no row has anything under "{name}"', "",
            "leave the filter out" if name != "matters" or answered
            else "name the answers that say what matters: --answers FILE",
        )  # fmt: skip
    if fold(value.strip()) in there:  # a label may have commas of its own
        return name, (value.strip(),)
    values = tuple(part.strip() for part in value.split(","))
    for one in values:
        if fold(one) not in there:
            raise AppError(
                f'no row has {name} "{one}"',
                f"there is {', '.join(_some(book, name))}",
                "name one of them, several divided by commas",
            )
    return name, values


def _filter_named(name: str, book: Ledger) -> None:
    """Refuse what is neither a facet nor a column."""
    names = dict.fromkeys(
        (*(facet.id for facet in book.facets), *(column.id for column in book.columns))
    )
    if name in names:
        return
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.0)
    raise AppError(
        f'there is no filter "{name}"',
        f"the filters are {', '.join(names)}",
        f'choose one of them, nearest is "{near[0]}"',
    )


def _some(book: Ledger, name: str) -> list[str]:
    """Return the values of a facet by id, or the first texts of a column."""
    for facet in book.facets:
        if facet.id == name:
            seen = {tag for row in book.rows for tag in row.tags.get(name, ())}
            return [value for value in facet.values if value in seen]
    texts = dict.fromkeys(row.cell(name).text for row in book.rows)
    return [text for text in texts if text][:_SAID]


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
