"""Measuring as the window knows it: a request in, events and a summary out."""

from __future__ import annotations

import importlib
import logging
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from core.records.answers import Answers
from core.records.document import Settings
from core.records.errors import AppError
from core.records.events import Breathe, Event, RunFinished, RunStarted
from core.records.machine import Interpreter, Machine
from core.records.run import RunSummary
from gui.controllers.background import Background
from gui.controllers.earlier import Earlier, recover, restore
from gui.controllers.measure_request import MeasureRequest
from gui.engine import Engine

if TYPE_CHECKING:
    from gui.controllers.decision import DecisionController

log = logging.getLogger("forkwise.measuring")


class MeasuringController(QObject):
    """Runs the engine, reads the machine, and brings earlier runs back; knows no widget.

    Signals:
        eventReceived: an `Event`, as the engine sent it.
        breathe: the views repaint now, before this signal returns; then the engine goes on.
        runningChanged: True from `start` to the end of the process.
        finished: the `RunSummary` of a run that ended, was cancelled, or was cut off.
        failed: an `AppError`.
        machineRead: a `Machine` and a tuple of `Interpreter`.
        interpreterAdded: an `Interpreter` the person named.
        restored: an `Earlier`: the newest run, with its rounds, and those that count.
    """

    eventReceived = Signal(object)
    breathe = Signal()
    runningChanged = Signal(bool)
    finished = Signal(object)
    failed = Signal(object)
    machineRead = Signal(object, object)
    interpreterAdded = Signal(object)
    restored = Signal(object)

    def __init__(
        self,
        decision: DecisionController | None = None,
        *,
        command: Sequence[str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._decision = decision
        self._engine = Engine(command, self)
        self._engine.eventReceived.connect(self._on_event)
        self._engine.failed.connect(self.failed)
        self._engine.ended.connect(self._on_ended)
        self._stop = threading.Event()
        self._jobs = Background(self, threads=2)
        self._jobs.failed.connect(self.failed)
        self._machine: Machine | None = None
        self._interpreters: tuple[Interpreter, ...] = ()
        self._looking = False
        self._earlier: Earlier | None = None
        self._summary: RunSummary | None = None
        self._started: RunStarted | None = None
        self._asked_at: float | None = None
        self._settings: Settings | None = None

    # --- reading ----------------------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        """Return True while an engine is alive."""
        return self._engine.is_running

    @property
    def summary(self) -> RunSummary | None:
        """Return the last run: of this start, else the newest that was kept."""
        return self._summary

    @property
    def earlier(self) -> Earlier | None:
        """Return what earlier starts left; None until `restore` has read it."""
        return self._earlier

    @property
    def machine(self) -> Machine | None:
        """Return the machine; None until it was read."""
        return self._machine

    @property
    def interpreters(self) -> tuple[Interpreter, ...]:
        """Return the interpreters found so far."""
        return self._interpreters

    def is_idle(self) -> bool:
        """Return True when nothing runs and nothing is being read."""
        return not self.is_running and self._jobs.is_idle()

    # --- running ----------------------------------------------------------------------------

    def start(self, request: MeasureRequest) -> None:
        """Start a run; a refusal arrives as `failed`."""
        self._asked_at = time.perf_counter()
        self._started = None
        try:
            self._engine.start(request.arguments())
        except AppError as error:
            self.failed.emit(error)
            return
        self.runningChanged.emit(True)

    @Slot()
    def cancel(self) -> None:
        """Stop within a second; finished launches are kept."""
        self._engine.cancel()

    @Slot()
    def pause(self) -> None:
        """Wait after the round that is running."""
        self._engine.pause()

    @Slot()
    def resume(self) -> None:
        """Go on after a pause."""
        self._engine.resume()

    def first_line_shown(self) -> float | None:
        """Log how long the click on Run took to become a visible line; seconds, once a run."""
        if self._asked_at is None:
            return None
        took = time.perf_counter() - self._asked_at
        self._asked_at = None
        log.info("first live line %.0f ms after the click", took * 1e3)
        return took

    def close(self) -> None:
        """Stop the run and wait for everything, about a second at most."""
        self._stop.set()
        self._engine.close()
        self._jobs.close()

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        if isinstance(event, Breathe):
            self.breathe.emit()
            self._engine.breathed(event.seq)
            return
        if isinstance(event, RunStarted):
            self._started = event
        elif isinstance(event, RunFinished):
            self._summary = event.summary
        self.eventReceived.emit(event)

    @Slot(bool)
    def _on_ended(self, complete: bool) -> None:
        self.runningChanged.emit(False)
        if complete and self._summary is not None:
            self.finished.emit(self._summary)
        elif self._started is not None:
            log_path = self._started.log
            self._jobs.start(lambda: recover(log_path), self._on_recovered)

    def _on_recovered(self, found: Earlier | None) -> None:
        if found is not None and found.summary is not None:
            self._summary = found.summary
            self.finished.emit(found.summary)

    # --- the decision -----------------------------------------------------------------------

    def uses(self, run: str) -> bool:
        """Return True when a run counts in the decision."""
        snapshot = self._decision.snapshot if self._decision else None
        return snapshot is not None and run in snapshot.answers.runs

    def use(self, summary: RunSummary, wanted: bool) -> None:
        """Let a run count in the decision, or no longer.

        A run replaces earlier ones that measured one of its cases, so that no case counts twice.
        """
        snapshot = self._decision.snapshot if self._decision else None
        if self._decision is None or snapshot is None:
            return
        cases = {result.case for result in summary.cases}
        kept = tuple(
            run
            for run in snapshot.measured
            if run.run != summary.run and not cases & {result.case for result in run.cases}
        )
        self._decision.set_measured((*kept, summary) if wanted else kept)

    # --- what is read beside the loop ----------------------------------------------------------

    @Slot()
    def restore(self) -> None:
        """Bring back the newest run and those that count; call it after the first paint."""
        snapshot = self._decision.snapshot if self._decision else None
        wanted = (snapshot.answers if snapshot else Answers()).runs
        self._jobs.start(lambda: restore(wanted), self._on_restored)

    def _on_restored(self, earlier: Earlier) -> None:
        self._earlier = earlier
        if self._summary is None:
            self._summary = earlier.summary
        if self._decision is not None and self._decision.snapshot is not None:
            self._decision.know_runs(earlier.counting)
        self.restored.emit(earlier)

    @Slot()
    def read_machine(self) -> None:
        """Read the machine and look for interpreters; arrives as `machineRead`."""
        if not self._looking:
            self._looking = True
            # Those the person chose before, wherever they lie.
            chosen = tuple(self.settings().interpreters.values())
            self._jobs.start(partial(_look_around, chosen, self._stop), self._on_looked)

    def _on_looked(self, seen: tuple[Machine, tuple[Interpreter, ...]]) -> None:
        self._looking = False
        self._machine, self._interpreters = seen
        self.machineRead.emit(self._machine, self._interpreters)

    def load(self, module: str, done: Callable[[Any], None]) -> None:
        """Import a library beside the loop, as it would hold the window up; then call `done`."""
        self._jobs.start(lambda: importlib.import_module(module), done)

    def add_interpreter(self, path: str) -> None:
        """Look at a Python the person named; arrives as `interpreterAdded`."""
        self._jobs.start(partial(_probe, path, self._stop), self._on_probed)

    def _on_probed(self, found: Interpreter) -> None:
        others = tuple(i for i in self._interpreters if i.path != found.path)
        self._interpreters = (*others, found)
        self.interpreterAdded.emit(found)

    def settings(self) -> Settings:
        """Return the settings; unreadable ones are told once and replaced by the defaults."""
        from core.store.settings import read_settings

        if self._settings is None:
            try:
                self._settings = read_settings()
            except AppError as error:
                self._settings = Settings()
                self.failed.emit(error)
        return self._settings

    def keep(self, **changes: Any) -> None:
        """Keep changed settings (`margin`, `interpreters`) in the background."""
        changed = msgspec.structs.replace(self.settings(), **changes)
        if changed != self._settings:
            self._settings = changed
            self._jobs.start(_writer(changes), _ignore)


def _look_around(
    chosen: tuple[str, ...], stop: threading.Event
) -> tuple[Machine, tuple[Interpreter, ...]]:
    from core.machine.hardware import read_machine
    from core.machine.interpreters import find_interpreters

    return read_machine(), find_interpreters(chosen, stop=stop)


def _probe(path: str, stop: threading.Event) -> Interpreter:
    from core.machine.interpreters import probe

    return probe(path, stop=stop)


def _writer(changes: dict[str, Any]) -> Callable[[], None]:
    def write() -> None:
        from core.store.settings import read_settings, write_settings

        # Read again: `forkwise knowledge use` may have written meanwhile.
        write_settings(msgspec.structs.replace(read_settings(), **changes))

    return write


def _ignore(_value: Any) -> None:
    """Nothing comes back from writing."""
