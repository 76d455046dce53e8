"""The measuring engine as the window sees it: a process, events in, commands out."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from collections import deque
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from core.records.errors import AppError
from core.records.events import (
    Breathed,
    Cancel,
    Command,
    EngineFailed,
    Event,
    Pause,
    Resume,
    RunFinished,
)
from gui.engine_end import early_end
from gui.engine_lines import Splitter
from gui.engine_process import engine_command, make_process, send_signal

log = logging.getLogger("forkwise.engine")

# Lines are handed over in slices, so that a burst of them never holds up the window.
SLICE_S = 0.008
# After "cancel" the engine has this long until it is interrupted, terminated and killed;
# everything is over within one second, however stubborn it is.
LADDER_MS = (450, 650, 850)
LADDER_SIGNALS = ("SIGINT", "SIGTERM", "SIGKILL")
STDERR_TAIL = 8_192


class Engine(QObject):
    """One engine process at a time; blocks nothing, and leaves nothing behind.

    Signals:
        eventReceived: an `Event` record, in the order of the channel.
        failed: an `AppError`: the engine said so, did not start, or ended too early.
        ended: the process is gone and every event was handed over; True after a `RunFinished`.
    """

    eventReceived = Signal(object)
    failed = Signal(object)
    ended = Signal(bool)

    def __init__(self, command: Sequence[str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command) if command is not None else engine_command()
        self._decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
        self._process: QProcess | None = None
        self._folder: str | None = None
        self._lines: deque[bytes] = deque()
        self._splitter = Splitter()
        self._stderr = b""
        self._finished_seen = False
        self._failure_seen = False
        self._cancelled = False
        self._exit: tuple[int, QProcess.ExitStatus] | None = None
        self._pump = QTimer(self)
        self._pump.setInterval(0)
        self._pump.setSingleShot(True)
        self._pump.timeout.connect(self._hand_over)
        self._step = 0
        self._ladder = QTimer(self)
        self._ladder.setSingleShot(True)
        self._ladder.timeout.connect(self._on_ladder)

    # --- what the controller asks ------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        """Return True from `start` until `ended`."""
        return self._process is not None

    @property
    def was_cancelled(self) -> bool:
        """Return True when the run under way, or the last one, was asked to stop."""
        return self._cancelled

    @property
    def pid(self) -> int:
        """Return the process id, 0 when nothing runs."""
        return self._process.processId() if self._process else 0

    def start(self, arguments: Sequence[str]) -> None:
        """Start a run; nothing may be running.

        Args:
            arguments: what follows `forkwise measure`, without the channel options.
        """
        if self._process is not None:
            raise AppError("A measurement is running already", "", "wait for its end, or cancel it")
        self._reset()
        self._folder = tempfile.mkdtemp(prefix="forkwise-run-")
        words = [*self._command, *arguments, "--events", "--breathe"]
        process = make_process(words, self._folder, self)
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_stderr)
        process.errorOccurred.connect(self._on_error)
        process.finished.connect(self._on_finished)
        self._process = process
        process.start()

    def cancel(self) -> None:
        """Ask the engine to stop, and see to it that it does within a second."""
        if self._process is None or self._cancelled:
            return
        self._cancelled = True
        self._send(Cancel())
        self._step = 0
        self._ladder.start(LADDER_MS[0])

    def pause(self) -> None:
        """Wait after the round that is running."""
        self._send(Pause())

    def resume(self) -> None:
        """Go on after a pause."""
        self._send(Resume())

    def breathed(self, seq: int) -> None:
        """Say that the window has repainted."""
        self._send(Breathed(seq=seq))

    def close(self) -> None:
        """Stop at once and wait for the end, a second at most; for closing the window."""
        process = self._process
        if process is None:
            return
        self._cancelled = True
        self._ladder.stop()
        self._send(Cancel())
        waited = 0
        for until, name in zip(LADDER_MS, LADDER_SIGNALS, strict=True):
            if process.waitForFinished(until - waited):
                break
            waited = until
            self._signal(name)
        process.waitForFinished(150)

    # --- the process ------------------------------------------------------------------------

    def _reset(self) -> None:
        self._lines.clear()
        self._splitter = Splitter()
        self._stderr = b""
        self._finished_seen = self._failure_seen = self._cancelled = False
        self._exit = None

    def _send(self, command: Command) -> None:
        process = self._process
        if process is not None and process.state() != QProcess.ProcessState.NotRunning:
            process.write(msgspec.json.encode(command) + b"\n")

    def _signal(self, name: str) -> None:
        if self._process is not None:
            send_signal(self._process, name)

    @Slot()
    def _on_ladder(self) -> None:
        self._signal(LADDER_SIGNALS[self._step])
        self._step += 1
        if self._step < len(LADDER_MS):
            self._ladder.start(LADDER_MS[self._step] - LADDER_MS[self._step - 1])

    @Slot()
    def _on_output(self) -> None:
        if self._process is None:
            return
        chunk = bytes(self._process.readAllStandardOutput().data())
        self._lines.extend(self._splitter.take(chunk))
        self._hand_over()

    @Slot()
    def _on_stderr(self) -> None:
        if self._process is None:
            return
        text = bytes(self._process.readAllStandardError().data())
        self._stderr = (self._stderr + text)[-STDERR_TAIL:]
        for line in text.splitlines():
            log.debug("engine: %s", line.decode("utf-8", "replace"))

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`, which knows more.
        if error != QProcess.ProcessError.FailedToStart or self._process is None:
            return
        why = self._process.errorString()
        self._end()
        self.failed.emit(
            AppError(
                "The measurement could not be started",
                f"{self._command[0]}: {why}",
                "check that Forkwise’s own Python is still in place, or install Forkwise again",
            )
        )
        self.ended.emit(False)

    @Slot(int, QProcess.ExitStatus)
    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._ladder.stop()
        self._exit = (code, status)
        self._on_stderr()
        self._on_output()

    # --- the lines --------------------------------------------------------------------------

    @Slot()
    def _hand_over(self) -> None:
        """Hand over queued events for a few milliseconds; the rest waits for the next turn."""
        until = time.perf_counter() + SLICE_S
        while self._lines:
            self._take(self._lines.popleft())
            if time.perf_counter() > until:
                break
        if self._lines:
            if not self._pump.isActive():
                self._pump.start()
        elif self._exit is not None and self._process is not None:
            self._conclude(*self._exit)

    def _take(self, line: bytes) -> None:
        try:
            event = self._decoder.decode(line)
        except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
            log.warning("not an event (%s): %s", error, line[:200].decode("utf-8", "replace"))
            return
        if isinstance(event, RunFinished):
            self._finished_seen = True
        elif isinstance(event, EngineFailed):
            self._failure_seen = True
            self.failed.emit(AppError(event.what, event.why, event.remedy))
        self.eventReceived.emit(event)

    # --- the end ----------------------------------------------------------------------------

    def _conclude(self, code: int, status: QProcess.ExitStatus) -> None:
        early = not (self._finished_seen or self._failure_seen or self._cancelled)
        tail = self._stderr.decode("utf-8", "replace").strip()
        self._end()
        if early:
            crashed = status == QProcess.ExitStatus.CrashExit
            self.failed.emit(early_end(code, crashed=crashed, tail=tail))
        self.ended.emit(self._finished_seen)

    def _end(self) -> None:
        self._ladder.stop()
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
