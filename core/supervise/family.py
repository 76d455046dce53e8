"""A worker process and everything it has started: who they are, and their burial."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time

from core.supervise import guardian, processes
from core.supervise.guard import Guard

PURGE_S = 3.0  # a busy machine takes its time to end thirty processes


class Family:
    """The worker's process, its group, its descendants and all who carry its mark.

    Args:
        process: the worker; it leads a process group of its own on POSIX.
        mark: start of the environment entry that the worker and its children carry.
        guard: buries the group if the app dies first.

    Attributes:
        exited: set once the worker itself has ended, before it is reaped.
    """

    def __init__(self, process: subprocess.Popen[bytes], mark: str, guard: Guard) -> None:
        self.exited = threading.Event()
        self._process = process
        self._mark = mark.encode()
        self._guard = guard
        self._seen: dict[int, bytes | None] = {}
        self._lock = threading.Lock()
        self._buried = False
        guard.add(process.pid)

    def members(self, *, fresh: bool = True) -> tuple[int, ...]:
        """Return the ids of the worker and its descendants, and remember them.

        Args:
            fresh: look for new descendants; else return those that were seen before, for a
                fortieth of the cost.
        """
        if self.exited.is_set():
            return ()
        if not fresh and self._seen:
            return tuple(self._seen)
        found = processes.tree(self._process.pid)
        seen = {pid: self._seen.get(pid) or processes.start_stamp(pid) for pid in found}
        # Whoever has left the family (a daemon) is still ours while it lives.
        for pid, stamp in self._seen.items():
            if pid not in seen and stamp is not None and processes.start_stamp(pid) == stamp:
                seen[pid] = stamp
        self._seen = seen  # replaced, never changed: two threads come here
        return found

    def terminate(self) -> None:
        """Ask the process group to end."""
        if self._buried:
            return
        if sys.platform == "win32":
            self._process.terminate()
        else:
            guardian.signal_group(self._process.pid, signal.SIGTERM)

    def bury(self, patience_until: float, limit_s: float = PURGE_S) -> bool:
        """Kill the group, the descendants and every carrier of the mark.

        Args:
            patience_until: a reading of the monotonic clock; before it the worker may still end
                by itself.
            limit_s: how long to look for who is left after that.

        Returns:
            False when it was done before.
        """
        with self._lock:
            if self._buried:
                return False
            members = self.members()
            self.exited.wait(max(0.0, patience_until - time.monotonic()))
            if sys.platform == "win32":
                _kill_by_psutil(members)
            else:
                self._bury_posix(limit_s)
            self.exited.wait(limit_s)
            self._guard.discard(self._process.pid)
            self._buried = True
            return True

    def _bury_posix(self, limit_s: float) -> None:
        leader = self._process.pid
        family = {pid: stamp for pid, stamp in self._seen.items() if stamp and pid != leader}
        for pid, stamp in family.items():
            guardian.kill_checked(
                pid, lambda pid=pid, stamp=stamp: processes.start_stamp(pid) == stamp
            )
        guardian.purge((leader,), self._mark, limit_s, killed=family)


def _kill_by_psutil(members: tuple[int, ...]) -> None:
    import psutil

    for pid in reversed(members):
        try:
            psutil.Process(pid).kill()
        except psutil.Error:
            continue
