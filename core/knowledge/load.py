"""Reads the six knowledge files into records, strictly, and names what is wrong in one sentence."""

from __future__ import annotations

import hashlib
import re
import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from core.knowledge.integrity import Problem, problems
from core.records.base import Record
from core.records.errors import AppError
from core.records.knowledge import (
    Aspect,
    Claim,
    Conflict,
    Criterion,
    EqualFact,
    Evidence,
    Fact,
    Knockout,
    Knowledge,
    Meta,
    Question,
    Route,
)

# The hash runs over the files in this order.
FILES = (
    "meta.toml",
    "criteria.toml",
    "questions.toml",
    "rules.toml",
    "evidence.toml",
    "claims.toml",
)
MAX_BYTES = 8 * 1024 * 1024


class _MetaFile(Record, frozen=True):
    meta: Meta


class _CriteriaFile(Record, frozen=True):
    criterion: tuple[Criterion, ...]
    equal: tuple[EqualFact, ...] = ()


class _QuestionsFile(Record, frozen=True):
    question: tuple[Question, ...]


class _RulesFile(Record, frozen=True):
    knockout: tuple[Knockout, ...]  # required: an emptied file must not pass for "no rules"
    route: tuple[Route, ...]
    conflict: tuple[Conflict, ...]
    fact: tuple[Fact, ...] = ()


class _EvidenceFile(Record, frozen=True):
    evidence: tuple[Evidence, ...]


class _ClaimsFile(Record, frozen=True):
    aspect: tuple[Aspect, ...]
    claim: tuple[Claim, ...]


_FileT = TypeVar("_FileT", bound=Record)


def load(folder: Path | None = None) -> Knowledge:
    """Read and check the knowledge.

    Args:
        folder: a folder with the six files; None: the knowledge that comes with Forkwise.

    Raises:
        AppError: a file is missing or unreadable, or an entry is wrong; the message names the
            file, the entry's id and the field.
    """
    knowledge = read(folder)
    found = problems(knowledge)
    if found:
        more = len(found) - 1
        raise AppError(
            found[0].sentence(),
            f"{more} more like it: `forkwise knowledge check` lists them" if more else "",
            f"correct {found[0].file}{_in(folder)}",
        )
    return knowledge


def read(folder: Path | None = None) -> Knowledge:
    """Read the files into records without looking at what they refer to.

    Raises:
        AppError: a file is missing, unreadable, no TOML, or has a field that is unknown,
            missing or of the wrong kind.
    """
    root: Traversable = folder or resources.files("resources").joinpath("knowledge")
    raw = {name: _bytes(root, name, folder) for name in FILES}
    meta = _parse(raw, "meta.toml", _MetaFile, folder)
    criteria = _parse(raw, "criteria.toml", _CriteriaFile, folder)
    questions = _parse(raw, "questions.toml", _QuestionsFile, folder)
    rules = _parse(raw, "rules.toml", _RulesFile, folder)
    evidence = _parse(raw, "evidence.toml", _EvidenceFile, folder)
    claims = _parse(raw, "claims.toml", _ClaimsFile, folder)
    return Knowledge(
        meta=meta.meta,
        criteria=criteria.criterion,
        equal=criteria.equal,
        questions=questions.question,
        knockouts=rules.knockout,
        routes=rules.route,
        conflicts=rules.conflict,
        evidence=evidence.evidence,
        aspects=claims.aspect,
        claims=claims.claim,
        hash=_hash(raw),
        facts=rules.fact,
    )


def _hash(raw: dict[str, bytes]) -> str:
    """Return BLAKE2b-128 over names, lengths and bytes; line ends of Windows do not count."""
    digest = hashlib.blake2b(digest_size=16)
    for name in FILES:
        body = raw[name].replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(body)}\0".encode())
        digest.update(body)
    return digest.hexdigest()


def _in(folder: Path | None) -> str:
    return f" in {folder}" if folder else ""


def _bytes(root: Traversable, name: str, folder: Path | None) -> bytes:
    file = root.joinpath(name)
    remedy = f"name a folder that holds {', '.join(FILES)}" if folder else "install Forkwise again"
    try:
        if not file.is_file():  # a pipe of that name would never end
            raise AppError(f"{name} cannot be read", f"there is no such file{_in(folder)}", remedy)
        if isinstance(file, Path) and file.stat().st_size > MAX_BYTES:
            raise AppError(
                f"{name} is larger than {MAX_BYTES // 2**20} MiB",
                f"it has {file.stat().st_size:,} bytes",
                "check that it is the right file",
            )
        return file.read_bytes()
    except OSError as error:
        raise AppError(f"{name} cannot be read", error.strerror or str(error), remedy) from error


def _parse(raw: dict[str, bytes], name: str, kind: type[_FileT], folder: Path | None) -> _FileT:
    try:
        data = tomllib.loads(raw[name].decode("utf-8"))
    except UnicodeDecodeError as error:
        raise AppError(
            f"{name} is not UTF-8 text", f"byte {error.start} is not", "save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise AppError(
            f"{name} is not valid TOML", str(error), f"correct it{_in(folder)}"
        ) from error
    except RecursionError as error:
        raise AppError(f"{name} is nested too deeply", "", f"correct it{_in(folder)}") from error
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        problem = _locate(name, data, str(error))
        raise AppError(problem.sentence(), "", f"correct {name}{_in(folder)}") from error


def _locate(name: str, data: dict[str, Any], message: str) -> Problem:
    """Turn msgspec's "... - at `$.question[3].prior`" into the entry's id and its field."""
    text, _, path = message.partition(" - at `")
    places: list[str] = []
    fields: list[str] = []
    here: Any = data
    kind = ""
    for key, index in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", path):
        if key:
            kind = key
            fields.append(key)
            here = here.get(key) if isinstance(here, dict) else None
        elif index.isdigit() and isinstance(here, list | tuple):
            here = here[int(index)]
            if isinstance(here, dict) and ("id" in here or not places):
                places.append(f'{kind} "{here["id"]}"' if "id" in here else f"{kind} {index}")
                fields.clear()
    unknown = re.search(r"(?:unknown|required) field `([^`]+)`", text)
    if unknown:
        fields.append(unknown[1])
    what = text[:1].lower() + text[1:]
    what = what.replace("object contains", "there is an").replace("object missing", "there is no")
    return Problem(file=name, place=", ".join(places), field=".".join(fields), text=what)
