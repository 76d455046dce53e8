"""Numbers as a verdict holds them: four decimals, so that equal inputs print equal bytes."""

from __future__ import annotations


def four(value: float) -> float:
    """Return a number rounded to four decimals; adding 0 turns -0.0 into 0.0."""
    return round(float(value), 4) + 0.0
