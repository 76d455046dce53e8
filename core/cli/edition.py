"""Which knowledge counts: what came with Forkwise, or the edition chosen by `knowledge use`.

The window uses `open_edition`, the commands `load`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.cli import output
from core.knowledge.edition import load_own
from core.knowledge.load import load as load_built_in
from core.records.errors import AppError
from core.records.knowledge import Knowledge
from core.store.settings import read_settings

BACK = "forkwise knowledge use --built-in"


def chosen(tell: Callable[[AppError], None]) -> Path | None:
    """Return the folder of the edition in use; None for the knowledge that came with Forkwise.

    Args:
        tell: called when the settings cannot be used, and so name nothing.
    """
    try:
        folder = read_settings(tell=tell).knowledge
    except AppError as problem:  # the app's own folder cannot be written to
        tell(problem)
        return None
    return Path(folder) if folder else None


def load(tell: Callable[[AppError], None] = output.error) -> Knowledge:
    """Return the knowledge in use.

    Args:
        tell: called when the settings that name it cannot be used; then what came with Forkwise
            counts, as do the defaults of all other settings.

    Raises:
        AppError: the chosen edition has vanished or cannot be used any more: a verdict on other
            knowledge is not what was asked for.
    """
    folder = chosen(tell)
    if folder is None:
        return load_built_in()
    try:
        return load_own(folder)
    except AppError as problem:
        raise unusable(folder, problem) from problem


def open_edition() -> tuple[Knowledge, AppError | None]:
    """Return the knowledge for the window, and what to say when it is not the chosen one.

    Raises:
        AppError: the knowledge that came with Forkwise cannot be read either.
    """
    problems: list[AppError] = []
    try:
        knowledge = load(problems.append)
    except AppError as problem:
        return load_built_in(), problem
    return knowledge, problems[0] if problems else None


def unusable(folder: Path, problem: AppError) -> AppError:
    """Return the error for a chosen edition that can no longer be used."""
    if not folder.is_dir():
        return AppError(
            f"Your edition of the knowledge, {folder}, is not there",
            "the folder was moved, renamed or deleted, or its drive is not connected",
            f"bring it back, or run `{BACK}`",
        )
    why = ". ".join(part for part in (problem.what, problem.why) if part)
    return AppError(
        f"Your edition of the knowledge, {folder}, cannot be used",
        why,
        f"{problem.remedy}; or run `{BACK}`",
    )
