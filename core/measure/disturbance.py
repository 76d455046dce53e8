"""Signs that a figure belongs to the load on the machine and not to the frameworks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from core.measure.gates import CALM
from core.measure.rounds import LETTERS
from core.measure.statistics import rank_drift
from core.measure.views import CaseView
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.run import DropReason, RoundLine

MOST_DROPPED = 0.5
MANY_DROPPED = 0.3
MOST_IDLE = 0.05
DRIFT_P = 0.01
FEWEST_HALVES = 8
DROPPED_BY: dict[DropReason, str] = {
    "machine_busy": "the machine was busy",
    "page_fault": "memory had to be read from disk",
    "suspended": "the machine was asleep",
    "stolen": "another virtual machine took the CPU",
    "power_changed": "the power supply changed",
}
# 1.4826 times the median absolute deviation estimates a normal standard deviation.
MAD_TO_SD = 1.4826


def mean_pressure(rounds: Sequence[RoundLine]) -> float | None:
    """Return the pressure over the rounds, weighted by their length; None when not readable."""
    seen = [(r.pressure, sum(r.wall_ns)) for r in rounds if r.pressure is not None]
    weight = sum(w for _, w in seen)
    return math.fsum(p * w for p, w in seen) / weight if weight else None


def disturbed_because(view: CaseView, margin: float) -> str:
    """Return why no verdict may be given on these rounds, one sentence; empty when it may.

    Every test is two-sided: none can favour a framework.
    """
    rounds = [r for launch in view.launches for r in launch.rounds]
    dropped = sum(bool(r.dropped) for r in rounds)
    spoilt = len(view.launches) - len(view.counted)
    too_few = spoilt > 0 and len(view.counted) < 2
    if too_few or spoilt > len(view.counted) or dropped > MOST_DROPPED * len(rounds):
        return f"{dropped} of {len(rounds)} rounds were dropped: {_why_dropped(rounds)}"
    pressure = mean_pressure([r for launch in view.counted for r in launch.kept])
    if pressure is None or pressure < CALM:
        return ""
    if _moves_with_pressure(view, margin):
        return "the ratio changed with the load that other programs put on the machine"
    if _clocks_disagree(view, margin):
        return "wall time and CPU time give different ratios, so waiting decided, not work"
    return ""


def _of(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _why_dropped(rounds: Sequence[RoundLine]) -> str:
    """Return what dropped most of them, and how many when that is not all."""
    causes: Counter[DropReason] = Counter(r.dropped for r in rounds if r.dropped)
    if not causes:
        return "too few were left"
    cause, count = causes.most_common(1)[0]
    words = DROPPED_BY[cause]
    return words if count == causes.total() else f"{count} because {words}"


def cautions(view: CaseView, margin: float) -> tuple[str, ...]:
    """Return what a reader of the figure should know, one sentence each."""
    rounds = [r for launch in view.launches for r in launch.rounds]
    dropped = sum(bool(r.dropped) for r in rounds)
    found: list[str] = []
    pressure = mean_pressure(rounds)
    if pressure is not None and pressure >= CALM:
        found.append(f"Other programs used about {pressure:.0%} of the CPUs during the rounds.")
    if dropped > MANY_DROPPED * len(rounds):
        found.append(f"{dropped} of {len(rounds)} rounds were dropped.")
    for side in SIDES:
        unsettled = sum(not line.settled.get(side, True) for line in view.lines)
        if unsettled:
            found.append(f"{SIDE_NAMES[side]} did not settle in {_of(unsettled, 'warm-up')}.")
        idle = max((launch.idle.get(side, 0.0) for launch in view.launches), default=0.0)
        if idle > MOST_IDLE:
            found.append(
                f"{SIDE_NAMES[side]} used {idle:.0%} of a CPU while it should have been idle."
            )
    # A drifting launch is told, not left out: leaving out by the ratio would choose a winner.
    drifting = sum(_drifts(launch.kept, margin) for launch in view.launches)
    if drifting:
        found.append(f"The ratio drifted within {drifting} of {len(view.launches)} launches.")
    return tuple(found)


def _drifts(kept: Sequence[RoundLine], margin: float) -> bool:
    p, change = rank_drift([r.log_ratio for r in kept])
    return p < DRIFT_P and abs(change) > math.log1p(margin) / 2.0


def _moves_with_pressure(view: CaseView, margin: float) -> bool:
    """Return True when the calmer and the busier half of the rounds tell different stories."""
    points = [
        (r.pressure, r.log_ratio - launch.mean)
        for launch in view.counted
        for r in launch.kept
        if r.pressure is not None and launch.mean is not None
    ]
    points.sort(key=lambda point: point[0])
    middle = len(points) // 2
    if middle < FEWEST_HALVES:
        return False
    calm = np.array([d for _, d in points[:middle]])
    busy = np.array([d for _, d in points[middle:]])
    gap = abs(float(np.median(busy) - np.median(calm)))
    return gap > max(math.log1p(margin), 2.0 * math.hypot(_median_se(calm), _median_se(busy)))


def _clocks_disagree(view: CaseView, margin: float) -> bool:
    """Return True when one-thread rounds give another ratio by CPU time than by wall time.

    With several threads, waiting threads may spin and count as work, so nothing follows there.
    """
    if any(view.threads.get(side) != 1 for side in SIDES):
        return False
    gaps = [
        r.log_ratio - cpu
        for launch in view.counted
        for r in launch.kept
        if (cpu := _cpu_log_ratio(r)) is not None
    ]
    if len(gaps) < FEWEST_HALVES:
        return False
    values = np.array(gaps)
    return abs(float(np.median(values))) > max(math.log1p(margin), 2.0 * _median_se(values))


def _cpu_log_ratio(line: RoundLine) -> float | None:
    def per_step(side: Side) -> float:
        mine = [i for i, letter in enumerate(line.order) if letter == LETTERS[side]]
        return sum(line.cpu_ns[i] for i in mine) / sum(line.steps[i] for i in mine)

    pytorch, tensorflow = per_step("pytorch"), per_step("tensorflow")
    return math.log(tensorflow / pytorch) if pytorch > 0 and tensorflow > 0 else None


def _median_se(values: np.ndarray) -> float:
    """Return a robust standard error of a median: 1.2533 sd / sqrt(n), sd from the MAD."""
    deviation = float(np.median(np.abs(values - np.median(values)))) * MAD_TO_SD
    return 1.2533 * deviation / math.sqrt(len(values))
