"""The app's end of the guardian: start it, tell it the groups, start it again if it dies."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

SCRIPT = Path(__file__).with_name("guardian.py")
RESTARTS = 3
END_S = 3.0


class Guard:
    """Holds the pipe to a guardian process. Nothing on Windows, where it does nothing.

    Args:
        mark: start of the environment entry that all workers of this app carry.
    """

    def __init__(self, mark: str) -> None:
        self._mark = mark
        self._groups: set[int] = set()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher: threading.Thread | None = None
        self._closing = False
        if os.name == "posix":
            with self._lock:
                self._process = self._start()
            self._watcher = threading.Thread(target=self._watch, name="guard", daemon=True)
            self._watcher.start()

    @property
    def pid(self) -> int | None:
        """The guardian's process id; None where there is none."""
        process = self._process
        return process.pid if process is not None else None

    def add(self, group: int) -> None:
        """Have a process group buried should the app die."""
        with self._lock:
            self._groups.add(group)
            self._tell(f"+{group}\n")

    def discard(self, group: int) -> None:
        """Forget a group that is gone."""
        with self._lock:
            self._groups.discard(group)
            self._tell(f"-{group}\n")

    def close(self) -> None:
        """End the guardian; it looks for leftovers once more before it goes."""
        with self._lock:
            self._closing = True
            process = self._process
        if process is None or process.stdin is None:
            return
        with contextlib.suppress(OSError):
            process.stdin.close()
        if self._watcher is not None:
            self._watcher.join(END_S)
            if self._watcher.is_alive():
                process.kill()
                self._watcher.join()

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            # -I and -S: nothing of the person's and nothing of ours can keep it from starting.
            [sys.executable, "-I", "-S", str(SCRIPT), self._mark],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"LC_ALL": "C"},  # not empty: `guardian` waits for processes without one
            start_new_session=True,  # a Ctrl-C in the terminal is not for it
            bufsize=0,
        )
        self._process = process
        for group in sorted(self._groups):
            self._tell(f"+{group}\n")
        return process

    def _tell(self, text: str) -> None:
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):  # dead: its successor gets the whole list
                self._process.stdin.write(text.encode())

    def _watch(self) -> None:
        """Wait for the guardian's end; somebody else ended it unless we are closing."""
        restarts = 0
        while (process := self._process) is not None:
            process.wait()
            with self._lock:
                if self._closing:
                    return
                if process.stdin is not None:
                    with contextlib.suppress(OSError):
                        process.stdin.close()
                self._process = None
                if restarts < RESTARTS:
                    restarts += 1
                    self._start()
