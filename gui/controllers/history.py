"""The runs kept on disk, read beside the window's loop."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from core.records.base import SIDES
from core.records.errors import AppError
from core.records.run import EndLine, LogLine, RunHeader, RunSummary
from gui.controllers.background import Background


@dataclass(frozen=True, slots=True)
class KeptRun:
    """One log on disk.

    Attributes:
        run: id of the run.
        versions: of PyTorch and TensorFlow; "?" where the log does not say.
        summary: its results; None when the log cannot be used.
        cut_off: True when the run did not reach its end, so that its finished launches were
            worked out again.
        problem: why it cannot be used.
    """

    run: str
    path: Path
    versions: tuple[str, str] = ("?", "?")
    summary: RunSummary | None = None
    cut_off: bool = False
    problem: AppError | None = None

    def count(self) -> Counter[str]:
        """Return how many cases have each verdict; cases without one count by their state."""
        cases = self.summary.cases if self.summary else ()
        return Counter(case.verdict or case.state for case in cases)


class HistoryController(QObject):
    """Lists the kept runs; knows no widget.

    Signals:
        listed: a tuple of `KeptRun`, newest first.
        failed: an `AppError`.
    """

    listed = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Background(self)
        self._jobs.failed.connect(self.failed)
        self._runs: tuple[KeptRun, ...] | None = None
        # Logs never change once their run is over: each is read once for its size and time.
        self._known: dict[tuple[Path, int, int], KeptRun] = {}

    @property
    def runs(self) -> tuple[KeptRun, ...] | None:
        """Return the runs as last read; None before the first reading."""
        return self._runs

    def is_idle(self) -> bool:
        """Return True when nothing is being read."""
        return self._jobs.is_idle()

    @Slot()
    def refresh(self) -> None:
        """Read the folder again; arrives as `listed`."""
        known = dict(self._known)
        self._jobs.start(lambda: _read_all(known), self._on_read)

    def close(self) -> None:
        """Forget what was asked and wait for the thread."""
        self._jobs.close()

    def _on_read(self, found: dict[tuple[Path, int, int], KeptRun]) -> None:
        self._known = found
        self._runs = tuple(sorted(found.values(), key=_when, reverse=True))
        self.listed.emit(self._runs)


def _when(run: KeptRun) -> tuple[str, str]:
    return (run.summary.started_utc if run.summary else "", run.run)


def _read_all(
    known: dict[tuple[Path, int, int], KeptRun],
) -> dict[tuple[Path, int, int], KeptRun]:
    from core.store.runlog import list_runs

    found = {}
    for path in list_runs():
        try:
            state = path.stat()
        except FileNotFoundError:
            continue
        key = (path, state.st_size, state.st_mtime_ns)
        found[key] = known.get(key) or _read(path)
    return found


def _read(path: Path) -> KeptRun:
    from core.store.runlog import read_run, read_summary

    try:
        lines = read_run(path)
        ended = any(isinstance(line, EndLine) for line in lines)
        if ended:
            summary = read_summary(path)
        else:
            # Cut off by a crash: its finished launches still tell.
            from core.measure.analyse import analyse

            summary = analyse(lines)
    except AppError as problem:
        return KeptRun(path.stem, path, problem=problem)
    return KeptRun(summary.run, path, _versions(lines), summary, cut_off=not ended)


def _versions(lines: tuple[LogLine, ...]) -> tuple[str, str]:
    header = lines[0]
    if not isinstance(header, RunHeader):
        return "?", "?"
    found = []
    for side in SIDES:
        interpreter = header.interpreters.get(side)
        framework = interpreter.find(side) if interpreter else None
        found.append(framework.version if framework else "?")
    return found[0], found[1]
