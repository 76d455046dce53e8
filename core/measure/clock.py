"""The time of a run: its budget, what is left, and how long the rest will take."""

from __future__ import annotations

import time
from collections.abc import Callable

# The budget is a promise with a tolerance of 10 %; work is cut off well inside it.
CUT_OFF = 1.04
# First guesses, replaced by what this machine takes as soon as one launch is finished.
GUESS_START_S = 8.0
GUESS_CASE_S = 4.0
LEAST_ETA_S = 1.0


class OutOfTime(Exception):  # noqa: N818 - an end, no error
    """The budget is spent."""


class Clock:
    """Seconds of one run on a monotonic clock; time spent in a pause does not count."""

    def __init__(self, budget_s: float, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._start = now()
        self._held = 0.0
        self._done = 0.0
        self.budget_s = budget_s

    @property
    def elapsed_s(self) -> float:
        """Return the seconds since the start, without pauses."""
        return self._now() - self._start - self._held

    @property
    def left_s(self) -> float:
        """Return the seconds left of the budget, never negative."""
        return max(0.0, self.budget_s - self.elapsed_s)

    @property
    def hard_left_s(self) -> float:
        """Return the seconds after which work in progress is cut off, never negative."""
        return max(0.0, self.budget_s * CUT_OFF - self.elapsed_s)

    def check(self) -> None:
        """Raise OutOfTime when work has to be cut off."""
        if self.hard_left_s <= 0.0:
            raise OutOfTime

    def hold(self, wait: Callable[[], None]) -> float:
        """Call `wait` with the budget standing still; return the seconds it took."""
        start = self._now()
        try:
            wait()
        finally:
            held = self._now() - start
            self._held += held
        return held

    def progress(self, rest_s: float) -> tuple[float, float]:
        """Return (done, eta_s) for an estimate of the work that is left.

        The share done never falls and the estimate never promises less than one second.
        """
        eta = max(LEAST_ETA_S, min(rest_s, self.left_s))
        self._done = max(self._done, min(0.999, self.elapsed_s / (self.elapsed_s + eta)))
        return self._done, eta


class Forecast:
    """Estimates what launches take, from guesses first and then from what they took."""

    def __init__(self) -> None:
        self._launch_s: dict[int, float] = {}
        self._start_s = GUESS_START_S
        self._least: dict[str, float] = {}

    def started(self, seconds: float) -> None:
        """Take in how long both frameworks took to come up."""
        self._start_s = seconds

    def visited(self, case: str, fixed_s: float, round_s: float, rounds: int) -> None:
        """Take in a case: preparing it, and `rounds` rounds of `round_s` at the least."""
        self._least[case] = fixed_s + round_s * rounds

    def finished(self, cases: int, seconds: float) -> None:
        """Take in how long a whole launch of that many cases took."""
        self._launch_s[cases] = seconds

    def launch_s(self, cases: int) -> float:
        """Return about how long a launch of that many cases takes."""
        return self._launch_s.get(cases, self._start_s + GUESS_CASE_S * cases)

    def least_s(self, cases: tuple[str, ...]) -> float:
        """Return the shortest a launch of these cases can be."""
        return self._start_s + sum(self._least.get(case, GUESS_CASE_S) for case in cases)
