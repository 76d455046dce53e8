"""The decision on disk: read at the start, written soon after every change."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.records.answers import Answers
from core.records.document import DOCUMENT_SCHEMA, Document, TeamFile
from core.records.errors import AppError
from core.records.knowledge import Meta
from core.store.documents import current_path
from core.store.guarded import Guard, kept_apart
from gui.controllers.background import Background

# Changes within this time are written together; with the write itself, well under 500 ms.
SETTLE_MS = 60


class DocumentController(QObject):
    """Keeps the answers; knows no widget.

    Writing (with its sync) happens in a thread of its own, one write at a time, and the newest
    state wins. The file is replaced in one step, so that a kill leaves the old or the new one.
    What another window wrote since is never replaced: this one goes on beside it, and says so.

    Signals:
        saved: the newest answers are on disk.
        unsaved: they could not be written; they wait for the next change, or for closing.
        failed: an `AppError`.
    """

    saved = Signal()
    unsaved = Signal()
    failed = Signal(object)

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        """Make the controller.

        Args:
            path: a document the person named; None: the decision in work.
            parent: the parent object.
        """
        super().__init__(parent)
        self._path = path
        self._document: Document | None = None
        self._waiting: Document | None = None
        self._writing: Document | None = None
        self._unwritten = False
        self._guard = Guard()
        self._meta: Meta | None = None
        self._hash = ""
        self._jobs = Background(self)
        self._jobs.failed.connect(self._on_failed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._write)

    def path(self) -> Path:
        """Return the file that is written."""
        return self._path or current_path()

    def title(self) -> str:
        """Return the title of the document; empty when it has none."""
        return self._document.title if self._document else ""

    def is_idle(self) -> bool:
        """Return True when everything is on disk."""
        return self._waiting is None and self._writing is None

    @property
    def is_unwritten(self) -> bool:
        """Return True from a write that failed to the next one that succeeds."""
        return self._unwritten

    def set_knowledge(self, meta: Meta, hash_: str) -> None:
        """Say which knowledge the answers are given to; kept beside them."""
        self._meta = meta
        self._hash = hash_

    def load(self) -> Document | None:
        """Return what was kept last, or None at the first start.

        A previous version that had to step in is told by `failed`. A named file that cannot be
        read is left alone: from then on the decision in work is the document.

        Raises:
            AppError: nothing readable is there.
        """
        path = self.path()
        if self._path is None and not path.exists() and not _has_versions(path):
            return None
        try:
            self._document = self._guard.read(path, tell=self.failed.emit)
        except AppError:
            self._path = None
            raise
        return self._document

    def open(self, path: Path) -> Document:
        """Go over to another document and return it; what waits for the old one is written.

        Raises:
            AppError: the file cannot be read; the old document stays.
        """
        document = self._guard.read(path, tell=self.failed.emit)
        self.flush()
        self._path = path
        self._document = document
        return document

    def save(self, answers: Answers, page: str) -> None:
        """Keep these answers; returns at once."""
        before = self._document
        self._document = self._waiting = Document(
            forkwise=DOCUMENT_SCHEMA,
            saved_utc=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            title=before.title if before else "",
            answers=answers,
            page=page,
            knowledge_version=self._meta.version if self._meta else "",
            knowledge_hash=self._hash,
            team=before.team if before else (),
        )
        self._write_soon()

    def team(self) -> tuple[TeamFile, ...]:
        """Return whose answers are weighed together on the team's page."""
        return self._document.team if self._document else ()

    def keep_team(self, team: tuple[TeamFile, ...]) -> None:
        """Keep whose answers are weighed together; returns at once."""
        if self._document is None:
            self.save(Answers(), "")
        if self._document is not None:
            self._document = self._waiting = msgspec.structs.replace(self._document, team=team)
            self._write_soon()

    def _write_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Write what waits, now, and return when it is on disk; for closing."""
        self._timer.stop()
        waiting = self._waiting or self._writing
        self._waiting = self._writing = None
        if waiting is None:
            return
        try:
            path = self.path()
            now = self._guard.write(path, waiting)
        except AppError as error:
            self._unwritten = True
            self.failed.emit(error)
            return
        self._unwritten = False
        self._follow(path, now)
        self.saved.emit()

    def close(self) -> None:
        """Write what waits and end the thread."""
        # The thread first: two writers of one file would race for its previous versions.
        self._jobs.close()
        self.flush()

    @Slot()
    def _write(self) -> None:
        if self._waiting is None or self._writing is not None:
            return
        named, document = self._path, self._waiting
        self._waiting, self._writing = None, document

        def write() -> tuple[Path, Path]:
            # The app's folder is looked up in the job: it may be what fails.
            path = named or current_path()
            return path, self._guard.write(path, document)

        self._jobs.start(write, self._on_written)

    def _on_written(self, where: tuple[Path, Path]) -> None:
        self._writing = None
        self._follow(*where)
        if self._waiting is not None:
            self._write()
        else:
            self._unwritten = False
            self.saved.emit()

    def _follow(self, path: Path, now: Path) -> None:
        """Go on where the document was written, and tell where that is another place."""
        if now != path and path == self.path():
            self._path = now
            self.failed.emit(kept_apart(path, now))

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        # What could not be written waits for the next change, or for closing.
        self._waiting = self._waiting or self._writing
        self._writing = None
        self._unwritten = True
        self.unsaved.emit()
        self.failed.emit(error)


def _has_versions(path: Path) -> bool:
    """Return True when the file is gone but an earlier version of it is there."""
    return any(path.parent.glob(f"{path.name}.*"))
