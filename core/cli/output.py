"""What the command line prints: results on stdout, everything else on stderr."""

from __future__ import annotations

import sys
from importlib import metadata
from typing import Any

import msgspec

from core.records.errors import AppError


def version() -> str:
    """Return the installed version of Forkwise."""
    return metadata.version("forkwise")


def line(text: str = "") -> None:
    """Print one line of result on stdout."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """Print one line of progress or explanation on stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def error(problem: AppError) -> None:
    """Print the three parts of an error on stderr."""
    note(f"forkwise: {problem}")


def document(value: Any) -> None:
    """Print one JSON document on stdout, indented, and nothing else."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    line(text)
