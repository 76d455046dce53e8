"""Run a program that may be anything, and keep the little that it should print."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

OUTPUT_LIMIT = 256 * 1024
STOP_S = 0.2  # how soon a wish to stop is heard
END_S = 0.5  # the end of its output comes a moment before its own


@dataclass(frozen=True, slots=True)
class Captured:
    """What came of it.

    Attributes:
        output: both streams, at most 256 KiB.
        status: exit status; below 0 the signal that ended it.
        late: it had to be stopped: out of time, not wanted any more, or it printed far too much.
    """

    output: str
    status: int
    late: bool


def capture(
    command: list[str],
    *,
    cwd: str,
    env: dict[str, str],
    limit_s: float,
    stop: threading.Event | None = None,
) -> Captured | str:
    """Run a program without input and return what it printed, or why it does not start.

    Args:
        command: program and arguments.
        cwd: the folder it runs in.
        env: its whole environment.
        limit_s: how long it may run, in seconds.
        stop: set by whoever does not want the answer any more.
    """
    stop = stop or threading.Event()
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=env,
            bufsize=0,
            start_new_session=True,
        )
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        return f"it does not start: {why}"
    with process:
        late = True
        try:
            data, late = _read(process, time.monotonic() + limit_s, stop)
        finally:
            _end(process, 0.0 if late else END_S)
    return Captured(data.decode("utf-8", "replace"), process.returncode, late)


def _read(
    process: subprocess.Popen[bytes], deadline: float, stop: threading.Event
) -> tuple[bytes, bool]:
    if process.stdout is None:
        raise ValueError("the output is a pipe")
    if sys.platform == "win32":
        while (left := deadline - time.monotonic()) > 0 and not stop.is_set():
            with contextlib.suppress(subprocess.TimeoutExpired):
                data, _ = process.communicate(timeout=min(left, STOP_S))
                return data[:OUTPUT_LIMIT], False
        return b"", True
    parts: list[bytes] = []
    size = 0
    descriptor = process.stdout.fileno()
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    while size < OUTPUT_LIMIT:
        left = deadline - time.monotonic()
        if left <= 0 or stop.is_set():
            return b"".join(parts), True
        if not poll.poll(min(left, STOP_S) * 1000):
            continue
        chunk = os.read(descriptor, OUTPUT_LIMIT)
        if not chunk:
            return b"".join(parts), False
        parts.append(chunk)
        size += len(chunk)
    return b"".join(parts), True


def _end(process: subprocess.Popen[bytes], patience_s: float) -> None:
    """Kill it and all of its group; one that has closed its output may end by itself first."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(patience_s)
    if sys.platform == "win32":
        if process.poll() is None:
            process.kill()
    else:
        with contextlib.suppress(OSError):  # nobody is left in it
            os.killpg(process.pid, signal.SIGKILL)
