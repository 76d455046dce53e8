"""Plain text for a terminal: headings, bullets, lines that do not depend on its width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 90


def wrap(text: str, *, bullet: bool = False) -> list[str]:
    """Return a text in lines; addresses and words with hyphens stay whole."""
    first, rest = ("- ", "  ") if bullet else ("", "")
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def section(title: str, entries: Sequence[str], note: str = "") -> list[str]:
    """Return a heading with its entries as bullets and a note below; nothing without entries."""
    if not entries:
        return []
    lines = heading(title)
    for entry in entries:
        lines += wrap(entry, bullet=True)
    return [*lines, *wrap(note)]


def heading(title: str) -> list[str]:
    """Return an underlined heading."""
    return [title, "-" * len(title)]


def joined(blocks: Iterable[Sequence[str]]) -> str:
    """Return blocks of lines with an empty line between them; empty blocks leave none."""
    return "\n\n".join("\n".join(block) for block in blocks if block)
