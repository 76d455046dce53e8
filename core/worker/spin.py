"""A fixed piece of work, timed before every block: what it takes is the speed of the CPU."""

from __future__ import annotations

import time
from itertools import repeat

TURNS = 16_000  # about 0.2 ms
TIMES = 5


def spin_ns() -> int:
    """Return the least time of a few runs of a fixed loop, in ns.

    The least, since an interrupt lengthens one of them and a slower clock all.
    """
    return min(_spin() for _ in range(TIMES))


def _spin() -> int:
    start = time.perf_counter_ns()
    for _ in repeat(None, TURNS):
        pass
    return time.perf_counter_ns() - start
