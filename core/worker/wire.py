"""The wire to the host: JSON Lines over private copies of the standard streams."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from collections.abc import Iterator
from typing import Any

LINE_LIMIT = 4 * 1024 * 1024
ORPHANED_EXIT = 3


class FrameTooLongError(ValueError):
    """A frame would not fit into one line of at most `LINE_LIMIT` bytes."""


class Channel:
    """Frames to the host, lines from it.

    Args:
        source: file descriptor that lines are read from.
        sink: file descriptor that frames are written to.
    """

    def __init__(self, source: int, sink: int) -> None:
        self._reader = io.BufferedReader(io.FileIO(source, "rb", closefd=False))
        self._sink = sink
        self._lock = threading.Lock()
        self._seq = 0

    def send(self, kind: str, **fields: Any) -> None:
        """Write one frame; a host that has hung up ends this process at once.

        Raises:
            FrameTooLongError: the frame exceeds the line limit; nothing was written.
            ValueError: a number in it is not finite; nothing was written.
        """
        with self._lock:
            frame = {"seq": self._seq, "type": kind, **fields}
            line = json.dumps(frame, allow_nan=False, separators=(",", ":")).encode("utf-8") + b"\n"
            if len(line) > LINE_LIMIT:
                raise FrameTooLongError(f"a frame of {len(line)} bytes exceeds {LINE_LIMIT}")
            try:
                self._write(line)
            except OSError:
                # Nobody is listening any more. There is no one to tell and nothing to keep.
                os._exit(ORPHANED_EXIT)
            self._seq += 1

    def _write(self, line: bytes) -> None:
        left = memoryview(line)
        while left:
            left = left[os.write(self._sink, left) :]

    def lines(self) -> Iterator[bytes]:
        """Yield each line of the host, without its end; stop at the end of the stream.

        Raises:
            FrameTooLongError: the host sent a line over the limit.
        """
        while True:
            line = self._reader.readline(LINE_LIMIT + 1)
            if not line.endswith(b"\n"):
                if len(line) > LINE_LIMIT:
                    raise FrameTooLongError(f"the host sent a line of more than {LINE_LIMIT} bytes")
                return  # end of the stream; half a line is not a command
            yield line[:-1]


def claim_standard_streams() -> Channel:
    """Move the standard streams aside and return the channel over private copies.

    Afterwards descriptor 1 is the standard error, so that stray prints of frameworks and native
    code land in the log, and descriptor 0 is the null device. The private copies are not
    inherited by child processes.
    """
    sys.stdout.flush()
    sink, source = os.dup(1), os.dup(0)
    for descriptor in (sink, source):
        os.set_inheritable(descriptor, False)
    os.dup2(2, 1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (sink, source):
            msvcrt.setmode(descriptor, os.O_BINARY)
    return Channel(source, sink)
