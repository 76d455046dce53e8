"""The program `forkwise`: decides between the window and the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from core.records.errors import AppError

WINDOW_OPTION = "--quit-when-shown"
EXIT_BAD_INPUT = 2
EXIT_CANCELLED = 130


def wants_window(args: Sequence[str]) -> bool:
    """Return True for nothing, `--quit-when-shown`, or one .forkwise file."""
    rest = [arg for arg in args if arg != WINDOW_OPTION]
    return not rest or (len(rest) == 1 and rest[0].endswith(".forkwise"))


def main() -> int:
    """Start the window or run one command; neither imports the other's libraries."""
    try:
        return _start(sys.argv[1:])
    except KeyboardInterrupt:
        return EXIT_CANCELLED


def _start(args: Sequence[str]) -> int:
    if not wants_window(args):
        from core.cli.main import main as cli_main

        return cli_main(args)
    try:
        from gui.app import run
    except ImportError as error:
        if "shared object" not in str(error):
            raise
        return _tell_missing_library(error)
    files = [arg for arg in args if arg != WINDOW_OPTION]
    return run(files[0] if files else None, quit_when_shown=WINDOW_OPTION in args)


def _tell_missing_library(error: ImportError) -> int:
    """Say which system library Qt lacks; everything but the window works without it."""
    problem = AppError(
        "The window cannot open",
        str(error),
        "install the system libraries named in the README; "
        "without a window everything works as a command: `forkwise --help`",
    )
    sys.stderr.write(f"forkwise: {problem}\n")
    return EXIT_BAD_INPUT


if __name__ == "__main__":
    sys.exit(main())
