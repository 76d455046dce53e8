"""What a parser refused, in words of a person who never saw the parser's types."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KINDS = {
    "str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false",
    "object": "a table", "array": "a list", "null": "nothing", "date": "a date",
    "datetime": "a date with a time", "time": "a time", "bytes": "bytes",
}  # fmt: skip
_WRONG_KIND = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_WRONG_LENGTH = re.compile(r"Expected `array` of length (\d+), got (\d+)")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
_MISSING = re.compile(r"missing required field `([^`]+)`")
_NO_WORD = re.compile(r"Invalid enum value '([^']*)'")
_TWICE = re.compile(r"Cannot (?:overwrite a value|declare .* twice)")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value does not fit.

    Attributes:
        place: the field it stands in, like "trade_offs[0].prefer"; empty: the whole file.
        what: what is wrong.
        mend: what to do about it.
    """

    place: str
    what: str
    mend: str


def explained(message: str) -> Refusal:
    """Return the words for a `msgspec.ValidationError`."""
    text, _, path = message.partition(" - at `")
    what, mend = _words(text)
    return Refusal(path.rstrip("`").removeprefix("$").removeprefix("."), what, mend)


def _words(text: str) -> tuple[str, str]:
    if found := _WRONG_KIND.search(text):
        wanted, given = (_kinds(names) for names in found.groups())
        return f"{given} is not {wanted}", f"write {wanted} there"
    if found := _WRONG_LENGTH.search(text):
        wanted, given = found.groups()
        return f"the list has {given} entries, not {wanted}", f"write {wanted} entries"
    if found := _UNKNOWN.search(text):
        return f'there is no field "{found[1]}"', "correct its spelling, or take it out"
    if found := _MISSING.search(text):
        return f'the field "{found[1]}" is missing', "add it"
    mend = "write what the entries beside it have"
    if found := _NO_WORD.search(text):
        return f'"{found[1]}" is not one of the words that can stand there', mend
    return text[:1].lower() + text[1:], mend


def _kinds(names: str) -> str:
    return " or ".join(_KINDS.get(name, name) for name in names.split(" | "))


def toml_words(message: str) -> str:
    """Return the message of a TOML parser; a key given twice in words that say so."""
    return _TWICE.sub("the same key stands twice", message)
