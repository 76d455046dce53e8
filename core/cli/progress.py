"""What a person sees on stderr while a run goes on."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

from core.cli import output
from core.measure.catalog import label
from core.measure.verdict import in_words
from core.records.base import SIDE_NAMES
from core.records.errors import AppError
from core.records.events import (
    CaseUpdated,
    Event,
    Notice,
    ParityChecked,
    RoundDone,
    RunStarted,
    Stage,
    WorkerReady,
)
from core.records.plurals import count

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

REPAINT_S = 0.25


class PlainProgress:
    """One line for everything that is news; for files and pipes."""

    def __init__(self) -> None:
        self._last = ""
        self._lock = threading.Lock()

    def __call__(self, event: Event) -> None:
        """Show an event."""
        text = self._words(event)
        with self._lock:
            if text and text != self._last:
                self._last = text
                self.say(text)

    def say(self, text: str) -> None:
        """Write a line."""
        output.note(text)

    def close(self) -> None:
        """End; nothing is left open."""

    def _words(self, event: Event) -> str:
        match event:
            case RunStarted():
                return (
                    f"Budget: {event.budget_s:.0f} s for {count(len(event.cases), 'case')}, "
                    f"up to {count(event.launches, 'launch', 'launches')} of each; run {event.run}"
                )
            case Stage(name="timed") | Stage(name="import"):
                return f"[{event.launch}/{event.launches}] {event.text}"
            case WorkerReady():
                return (
                    f"{SIDE_NAMES[event.side]} {event.version} on {event.device}, "
                    f"{count(event.threads, 'thread')}, imported in {event.import_s:.1f} s"
                )
            case ParityChecked():
                return "" if event.parity.within else f"{label(event.case)}: {event.parity.detail}"
            case CaseUpdated():
                return self._result(event)
            case Notice():
                return str(AppError(event.what, event.why, event.remedy))
            case _:
                return ""

    def _result(self, event: CaseUpdated) -> str:
        result = event.result
        words = f"{label(result.case)}: {in_words(result)}"
        if result.ratio is not None and result.low is not None and result.high is not None:
            words += f" (ratio {result.ratio:.2f}, {result.low:.2f} to {result.high:.2f})"
        after = f" after {count(result.launches, 'launch', 'launches')}"
        return words + after if result.launches else words


class BarProgress(PlainProgress):
    """A bar with the time left; for terminals.

    It repaints only when an event comes in, between rounds, and at most four times a second: a
    bar that repaints by itself would disturb what is measured.
    """

    def __init__(self) -> None:
        super().__init__()
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None
        self._painted_s = 0.0

    def __call__(self, event: Event) -> None:
        """Show an event."""
        if isinstance(event, Stage):
            self._move(event)
        elif not isinstance(event, RoundDone):
            super().__call__(event)

    def say(self, text: str) -> None:
        """Write a line above the bar."""
        if self._bar:
            self._bar.console.print(text, markup=False, highlight=False)
        else:
            output.note(text)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()
            self._bar = None

    def _move(self, stage: Stage) -> None:
        now = time.monotonic()
        if self._bar is not None and now - self._painted_s < REPAINT_S:
            return
        self._painted_s = now
        bar, task = self._opened()
        text = f"[{stage.launch}/{stage.launches}] {stage.text}"
        bar.update(task, completed=stage.done, description=text, eta=f"about {stage.eta_s:.0f} s")
        bar.refresh()

    def _opened(self) -> tuple[RichProgress, TaskID]:
        # Rich loads in a tenth of a second: not for those who see no bar.
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        if self._bar is None or self._task is None:
            self._bar = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                TextColumn("{task.fields[eta]}"),
                console=Console(stderr=True),
                auto_refresh=False,
                transient=True,
            )
            self._task = self._bar.add_task("", total=1.0, eta="")
            self._bar.start()
        return self._bar, self._task


def progress() -> PlainProgress:
    """Return what suits stderr: a bar on a terminal, plain lines otherwise."""
    return BarProgress() if sys.stderr.isatty() else PlainProgress()
