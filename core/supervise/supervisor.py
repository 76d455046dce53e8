"""Starts workers, watches their memory, and cancels all of them within a second."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType

from core.records.base import SIDE_NAMES, Side
from core.supervise import explain, processes
from core.supervise.environment import COOKIE, ignored_variables, worker_environment
from core.supervise.failure import WorkerFailure
from core.supervise.guard import Guard
from core.supervise.worker import Worker

WORKER_SCRIPT = Path(__file__).parents[1] / "worker" / "main.py"
HELLO_S = 20.0
SILENCE_S = 30.0
MEMORY_SHARE = 0.8
GRACE_S = 0.2  # from TERM to KILL
CANCEL_PURGE_S = 0.6  # with the grace before it, cancelling stays under a second
WATCH_S = 1.0
FRESH_EVERY = 5  # looks; asking every thread for its children is the dear part
CLOSE_WATCH_S = 0.2  # once more than half of the memory limit is in use


class Supervisor:
    """Owns the workers of one run. A context manager; everything is gone when it closes.

    Args:
        folder: the run's private working folder; each worker works in a folder of its own there.
        silence_s: how long a worker may neither speak nor compute.
        hello_s: how long its start may take.
        memory_limit_bytes: what all workers together may hold; None: 80 % of what is available
            when the first worker starts.

    Attributes:
        ignored: names of variables the person has set that do not reach the workers.
        mark: start of an environment entry that everything carries which this run started.
    """

    def __init__(
        self,
        folder: Path,
        *,
        silence_s: float = SILENCE_S,
        hello_s: float = HELLO_S,
        memory_limit_bytes: int | None = None,
    ) -> None:
        self.ignored = ignored_variables(os.environ)
        self._folder = folder
        self._silence_s = silence_s
        self._hello_s = hello_s
        self._memory_limit = memory_limit_bytes
        self._run = secrets.token_hex(16)
        self._count = 0
        self._workers: list[Worker] = []
        self._lock = threading.RLock()
        self._cancelled = False
        self._over = threading.Event()
        self.mark = f"{COOKIE}={self._run}."
        self._guard = Guard(self.mark)
        self._watch: threading.Thread | None = None

    def spawn(
        self,
        side: Side,
        interpreter: str,
        *,
        extra_env: dict[str, str] | None = None,
        script: Path | None = None,
    ) -> Worker:
        """Start a worker and wait for its first frame.

        Args:
            side: the framework it is to serve.
            interpreter: the Python to run it with: a path, or a name on PATH.
            extra_env: settings of the measurement, such as thread counts.
            script: another worker than Forkwise's own.

        Raises:
            WorkerFailure: it did not start ("spawn"), or the run was cancelled.
        """
        command = [_find(side, interpreter), "-s", "-u", str(script or WORKER_SCRIPT), side]
        with self._lock:
            self._raise_if_cancelled(side)
            self._forget_the_dead()
            self._count += 1
            name = f"{side}-{self._count}"
            cookie = f"{self._run}.{self._count}."
            worker = self._start(side, command, name, cookie, extra_env)
            self._workers.append(worker)
            self._start_watch()
        try:
            worker.wait_hello(self._hello_s)
        except WorkerFailure as failure:
            worker.kill()
            if failure.kind == "cancelled":
                raise
            raise WorkerFailure(
                "spawn",
                side,
                f"{interpreter} does not start as {SIDE_NAMES[side]}'s Python: {failure.text}",
                detail=failure.detail,
                remedy=failure.remedy
                or "choose another interpreter; `forkwise doctor` lists those that work",
            ) from failure
        return worker

    def cancel(self) -> None:
        """Stop everything; from any thread. Within a second no worker uses the CPU any more.

        Every wait, running or to come, raises WorkerFailure of kind "cancelled".
        """
        with self._lock:
            self._cancelled = True
            workers = tuple(self._workers)
        patience_until = time.monotonic() + GRACE_S
        for worker in workers:
            worker.cancel()
        for worker in workers:
            worker.bury(patience_until, CANCEL_PURGE_S)

    def close(self) -> None:
        """End all workers and the guardian; nothing is left behind. Never raises for them."""
        with self._lock:
            self._cancelled = True
            workers = tuple(self._workers)
            self._workers.clear()
        for worker in workers:
            worker.close()
        self._over.set()
        if self._watch is not None:
            self._watch.join()
        self._guard.close()

    @property
    def guardian_pid(self) -> int | None:
        """Process id of the guardian; None where there is none (Windows)."""
        return self._guard.pid

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _start(
        self,
        side: Side,
        command: list[str],
        name: str,
        cookie: str,
        extra_env: dict[str, str] | None,
    ) -> Worker:
        place = self._folder / name
        # Frameworks leave temporary files behind when they are ended; here they go with the run.
        own = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(place)) | (extra_env or {})
        environment = worker_environment(os.environ, cookie, command[0], own)
        try:
            # Private and empty: nothing lying about here can be imported by mistake.
            place.mkdir(mode=0o700, parents=True)
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=place,
                env=environment,
                bufsize=0,
                start_new_session=True,
                creationflags=_creation_flags(),
            )
        except (OSError, ValueError) as problem:
            why = getattr(problem, "strerror", None) or str(problem)
            raise explain.not_started(side, command[0], why) from problem
        return Worker(
            side,
            process,
            log=self._folder / f"{name}.log",
            mark=f"{COOKIE}={cookie}",
            guard=self._guard,
            silence_s=self._silence_s,
        )

    def _raise_if_cancelled(self, side: Side) -> None:
        if self._cancelled:
            raise WorkerFailure("cancelled", side, "The run was cancelled")

    def _forget_the_dead(self) -> None:
        for worker in [worker for worker in self._workers if not worker.alive]:
            worker.kill()
            self._workers.remove(worker)

    # --- memory ------------------------------------------------------------------------------

    def _start_watch(self) -> None:
        if self._watch is not None:
            return
        if self._memory_limit is None:
            self._memory_limit = int(MEMORY_SHARE * processes.available_bytes())
        self._watch = threading.Thread(
            target=self._watch_memory, args=(self._memory_limit,), name="memory", daemon=True
        )
        self._watch.start()

    def _watch_memory(self, limit: int) -> None:
        """Look at the workers' memory once a second, more often when it gets tight."""
        pause, looks = WATCH_S, 0
        while not self._over.wait(pause):
            fresh = pause < WATCH_S or looks % FRESH_EVERY == 0
            looks += 1
            with self._lock:
                workers = tuple(worker for worker in self._workers if worker.alive)
            held = {w: processes.rss_bytes(w.members(fresh=fresh)) for w in workers}
            used = sum(held.values())
            pause = CLOSE_WATCH_S if 2 * used > limit else WATCH_S
            if used > limit:
                largest = max(held, key=lambda worker: held[worker])
                largest.fail(
                    "memory",
                    f"{SIDE_NAMES[largest.side]}'s worker was stopped at "
                    f"{held[largest] / 2**30:.1f} GiB, before the machine ran out",
                    explain.MEMORY_REMEDY,
                )


def _find(side: Side, interpreter: str) -> str:
    """Return the interpreter's absolute path. Links stay: a venv is found by its own path."""
    found = shutil.which(interpreter)
    if found is None:
        path = Path(interpreter)
        if path.is_dir():
            raise explain.not_started(side, interpreter, "it is a folder")
        if path.exists():
            raise explain.not_started(side, interpreter, "it is not a program")
        raise explain.not_started(side, interpreter, "there is no such file")
    return str(Path(found).absolute())


def _creation_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    return 0
