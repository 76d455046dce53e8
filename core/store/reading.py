"""Read a whole file that may be anything: large, a pipe, a folder, or gone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from core.records.errors import AppError

MIB = 1024 * 1024
_FLAGS = (
    os.O_RDONLY
    # Without this a named pipe would hold us in open() until somebody writes to it.
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_bytes(path: Path, *, limit: int) -> bytes:
    """Return the content of a regular file.

    Args:
        path: the file.
        limit: the most bytes it may have; checked before anything is read.

    Raises:
        AppError: it is missing, no regular file, too large or not readable.
    """
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            return _read(descriptor, path, limit)
        finally:
            os.close(descriptor)
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise AppError(f"{path} cannot be read", why, "check the path and who may read it") from (
            problem
        )
    except ValueError as problem:  # a NUL in the name
        raise AppError("The path cannot be read", str(problem), "check the path") from problem


def _read(descriptor: int, path: Path, limit: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise AppError(f"{path} cannot be read", "it is not an ordinary file", "choose a file")
    if status.st_size > limit:
        raise _too_large(path, limit)
    parts: list[bytes] = []
    left = limit + 1
    while left and (part := os.read(descriptor, min(left, MIB))):
        parts.append(part)
        left -= len(part)
    if not left:
        raise _too_large(path, limit)
    return b"".join(parts)


def _too_large(path: Path, limit: int) -> AppError:
    return AppError(
        f"{path} is too large to be read",
        f"the limit is {limit / MIB:g} MiB",
        "choose a file that Forkwise wrote",
    )
