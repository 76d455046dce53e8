"""What is read in a pane, piece by piece: once for the window, for plain text and for Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from gui.compare.words import is_safe_link

LONGEST = 4_000
"""Most characters of one text: a pane is read, and no entry of the knowledge is longer."""
_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look.

    Attributes:
        weight: 400 or 600.
        quiet: in the lighter ink.
        struck: it no longer holds.
        code: to be typed or copied as it stands.
        small: in the size of captions, whatever the line's own.
        link: where it leads: an https address, or what the reader of the pane is asked for.
        icon: an icon drawn before the words.
        side: a side whose mark is drawn before the words.
        terms: technical terms in it are explained.
    """

    text: str
    weight: int = 400
    quiet: bool = False
    struck: bool = False
    code: bool = False
    small: bool = False
    link: str = ""
    icon: str = ""
    side: str = ""
    terms: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph.

    Attributes:
        above: pixels of room above it.
        indent: steps it is set in.
    """

    runs: tuple[Run, ...]
    role: Literal["heading", "body", "caption"] = "body"
    above: int = 4
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A hairline, and below it the head of a section; no words: the line alone."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """What is folded away until it is asked for; copied in any case.

    Attributes:
        key: names the fold as long as the pane shows the same row.
        label: what one finds in it.
    """

    key: str
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two texts beside each other in columns of one width, PyTorch's left."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]


Piece = Line | Section | More | Beside


def line(
    text: str,
    *,
    role: Literal["heading", "body", "caption"] = "body",
    weight: int = 400,
    quiet: bool = False,
    terms: bool = False,
    above: int = 4,
    icon: str = "",
    side: str = "",
    indent: int = 0,
) -> Line:
    """Return a paragraph in one look."""
    run = Run(text, weight=weight, quiet=quiet, terms=terms, icon=icon, side=side)
    return Line((run,), role, above, indent)


def coded(text: str, **look: bool) -> tuple[Run, ...]:
    """Return a text as runs; what stands between backticks in it is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # a backtick without its partner is a character like any other
        return (Run(text, **look),)  # type: ignore[arg-type]
    return tuple(
        Run(part, code=True) if at % 2 else Run(part, **look)  # type: ignore[arg-type]
        for at, part in enumerate(parts)
        if part
    )


def capped(text: str) -> str:
    """Return a text no longer than a pane has use for, without signs that turn others round."""
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return "".join(sign if sign.isprintable() else " " for sign in text)


def opened(pieces: Iterable[Piece]) -> Iterator[Line | Section]:
    """Yield all pieces, those that are folded away as well."""
    for piece in pieces:
        if isinstance(piece, More):
            yield from opened(piece.pieces)
        elif isinstance(piece, Beside):
            yield from opened((*piece.left, *piece.right))
        else:
            yield piece


def as_text(pieces: Iterable[Piece]) -> str:
    """Return all pieces as plain text; links are followed by their address."""
    lines: list[str] = []
    for piece in opened(pieces):
        if isinstance(piece, Section):
            lines += ["", piece.text] if piece.text else [""]
            continue
        text = "".join(map(_plain, piece.runs)).strip()
        if text:
            lines.append(text)
    return "\n".join(lines).strip() + "\n"


def as_markdown(pieces: Iterable[Piece]) -> str:
    """Return all pieces as Markdown: headings, links, and struck out what no longer holds."""
    blocks: list[str] = []
    for piece in opened(pieces):
        if isinstance(piece, Section):
            if piece.text:
                blocks.append(f"### {_escaped(piece.text)}")
            continue
        if piece.role == "heading":
            blocks.append(f"## {_escaped(capped(''.join(run.text for run in piece.runs)))}")
        elif text := "".join(map(_marked, piece.runs)).strip():
            blocks.append(text)
    return "\n\n".join(blocks) + "\n"


def _is_word(run: Run) -> bool:
    """Return False for what only does something in the window."""
    return not run.link.startswith("copy:")


def _plain(run: Run) -> str:
    if not _is_word(run):
        return ""
    text = capped(run.text)
    return f"{text} <{run.link}>" if is_safe_link(run.link) else text


def _marked(run: Run) -> str:
    if not _is_word(run):
        return ""
    text = capped(run.text)
    if run.code:
        fence = "``" if "`" in text else "`"
        return f"{fence}{text}{fence}"
    bare = text.strip()
    if not bare:
        return text
    shown = _escaped(bare)
    if is_safe_link(run.link):
        shown = f"[{shown}](<{run.link}>)"
    if run.struck:
        shown = f"~~{shown}~~"
    if run.weight >= 600:
        shown = f"**{shown}**"
    return text.replace(bare, shown)


def _escaped(text: str) -> str:
    """Return a text in which nothing is read as Markdown or HTML."""
    return _MARKS.sub(r"\\\1", text.replace("\n", " "))
