"""Read a worker's output without ever waiting for it in vain."""

from __future__ import annotations

import os
import select
import sys
import threading
from collections import deque
from pathlib import Path
from typing import IO

CHUNK = 64 * 1024
LOG_LIMIT = 5 * 1024 * 1024
RING_LIMIT = 64 * 1024
AFTER_STOP = 4 * 1024 * 1024  # a pipe holds less; more can only be somebody who still writes


class Source:
    """Reads a pipe until it ends or is stopped from another thread.

    Someone who escaped us may hold the far end for ever, so the end of the worker is not always
    the end of the pipe: where the system can wait for two things at once, `stop` ends a read.
    """

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._wake_read, self._wake_write = os.pipe()
        self._lock = threading.Lock()
        self._closed = False
        self._left = AFTER_STOP
        self._poll: select.poll | None = None
        if sys.platform != "win32":
            self._poll = select.poll()
            self._poll.register(pipe.fileno(), select.POLLIN)
            self._poll.register(self._wake_read, select.POLLIN)

    def read(self) -> bytes:
        """Return the next bytes; empty at the end or after `stop`."""
        descriptor = self._pipe.fileno()
        if self._poll is not None:
            ready = [fd for fd, _ in self._poll.poll()]
            if self._wake_read in ready:
                self._left -= CHUNK
            if descriptor not in ready or self._left < 0:
                return b""
        try:
            return os.read(descriptor, CHUNK)
        except OSError:
            return b""

    def stop(self) -> None:
        """End the read that is waiting, once all that has arrived is read."""
        with self._lock:  # whoever closes may be faster, and the number then be another file's
            if not self._closed:
                os.write(self._wake_write, b"x")

    def close(self) -> None:
        """Close the pipe; only after the reading thread has ended."""
        with self._lock:
            self._closed = True
            self._pipe.close()
            os.close(self._wake_read)
            os.close(self._wake_write)


class PrintedText:
    """What a worker printed: its end in memory, its start in a file of at most 5 MB."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ring: deque[bytes] = deque()
        self._ring_size = 0
        self._logged = 0
        self._lock = threading.Lock()
        self._file: IO[bytes] | None = path.open("wb", buffering=0)

    def add(self, chunk: bytes) -> None:
        """Take the next bytes."""
        with self._lock:
            self._ring.append(chunk)
            self._ring_size += len(chunk)
            while self._ring_size - len(self._ring[0]) >= RING_LIMIT:
                self._ring_size -= len(self._ring.popleft())
        if self._file is not None and self._logged < LOG_LIMIT:
            part = chunk[: LOG_LIMIT - self._logged]
            self._logged += len(part)
            try:
                self._file.write(part)
            except OSError:  # a full disk must not stop a measurement; the ring still has the end
                self._logged = LOG_LIMIT

    def tail(self, limit: int = 8192) -> str:
        """Return the end of it as text."""
        with self._lock:
            data = b"".join(self._ring)
        return data[-limit:].decode("utf-8", "replace")

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
