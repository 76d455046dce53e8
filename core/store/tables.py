"""How tables are set up, in a file of its own.

Not in the settings: those are few, written by hand as well, and worth a word when they cannot be
read. A lost order of columns is worth none, so it never stands in the way of anything.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from core.records.errors import AppError
from core.records.tables import TABLES_SCHEMA, TableChoices
from core.store import atomic, strictjson
from core.store.folders import home
from core.store.reading import read_bytes

LIMIT = 64 * 1024
NAME = "tables.json"


def tables_path() -> Path:
    """Return the name of the file; it may not exist.

    Raises:
        AppError: the app's folder is not writable.
    """
    return home().data / NAME


def read_tables() -> TableChoices:
    """Return how tables are set up; nothing is set up when the file is missing or unusable."""
    try:
        path = tables_path()
        if not path.exists():
            return TableChoices()
        value = strictjson.loads(read_bytes(path, limit=LIMIT), where=str(path), limit=LIMIT)
        choices = msgspec.convert(value, TableChoices, strict=True)
    except (AppError, msgspec.ValidationError):
        return TableChoices()
    return choices if choices.forkwise == TABLES_SCHEMA else TableChoices()


def write_tables(choices: TableChoices) -> None:
    """Write how tables are set up, in one step.

    Raises:
        AppError: the file cannot be written.
    """
    data = msgspec.json.format(msgspec.json.encode(choices), indent=2)
    atomic.write(tables_path(), data + b"\n")
