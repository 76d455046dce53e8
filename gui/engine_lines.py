"""Bytes of the engine's channel, cut into lines."""

from __future__ import annotations

import logging

log = logging.getLogger("forkwise.engine")

# A line of the channel, as everywhere else in Forkwise; what is longer is thrown away.
LINE_LIMIT = 4 * 1024 * 1024


class Splitter:
    """Takes in chunks as they arrive and gives out whole lines; the rest waits."""

    def __init__(self) -> None:
        self._tail = b""
        self._skipping = False

    def take(self, chunk: bytes) -> list[bytes]:
        """Return the lines that are whole now, without empty ones and without line ends."""
        *whole, self._tail = (self._tail + chunk).split(b"\n")
        if whole and self._skipping:
            whole.pop(0)
            self._skipping = False
        if len(self._tail) > LINE_LIMIT:
            if not self._skipping:
                log.warning("a line of more than %d bytes from the engine was dropped", LINE_LIMIT)
            self._tail = b""
            self._skipping = True
        return [line for line in whole if line.strip()]
