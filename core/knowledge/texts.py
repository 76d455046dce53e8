"""Rule 20: texts that can be shown: of a sensible length, and of signs that stay in their place.

It looks at a file as it was read, before anything else is done with its texts: folding, sorting
and matching take long on what nobody would write.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from typing import Any

# Characters a text may have, by its key. The longest there are have a third of this at most.
LONGEST = {"now": 2_000, "support_reason": 1_000, "say": 1_000, "why": 1_000}
SHORTEST = ("id", "label", "step", "term", "heading", "title", "short", "group", "version")
SHORT, OTHERWISE = 200, 600
LINKS = ("url", "source")
LONGEST_WORD = 60  # a narrow column has no room for more; a word in ordinary text has 35
MOST_MARKS = 4  # accents on one letter; four are more than any script in use needs
MOST_ENTRIES = 5_000  # in one list; the comparison stays quick up to 10,000 rows

# Signs that turn the direction of what follows, or hide in it.
_HIDDEN = frozenset("\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFFF9, 0xFFFC))
}
_SHAPING = frozenset("\u200c\u200d")  # join and part letters in several scripts, and emoji
_BREAKS = frozenset("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")  # spaces that end a line unasked

Problem = tuple[tuple[str | int, ...], str, str]


def problem(data: Any) -> Problem | None:
    """Return the first text or list that cannot be shown: path, what is wrong, what to do."""
    return next(_problems(data, ()), None)


def _problems(value: Any, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if isinstance(value, str):
        found = _wrong(value, _key(path))
        if found:
            yield (path, *found)
    elif isinstance(value, dict):
        for key, part in value.items():
            found = _wrong(key, "id")
            if found:
                yield (path, f"a name in it: {found[0]}", found[1])
            yield from _problems(part, (*path, key))
    elif isinstance(value, list):
        if len(value) > MOST_ENTRIES:
            yield (path, f"{len(value):,} entries", f"leave at most {MOST_ENTRIES:,}")
            return
        for at, part in enumerate(value):
            yield from _problems(part, (*path, at))


def _key(path: tuple[str | int, ...]) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _wrong(text: str, key: str) -> tuple[str, str] | None:
    most = LONGEST.get(key, SHORT if key in SHORTEST else OTHERWISE)
    if len(text) > most:
        return f"{len(text):,} characters", f"shorten it to at most {most:,}"
    if text.isascii() and text.isprintable():
        return _long_word(text, key)
    for sign in text:
        if (
            sign in _HIDDEN
            or sign in _BREAKS
            or not (sign.isprintable() or sign.isspace() or sign in _SHAPING)
        ):
            name = unicodedata.name(sign, "a control character").lower()
            return f"it holds U+{ord(sign):04X}, {name}", "take it out, or write the text again"
    runs = itertools.groupby(text, key=lambda sign: bool(unicodedata.combining(sign)))
    if any(marks and len(list(run)) > MOST_MARKS for marks, run in runs):
        return f"more than {MOST_MARKS} accents on one letter", "write the letter with its own"
    return _long_word(text, key)


def _long_word(text: str, key: str) -> tuple[str, str] | None:
    if key in LINKS:
        return None
    longest = max(map(len, text.split()), default=0)
    if longest <= LONGEST_WORD:
        return None
    return f"a word of {longest:,} characters", f"divide it; {LONGEST_WORD} fit into a column"
