"""Rows of the comparison as text: exactly the cells that are shown, in the order shown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

import msgspec

from core.knowledge.ledger import Column, Row

# Text that begins like this, spaces and apostrophes aside, is run as a formula by spreadsheet
# programs; some of them read the wide signs of East Asian keyboards as the plain ones.
_RUNS = r"(?=['\s\x00-\x1f\u200b\u2060\ufeff]*[=+\-@＝＋－＠])"
_AT_START = re.compile(rf"\A{_RUNS}")
# What follows a sign that divides cells or rows may be taken for a cell of its own.
_IN_PARTS = re.compile(rf"(?:\A|(?<=[,;\t\n])){_RUNS}")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_QUOTED = re.compile(r"""[,;\t\n\r"|]|\A\s|\s\Z""")
_LINE = re.compile(r"\r\n|\r|\n")
_MARKED = re.compile(r"[\\|\[\]<>*_`&~$]")


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

    Plain numbers stay numbers. So that a program that divides by something else, as some do by the
    country's habit, runs nothing either, an apostrophe also stands in the text where it would go
    on with a formula, and whatever holds a sign that may divide is quoted. Taking one apostrophe
    from each of these places gives back what was shown.
    """
    lines = [separator.join(_quoted(column.label) for column in columns)]
    for row in rows:
        cells = (_guarded(row.cell(column.id).text, _IN_PARTS) for column in columns)
        lines.append(separator.join(map(_quoted, cells)) or '""')
    return "".join(f"{line}\n" for line in lines)


def file_bytes(text: str, suffix: str) -> bytes:
    """Return a table as the bytes of a file.

    Excel takes a CSV file for the country's old code page unless it begins with the UTF-8 mark,
    and shows garbled signs; LibreOffice, Numbers, pandas (`utf-8-sig`) and R take the mark as
    such. Files alone get it: in a pipe it would be a part of the first heading.

    Args:
        text: the table.
        suffix: the ending of the file's name, ".csv" for one.
    """
    return text.encode("utf-8-sig" if suffix.lower() in (".csv", ".tsv") else "utf-8")


def harmless(text: str) -> str:
    """Return text that no spreadsheet program runs as a formula where it fills a cell."""
    return _guarded(text, _AT_START)


def as_markdown(rows: Sequence[Row], columns: Sequence[Column]) -> str:
    """Return the rows as a Markdown table; every sign in it is read as itself."""
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


def _guarded(text: str, places: re.Pattern[str]) -> str:
    # A bare carriage return would end the row for some readers.
    plain = _LINE.sub("\n", text)
    return plain if _NUMBER.fullmatch(plain) else places.sub("'", plain)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _bar(texts: Iterable[str]) -> str:
    return f"| {' | '.join(map(_escaped, texts))} |"


def _escaped(text: str) -> str:
    return _LINE.sub("<br>", _MARKED.sub(r"\\\g<0>", text))


def _padded(cells: Sequence[str], sizes: Sequence[int]) -> str:
    return "  ".join(text.ljust(size) for text, size in zip(cells, sizes, strict=True)).rstrip()
