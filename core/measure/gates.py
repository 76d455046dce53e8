"""Which rounds do not count. Decided by telemetry alone, never by the measured ratio.

A gate that saw the ratio could choose the winner. These see the machine only, and always drop
the whole round, both sides together.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from core.records.run import DropReason

CALM = 0.05
BUSY = 0.20
# The two clocks are read one after the other; a gap under this is the reading itself.
SUSPEND_NS = 50_000_000
# The kernel counts busy time in ticks of 10 ms. In a short round a single tick of somebody else
# is a large share, so a round has to exceed the threshold by this much time before it is dropped.
TICK_NS = 10_000_000
STOLEN = 0.01


@dataclass(frozen=True, slots=True)
class Telemetry:
    """What the machine's counters said about one round.

    Attributes:
        wall_ns: length of the round, gaps between its blocks included.
        pressure: CPU used by others and steal, per effective CPU; None when not readable.
        major_faults: pages read from disk by the timed processes inside their blocks.
        suspended_ns: time the machine slept during the round.
        cpus: effective CPUs.
        stolen_ns: CPU time that other virtual machines took during the round.
        power_changed: the machine went from mains to battery or back.
    """

    wall_ns: int
    pressure: float | None
    major_faults: int
    suspended_ns: int
    cpus: float
    stolen_ns: int = 0
    power_changed: bool = False


def drop_reason(seen: Telemetry) -> DropReason:
    """Return why a round does not count; empty when it does."""
    if seen.suspended_ns > SUSPEND_NS:
        return "suspended"
    if seen.power_changed:
        return "power_changed"
    if seen.major_faults > 0:
        return "page_fault"
    capacity = max(seen.wall_ns * seen.cpus, 1.0)
    tick = TICK_NS / capacity
    if seen.stolen_ns / capacity > STOLEN + tick:
        return "stolen"
    if seen.pressure is not None and seen.pressure > BUSY + tick:
        return "machine_busy"
    return ""


def sleep_gap_ns() -> int:
    """Return how long this machine has slept since it started, as far as it can be read.

    The boot clock goes on during a suspend and the monotonic clock stands still. Systems
    without a boot clock give 0: a suspend is then not readable here.
    """
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    if boot is None:
        return 0
    return time.clock_gettime_ns(boot) - time.clock_gettime_ns(time.CLOCK_MONOTONIC)


def pressure_word(pressure: float | None) -> str:
    """Return calm, noisy or busy, or that it cannot be read."""
    if pressure is None:
        return "not readable here"
    if pressure < CALM:
        return "calm"
    return "noisy" if pressure <= BUSY else "busy"
