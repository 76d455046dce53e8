"""Rows of the comparison as text: exactly the cells that are shown, in the order shown."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterable, Sequence

from core.knowledge.ledger import Column, Row

# A cell that begins like this is run as a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Sequence[Row], columns: Sequence[Column], *, separator: str = ",") -> str:
    """Return the rows as CSV; a cell that would run as a formula gets a leading apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow([column.label for column in columns])
    for row in rows:
        writer.writerow([_harmless(row.cell(column.id).text) for column in columns])
    return text.getvalue()


def as_markdown(rows: Sequence[Row], columns: Sequence[Column]) -> str:
    """Return the rows as a Markdown table."""
    lines = [_bar(column.label for column in columns), "|---" * len(columns) + "|"]
    lines += [_bar(row.cell(column.id).text for column in columns) for row in rows]
    return "\n".join(lines)


def as_text(rows: Sequence[Row], columns: Sequence[Column], width: int, wide: Sequence[str]) -> str:
    """Return the rows as plain columns that fit into `width` characters.

    Args:
        rows: the rows.
        columns: the columns.
        width: characters a line may have.
        wide: ids of the columns that share what room the others leave; their texts wrap.
    """
    cells = [[row.cell(column.id).text for column in columns] for row in rows]
    heads = [column.label for column in columns]
    sizes = [max(map(len, texts)) for texts in zip(heads, *cells, strict=True)]
    stretched = [at for at, column in enumerate(columns) if column.id in wide]
    rest = sum(size for at, size in enumerate(sizes) if at not in stretched)
    room = width - rest - 2 * (len(columns) - 1)
    for at in stretched:
        sizes[at] = max(min(sizes[at], room // len(stretched)), len(heads[at]))
    lines = [_padded(heads, sizes), "  ".join("-" * size for size in sizes)]
    for row in cells:
        wrapped = [textwrap.wrap(text, size) for text, size in zip(row, sizes, strict=True)]
        for line in range(max(1, *map(len, wrapped))):
            texts = [part[line] if line < len(part) else "" for part in wrapped]
            lines.append(_padded(texts, sizes))
    return "\n".join(lines)


def _harmless(text: str) -> str:
    # A bare carriage return is not quoted by the writer, and would end the row for some readers.
    plain = "\n".join(text.splitlines()) if "\r" in text else text
    return f"'{plain}" if text.startswith(_FORMULA) else plain


def _bar(texts: Iterable[str]) -> str:
    return f"| {' | '.join(map(_escaped, texts))} |"


def _escaped(text: str) -> str:
    for sign in ("\\", "|", "[", "]", "<", "*", "_", "`"):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.splitlines())


def _padded(cells: Sequence[str], sizes: Sequence[int]) -> str:
    return "  ".join(text.ljust(size) for text, size in zip(cells, sizes, strict=True)).rstrip()
