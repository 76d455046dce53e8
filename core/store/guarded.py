"""Write a document only over what this process has read or written itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from pathlib import Path

from core.records.document import Document
from core.records.errors import AppError
from core.store.documents import Tell, read_document, write_document
from core.store.reading import read_bytes
from core.store.strictjson import DOCUMENT_LIMIT


class Guard:
    """Remembers what stood in each document when this process last read or wrote it.

    Another window or a program that keeps folders alike may write the same file. What it wrote is
    never replaced: this process goes on under a name of its own. May be used from several threads.
    """

    def __init__(self) -> None:
        self._seen: dict[Path, bytes] = {}  # path -> digest of the whole file
        self._one_at_a_time = threading.Lock()

    def read(self, path: Path, *, tell: Tell | None = None) -> Document:
        """Return a document as `read_document` does, and take its file for known.

        Raises:
            AppError: nothing readable is there.
        """
        with self._one_at_a_time:
            document = read_document(path, tell=tell)
            self._know(path)
            return document

    def write(self, path: Path, document: Document) -> Path:
        """Write a document, and return where it is now.

        Returns:
            `path`; or a name beside it where the file holds what was never read here.

        Raises:
            AppError: it cannot be written; what is on disk is unharmed.
        """
        with self._one_at_a_time:
            if not self._is_known(path):
                path = apart(path)
            write_document(path, document)
            self._know(path)
            return path

    def _know(self, path: Path) -> None:
        digest = _digest(path)
        if digest:
            self._seen[path.absolute()] = digest

    def _is_known(self, path: Path) -> bool:
        digest = _digest(path)
        return digest is None or digest == self._seen.get(path.absolute())


def apart(path: Path) -> Path:
    """Return a name beside a document that nobody has: with the time, and the same ending."""
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return path.with_name(f"{path.stem}.apart-{stamp}{path.suffix}")


def kept_apart(path: Path, now: Path) -> AppError:
    """Return what to tell when a document is under a name of its own from now on."""
    return AppError(
        f"Your decision is kept in {now} from now on",
        f"another window or program wrote to {path}, and what it wrote is left as it is",
        "close one of the two windows; open either file to go on with it",
    )


def _digest(path: Path) -> bytes | None:
    """Return a digest of a file, None where there is none; no digest at all of what is no file."""
    if not path.exists():
        return None
    try:
        data = read_bytes(path, limit=DOCUMENT_LIMIT)
    except AppError:
        return b""  # another one than that of anything read or written here
    return hashlib.blake2b(data, digest_size=16).digest()
