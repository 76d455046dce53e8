"""Rule 20: what can be shown and weighed: sensible sizes, and signs that stay in their place.

It looks at a file as it was read, before anything else is done with it: folding, sorting, matching
and weighing take long on what nobody would write.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from typing import Any

# Characters a text may have, by its key. The longest there are have a third of this at most, those
# of `SHORT` and `NAMES` half; a word has at most 58 characters, a call.
LONGEST = {"now": 2_000, "support_reason": 1_000, "say": 1_000, "why": 1_000}
SHORTEST = ("label", "step", "term", "heading", "title", "short", "group", "version")
SHORT, OTHERWISE = 200, 600
NAMES = (
    "id", "q", "is", "criterion", "aspect", "claims", "covers", "workloads", "out", "widen",
    "core_questions",
    "check", "option", "retired",
)  # fmt: skip
LONGEST_NAME = 60  # ids are compared sign by sign to name the nearest
LINKS = ("url", "source")
LONGEST_WORD = 80
MOST_ACCENTS = 4  # on one letter; four are more than any script in use needs
MOST_MARKS = 8  # with vowel signs and the like, which are no accents

# Entries of a list, by its key: several times what there is. Time grows with each of them:
# claims are searched at every key press, criteria are weighed one by one.
MOST_ENTRIES = {
    "claim": 5_000, "evidence": 300, "criterion": 40, "question": 60, "option": 40, "case": 40,
    "knockout": 150, "route": 150, "conflict": 100, "portrait": 200, "term": 500, "retired": 500,
}  # fmt: skip
MOST_OTHERWISE = 80

# Signs that hide, though they are said to be printable.
_HIDDEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINERS = frozenset("\u200c\u200d")  # between signs of other scripts and in emoji they join
_SPACES = frozenset("\n\t")

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
        yield from _too_many(len(value), MOST_OTHERWISE, path)
        for key, part in value.items():
            found = _wrong(key, "id")
            if found:
                yield (path, f"a name in it: {found[0]}", found[1])
            yield from _problems(part, (*path, key))
    elif isinstance(value, list):
        yield from _too_many(len(value), MOST_ENTRIES.get(_key(path), MOST_OTHERWISE), path)
        for at, part in enumerate(value):
            yield from _problems(part, (*path, at))


def _too_many(count: int, most: int, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if count > most:
        yield path, f"{count:,} entries", f"leave at most {most:,}"


def _key(path: tuple[str | int, ...]) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _longest(key: str) -> int:
    if key in NAMES:
        return LONGEST_NAME
    return LONGEST.get(key, SHORT if key in SHORTEST else OTHERWISE)


def _wrong(text: str, key: str) -> tuple[str, str] | None:
    most = _longest(key)
    if len(text) > most:
        return f"{len(text):,} characters", f"shorten it to at most {most:,}"
    if not (text.isascii() and text.isprintable()):
        found = _hidden(text) or _heaped(text)
        if found:
            return found
    return _long_word(text, key)


def _hidden(text: str) -> tuple[str, str] | None:
    for at, sign in enumerate(text):
        joins = sign in _JOINERS and _between_others(text, at)
        if sign in _HIDDEN or not (sign.isprintable() or _is_space(sign) or joins):
            name = unicodedata.name(sign, "a control character").lower()
            return f"it holds U+{ord(sign):04X}, {name}", "take it out, or write the text again"
    return None


def _is_space(sign: str) -> bool:
    """Return True for what divides words; other breaks would end a line unasked."""
    return sign in _SPACES or unicodedata.category(sign) == "Zs"


def _between_others(text: str, at: int) -> bool:
    """Return True inside a word of another script, where joiners change how letters look."""
    beside = (text[at - 1 : at], text[at + 1 : at + 2])
    return not any(not sign or sign.isascii() or sign in _JOINERS for sign in beside)


def _heaped(text: str) -> tuple[str, str] | None:
    mend = "write the letter with its own"
    for tell, most in ((unicodedata.combining, MOST_ACCENTS), (_is_mark, MOST_MARKS)):
        runs = itertools.groupby(text, key=lambda sign, tell=tell: bool(tell(sign)))
        if any(marks and len(list(run)) > most for marks, run in runs):
            return f"more than {most} accents or marks on one letter", mend
    return None


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


def _long_word(text: str, key: str) -> tuple[str, str] | None:
    if key in LINKS:
        return None
    longest = max(map(len, text.split()), default=0)
    if longest <= LONGEST_WORD:
        return None
    return f"a word of {longest:,} characters", f"divide it; {LONGEST_WORD} fit into a column"
