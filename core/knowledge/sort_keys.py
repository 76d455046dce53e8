"""What cells are sorted by: text with its numbers as numbers, words in a set order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.knowledge.matching import fold

Key = float | str | tuple[tuple[int, int, str], ...]

_DIGITS = re.compile(r"(\d+)")


def natural(text: str) -> Key:
    """Return a key that sorts 2.9 before 2.10, and case and accents aside.

    Runs of digits compare by their value: by length without leading zeros, then sign by sign, so
    that no number is too long. They come before letters.
    """
    parts: list[tuple[int, int, str]] = []
    for part in _DIGITS.split(fold(text)):
        if part.isdecimal():
            digits = part.lstrip("0")
            parts.append((0, len(digits), digits))
        elif part:
            parts.append((1, 0, part))
    return tuple(parts)


def ranked(value: str, order: Sequence[str]) -> float:
    """Return the place of a value in a set order."""
    return float(order.index(value))
