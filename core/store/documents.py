"""Decisions as .forkwise documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec

from core.records.document import DOCUMENT_SCHEMA, Document
from core.records.errors import AppError
from core.store import atomic, strictjson
from core.store.folders import home
from core.store.reading import read_bytes

SUFFIX = ".forkwise"
KEPT_VERSIONS = 3

Tell = Callable[[AppError], None]


def current_path() -> Path:
    """Return where the decision in work is kept; the file may not exist yet."""
    return home().documents / f"current{SUFFIX}"


def write_document(path: Path, document: Document) -> None:
    """Write a document in one step; three previous versions stay in the app's own folder.

    Raises:
        AppError: it cannot be written; the file from before is unharmed.
    """
    data = msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
    if len(data) > strictjson.DOCUMENT_LIMIT:
        raise AppError(
            f"{path} cannot be written",
            f"the document would have {len(data):,} bytes; it could not be read again",
            "shorten the notes",
        )
    atomic.write(path, data, keep=KEPT_VERSIONS if _is_own(path) else 0)


def read_document(path: Path, *, tell: Tell | None = None) -> Document:
    """Return a document.

    A damaged document in the app's own folder is set aside under a name of its own, and the
    newest good previous version is returned; `tell` is called with what happened, to be shown.
    A damaged file elsewhere is a person's file: it is left alone and refused.

    Args:
        path: the file.
        tell: called when a previous version had to step in.

    Raises:
        AppError: no good version is there, or a newer Forkwise wrote it.
    """
    try:
        return _read(path)
    except NewerDocumentError:
        raise
    except AppError as problem:
        if not _is_own(path):
            raise
        versions = atomic.previous(path, KEPT_VERSIONS)
        if not any(file.exists() for file in (path, *versions)):
            raise
        return _recover(path, versions, problem, tell)


class NewerDocumentError(AppError):
    """The document is whole, but a newer Forkwise wrote it."""


def _is_own(path: Path) -> bool:
    # Compared as text: the path may be a loop of links, or no path at all.
    return path.absolute().parent == home().documents.absolute()


def _read(path: Path) -> Document:
    data = read_bytes(path, limit=strictjson.DOCUMENT_LIMIT)
    value = strictjson.loads(data, where=str(path), limit=strictjson.DOCUMENT_LIMIT)
    version = value.get("forkwise") if isinstance(value, dict) else None
    if type(version) is int and version > DOCUMENT_SCHEMA:
        raise NewerDocumentError(
            f"{path} cannot be opened by this version",
            f"a newer Forkwise wrote it (schema {version}, known here: {DOCUMENT_SCHEMA})",
            "update Forkwise",
        )
    if type(version) is not int or version < 1:
        raise AppError(
            f"{path} is no Forkwise document", 'the field "forkwise" is missing', "choose another"
        )
    try:
        return msgspec.convert(value, Document, strict=True)
    except msgspec.ValidationError as problem:
        raise AppError(
            f"{path} is no Forkwise document", str(problem), "mend the file or choose another one"
        ) from problem


def _recover(
    path: Path, versions: tuple[Path, ...], problem: AppError, tell: Tell | None
) -> Document:
    for version in versions:
        try:
            document = _read(version)
        except AppError:
            continue
        aside = set_aside(path)
        # The good version takes the name back, or the next start would find nothing again.
        atomic.write(path, version.read_bytes())
        if tell is not None:
            kept = f" The damaged file is kept as {aside}." if aside else ""
            tell(
                AppError(
                    "Your decision was restored from the version before the last change",
                    f"{problem.what}: {problem.why}.{kept}",
                    "check your last answers",
                )
            )
        return document
    aside = set_aside(path)
    kept = f"; it is kept as {aside}" if aside else ""
    raise AppError(
        "Your decision cannot be read, nor can an earlier version of it",
        f"{problem.what}: {problem.why}{kept}",
        "answer again, or copy the file back from a backup",
    ) from problem


def set_aside(path: Path) -> Path | None:
    """Rename a damaged file so that it is kept; return its new name, None if it is gone."""
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    try:
        path.rename(aside)
    except OSError:
        return None
    return aside
