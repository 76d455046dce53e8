"""Words in a text: folded for searching, and where they stand, for marking them."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return a text in which case, accents and compatibility forms make no difference."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def words_of(query: str) -> tuple[str, ...]:
    """Return the folded words of a query, each once."""
    return tuple(dict.fromkeys(fold(query).split()))


def spans(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return where folded words stand in a text, as (start, end) in order, none overlapping."""
    if not text or not words:
        return ()
    folded, places = _folded_with_places(text)
    marked = [False] * len(text)
    for word in words:
        at = folded.find(word)
        while at >= 0:
            for place in range(places[at], places[at + len(word) - 1] + 1):
                marked[place] = True
            at = folded.find(word, at + 1)
    return _runs(marked)


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """Return a folded text and, for each of its signs, the place of the sign it came from."""
    parts: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        folded = fold(sign)
        parts.append(folded)
        places += [place] * len(folded)
    return "".join(parts), places


def _runs(marked: list[bool]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    start = -1
    for place, mark in enumerate([*marked, False]):
        if mark and start < 0:
            start = place
        elif not mark and start >= 0:
            found.append((start, place))
            start = -1
    return tuple(found)
