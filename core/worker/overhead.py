"""What our way of timing adds to a step: ours against another's, in turns, in one process."""

from __future__ import annotations

import random
import time
from itertools import repeat
from typing import Any, Callable

from .frameworks.contract import Arm
from .timing import run_block


def compare(arm: Arm, side: str, n: int, rounds: int, seed: int) -> dict[str, list[float]]:
    """Time the same steps in turns by our block and by the other way; a coin orders each round.

    The other way is `torch.utils.benchmark.Timer` for PyTorch, and a bare loop between two reads
    of the clock for TensorFlow, which has no such tool.

    Returns:
        `ours` and `other`: nanoseconds a step, one value a round.
    """
    coin = random.Random(seed)
    once = _with_barrier(arm)
    other = _torch_timer(once) if side == "pytorch" else _bare_loop(once)
    found: dict[str, list[float]] = {"ours": [], "other": []}

    def by_us() -> None:
        found["ours"].append(run_block(arm, n)["wall_ns"] / n)

    def by_other() -> None:
        arm.reset()
        found["other"].append(other(n))

    for _ in repeat(None, rounds):
        order = [by_us, by_other]
        coin.shuffle(order)
        for way in order:
            way()
    return found


def _with_barrier(arm: Arm) -> Callable[[], Any]:
    """Return one step up to and including its barrier, as every step of a latency case ends."""
    step, read = arm.step, arm.read

    def once() -> float:
        return read(step())

    return once


def _torch_timer(once: Callable[[], Any]) -> Callable[[int], float]:
    import torch
    from torch.utils.benchmark import Timer

    # Its own default is one thread, whatever the framework uses.
    timer = Timer("once()", globals={"once": once}, num_threads=torch.get_num_threads())
    return lambda n: timer.timeit(n).mean * 1e9


def _bare_loop(once: Callable[[], Any]) -> Callable[[int], float]:
    def loop(n: int) -> float:
        start = time.perf_counter_ns()
        for _ in repeat(None, n):
            once()
        return (time.perf_counter_ns() - start) / n

    return loop
