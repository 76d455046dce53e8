"""Keeps how tables are set up, and writes what they show to files; knows no widget."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.records.errors import AppError
from core.records.tables import TableChoices, TableLayout
from gui.controllers.background import Background

if TYPE_CHECKING:
    from collections.abc import Callable

SETTLE_MS = 400


class TableController(QObject):
    """Reads the file once, and writes it a moment after the last change.

    Signals:
        written: path of a file that is on disk.
        failed: an `AppError`.
    """

    written = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: TableChoices | None = None
        self._on_disk: TableChoices | None = None
        self._jobs = Background(self)
        self._jobs.failed.connect(self.failed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.flush)

    def is_idle(self) -> bool:
        """Return True when nothing waits to be written."""
        return not self._timer.isActive() and self._jobs.is_idle()

    @property
    def choices(self) -> TableChoices:
        """Return how everything is set up."""
        if self._choices is None:
            from core.store.tables import read_tables

            self._choices = self._on_disk = read_tables()
        return self._choices

    def layout(self, table: str) -> TableLayout:
        """Return the columns of a table as they were left."""
        return self.choices.tables.get(table, TableLayout())

    def keep_layout(self, table: str, layout: TableLayout) -> None:
        """Keep the columns of a table; what is as the table makes it by itself is forgotten."""
        tables = {name: one for name, one in self.choices.tables.items() if name != table}
        if layout != TableLayout():
            tables[table] = layout
        self._keep(tables=tables)

    def keep_view(self, view: str) -> None:
        """Keep which view of the comparison is shown."""
        self._keep(view=view)

    def write(self, path: Path, render: Callable[[], str]) -> None:
        """Write a file with what `render` returns in a thread; arrives as `written`."""
        self._jobs.start(lambda: _write(path, render), lambda _: self.written.emit(str(path)))

    @Slot()
    def flush(self) -> None:
        """Write now what waits."""
        self._timer.stop()
        choices = self.choices
        self._jobs.start(lambda: _write_choices(choices), self._on_kept)

    def close(self) -> None:
        """Write what waits and wait for the thread; a full disk does not keep anyone here."""
        self._timer.stop()
        self._jobs.close()
        if self._choices is not None and self._choices != self._on_disk:
            with suppress(AppError):
                _write_choices(self._choices)

    def _on_kept(self, choices: TableChoices) -> None:
        self._on_disk = choices

    def _keep(self, **changes: Any) -> None:
        changed = msgspec.structs.replace(self.choices, **changes)
        if changed != self._choices:
            self._choices = changed
            self._timer.start()


def _write(path: Path, render: Callable[[], str]) -> None:
    from core.report import shown
    from core.store import atomic

    atomic.write_out(path, shown.file_bytes(render(), path.suffix))


def _write_choices(choices: TableChoices) -> TableChoices:
    from core.store.tables import write_tables

    write_tables(choices)
    return choices
