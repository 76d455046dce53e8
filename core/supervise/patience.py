"""How long a worker may say nothing: as long as it likes while it computes."""

from __future__ import annotations

import time
from collections.abc import Callable

IDLE_SHARE = 0.01  # of one CPU; below it a silent worker computes nothing


class Patience:
    """Tells a worker that hangs from one that is busy in a long native step.

    Half of the silence it is granted passes unwatched; over the other half it has to use its CPU.

    Args:
        silence_s: how long it may neither say nor compute anything, in seconds.
        cpu_ns: returns the CPU time it has used so far.
    """

    def __init__(self, silence_s: float, cpu_ns: Callable[[], int]) -> None:
        self.silence_s = silence_s
        self._cpu_ns = cpu_ns
        self._heard = time.monotonic()
        self._mark: int | None = None

    def heard(self) -> None:
        """Begin anew: it gave a sign of life, or was given something to do. From any thread."""
        self._heard = time.monotonic()
        self._mark = None

    def until(self) -> float:
        """Return the reading of the monotonic clock at which `is_over` has to be asked."""
        return self._heard + self.silence_s / (2 if self._mark is None else 1)

    def is_over(self) -> bool:
        """Return True when it has been silent and idle for too long."""
        mark = self._mark  # another thread may hear of it at any moment
        if mark is None:
            self._mark = self._cpu_ns()  # half of the time is over: look at the rest
            return False
        if time.monotonic() < self._heard + self.silence_s:
            return False
        if self._cpu_ns() - mark < IDLE_SHARE * self.silence_s / 2 * 1e9:
            return True
        self.heard()  # busy in one long native step: it may use up its time
        return False
