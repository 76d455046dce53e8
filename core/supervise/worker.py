"""One worker process: commands in, checked answers out, and its burial."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import msgspec

from core.records.base import SIDE_NAMES, Side
from core.supervise import explain, processes
from core.supervise.exchange import QUIT, Exchange
from core.supervise.failure import DETAIL_LIMIT, FailureKind, WorkerFailure, clean
from core.supervise.family import PURGE_S, Family
from core.supervise.frames import FrameReader, LineBuffer, ProtocolError
from core.supervise.guard import Guard
from core.supervise.patience import Patience
from core.supervise.streams import PrintedText, Source

CLOSED_OUTPUT_S = 2.0
QUIT_S = 2.0
JOIN_S = 2.0


class Worker:
    """A framework's process. Made by `Supervisor.spawn`; used from one thread, killed from any.

    Attributes:
        side: which framework.
        pid: its process id, which is also its process group on POSIX.
        hello: its first frame: pid, python, executable, path.
        log: the file that holds what it printed, up to 5 MB.
    """

    def __init__(
        self,
        side: Side,
        process: subprocess.Popen[bytes],
        *,
        log: Path,
        mark: str,
        guard: Guard,
        silence_s: float,
    ) -> None:
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise ValueError("the three standard streams of a worker are pipes")
        self.side: Side = side
        self.pid = process.pid
        self.hello: dict[str, Any] = {}
        self.log = log
        self._process = process
        self._family = Family(process, mark, guard)
        self._exited = self._family.exited
        self._exchange = Exchange()
        self._patience = Patience(silence_s, self.cpu_ns)
        self._stdin = process.stdin
        self._frames = Source(process.stdout)
        self._prints = Source(process.stderr)
        self._printed = PrintedText(log)
        self._mailbox: queue.SimpleQueue[dict[str, Any] | WorkerFailure] = queue.SimpleQueue()
        self._answers: dict[int, dict[str, Any]] = {}
        self._lock = threading.Lock()  # guards the one below
        self._failure: WorkerFailure | None = None
        self._final: WorkerFailure | None = None
        self._cancelled: WorkerFailure | None = None
        self._torn = False
        self._oom = processes.OomWatch()
        self._closed = False
        self._threads = tuple(
            threading.Thread(target=target, name=f"{side} {target.__name__}", daemon=True)
            for target in (self._read_frames, self._read_prints, self._wait_for_exit)
        )
        for thread in self._threads:
            thread.start()

    # --- talking -----------------------------------------------------------------------------

    def send(self, do: str, **fields: Any) -> int:
        """Send a command and return its id, to be given to `wait`.

        Raises:
            WorkerFailure: the worker is gone.
        """
        self._raise_if_over()
        number = self._exchange.ask(do)
        left = memoryview(msgspec.json.encode({"id": number, "do": do, **fields}) + b"\n")
        self._patience.heard()
        with contextlib.suppress(OSError, ValueError):  # it hung up: `wait` will say why
            while left:
                left = left[self._stdin.write(left) or 0 :]
        return number

    def wait(self, id: int, timeout_s: float) -> dict[str, Any]:  # noqa: A002 - the wire's word
        """Return the answer to a command.

        Sleeps until it is there: nothing is polled while the worker computes.

        Args:
            id: what `send` returned.
            timeout_s: the longest it may take, in seconds.

        Raises:
            WorkerFailure: the worker said no (kind "error": it lives on), or is gone.
        """
        deadline = time.monotonic() + timeout_s
        while id not in self._answers:
            self._raise_if_over()
            answer = self._next(deadline, timeout_s)
            self._answers[answer["id"]] = answer
        answer = self._answers.pop(id)
        if answer["type"] == "error":
            raise explain.refusal(self.side, answer)
        return answer

    def request(self, do: str, *, timeout_s: float, **fields: Any) -> dict[str, Any]:
        """Send a command and return its answer; see `wait`."""
        return self.wait(self.send(do, **fields), timeout_s)

    def wait_hello(self, timeout_s: float) -> None:
        """Wait for the first frame and keep it as `hello`.

        Raises:
            WorkerFailure: it did not come.
        """
        self.hello = self._next(time.monotonic() + timeout_s, timeout_s)

    def cpu_ns(self) -> int:
        """Return the CPU time of the worker and its children so far, in nanoseconds."""
        return 0 if self._exited.is_set() else processes.cpu_ns(self.pid)

    def members(self, *, fresh: bool = True) -> tuple[int, ...]:
        """Return the ids of the worker and its living descendants; see `Family.members`."""
        return self._family.members(fresh=fresh)

    @property
    def phase(self) -> str:
        """What it last said it is doing; empty before it said anything."""
        return self._exchange.phase

    @property
    def alive(self) -> bool:
        """True while it runs and nothing is wrong with it."""
        return self._failure is None and not self._exited.is_set()

    def stderr_tail(self) -> str:
        """Return the end of what it printed."""
        return self._printed.tail()

    def _next(self, deadline: float, timeout_s: float) -> dict[str, Any]:
        """Return the next frame; raise what happened instead."""
        while True:
            left = min(deadline, self._patience.until()) - time.monotonic()
            try:
                item = self._mailbox.get(timeout=max(0.0, left))
            except queue.Empty:
                self._check_hanging(deadline, timeout_s)
                continue
            if isinstance(item, WorkerFailure):
                self._final = item
            self._raise_if_over()
            if isinstance(item, dict):
                return item

    def _check_hanging(self, deadline: float, timeout_s: float) -> None:
        """Stop a worker that is out of time, or neither says nor computes anything."""
        doing = self._exchange.doing()
        if time.monotonic() >= deadline:
            self.fail("hung", explain.out_of_time(self.side, doing, timeout_s))
        elif self._patience.is_over():
            self.fail("hung", explain.silent(self.side, doing, self._patience.silence_s))

    # --- ending ------------------------------------------------------------------------------

    def close(self) -> None:
        """End the worker in good order if it is well, by force otherwise; leaves nothing behind.

        Never raises for what the worker does. Calling it again does nothing.
        """
        if self.alive:
            with contextlib.suppress(WorkerFailure):
                self.send(QUIT)
            self._exited.wait(QUIT_S)
        self.kill()

    def kill(self) -> None:
        """End the worker and everything it started, at once; wait until it is gone."""
        self.bury(time.monotonic())
        self._release()

    def cancel(self) -> None:
        """Make waits raise "cancelled" and ask the process group to end; `bury` does the rest."""
        text = f"{SIDE_NAMES[self.side]}'s worker was cancelled"
        self._cancelled = WorkerFailure("cancelled", self.side, text)
        self._reserve(self._cancelled)
        self._mailbox.put(self._cancelled)
        self._family.terminate()

    def fail(self, kind: FailureKind, text: str, remedy: str = "") -> None:
        """Stop the worker for a reason of ours; waits raise it once the worker is gone."""
        failure = WorkerFailure(kind, self.side, text, remedy=remedy)
        # Taken before the kill, or our own signal would pass for the reason.
        if self._reserve(failure):
            self.bury(time.monotonic())
            failure.detail = clean(self.stderr_tail(), DETAIL_LIMIT, keep_end=True)
            self._mailbox.put(failure)

    def bury(self, patience_until: float, limit_s: float = PURGE_S) -> None:
        """Kill the worker and everything it started, and end the reading of its output.

        Args:
            patience_until: a reading of the monotonic clock; before it the worker may still end
                by itself.
            limit_s: how long to look for who is left after that.
        """
        if self._family.bury(patience_until, limit_s):
            self._frames.stop()
            self._prints.stop()

    def _release(self) -> None:
        """Join the threads and close the files."""
        if self._closed:
            return
        self._closed = True
        for thread in self._threads:
            thread.join(JOIN_S)
        with contextlib.suppress(OSError):  # what was not sent nobody wants any more
            self._stdin.close()
        if not any(thread.is_alive() for thread in self._threads):
            self._frames.close()
            self._prints.close()
            self._printed.close()

    # --- the three threads -------------------------------------------------------------------

    def _read_frames(self) -> None:
        lines, reader = LineBuffer(), FrameReader()
        try:
            while chunk := self._frames.read():
                for frame in map(reader.read, lines.feed(chunk)):
                    self._patience.heard()
                    if self._exchange.take(frame):
                        self._mailbox.put(frame)
        except ProtocolError as problem:
            self._fail_protocol(str(problem))
            return
        self._torn = lines.pending
        if not self._exited.wait(CLOSED_OUTPUT_S):
            self._fail_protocol("it closed its output and went on running")

    def _read_prints(self) -> None:
        while chunk := self._prints.read():
            self._printed.add(chunk)

    def _wait_for_exit(self) -> None:
        if sys.platform != "win32" and hasattr(os, "waitid"):
            # Unreaped it keeps its number, so that nobody else can be killed in its name.
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        else:
            self._process.wait()
        self._exited.set()
        self.bury(time.monotonic())
        for thread in self._threads[:2]:
            thread.join(JOIN_S)
        self._explain_exit(self._process.wait())

    # --- failures ----------------------------------------------------------------------------

    def _raise_if_over(self) -> None:
        failure = self._cancelled or self._final
        if failure is not None:
            raise failure

    def _fail_protocol(self, what: str) -> None:
        self.fail("protocol", *explain.protocol(self.side, what, first=not self.hello))

    def _reserve(self, failure: WorkerFailure) -> bool:
        """Make this the failure if it is the first."""
        with self._lock:
            if self._failure is not None:
                return False
            self._failure = failure
            return True

    def _explain_exit(self, code: int) -> None:
        kind, text, remedy = ("crashed", f"{SIDE_NAMES[self.side]}'s worker has ended", "")
        if code != 0 or self._exchange.owes() or not self._exchange.said_bye:
            doing, starved = self._exchange.doing(), self._oom.has_struck()
            kind, text, remedy = explain.ended(
                self.side, code, doing, torn=self._torn, starved=starved
            )
        failure = WorkerFailure(kind, self.side, text, detail=self.stderr_tail(), remedy=remedy)
        if self._reserve(failure):
            self._mailbox.put(failure)
