"""A JSON reader for files of strangers: anything doubtful is refused with one sentence."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from core.records.errors import AppError

DEPTH_LIMIT = 32
INTEGER_DIGITS = 18
DOCUMENT_LIMIT = 8 * 1024 * 1024

_BOM = b"\xef\xbb\xbf"
# A string, or one bracket: strings are matched so that the brackets inside them do not count.
# Possessive, and without need of a closing quote: the time stays linear whatever comes.
_TOKENS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class _RefusedError(ValueError):
    """Well-formed JSON that is not taken."""


def loads(data: bytes, *, where: str, limit: int = DOCUMENT_LIMIT) -> Any:
    """Return the value of a JSON text in UTF-8.

    Refused are: more than `limit` bytes, other encodings, more than 32 levels, duplicate keys,
    NaN and infinities (also as 1e400), integers of more than 18 digits and lone surrogates.

    Args:
        data: the bytes as they were read.
        where: name of the file, for the error.
        limit: the most bytes taken.

    Raises:
        AppError: the text is not taken; says why.
    """
    try:
        return _parse(data, limit)
    except json.JSONDecodeError as problem:
        why = f"line {problem.lineno}, column {problem.colno}: {problem.msg}"
        raise _error(where, why) from problem
    except UnicodeDecodeError as problem:
        raise _error(where, f"byte {problem.start} is not UTF-8") from problem
    except _RefusedError as problem:
        raise _error(where, str(problem)) from problem


def _parse(data: bytes, limit: int) -> Any:
    if len(data) > limit:
        raise _RefusedError(f"it has {len(data):,} bytes; the limit is {limit:,}")
    data = data.removeprefix(_BOM)
    _check_depth(data)
    text = data.decode("utf-8")
    value = json.loads(
        text,
        object_pairs_hook=_object,
        parse_float=_float,
        parse_int=_integer,
        parse_constant=_constant,
    )
    if _SURROGATE.search(text):
        _check_surrogates(value)
    return value


def _check_depth(data: bytes) -> None:
    depth = 0
    for token in _TOKENS.finditer(data):
        match token.group()[:1]:
            case b"[" | b"{":
                depth += 1
                if depth > DEPTH_LIMIT:
                    raise _RefusedError(f"it is nested more than {DEPTH_LIMIT} levels deep")
            case b"]" | b"}":
                depth -= 1


def _check_surrogates(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as problem:
        raise _RefusedError("a text in it holds half a character (a lone surrogate)") from problem


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _RefusedError(f"the key {key[:80]!r} stands twice in one object")
        found[key] = value
    return found


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _RefusedError(f"the number {text[:40]} is too large")
    return number


def _integer(text: str) -> int:
    if len(text.removeprefix("-")) > INTEGER_DIGITS:
        raise _RefusedError(f"the number {text[:40]} has more than {INTEGER_DIGITS} digits")
    return int(text)


def _constant(text: str) -> NoReturn:
    raise _RefusedError(f"{text} is not a number")


def _error(where: str, why: str) -> AppError:
    return AppError(f"{where} cannot be read as JSON", why, "mend the file or choose another one")
