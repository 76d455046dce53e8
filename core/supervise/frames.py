"""Take frames apart that a worker sent. Every byte of them is hostile until it is checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

FRAME_LIMIT = 4 * 1024 * 1024
DEPTH_LIMIT = 16
ANSWERS = ("done", "error")
TYPES = frozenset({"hello", "phase", "beat", "bye", *ANSWERS})


class ProtocolError(Exception):
    """What was wrong with the worker's output, in words for the end of a sentence."""


class LineBuffer:
    """Cuts a stream of bytes into lines, holding at most one frame's worth."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the lines that this chunk completes.

        Raises:
            ProtocolError: a line is longer than a frame may be.
        """
        *whole, rest = chunk.split(b"\n")
        for piece in whole:
            self._keep(piece)
            line = b"".join(self._parts)
            self._parts.clear()
            self._size = 0
            yield line
        self._keep(rest)

    @property
    def pending(self) -> bool:
        """True when half a line is left."""
        return self._size > 0

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > FRAME_LIMIT:
            self._parts.clear()
            raise ProtocolError(f"it sent a frame longer than {FRAME_LIMIT >> 20} MiB")
        if piece:
            self._parts.append(piece)


class FrameReader:
    """Turns lines into checked frames: JSON objects of a known type, counted from 0."""

    def __init__(self) -> None:
        self._seq = 0

    def read(self, line: bytes) -> dict[str, Any]:
        """Return the frame in a line.

        Raises:
            ProtocolError: it is no valid frame; says why.
        """
        if not line.lstrip().startswith(b"{"):
            raise ProtocolError(f"it printed something that is no frame: {line[:60]!r}")
        try:
            frame = msgspec.json.decode(line)
        except RecursionError as problem:
            raise ProtocolError("it sent a frame nested too deeply") from problem
        except ValueError as problem:  # malformed, NaN, out of range, or not UTF-8
            raise ProtocolError(f"it sent a frame that is no JSON: {problem}") from problem
        _check_depth(frame)
        if type(frame.get("seq")) is not int or frame["seq"] != self._seq:
            got = str(frame.get("seq"))[:40]
            raise ProtocolError(f"it numbered a frame {got} where {self._seq} was due")
        if type(frame.get("type")) is not str or frame["type"] not in TYPES:
            raise ProtocolError(
                f"it sent a frame of the unknown type {str(frame.get('type'))[:40]}"
            )
        if (frame["type"] == "hello") != (self._seq == 0):
            raise ProtocolError("its hello did not come first, or came twice")
        if frame["type"] == "phase" and type(frame.get("name")) is not str:
            raise ProtocolError("it sent a phase without a name")
        self._seq += 1
        return frame


def _check_depth(frame: Any) -> None:
    level: list[Any] = [frame]
    for _ in range(DEPTH_LIMIT):
        level = [
            child
            for value in level
            if isinstance(value, dict | list)
            for child in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return
    raise ProtocolError("it sent a frame nested too deeply")
