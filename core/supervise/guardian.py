"""Buries workers when the app dies without a word.

Run as a script (`python -I -S guardian.py MARK`) with a pipe from the app as its input. It needs
the standard library alone. The app writes "+<group>" and "-<group>" lines; when the pipe ends,
because the app closed it or was killed, every listed process group and every process that
carries MARK in its environment is killed, and the guardian ends.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

PURGE_S = 2.0
PAUSE_S = 0.005
UNCLEAR_S = 0.1  # how long to wait for a process that is just starting a program
PROC = Path("/proc")
ENDED = (b"Z", b"X")
KERNEL_THREAD = 0x00200000  # PF_KTHREAD of the kernel's sched.h


def bearers(mark: bytes) -> list[int]:
    """Return the processes whose environment holds an entry that starts with `mark`."""
    return _look(mark)[0]


def _look(mark: bytes) -> tuple[list[int], bool]:
    """Return the bearers, and whether a process was seen that may yet turn out to be one."""
    if not PROC.is_dir():
        return _bearers_by_ps(mark), False
    own = os.getpid()
    with os.scandir(PROC) as entries:
        pids = [int(entry.name) for entry in entries if entry.name.isdigit()]
    found, unclear = [], False
    for pid in pids:
        if pid == own:
            continue
        environment = _environment(pid)
        if _holds(environment, mark):
            found.append(pid)
        elif environment == b"":
            unclear = unclear or _is_changing(pid)
    return found, unclear


def _environment(pid: int) -> bytes | None:
    """Return a process's environment; None when it is gone or another user's."""
    try:
        return (PROC / str(pid) / "environ").read_bytes()
    except OSError:
        return None


def _holds(environment: bytes | None, mark: bytes) -> bool:
    return environment is not None and (environment.startswith(mark) or b"\0" + mark in environment)


def _is_changing(pid: int) -> bool:
    """Tell whether a process without environment is on its way into a program, or out of life.

    Kernel threads and zombies have none either, and stay as they are.
    """
    fields = _status(pid)
    return bool(fields) and fields[0] not in ENDED and not int(fields[6]) & KERNEL_THREAD


def _status(pid: int) -> list[bytes]:
    """Return the fields of /proc/<pid>/stat from the state on; empty when it is gone."""
    try:
        # The name may hold spaces and brackets; the fields are counted from behind it.
        return (PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return []


def _bearers_by_ps(mark: bytes) -> list[int]:
    """Ask `ps` where there is no /proc (macOS); it shows the environments of own processes."""
    try:
        listing = subprocess.run(
            ["/bin/ps", "-A", "-E", "-ww", "-o", "pid=,command="],
            capture_output=True,
            check=False,
            timeout=2,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    wanted = mark.rstrip(b"\0")
    own = os.getpid()
    found = []
    for line in listing.splitlines():
        pid, _, rest = line.strip().partition(b" ")
        if wanted in rest and b"guardian.py" not in rest and pid.isdigit() and int(pid) != own:
            found.append(int(pid))
    return found


def kill_checked(pid: int, is_it: Callable[[], bool]) -> None:
    """Kill a process after looking once more, so that a reused number harms nobody.

    With a pidfd the process that was looked at is the one that is killed.
    """
    with contextlib.suppress(OSError):  # gone already, or never ours
        if sys.platform == "linux":
            handle = os.pidfd_open(pid)
            try:
                if is_it():
                    signal.pidfd_send_signal(handle, signal.SIGKILL)
            finally:
                os.close(handle)
        elif is_it():
            os.kill(pid, signal.SIGKILL)


def signal_group(group: int, number: int) -> None:
    """Signal a process group; one that is gone already is no error."""
    with contextlib.suppress(OSError):  # ESRCH: gone; macOS says EPERM when zombies are left
        os.killpg(group, number)


def purge(groups: Iterable[int], mark: bytes, limit_s: float, killed: Iterable[int] = ()) -> bool:
    """Kill groups and bearers until a look finds none; return False if some remain.

    One look is not enough: a process may have started another one behind our back, and one that
    was killed needs a moment to end.

    Args:
        groups: process groups to kill.
        mark: what the other processes to kill carry.
        limit_s: when to give up.
        killed: processes that were killed already, to be waited for.
    """
    start = time.monotonic()
    listed = tuple(groups)
    victims = set(killed)
    while True:
        found, unclear = _look(mark)  # before the kill: who is dying has no environment any more
        victims.update(found)
        for group in listed:
            signal_group(group, signal.SIGKILL)
        for pid in found:
            kill_checked(pid, lambda pid=pid: not PROC.is_dir() or _holds(_environment(pid), mark))
        waited = time.monotonic() - start
        if not found and all(map(_has_ended, victims)) and not (unclear and waited < UNCLEAR_S):
            return True
        if waited > limit_s:
            return False
        time.sleep(PAUSE_S)


def _has_ended(pid: int) -> bool:
    fields = _status(pid)
    return not fields or fields[0] in ENDED


def main() -> int:
    """Wait for the end of the app, then bury its workers."""
    mark = os.fsencode(sys.argv[1])
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # only the end of the app ends this
    groups: set[int] = set()
    for line in sys.stdin.buffer:
        group = int(line[1:])
        if line.startswith(b"+"):
            groups.add(group)
        else:
            groups.discard(group)
    return 0 if purge(groups, mark, PURGE_S) else 1


if __name__ == "__main__":
    sys.exit(main())
