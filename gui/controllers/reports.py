"""Reports on the decision, rendered and written beside the window's loop."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.records.errors import AppError
from core.records.verdict import Verdict
from gui.controllers.background import Background
from gui.controllers.decision import Snapshot


class ReportController(QObject):
    """Renders snapshots; knows no widget.

    Signals:
        rendered: the report as Markdown, of the newest snapshot asked for.
        written: path of a file that is on disk.
        failed: an `AppError`.
    """

    rendered = Signal(str)
    written = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Background(self)
        self._jobs.failed.connect(self.failed)
        self._asked = 0

    def is_idle(self) -> bool:
        """Return True when nothing is being rendered or written."""
        return self._jobs.is_idle()

    def preview(self, snapshot: Snapshot) -> None:
        """Render as Markdown; arrives as `rendered`, unless a newer one was asked for."""
        verdict = snapshot.verdict
        if verdict is None:
            return
        self._asked += 1
        number = self._asked

        def hand_over(text: str) -> None:
            if number == self._asked:
                self.rendered.emit(text)

        self._jobs.start(lambda: _render("markdown", snapshot, verdict), hand_over)

    def write(self, snapshot: Snapshot, path: Path) -> None:
        """Write a file in the format its name asks for; arrives as `written`."""
        verdict = snapshot.verdict
        if verdict is None:
            self.failed.emit(
                AppError("There is no verdict to report yet", "", "answer a question first")
            )
            return
        self._jobs.start(
            lambda: _write(path, snapshot, verdict), lambda _: self.written.emit(str(path))
        )

    def close(self) -> None:
        """Forget what was asked and wait for the thread."""
        self._jobs.close()


def _render(format_: str, snapshot: Snapshot, verdict: Verdict) -> str:
    from core.measure.catalog import label
    from core.measure.verdict import in_words
    from core.report.cases import CaseWords
    from core.report.formats import render

    return render(
        format_,  # type: ignore[arg-type]
        snapshot.knowledge,
        (snapshot.answers,),
        verdict,
        snapshot.measured,
        words=CaseWords(label, in_words),
        app=metadata.version("forkwise"),
    )


def _write(path: Path, snapshot: Snapshot, verdict: Verdict) -> None:
    from core.report.formats import format_of
    from core.store import atomic

    text = _render(format_of(path), snapshot, verdict)
    atomic.write_out(path, text.encode("utf-8"))
