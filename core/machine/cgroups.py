"""What a container or a slice lets us use. Tools that look at the host only miss it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from core.machine import roots

MOUNT = "sys/fs/cgroup"
# Limits near 2^63 bytes, rounded to pages, mean "none" in cgroup v1.
NO_LIMIT = 1 << 60


def cpu_quota(root: Path) -> float | None:
    """Return how many CPUs' worth of time we get; None without a limit. 1.5 is possible."""
    quotas: list[float] = []
    for folder in _folders(root, "cpu"):
        content = roots.text(root, f"{folder}/cpu.max")
        if content is not None:
            quota, _, period = content.partition(" ")
        else:
            quota = roots.text(root, f"{folder}/cpu.cfs_quota_us") or ""
            period = roots.text(root, f"{folder}/cpu.cfs_period_us") or ""
        try:
            share = int(quota) / int(period)
        except (ValueError, ZeroDivisionError):  # the word "max", or no such file
            continue
        if share > 0:  # -1 is no limit in v1
            quotas.append(share)
    return min(quotas, default=None)


def memory_limit(root: Path) -> tuple[int, int] | None:
    """Return the tightest memory limit and what is left below it, in bytes; None without one."""
    found: list[tuple[int, int]] = []
    for folder in _folders(root, "memory"):
        for limit_name, used_name in (
            ("memory.max", "memory.current"),
            ("memory.limit_in_bytes", "memory.usage_in_bytes"),
        ):
            limit = roots.number(root, f"{folder}/{limit_name}")
            if limit is not None and 0 < limit < NO_LIMIT:
                used = roots.number(root, f"{folder}/{used_name}") or 0
                found.append((limit, max(0, limit - used)))
    return min(found, key=lambda pair: pair[0], default=None)


def paths(root: Path) -> tuple[str, ...]:
    """Return the paths of our own cgroups."""
    content = roots.text(root, "proc/self/cgroup") or ""
    return tuple(entry.split(":", 2)[2] for entry in content.splitlines() if entry.count(":") >= 2)


def _folders(root: Path, controller: str) -> Iterator[str]:
    """Yield every folder whose limit of a controller binds us: ours and all above it."""
    content = roots.text(root, "proc/self/cgroup") or ""
    for entry in content.splitlines():
        if entry.count(":") < 2:
            continue
        _, controllers, path = entry.split(":", 2)
        if controllers == "":
            mounts = [MOUNT, f"{MOUNT}/unified"]
        elif controller in controllers.split(","):
            mounts = [f"{MOUNT}/{controllers}", f"{MOUNT}/{controller}"]
        else:
            continue
        # In a container the path may be the host's while the mount begins at ours: what does not
        # exist is passed over, and the mount itself is always looked at.
        own = PurePosixPath(path.lstrip("/"))
        for mount in dict.fromkeys(mounts):
            for place in dict.fromkeys((own, *own.parents)):
                if ".." not in place.parts:
                    yield f"{mount}/{place}"
