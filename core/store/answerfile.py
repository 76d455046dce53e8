"""Answers from a file: TOML, JSON or a .forkwise document."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from core.records.answers import Answers
from core.records.document import DOCUMENT_SCHEMA, Document
from core.records.errors import AppError
from core.records.refusals import explained, toml_words
from core.records.toml_limits import MOST_PARTS, too_divided
from core.store import strictjson
from core.store.reading import MIB, read_bytes

T = TypeVar("T")

# Written by hand, so far smaller than a document; the TOML parser is not linear in all inputs.
TOML_LIMIT = MIB
LONGEST_INTEGER_BITS = 63  # longer ones do not fit into a float, nor into a message
ENDINGS = (".toml", ".json", ".forkwise")


def read_answers(path: Path) -> Answers:
    """Return what a person said, as written in a file.

    Questions and options are not looked up here: that is `core.knowledge.validate`.

    Args:
        path: a .toml or .json file with the fields of `Answers`, or a .forkwise document. A bare
            string stands for one option.

    Raises:
        AppError: the file is missing, empty, too large, malformed or holds something of the
            wrong type; names file and line or field.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise AppError(
            f"{path} is no answer file",
            f"its name ends with {ending!r}" if ending else "its name has no ending",
            f"give the file one of the endings {', '.join(ENDINGS)}",
        )
    toml = ending == ".toml"
    limit = TOML_LIMIT if toml else strictjson.DOCUMENT_LIMIT
    data = read_bytes(path, limit=limit)
    if not data.strip():
        raise AppError(
            f"{path} is empty", "there are no answers in it", "save the answers again, or choose "
            "another file",
        )  # fmt: skip
    value = _toml(data, path) if toml else strictjson.loads(data, where=str(path), limit=limit)
    if not isinstance(value, dict):
        raise _wrong(path, "", f"the file holds {_kind(value)}, not fields with names")
    if "forkwise" in value or ending == ".forkwise":
        return _from_document(value, path)
    return _from_fields(value, path)


def _toml(data: bytes, path: Path) -> dict[str, Any]:
    remedy = "mend the file or choose another one"
    try:
        text = data.decode("utf-8-sig")
        if too_divided(text):
            raise ValueError(f"a name has more than {MOST_PARTS} parts divided by dots")
        return tomllib.loads(text)
    except UnicodeDecodeError as problem:
        why = f"byte {problem.start} is not UTF-8"
        raise AppError(f"{path} cannot be read as TOML", why, remedy) from problem
    except ValueError as problem:  # TOMLDecodeError names the line; a huge number is a ValueError
        why = toml_words(str(problem))
        raise AppError(f"{path} cannot be read as TOML", why, remedy) from problem
    except RecursionError as problem:
        why = "it is nested too deep"
        raise AppError(f"{path} cannot be read as TOML", why, remedy) from problem


def _from_document(value: dict[str, Any], path: Path) -> Answers:
    version = value.get("forkwise")
    if type(version) is not int or version < 1:
        raise AppError(
            f"{path} is no Forkwise document", 'the field "forkwise" is missing or no number',
            "choose another file",
        )  # fmt: skip
    if version > DOCUMENT_SCHEMA:
        raise AppError(
            f"{path} cannot be opened by this version",
            f"a newer Forkwise wrote it (schema {version}, known here: {DOCUMENT_SCHEMA})",
            "update Forkwise",
        )
    inner = value.get("answers")
    if isinstance(inner, dict):
        value = {**value, "answers": _normal(inner, path, "answers.")}
    return _convert(value, Document, path).answers


def _from_fields(value: dict[str, Any], path: Path) -> Answers:
    return _convert(_normal(value, path, ""), Answers, path)


def _normal(value: dict[str, Any], path: Path, prefix: str) -> dict[str, Any]:
    """Return the fields with a bare string turned into one option, each value's type checked.

    msgspec would name only the field, not the question in it.
    """
    for field, is_right, should in (
        ("answers", _is_options, "an option or a list of options"),
        ("overrides", _is_number, "a number from 0 to 4"),
        ("notes", _is_text, "a text"),
    ):
        entries = value.get(field)
        if not isinstance(entries, dict):
            continue  # missing, or of a type that the conversion names
        _check_entries(entries, path, f"{prefix}{field}", is_right, should)
    given = value.get("answers")
    if not isinstance(given, dict):
        return value
    listed = {key: [v] if isinstance(v, str) else v for key, v in given.items()}
    return {**value, "answers": listed}


def _check_entries(
    entries: dict[str, Any], path: Path, field: str, is_right: Callable[[Any], bool], should: str
) -> None:
    for key, entry in entries.items():
        if not is_right(entry):
            raise _wrong(path, f'field "{field}", "{key}": ', f"{_kind(entry)} is not {should}")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_options(value: Any) -> bool:
    return _is_text(value) or (isinstance(value, list) and all(map(_is_text, value)))


def _is_number(value: Any) -> bool:
    if isinstance(value, int) and not isinstance(value, bool):
        return value.bit_length() <= LONGEST_INTEGER_BITS
    return isinstance(value, float)


def _convert(value: dict[str, Any], type_: type[T], path: Path) -> T:
    try:
        return msgspec.convert(value, type_, strict=True)
    except msgspec.ValidationError as problem:
        refusal = explained(str(problem))
        place = f'field "{refusal.place}": ' if refusal.place else ""
        raise _wrong(path, place, refusal.what, refusal.mend) from problem


def _kind(value: Any) -> str:
    """Return what a value is, in words."""
    if value is None:
        return "nothing (null)"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, (int, float)):
        long = isinstance(value, int) and value.bit_length() > LONGEST_INTEGER_BITS
        return "a very long number" if long else f"the number {value}"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, list):
        return "a list" if all(map(_is_text, value)) else "a list of other things than texts"
    return "a table" if isinstance(value, dict) else "a date or time"


def _wrong(path: Path, place: str, why: str, mend: str = "") -> AppError:
    return AppError(
        f"{path} does not hold answers as Forkwise reads them",
        f"{place}{why}",
        mend or "write it as `forkwise questions` lists it",
    )
