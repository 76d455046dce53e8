"""The two frameworks in short, and what the technical words mean."""

from __future__ import annotations

from typing import Literal

from .base import Record, Side

Heading = Literal["what", "origin", "how", "use", "releases", "weak"]
HEADINGS: dict[Heading, str] = {
    "what": "What it is",
    "origin": "Where it comes from, and who stands behind it",
    "how": "How it works",
    "use": "What it is used for, and by whom",
    "releases": "Releases and licence",
    "weak": "Where it is weak",
}


class Portrait(Record, frozen=True):
    """One sentence of a framework's portrait.

    Attributes:
        heading: the part of the portrait it belongs to; parts keep the order of `HEADINGS`,
            sentences of one part that of the file.
        claims: ids of the claims it rests on, at least one.
    """

    framework: Side
    heading: Heading
    text: str
    claims: tuple[str, ...]


class Term(Record, frozen=True):
    """A technical word in one line.

    Attributes:
        term: how it is written.
        text: what it means, one line.
        aliases: other forms under which it is met.
        common: an everyday word too: in running text it is not taken for the term.
    """

    id: str
    term: str
    text: str
    aliases: tuple[str, ...] = ()
    common: bool = False


class Guide(Record, frozen=True):
    """Portraits and terms.

    An edition of the knowledge without a guide of its own has no portraits, since they name claims
    that it need not have; the terms of the guide that comes with Forkwise hold for it too.
    """

    portraits: tuple[Portrait, ...] = ()
    terms: tuple[Term, ...] = ()

    def term(self, id_: str) -> Term | None:
        """Return the term of that id, or None."""
        return next((term for term in self.terms if term.id == id_), None)
