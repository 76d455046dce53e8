"""Coming to rest after a block, so that the other side's block has the machine to itself."""

from __future__ import annotations

import os
import threading
import time

TASKS = "/proc/self/task"
LOOK_S = 0.001
LONGEST_NS = 50_000_000
# Where thread states are not readable: less than a tenth of a core over two milliseconds.
WINDOW_S, WINDOW_NS = 0.002, 200_000


def fall_silent() -> bool:
    """Wait, untimed, until no other thread of this process runs; False when the wait got too long.

    OpenMP's threads go on spinning for some milliseconds after their last loop (measured: 5 ms
    of CPU, at most 8), which on few cores would be taken from the other side's block.
    """
    until = time.perf_counter_ns() + LONGEST_NS
    at_rest = _threads_sleep if os.path.isdir(TASKS) else _cpu_time_stands
    while not at_rest():
        if time.perf_counter_ns() > until:
            return False
        time.sleep(LOOK_S)
    return True


def _threads_sleep() -> bool:
    """Return whether every other thread waits, by the kernel's word.

    A spinning thread counts as running also while something else has its core, which the
    process's CPU time would not show.
    """
    own = str(threading.get_native_id())
    return not any(_runs(task) for task in os.listdir(TASKS) if task != own)


def _runs(task: str) -> bool:
    try:
        with open(f"{TASKS}/{task}/stat", "rb") as stat:
            # The name before the state may hold anything, closing brackets included.
            return stat.read().rpartition(b")")[2].split()[:1] == [b"R"]
    except OSError:
        return False  # it has ended meanwhile


def _cpu_time_stands() -> bool:
    before = time.process_time_ns()
    time.sleep(WINDOW_S)
    return time.process_time_ns() - before < WINDOW_NS
