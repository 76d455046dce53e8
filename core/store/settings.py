"""The settings file."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Callable
from pathlib import Path

import msgspec

from core.records.base import SIDES
from core.records.document import Settings
from core.records.errors import AppError
from core.store import atomic
from core.store.folders import home
from core.store.reading import read_bytes

LIMIT = 64 * 1024
THEMES = ("system", "light", "dark")


def settings_path() -> Path:
    """Return the name of the settings file; it may not exist."""
    return home().data / "settings.toml"


def read_settings(*, tell: Callable[[AppError], None] | None = None) -> Settings:
    """Return the settings; the defaults when there are none or they cannot be read.

    Args:
        tell: called with what is wrong when the file is there but cannot be used.

    Raises:
        AppError: the app's folder is not writable.
    """
    path = settings_path()
    if not path.exists():
        return Settings()
    try:
        return _read(path)
    except AppError as problem:
        if tell is not None:
            tell(problem)
        return Settings()


def write_settings(settings: Settings) -> None:
    """Write the settings in one step; the version before stays beside the file.

    Raises:
        AppError: a value is out of range, or the file cannot be written.
    """
    path = settings_path()
    check(settings, str(path))
    try:
        data = serialise(settings).encode("utf-8")
    except UnicodeEncodeError as problem:
        raise AppError(
            "The settings cannot be saved",
            "a path in them holds bytes that are no text",
            "rename its folder, or link to it from a path of plain letters",
        ) from problem
    atomic.write(path, data, keep=1)


def serialise(settings: Settings) -> str:
    """Return the settings as TOML."""
    lines = [f"theme = {_quote(settings.theme)}", f"margin = {float(settings.margin)!r}"]
    if settings.knowledge:
        lines.append(f"knowledge = {_quote(settings.knowledge)}")
    if settings.interpreters:
        lines += ["", "[interpreters]"]
        lines += [
            f"{side} = {_quote(settings.interpreters[side])}"
            for side in SIDES
            if side in settings.interpreters
        ]
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _read(path: Path) -> Settings:
    data = read_bytes(path, limit=LIMIT)
    try:
        value = tomllib.loads(data.decode("utf-8"))
        settings = msgspec.convert(value, Settings, strict=True)
    except (ValueError, RecursionError) as problem:  # TOML, UTF-8 and schema errors alike
        raise _unusable(str(path), str(problem)) from problem
    check(settings, str(path))
    return settings


def check(settings: Settings, where: str) -> None:
    """Check the ranges of the settings.

    Raises:
        AppError: a value is out of range; names the field.
    """
    if settings.theme not in THEMES:
        raise _unusable(where, f"theme must be one of {', '.join(THEMES)}")
    if settings.knowledge and not Path(settings.knowledge).is_absolute():
        raise _unusable(where, "knowledge must be the full path of a folder")
    if not (math.isfinite(settings.margin) and 0 < settings.margin < 1):
        raise _unusable(where, "margin must lie between 0 and 1 (0.05 is 5 %)")


def _unusable(where: str, why: str) -> AppError:
    return AppError(
        "The settings cannot be used; the defaults hold", f"{where}: {why}", "mend or delete it"
    )
