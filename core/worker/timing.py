"""Blocks and the warm-up's gates. The words are those of the measuring protocol.

A block is n steps back to back between two reads of the clock, garbage collection off inside and
collected between. The barrier ends the block in training and every step in latency.
"""

from __future__ import annotations

import gc
import math
import statistics
import time
from itertools import repeat
from typing import Any, NamedTuple

from .errors import FAILED, CommandError
from .frameworks.contract import Arm
from .silence import fall_silent
from .usage import usage

WINDOW = 8
STABLE_TRACES = 3
MEDIAN_WITHIN = 0.02
SPREAD_WITHIN = 2.0
# Two spreads this small beside the median are equal for our purpose, whatever their quotient.
NO_SPREAD = 0.005
LEAST_NS = 300_000_000
MOST_BLOCKS = 60
MOST_STEPS = 1 << 20


class Warmth(NamedTuple):
    """What warm-up found.

    Attributes:
        n: steps in a block from now on.
        step_ns: median time of a step over the last window.
        settled: all gates passed before the cap.
        blocks_ns: wall time a block, in the order they ran, for the chart.
    """

    n: int
    step_ns: float
    settled: bool
    blocks_ns: list[int]


def first_step(arm: Arm) -> tuple[int, int]:
    """Prepare the arm and do its first step; return its time and the compiling in it, in ns.

    Compiling is what the first step takes beyond a steady one, the loading of the compiler
    included; 0 where nothing is traced.
    """
    before = arm.traces()
    start = time.perf_counter_ns()
    arm.prepare()
    arm.read(arm.step())
    first = time.perf_counter_ns() - start
    traced = arm.traces() > before
    steady = min(_one_step(arm) for _ in range(2))
    return first, max(0, first - steady) if traced else 0


def _one_step(arm: Arm) -> int:
    start = time.perf_counter_ns()
    arm.read(arm.step())
    return time.perf_counter_ns() - start


def run_block(arm: Arm, n: int) -> dict[str, Any]:
    """Run one block from the neutral weights; return its times, counters and checksum.

    Starting every block from the same weights keeps training finite however long a run takes,
    and makes every block of n steps the same computation.

    Raises:
        CommandError: `failed`, when the numbers computed are not finite.
    """
    arm.reset()
    run = _answer_steps if arm.each_step else _train_steps
    gc.collect()
    gc.disable()
    try:
        before = usage()
        cpu = time.process_time_ns()
        start = time.perf_counter_ns()
        result, value = run(arm, n)
        wall = time.perf_counter_ns() - start
        cpu = time.process_time_ns() - cpu
        after = usage()
    finally:
        gc.enable()
    checksum = arm.checksum(result)
    if not math.isfinite(checksum) or not math.isfinite(value):
        raise CommandError(FAILED, f"{arm.name} computed numbers that are not finite")
    fall_silent()
    counts = {name: after[name] - before[name] for name in after}
    return {"wall_ns": wall, "cpu_ns": cpu, "checksum": checksum, **counts}


def _train_steps(arm: Arm, n: int) -> tuple[Any, float]:
    step = arm.step
    result = None
    for _ in repeat(None, n):
        result = step()
    return result, arm.read(result)


def _answer_steps(arm: Arm, n: int) -> tuple[Any, float]:
    step, read = arm.step, arm.read
    result, value = None, 0.0
    for _ in repeat(None, n):
        result = step()
        value = read(result)
    return result, value


def warm(arm: Arm, block_ns: int, max_ns: int) -> Warmth:
    """Run blocks until the gates pass or the cap is reached.

    Gates: nothing traced or compiled over the last `STABLE_TRACES` blocks, and two consecutive
    windows of `WINDOW` blocks agree in median and spread. At least 0.3 s where `max_ns` allows;
    at most `max_ns` or `MOST_BLOCKS` blocks.
    """
    start = time.perf_counter_ns()
    n = _fit(run_block(arm, 1)["wall_ns"], block_ns)
    n = _fit(run_block(arm, n)["wall_ns"] / n, block_ns)
    blocks: list[int] = []
    traces: list[int] = []
    settled = False
    while True:
        blocks.append(run_block(arm, n)["wall_ns"])
        traces.append(arm.traces())
        spent = time.perf_counter_ns() - start
        settled = len(set(traces[-STABLE_TRACES:])) == 1 and is_stationary(blocks)
        if settled and spent >= min(LEAST_NS, max_ns):
            break
        if len(blocks) >= MOST_BLOCKS or spent >= max_ns:
            break
    step_ns = statistics.median(blocks[-WINDOW:]) / n
    return Warmth(_fit(step_ns, block_ns), step_ns, settled, blocks)


def _fit(step_ns: float, block_ns: int) -> int:
    """Return how many steps make a block of about `block_ns`."""
    return max(1, min(MOST_STEPS, round(block_ns / max(1.0, step_ns))))


def is_stationary(blocks: list[int]) -> bool:
    """Return whether the last two windows agree: medians within 2 %, spreads within a factor 2."""
    if len(blocks) < 2 * WINDOW:
        return False
    earlier, later = blocks[-2 * WINDOW : -WINDOW], blocks[-WINDOW:]
    middles = statistics.median(earlier), statistics.median(later)
    spreads = [
        statistics.median(abs(x - middle) for x in window)
        for window, middle in zip((earlier, later), middles)
    ]
    if abs(middles[1] - middles[0]) > MEDIAN_WITHIN * middles[0]:
        return False
    small, large = sorted(spreads)
    return large <= SPREAD_WITHIN * small or large <= NO_SPREAD * middles[0]
