"""The program `forkwise`: decides between the window and the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

WINDOW_OPTION = "--quit-when-shown"


def wants_window(args: Sequence[str]) -> bool:
    """Return True for nothing, `--quit-when-shown`, or one .forkwise file."""
    rest = [arg for arg in args if arg != WINDOW_OPTION]
    return not rest or (len(rest) == 1 and rest[0].endswith(".forkwise"))


def main() -> int:
    """Start the window or run one command; neither imports the other's libraries."""
    args = sys.argv[1:]
    if wants_window(args):
        from gui.app import run

        files = [arg for arg in args if arg != WINDOW_OPTION]
        return run(files[0] if files else None, quit_when_shown=WINDOW_OPTION in args)
    from core.cli.main import main as cli_main

    return cli_main(args)


if __name__ == "__main__":
    sys.exit(main())
