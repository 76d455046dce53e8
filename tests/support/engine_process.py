"""`forkwise measure` in a process of its own, as a window or a person at a terminal starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import msgspec
import psutil

from core.records.events import Event

PROGRAM = (sys.executable, "-P", "-s", "-m", "core.cli")


def _hear_hangups() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


# A child inherits that a signal is ignored, as under nohup; a terminal's child hears it.
AT_A_TERMINAL = _hear_hangups if os.name == "posix" else None


def measure(python: str, *more: str) -> list[str]:
    """Return the command line that measures one case with one interpreter for both sides."""
    sides = [f"--python={side}={python}" for side in ("pytorch", "tensorflow")]
    return ["measure", "tabular_mlp", "--phase", "train", "--budget", "30", *sides, *more]


class EngineProcess:
    """An engine that is spoken to over its channel.

    Args:
        python: the interpreter of both sides.
        before: words before the command, such as "nohup".
    """

    def __init__(self, python: str, *before: str) -> None:
        self.process = subprocess.Popen(
            [*before, *PROGRAM, *measure(python, "--events")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            preexec_fn=AT_A_TERMINAL,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin = self.process.stdin
        self.stdout = self.process.stdout
        self.seen: list = []

    def until(self, kind: type) -> None:
        """Read events until one of this kind."""
        for line in self.stdout:
            self.seen.append(msgspec.json.decode(line, type=Event))
            if isinstance(self.seen[-1], kind):
                return
        raise AssertionError(f"no {kind.__name__} came")

    def workers(self) -> list[psutil.Process]:
        """Return what it has started."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def close(self) -> None:
        """End it, however it is."""
        if self.process.poll() is None:
            self.process.kill()
        self.stdin.close()
        self.stdout.close()
        self.process.wait(10)


def all_gone(processes: list[psutil.Process], within_s: float) -> bool:
    """Return True when all of them have ended within some seconds."""
    deadline = time.monotonic() + within_s
    while any(_runs(process) for process in processes):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def _runs(process: psutil.Process) -> bool:
    # Where the first process waits for no orphans, as in many containers, they stay zombies.
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
