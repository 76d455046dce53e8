"""Peak and present memory of this process, read from the kernel: no sampler runs."""

from __future__ import annotations

import os
import sys
from typing import Optional


def resident() -> dict[str, Optional[int]]:
    """Return `peak_bytes` and `rss_bytes` of this process; None where not readable."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform.startswith("linux"):
        return _linux()
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Darwin counts bytes, the BSDs count kilobytes.
    return {"peak_bytes": peak * (1 if sys.platform == "darwin" else 1024), "rss_bytes": None}


def _linux() -> dict[str, Optional[int]]:
    found: dict[str, Optional[int]] = {"peak_bytes": None, "rss_bytes": None}
    names = {"VmHWM": "peak_bytes", "VmRSS": "rss_bytes"}
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:
            for line in status:
                key, _, value = line.partition(":")
                if key in names:
                    found[names[key]] = int(value.split()[0]) * 1024
    except (OSError, ValueError, IndexError):
        return {"peak_bytes": None, "rss_bytes": None}
    return found


def _windows() -> dict[str, Optional[int]]:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        ]

    counters = Counters()
    counters.cb = ctypes.sizeof(Counters)
    kernel = getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009 - absent from other platforms' stubs
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    read = kernel.K32GetProcessMemoryInfo
    read.argtypes = [wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD]
    if not read(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb):
        return {"peak_bytes": None, "rss_bytes": None}
    return {"peak_bytes": counters.PeakWorkingSetSize, "rss_bytes": counters.WorkingSetSize}


def usable_cores() -> int:
    """Return how many logical processors this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
