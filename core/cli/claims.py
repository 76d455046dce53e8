"""`forkwise claims`: the ledger, with the same rows in the same order as the window."""

from __future__ import annotations

import csv
import difflib
import io
import shutil
import textwrap
from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from core.cli import output
from core.cli.edition import load
from core.knowledge import ledger
from core.records.errors import AppError
from core.records.knowledge import Claim

Format = Literal["table", "csv", "md", "json"]

_TABLE = ("aspect", "framework", "verdict", "short", "date")
_EXPORT = (
    "id",
    "aspect",
    "framework",
    "old_claim",
    "verdict",
    "support",
    "short",
    "now",
    "date",
    "criterion",
    "check",
)
# A cell that begins like this is run as a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NARROWEST = 80


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("claims")(claims)


def claims(
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
    format_: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = "table",
) -> None:
    """Show what was claimed about the two, the verdict on it, and what holds now."""
    knowledge = load()
    book = ledger.Ledger(knowledge.claims, knowledge.aspects)
    facets = dict(_facet(text) for text in where or ())
    keys = tuple(_sort_key(part) for text in sort or () for part in text.split(","))
    rows = [book.rows[i] for i in book.arrange(find, facets, keys)]
    if format_ == "json":
        output.document(rows)
    elif format_ == "csv":
        output.line(as_csv(rows, book).rstrip("\n"))
    elif format_ == "md":
        output.line(as_markdown(rows, book))
    else:
        width = max(shutil.get_terminal_size((120, 24)).columns, _NARROWEST)
        output.line(as_table(rows, book, width))
        output.note(f"{len(rows)} of {len(book.rows)} shown")


def _facet(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not value:
        raise AppError(
            f'"{text}" is no filter',
            "a filter is a column, an equals sign and a value",
            "write it like --where verdict=outdated",
        )
    return _column(key.strip()), value


def _sort_key(text: str) -> tuple[str, bool]:
    key, _, direction = text.partition(":")
    if direction not in ("", "asc", "desc"):
        raise AppError(
            f'"{direction}" is no direction', "", f"write {key} or {key}:desc after --sort"
        )
    return _column(key.strip()), direction == "desc"


def _column(key: str) -> str:
    if key in ledger.COLUMNS:
        return key
    near = difflib.get_close_matches(key, ledger.COLUMNS, n=1, cutoff=0.0)
    raise AppError(
        f'there is no column "{key}"',
        f"the columns are {', '.join(ledger.COLUMNS)}",
        f'choose one of them, nearest is "{near[0]}"',
    )


def as_csv(rows: Sequence[Claim], book: ledger.Ledger) -> str:
    """Return the rows as CSV; a cell that would run as a formula gets a leading apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*_EXPORT, "sources"))
    for claim in rows:
        cells = [ledger.cell(claim, column, book.labels) for column in _EXPORT]
        cells.append(" ".join(source.url for source in claim.sources))
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return text.getvalue()


def as_markdown(rows: Sequence[Claim], book: ledger.Ledger) -> str:
    """Return the rows as a Markdown table, with the sources as links."""
    columns = ("aspect", "framework", "old_claim", "verdict", "now", "date")
    lines = [f"| {' | '.join((*columns, 'sources'))} |", "|---" * (len(columns) + 1) + "|"]
    for claim in rows:
        cells = [_escaped(ledger.cell(claim, column, book.labels)) for column in columns]
        links = [f"[{_escaped(source.title)}]({source.url})" for source in claim.sources]
        lines.append(f"| {' | '.join((*cells, ', '.join(links)))} |")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    for sign in ("\\", "|", "[", "]", "<", "*", "_", "`"):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", " ")


def as_table(rows: Sequence[Claim], book: ledger.Ledger, width: int) -> str:
    """Return the rows as plain columns that fit into `width` characters; texts wrap."""
    cells = [[ledger.cell(claim, column, book.labels) for column in _TABLE] for claim in rows]
    heads = ["aspect", "framework", "old claim", "what holds now", "date"]
    wide = _TABLE.index("short")
    sizes = [max(len(row[i]) for row in (heads, *cells)) for i in range(len(heads))]
    gaps = 2 * (len(heads) - 1)
    rest = sum(size for i, size in enumerate(sizes) if i != wide) + gaps
    sizes[wide] = max(min(sizes[wide], width - rest), len(heads[wide]))
    lines = [_row(heads, sizes), "  ".join("-" * size for size in sizes)]
    for row in cells:
        wrapped = textwrap.wrap(row[wide], sizes[wide]) or [""]
        lines.append(_row([*row[:wide], wrapped[0], *row[wide + 1 :]], sizes))
        for more in wrapped[1:]:
            lines.append(_row([""] * wide + [more], sizes))
    return "\n".join(lines)


def _row(cells: Sequence[str], sizes: Sequence[int]) -> str:
    padded = [cell.ljust(size) for cell, size in zip(cells, sizes, strict=False)]
    return "  ".join(padded).rstrip()
