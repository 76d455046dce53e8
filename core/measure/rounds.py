"""Rounds: their order by coin, their log-ratio, and when a launch has seen enough of them."""

from __future__ import annotations

import math
import random

from core.measure.plan import LONG_BLOCK_NS, MAX_ROUNDS, MIN_ROUNDS
from core.records.base import Side

LETTERS: dict[Side, str] = {"pytorch": "p", "tensorflow": "t"}
SIDES_BY_LETTER: dict[str, Side] = {"p": "pytorch", "t": "tensorflow"}


def is_long(block_ns: dict[Side, float]) -> bool:
    """Return True when blocks are so long that a round has two of them instead of four."""
    return max(block_ns.values()) >= LONG_BLOCK_NS


def toss(coin: random.Random, *, long: bool) -> str:
    """Return the order of one round: A-B-B-A with A chosen by coin, or A-B when blocks are long.

    A-B-B-A cancels a linear drift exactly; the coin makes the signs of equal sides fair.
    """
    first, second = ("p", "t") if coin.random() < 0.5 else ("t", "p")
    return first + second if long else first + second + second + first


def log_ratio(order: str, wall_ns: tuple[int, ...], steps: tuple[int, ...]) -> float:
    """Return ln(TensorFlow's time a step / PyTorch's) of a round.

    With two blocks a side it is half the log of the product ratio.
    """
    total = 0.0
    for letter, wall, n in zip(order, wall_ns, steps, strict=True):
        seconds_log = math.log(wall / n)
        total += seconds_log if letter == "t" else -seconds_log
    return total / (len(order) / 2)


def step_ns(order: str, wall_ns: tuple[int, ...], steps: tuple[int, ...], side: Side) -> float:
    """Return the mean time of a step of one side in a round, in nanoseconds."""
    letter = LETTERS[side]
    wall = sum(w for o, w in zip(order, wall_ns, strict=True) if o == letter)
    count = sum(n for o, n in zip(order, steps, strict=True) if o == letter)
    return wall / count


def seen_enough(
    rounds: int, kept: int, interval: tuple[float, float] | None, margin: float
) -> bool:
    """Return True when more rounds would not help this launch.

    The interval within the launch lies inside the margin, or excludes 0 and is narrower than
    the margin; or the launch has as many rounds as it may take.
    """
    if rounds >= MAX_ROUNDS:
        return True
    if kept < MIN_ROUNDS or interval is None:
        return False
    low, high = interval
    edge = math.log1p(margin)
    if -edge <= low and high <= edge:
        return True
    return (low > 0.0 or high < 0.0) and high - low < edge
