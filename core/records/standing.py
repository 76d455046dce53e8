"""Where things stand between the two sides: names, labels, shares, the lead."""

from __future__ import annotations

from typing import Literal

from .base import Record

VerdictName = Literal[
    "pytorch", "tensorflow", "either", "neither", "insufficient", "undecided", "split"
]
Label = Literal["", "leaning", "clear", "strong", "ruled by a constraint", "ruled out", "instead"]


class Shares(Record, frozen=True):
    """Share of plausible readings in which each comes first; the three add up to 1."""

    pytorch: float
    tensorflow: float
    none: float


class Margin(Record, frozen=True):
    """PyTorch's lead in points of 100: mean and the range that holds 90 of 100 readings."""

    mean: float
    low: float
    high: float
