"""Reads one knowledge file into records, strictly, and says which entry and field is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from core.knowledge import texts
from core.knowledge.finding import Finding
from core.records.base import Record
from core.records.refusals import explained, toml_words
from core.records.toml_limits import MOST_PARTS, too_divided

MAX_BYTES = 4 * 1024 * 1024  # of all files together; those that come with Forkwise have a twelfth
MOST_SAID = 60  # characters of an id in a message

FileT = TypeVar("FileT", bound=Record)


class Broken(Exception):  # noqa: N818  (`load` turns it into a finding)
    """A file that cannot be read into records."""

    def __init__(
        self, name: str, what: str, mend: str, place: str = "", field: str = "", rule: int = 16
    ) -> None:
        super().__init__(what)
        self.finding = Finding(rule, "error", name, place, field, what, mend)


def bytes_of(root: Traversable, name: str, mend: str, room: int = MAX_BYTES) -> bytes:
    """Return what a file holds.

    Args:
        root: the edition's folder.
        name: the file in it.
        mend: what to do when it is not there.
        room: the bytes it may have.

    Raises:
        Broken: it is missing, no ordinary file, larger or unreadable.
    """
    file = root.joinpath(name)
    try:
        if not file.is_file():  # a pipe of that name would never end
            why = "there is no such file"
            if file.is_dir():
                why = "it is a folder"
            elif isinstance(file, Path) and file.exists():
                why = "it is not an ordinary file"
            raise Broken(name, f"it cannot be read: {why}", mend)
        if isinstance(file, Path) and file.stat().st_size > room:
            what = f"with it the files are larger than {MAX_BYTES // 2**20} MiB together"
            raise Broken(name, what, "check that it is the right file")
        return file.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise Broken(name, f"it cannot be read: {why}", mend) from error


def records_of(body: bytes, name: str, kind: type[FileT]) -> FileT:
    """Return a file's records.

    Args:
        body: what the file holds.
        name: how it is called in messages.
        kind: the record for the whole file.

    Raises:
        Broken: it is no TOML, cannot be shown (rule 20) or does not fit the record (rule 16).
    """
    try:
        text = body.decode("utf-8")
        if too_divided(text):
            what = f"a name in it has more than {MOST_PARTS} parts divided by dots"
            raise Broken(name, what, "shorten it, or put the text in quotation marks", rule=20)
        data = tomllib.loads(text)
        unshown = texts.problem(data)
    except UnicodeDecodeError as error:
        raise Broken(name, f"byte {error.start} is no UTF-8 text", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        mend = "correct that line; a text stands in quotation marks, a list in brackets"
        why = toml_words(str(error))
        raise Broken(name, f"it is not valid TOML: {why}", mend) from error
    except ValueError as error:  # Python turns no more digits into a number
        raise Broken(name, "a number in it has thousands of digits", "shorten it") from error
    except RecursionError as error:
        raise Broken(name, "it is nested too deeply", "remove brackets") from error
    if unshown is not None:
        path, what, mend = unshown
        raise Broken(name, what, mend, *_where(data, path), rule=20)
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise _located(name, data, str(error)) from error


def _located(name: str, data: dict[str, Any], message: str) -> Broken:
    """Turn msgspec's "... - at `$.question[3].prior`" into the entry's id and its field."""
    text, _, path = message.partition(" - at `")
    steps = (key or index for key, index in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", path))
    place, field = _where(data, [int(s) if s.isdigit() else s for s in steps if s != "..."])
    named = re.search(r"(unknown|required) field `([^`]+)`", text)
    refusal = explained(text)
    what, mend = refusal.what, refusal.mend
    if named:
        field = f"{field}.{named[2]}" if field else named[2]
        unknown = named[1] == "unknown"
        mend = "correct its spelling, or remove it" if unknown else "add it, as beside it"
        what = f"there is {'an unknown' if unknown else 'no required'} field `{named[2]}`"
    return Broken(name, what, mend, place, field)


def _where(data: Any, path: Sequence[str | int]) -> tuple[str, str]:
    """Return the entries on the way to a value by their ids, and its field in the last of them."""
    places: list[str] = []
    fields: list[str] = []
    here: Any = data
    kind = ""
    for step in path:
        if isinstance(step, str):
            kind = step
            fields.append(step)
            here = here.get(step) if isinstance(here, dict) else None
        elif isinstance(here, list | tuple):
            here = here[step]
            if isinstance(here, dict) and ("id" in here or not places):
                named = f'{kind} "{str(here["id"])[:MOST_SAID]}"' if "id" in here else ""
                places.append(named or f"{kind} {step}")
                fields.clear()
    return ", ".join(places), ".".join(fields)[:MOST_SAID]
