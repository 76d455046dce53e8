"""Reads the knowledge files into records, strictly, and names what is wrong in one sentence."""

from __future__ import annotations

import hashlib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from core.knowledge.finding import Finding
from core.knowledge.integrity import problems
from core.knowledge.reading import MAX_BYTES, Broken, FileT, bytes_of, records_of
from core.records.base import Record
from core.records.errors import AppError
from core.records.guide import Guide, Portrait, Term
from core.records.knowledge import (
    Aspect,
    Claim,
    Criterion,
    EqualFact,
    Evidence,
    Knowledge,
    Meta,
    Question,
)
from core.records.rules import Conflict, Fact, Knockout, Route

BUILT_IN = resources.files("resources").joinpath("knowledge")


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


class _GuideFile(Record, frozen=True):
    portrait: tuple[Portrait, ...]
    term: tuple[Term, ...]


GUIDE = "guide.toml"
_KINDS: dict[str, type[Record]] = {
    "meta.toml": _MetaFile,
    "criteria.toml": _CriteriaFile,
    "questions.toml": _QuestionsFile,
    "rules.toml": _RulesFile,
    "evidence.toml": _EvidenceFile,
    "claims.toml": _ClaimsFile,
    GUIDE: _GuideFile,
}
FILES = tuple(_KINDS)  # the hash runs over the files in this order
REQUIRED = tuple(name for name in FILES if name != GUIDE)
"""What every edition has; one made before there was a guide stays what it was, hash included."""


def load(folder: Path | None = None) -> Knowledge:
    """Read and check the knowledge.

    Args:
        folder: a folder with the six files, and a guide or none; None: the knowledge that comes
            with Forkwise.

    Raises:
        AppError: a file is missing or unreadable, or an entry is wrong; the message names the
            file, the entry's id and the field.
    """
    knowledge = read(folder)
    found = problems(knowledge)
    if found:
        raise _refusal(found, folder)
    return knowledge


def read(folder: Path | None = None) -> Knowledge:
    """Read the files into records without looking at what they refer to.

    Raises:
        AppError: a file is missing, unreadable, no TOML, or has a field that is unknown,
            missing or of the wrong kind.
    """
    knowledge, found = parse(folder)
    if knowledge is None:
        raise _refusal(found, folder)
    return knowledge


def parse(folder: Path | None = None) -> tuple[Knowledge | None, tuple[Finding, ...]]:
    """Return the records, or every file that is damaged or has an unknown key (rule 16)."""
    lost = _no_edition(folder) if folder else None
    if lost:
        return None, (lost,)
    root = _root(folder)
    raw: dict[str, bytes] = {}
    files: dict[str, Any] = {}
    found: list[Finding] = []
    room = MAX_BYTES
    for name, kind in _KINDS.items():
        if name == GUIDE and folder and not (folder / GUIDE).exists():
            continue
        try:
            raw[name] = bytes_of(root, name, _unread(folder), room)
            room -= len(raw[name])
            files[name] = records_of(raw[name], name, kind)
        except Broken as broken:
            found.append(broken.finding)
    if found:
        return None, tuple(found)
    rules: _RulesFile = files["rules.toml"]
    knowledge = Knowledge(
        meta=files["meta.toml"].meta,
        criteria=files["criteria.toml"].criterion,
        equal=files["criteria.toml"].equal,
        questions=files["questions.toml"].question,
        knockouts=rules.knockout,
        routes=rules.route,
        conflicts=rules.conflict,
        evidence=files["evidence.toml"].evidence,
        aspects=files["claims.toml"].aspect,
        claims=files["claims.toml"].claim,
        hash=_hash(raw),
        facts=rules.fact,
        guide=_guide(files.get(GUIDE)),
    )
    return knowledge, ()


def _guide(own: _GuideFile | None) -> Guide:
    """Return an edition's own guide; without one, no portraits and the terms of Forkwise's.

    Portraits name claims, and another edition need not have them. Terms name nothing.
    """
    if own is not None:
        return Guide(own.portrait, own.term)
    built_in, _ = parse_file(GUIDE, _GuideFile, None)
    return Guide(terms=built_in.term if built_in else ())


def parse_file(
    name: str, kind: type[FileT], folder: Path | None
) -> tuple[FileT | None, tuple[Finding, ...]]:
    """Return the records of one file more, or why it cannot be read (rule 16)."""
    try:
        return records_of(bytes_of(_root(folder), name, _unread(folder)), name, kind), ()
    except Broken as broken:
        return None, (broken.finding,)


def _unread(folder: Path | None) -> str:
    """Return what to do about a file that is not there."""
    return f"name a folder that holds {', '.join(REQUIRED)}" if folder else "install Forkwise again"


def _root(folder: Path | None) -> Traversable:
    return folder or BUILT_IN


def _no_edition(folder: Path) -> Finding | None:
    """Return why a path holds no knowledge at all, in one line rather than one for each file."""
    mend = f"name a folder that holds {', '.join(REQUIRED)}"
    if folder.is_dir():
        if any((folder / name).exists() for name in REQUIRED):
            return None
        return Finding(16, "error", str(folder), "", "", "none of the six files is there", mend)
    what = "this is a file, not a folder" if folder.exists() else "there is no such folder"
    if folder.name in FILES:
        mend = f"name the folder that holds it: {folder.parent}"
    return Finding(16, "error", str(folder), "", "", what, mend)


def _refusal(found: tuple[Finding, ...], folder: Path | None) -> AppError:
    first, more = found[0], len(found) - 1
    command = "forkwise knowledge check" + (f" {folder}" if folder else "")
    return AppError(
        first.wrong,
        f"{more} more like it: `{command}` lists them" if more else "",
        f"{first.mend}, in {folder / first.file if folder else first.file}"
        if first.place or first.field
        else first.mend,
    )


def _hash(raw: dict[str, bytes]) -> str:
    """Return BLAKE2b-128 over names, lengths and bytes; line ends of Windows do not count."""
    digest = hashlib.blake2b(digest_size=16)
    for name in raw:
        body = raw[name].replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(body)}\0".encode())
        digest.update(body)
    return digest.hexdigest()
