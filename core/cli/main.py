"""Assembles the command groups, and turns every error into one clear sentence."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import typer

from core.cli import output
from core.records.errors import AppError

# One module a command group; each has `register(app: typer.Typer) -> None`.
GROUPS = ("doctor", "decide", "claims", "measure", "runs", "report", "knowledge")

EXIT_BAD_INPUT = 2
EXIT_CANCELLED = 130


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
    if list(args) == ["--version"]:
        output.line(f"forkwise {output.version()}")
        return 0
    command = typer.main.get_command(build_app())
    try:
        code = command.main(args=list(args), prog_name="forkwise", standalone_mode=False)
    except AppError as error:
        output.error(error)
        return EXIT_BAD_INPUT
    except typer.TyperException as error:
        problem = error.format_message().rstrip(".")
        output.error(AppError(problem, "", "see `forkwise --help`"))
        return EXIT_BAD_INPUT
    except (typer.Abort, KeyboardInterrupt):
        return EXIT_CANCELLED
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return code if isinstance(code, int) else 0
