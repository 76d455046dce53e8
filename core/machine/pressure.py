"""How much of the machine others take: busy time that is not ours, plus stolen time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from core.machine import cgroups, roots
from core.machine.cpu import effective


@dataclass(frozen=True, slots=True)
class Mark:
    """One reading; times in seconds of CPU or of the clock.

    Attributes:
        at: the monotonic clock.
        busy: of our CPUs, everybody's work.
        steal: of our CPUs, taken by other virtual machines.
        own: of our process trees, reaped children included.
        pids: whose trees those are.
    """

    at: float
    busy: float
    steal: float
    own: float
    pids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Others:
    """What others took of our CPUs between two readings.

    Attributes:
        share: of our effective CPUs, 0 to 1.
        stolen_s: CPU time taken by other virtual machines, part of that share.
    """

    share: float
    stolen_s: float


class PressureMeter:
    """Reads pressure between two marks. A reading costs under a millisecond.

    The kernel counts in steps of 10 ms, so a single reading over a round of 200 ms is good to
    a few percent; the mean over rounds is what a verdict rests on.

    Args:
        root: a recorded tree of another Linux machine; None: this machine.
        cpus: the CPUs that count; None: those this process may use.
        clock: seconds, monotonic.
    """

    def __init__(
        self,
        root: Path | None = None,
        *,
        cpus: frozenset[int] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._linux = root is not None or sys.platform == "linux"
        self._root = root or roots.SYSTEM
        self._clock = clock
        self._cpus = cpus or _affinity()
        self._quota = cgroups.cpu_quota(self._root) if self._linux else None
        self._tick = 1.0 / (os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100)

    def mark(self, own_pids: Iterable[int]) -> Mark | None:
        """Return a reading; None when this machine cannot be read.

        Args:
            own_pids: processes whose work is not pressure, with all their descendants.
        """
        pids = tuple(own_pids)
        if not self._linux:
            return self._mark_by_psutil(pids)
        counted = self._count()
        if counted is None:
            return None
        busy, steal = counted
        own = sum(map(self._own_ticks, self._family(pids)))
        return Mark(self._clock(), busy * self._tick, steal * self._tick, own * self._tick, pids)

    def since(self, mark: Mark | None) -> Others | None:
        """Return what others took of our CPUs since a mark.

        None when it cannot be read, or no time has passed.
        """
        now = self.mark(mark.pids) if mark is not None else None
        if mark is None or now is None or now.at <= mark.at:
            return None
        # A process of ours that ended in between takes its count with it: no work, not negative.
        own = max(0.0, now.own - mark.own)
        stolen = max(0.0, now.steal - mark.steal)
        others = max(0.0, now.busy - mark.busy - own) + stolen
        cpus = effective(None, len(self._cpus) or os.cpu_count(), self._quota)
        return Others(min(1.0, others / ((now.at - mark.at) * cpus)), stolen)

    def _count(self) -> tuple[int, int] | None:
        """Return busy and stolen ticks of our CPUs; None when they are not listed."""
        content = roots.text(self._root, "proc/stat")
        busy = steal = lines = 0
        for line in (content or "").splitlines():
            if not line.startswith("cpu"):
                break  # interrupts and the rest follow
            name, *fields = line.split()
            if not name[3:].isdigit() or int(name[3:]) not in self._cpus or len(fields) < 8:
                continue
            # user nice system idle iowait irq softirq steal; guests are in user and nice already
            user, nice, system, _, _, irq, softirq, stolen = map(int, fields[:8])
            busy += user + nice + system + irq + softirq
            steal += stolen
            lines += 1
        return (busy, steal) if lines else None

    def _family(self, pids: tuple[int, ...]) -> list[int]:
        """Return processes and all their descendants, each once."""
        found = list(dict.fromkeys(pids))
        seen = set(found)
        for pid in found:  # grows while we walk it
            for child in self._children(pid):
                if child not in seen:
                    seen.add(child)
                    found.append(child)
        return found

    def _children(self, pid: int) -> list[int]:
        found: list[int] = []
        base = f"{self._root}/proc/{pid}/task"
        try:
            with os.scandir(base) as entries:
                threads = [entry.name for entry in entries]
        except OSError:
            return found
        for thread in threads:
            content = roots.text(self._root, f"proc/{pid}/task/{thread}/children")
            found += map(int, (content or "").split())
        return found

    def _own_ticks(self, pid: int) -> int:
        content = roots.text(self._root, f"proc/{pid}/stat")
        # The name may hold spaces and brackets; the fields are counted from behind it.
        fields = (content or "").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) if len(fields) > 15 else 0

    def _mark_by_psutil(self, pids: tuple[int, ...]) -> Mark:
        import psutil

        times = psutil.cpu_times()
        busy = sum(times) - times.idle - getattr(times, "iowait", 0.0)
        own: dict[int, float] = {}
        for pid in pids:
            try:
                process = psutil.Process(pid)
                for member in (process, *process.children(recursive=True)):
                    used = member.cpu_times()
                    own[member.pid] = used.user + used.system
            except psutil.Error:
                continue
        return Mark(self._clock(), busy, 0.0, sum(own.values()), pids)


def _affinity() -> frozenset[int]:
    if hasattr(os, "sched_getaffinity"):
        return frozenset(os.sched_getaffinity(0))
    return frozenset(range(os.cpu_count() or 1))
