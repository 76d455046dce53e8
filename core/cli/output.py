"""What the command line prints: results on stdout, everything else on stderr."""

from __future__ import annotations

import contextlib
import os
import sys
from importlib import metadata
from pathlib import Path
from typing import Any, TextIO

import msgspec

from core.records.errors import AppError
from core.records.visible import visible

REMEDY = "send them somewhere else, or make room"


class ReaderGoneError(Exception):
    """Whoever read the results has seen enough.

    No `OSError`: the library that reads the command line would end the program with 1 on those.
    """


def version() -> str:
    """Return the installed version of Forkwise."""
    return metadata.version("forkwise")


def open_streams() -> None:
    """Make sure that there is something to print on.

    Raises:
        AppError: stdout was closed by whoever started the program.
    """
    if sys.stderr is None:
        sys.stderr = _nowhere()
    if sys.stdout is None:
        sys.stdout = _nowhere()
        raise AppError("The results cannot be printed", "stdout is closed", REMEDY)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def flush() -> None:
    """Send what was printed on its way.

    Raises:
        AppError: it cannot be written, on a full disk for instance.
        ReaderGoneError: whoever read it has gone.
    """
    _print("")


def _print(text: str) -> None:
    try:
        sys.stdout.write(text)
        if not text:
            sys.stdout.flush()
    except BrokenPipeError as problem:
        raise ReaderGoneError from problem
    except OSError as problem:
        raise unwritable(problem) from problem


def unwritable(problem: OSError) -> AppError:
    """Return the error for a stdout that takes nothing; stdout is closed for good."""
    # Python would try once more at its end, and complain.
    sys.stdout = _nowhere()
    return AppError("The results cannot be printed", str(problem.strerror), REMEDY)


def printable(text: str) -> str:
    """Return a text in which control, bidi and other invisible characters are spelt out.

    Names and ids come from files; on a terminal such characters could hide or forge text.
    """
    return visible(text, keep="\n\t")


def line(text: str = "") -> None:
    """Print one line of result on stdout."""
    _print(printable(text) + "\n")


def note(text: str) -> None:
    """Print one line of progress or explanation on stderr; nobody reading it is no failure."""
    with contextlib.suppress(OSError):
        sys.stderr.write(printable(text) + "\n")
        sys.stderr.flush()


def error(problem: AppError) -> None:
    """Print the three parts of an error on stderr."""
    note(f"forkwise: {problem}")


def document(value: Any) -> None:
    """Print one JSON document on stdout, indented, and nothing else."""
    _print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
