"""Finds technical terms: in running text, by what a person types, and portraits by heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.knowledge.matching import fold, words_of
from core.records.base import SIDES
from core.records.guide import HEADINGS, Guide, Heading, Portrait, Term

_AROUND = r"(?<![\w.-]){form}(?![\w]|[.-]\w)"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where a term stands."""

    start: int
    end: int
    term: Term


class Glossary:
    """The terms, ready to be looked for.

    Args:
        terms: in their own order.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(sorted(terms, key=lambda term: fold(term.term)))
        self._by_id = {term.id: term for term in self.terms}
        self._exact: dict[str, Term] = {}
        self._folded: dict[str, Term] = {}
        for term in self.terms:
            if not term.common:
                for form in (term.term, *term.aliases):
                    # What is written with capitals is a name: "MPS" is not "mps".
                    kept = self._folded if form == form.lower() else self._exact
                    kept[form] = term
        self._pattern = _pattern((*self._exact, *self._folded))

    def term(self, id_: str) -> Term | None:
        """Return the term of that id, or None."""
        return self._by_id.get(id_)

    def find(self, text: str) -> Iterator[Mention]:
        """Yield the terms that stand in a text as whole words, the longest form of each."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            form = match[0]
            term = self._exact.get(form) or self._folded.get(form.lower())
            if term is not None:
                yield Mention(match.start(), match.end(), term)

    def search(self, query: str) -> tuple[Term, ...]:
        """Return the terms that hold all words of a query in their forms or their line.

        Those whose own forms hold them come first; an empty query returns all.
        """
        words = words_of(query)
        found = [t for t in self.terms if all(word in fold(_all(t)) for word in words)]
        names = {t.id: fold(" ".join((t.term, *t.aliases))) for t in found}
        return tuple(sorted(found, key=lambda t: not all(word in names[t.id] for word in words)))

    def named(self, name: str) -> Term | None:
        """Return the term of which a name is a form, in any case, or None."""
        wanted = fold(name.strip())
        for term in self.terms:
            if wanted in (fold(form) for form in (term.id, term.term, *term.aliases)):
                return term
        return None


@lru_cache(maxsize=2)
def glossary_of(guide: Guide) -> Glossary:
    """Return the glossary of a guide, made once."""
    return Glossary(guide.terms)


def portrait(guide: Guide, side: str) -> dict[Heading, tuple[Portrait, ...]]:
    """Return heading -> sentences of one framework, in the order of the headings."""
    return {
        heading: tuple(p for p in guide.portraits if (p.framework, p.heading) == (side, heading))
        for heading in HEADINGS
    }


def sides_of(guide: Guide) -> tuple[str, ...]:
    """Return the frameworks that have a portrait, in the usual order."""
    return tuple(side for side in SIDES if any(p.framework == side for p in guide.portraits))


def _all(term: Term) -> str:
    return "\n".join((term.term, *term.aliases, term.text))


def _pattern(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds whole words, the longest first; the case is looked at afterwards."""
    ordered = sorted(forms, key=len, reverse=True)
    if not ordered:
        return None
    either = "|".join(map(re.escape, ordered))
    return re.compile(_AROUND.format(form=f"(?:{either})"), re.IGNORECASE)
