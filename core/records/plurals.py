"""Numbers of things in words: one error, two errors."""

from __future__ import annotations


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 error", "2 errors".

    Args:
        number: how many there are.
        one: the noun for one.
        many: the noun for all other numbers; empty: `one` with an s.
    """
    return f"{number:,} {either(number, one, many or f'{one}s')}"


def either(number: int, one: str, many: str) -> str:
    """Return the word that goes with a number: "is" with 1, "are" with any other."""
    return one if number == 1 else many
