"""Where the app keeps its files."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path

import platformdirs

from core.records.errors import AppError

NAME = "forkwise"
HOME_VARIABLE = "FORKWISE_HOME"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of the app; every one exists and can be written to.

    Attributes:
        data: holds the settings and the two folders below.
        runs: one append-only log per measurement.
        documents: decisions.
        trials: logs and results of the self-tests.
        cache: may be deleted at any time.
        logs: what workers printed, for bug reports.
    """

    data: Path
    runs: Path
    documents: Path
    trials: Path
    cache: Path
    logs: Path


def home() -> Folders:
    """Return the app's folders, made if they are missing.

    `FORKWISE_HOME` moves all of them below one folder.

    Raises:
        AppError: a folder cannot be made or written to.
    """
    folders = _places()
    for place in fields(folders):
        _ensure(getattr(folders, place.name))
    return folders


def _places() -> Folders:
    override = os.environ.get(HOME_VARIABLE, "")
    if override:
        data = Path(override).absolute()
        cache, logs = data / "cache", data / "logs"
    else:
        data = Path(platformdirs.user_data_dir(NAME, appauthor=False))
        cache = Path(platformdirs.user_cache_dir(NAME, appauthor=False))
        logs = Path(platformdirs.user_log_dir(NAME, appauthor=False))
    return Folders(
        data=data,
        runs=data / "runs",
        documents=data / "documents",
        trials=data / "self-tests",
        cache=cache,
        logs=logs,
    )


def _ensure(folder: Path) -> None:
    remedy = (
        f"make {folder} writable, or set {HOME_VARIABLE} to a folder of yours with free space "
        "and start again"
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise AppError(
            "Forkwise cannot make its folder", f"{folder}: {problem.strerror or problem}", remedy
        ) from problem
    if not os.access(folder, os.W_OK | os.X_OK):
        raise AppError(
            "Forkwise cannot write to its folder", f"{folder} is not writable for you", remedy
        )
