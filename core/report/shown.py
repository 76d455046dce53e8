"""Rows of the comparison as text: exactly the cells that are shown, in the order shown."""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Iterable, Sequence

import msgspec

from core.knowledge.ledger import Column, Row

# A cell that begins like this, spaces aside, is run as a formula by spreadsheet programs; some of
# them read the wide signs of East Asian keyboards as the plain ones.
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def as_tsv(rows: Sequence[Row], columns: Sequence[Column]) -> str:
    """Return the rows as tab-separated values, formulas made harmless as in CSV."""
    return as_csv(rows, columns, separator="\t")


def as_json(rows: Sequence[Row], columns: Sequence[Column]) -> str:
    """Return the rows as a JSON list: each cell under its column's id, and the claims behind it."""
    told = [
        {column.id: row.cell(column.id).text for column in columns} | {"claim_ids": row.claims}
        for row in rows
    ]
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n"


def as_csv(rows: Sequence[Row], columns: Sequence[Column], *, separator: str = ",") -> str:
    """Return the rows as CSV; text that would run as a formula gets a leading apostrophe.

    Plain numbers stay numbers.
    """
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
    if _FORMULA.match(plain) and not _NUMBER.fullmatch(plain):
        return f"'{plain}"
    return plain


def _bar(texts: Iterable[str]) -> str:
    return f"| {' | '.join(map(_escaped, texts))} |"


def _escaped(text: str) -> str:
    for sign in ("\\", "|", "[", "]", "<", "*", "_", "`"):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.splitlines())


def _padded(cells: Sequence[str], sizes: Sequence[int]) -> str:
    return "  ".join(text.ljust(size) for text, size in zip(cells, sizes, strict=True)).rstrip()
