"""Numbers of things in words, and their names in a row: one error, two errors; a, b and c."""

from __future__ import annotations

from collections.abc import Sequence


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


def listed(parts: Sequence[str]) -> str:
    """Return parts joined by commas and "and"; empty for none."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
