"""Assembles the command groups, and turns every error into one clear sentence."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Sequence

import typer

from core.cli import output
from core.records.errors import AppError

# One module a command group; each has `register(app: typer.Typer) -> None`.
GROUPS = ("doctor", "decide", "claims", "measure", "runs", "report", "knowledge", "glossary")

EXIT_BAD_INPUT = 2
EXIT_CANCELLED = 130
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


def build_app() -> typer.Typer:
    """Return the whole command line as one Typer application."""
    app = typer.Typer(
        name="forkwise",
        help="PyTorch or TensorFlow? A verdict for your project, on evidence.",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for group in GROUPS:
        importlib.import_module(f"core.cli.{group}").register(app)
    return app


def main(args: Sequence[str]) -> int:
    """Run one command line and return its exit code.

    0 done, 1 nothing could be measured or checked, 2 bad input, 130 cancelled.
    """
    try:
        output.open_streams()
        code = _run(list(args))
        output.flush()
    except AppError as error:
        output.error(error)
        return EXIT_BAD_INPUT
    except typer.TyperException as error:
        problem = error.format_message().rstrip(".")
        output.error(AppError(problem, "", f"see `{_asked(error)} --help`"))
        return EXIT_BAD_INPUT
    except (typer.Abort, KeyboardInterrupt):
        return EXIT_CANCELLED
    except output.ReaderGoneError:
        # Python must not flush to them again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:
        if problem.errno not in DISK_FULL:
            raise
        output.error(output.unwritable(problem))
        return EXIT_BAD_INPUT
    return code


def _run(args: list[str]) -> int:
    if args == ["--version"]:
        output.line(f"forkwise {output.version()}")
        return 0
    command = typer.main.get_command(build_app())
    code = command.main(args=args, prog_name="forkwise", standalone_mode=False)
    return code if isinstance(code, int) else 0


def _asked(error: typer.TyperException) -> str:
    """Return the command whose help says more: of a usage error, the one it is about."""
    context = getattr(error, "ctx", None)
    return context.command_path if context is not None else "forkwise"
