"""What a process and its children use, seen from outside and at little cost."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_PROC = Path("/proc")
_HAS_CHILDREN_FILES = Path(f"/proc/self/task/{os.getpid()}/children").exists()
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_TICK_NS = 10**9 // (os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100)


def tree(pid: int) -> tuple[int, ...]:
    """Return a process and all its living descendants; empty when it is gone.

    Children that moved to another parent (daemons) are not among them.
    """
    if not _HAS_CHILDREN_FILES:
        return _tree_by_psutil(pid)
    if not (_PROC / str(pid)).exists():
        return ()
    found = [pid]
    for parent in found:  # grows while we walk it
        found += _children(parent)
    return tuple(found)


def _children(pid: int) -> list[int]:
    # A child hangs on the thread that started it, so every thread has to be asked.
    found: list[int] = []
    base = f"/proc/{pid}/task"
    try:
        with os.scandir(base) as entries:
            threads = [entry.name for entry in entries]
    except OSError:
        return found
    for thread in threads:
        try:
            descriptor = os.open(f"{base}/{thread}/children", os.O_RDONLY)
        except OSError:
            continue
        try:
            found += map(int, os.read(descriptor, 65536).split())
        except OSError:
            continue
        finally:
            os.close(descriptor)
    return found


def _tree_by_psutil(pid: int) -> tuple[int, ...]:
    import psutil

    try:
        process = psutil.Process(pid)
        return (pid, *(child.pid for child in process.children(recursive=True)))
    except psutil.Error:
        return ()


def rss_bytes(pids: tuple[int, ...]) -> int:
    """Return the resident memory of these processes together; shared pages count twice."""
    if sys.platform == "linux":
        return sum(map(_rss_linux, pids))
    import psutil

    total = 0
    for pid in pids:
        try:
            total += psutil.Process(pid).memory_info().rss
        except psutil.Error:
            continue
    return total


def _rss_linux(pid: int) -> int:
    try:
        return int((_PROC / str(pid) / "statm").read_bytes().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def cpu_ns(pid: int) -> int:
    """Return the CPU time of a process and its children, living or reaped, in nanoseconds.

    The clock of a living process ticks in nanoseconds on Linux; what its reaped children used is
    known in steps of 10 ms.
    """
    if sys.platform == "linux":
        return sum(_cpu_ns_linux(member) for member in tree(pid))
    import psutil

    total = 0.0
    for member in tree(pid):
        try:
            times = psutil.Process(member).cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system
    return int(total * 1e9)


def _cpu_ns_linux(pid: int) -> int:
    try:
        # clock_getcpuclockid(3): the clock of another process is its inverted number and 2 bits.
        own = time.clock_gettime_ns((~pid << 3) | 2)
        # The name may hold spaces and brackets; the fields are counted from behind it.
        fields = (_PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()
        return own + (int(fields[13]) + int(fields[14])) * _TICK_NS
    except (OSError, IndexError):
        return 0


def start_stamp(pid: int) -> bytes | None:
    """Return something that tells this process from a later one of the same number."""
    try:
        return (_PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()[19]
    except (OSError, IndexError):
        return None


def available_bytes() -> int:
    """Return how much memory new work can take without swapping, cgroup limits included."""
    import psutil

    available = psutil.virtual_memory().available
    room = _cgroup_room()
    return available if room is None else min(available, room)


def _cgroup_room() -> int | None:
    """Return what is left below the tightest memory limit of our cgroups; None without one."""
    rooms: list[int] = []
    try:
        entries = (_PROC / "self" / "cgroup").read_text().splitlines()
    except OSError:
        return None
    for entry in entries:
        _, controllers, path = entry.split(":", 2)
        if controllers == "":
            base, limit, used = Path("/sys/fs/cgroup"), "memory.max", "memory.current"
        elif "memory" in controllers.split(","):
            base = Path("/sys/fs/cgroup/memory")
            limit, used = "memory.limit_in_bytes", "memory.usage_in_bytes"
        else:
            continue
        folder = base / path.lstrip("/")
        for place in (folder, *folder.parents):
            room = _room(place / limit, place / used)
            if room is not None:
                rooms.append(room)
            if place == base:
                break
    return min(rooms, default=None)


def _room(limit: Path, used: Path) -> int | None:
    try:
        return max(0, int(limit.read_text()) - int(used.read_text()))
    except (OSError, ValueError):  # no such file, or the word "max"
        return None


class OomWatch:
    """Notices when the kernel kills something for memory; made before that may happen."""

    def __init__(self) -> None:
        self._before = _oom_kills()

    def has_struck(self) -> bool:
        """Return True when it did since then, as far as can be read here."""
        now = _oom_kills()
        return now is not None and self._before is not None and now > self._before


def _oom_kills() -> int | None:
    """Return how many processes the kernel has killed for memory since it started."""
    try:
        for line in (_PROC / "vmstat").read_text().splitlines():
            if line.startswith("oom_kill "):
                return int(line.split()[1])
    except (OSError, ValueError):
        return None
    return None
