"""The engine's channel: events out on one stream, commands in on another."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

import msgspec

from core.records.events import Breathed, Cancel, Command, Event, Pause, Resume

LINE_LIMIT = 64 * 1024
READ_BYTES = 16 * 1024
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Command, strict=True).decode


class Cancelled(Exception):  # noqa: N818 - a wish, no error
    """The person does not want the run to go on."""


class Commands:
    """What the person said while a run goes on; safe to use from any thread.

    Waiting blocks; nothing here polls.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._cancelled = False
        self._paused = False
        self._breathed = -1
        self._listeners: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        """Return True once the run was cancelled."""
        return self._cancelled

    @property
    def paused(self) -> bool:
        """Return True while the person holds the run."""
        return self._paused

    def cancel(self) -> None:
        """Cancel the run: every wait ends, every listener is called once."""
        with self._changed:
            if self._cancelled:
                return
            self._cancelled = True
            listeners = tuple(self._listeners)
            self._changed.notify_all()
        for listener in listeners:
            listener()

    def on_cancel(self, listener: Callable[[], None]) -> None:
        """Call `listener` when the run is cancelled; at once when it already is."""
        with self._changed:
            self._listeners.append(listener)
            late = self._cancelled
        if late:
            listener()

    def pause(self, paused: bool) -> None:
        """Hold the run after the round that is running, or let it go on."""
        with self._changed:
            self._paused = paused
            self._changed.notify_all()

    def breathed(self, seq: int) -> None:
        """Take in that the window has repainted."""
        with self._changed:
            self._breathed = max(self._breathed, seq)
            self._changed.notify_all()

    def check(self) -> None:
        """Raise Cancelled when the run was cancelled."""
        if self._cancelled:
            raise Cancelled

    def hold(self) -> None:
        """Block while the run is paused; raise Cancelled when it is cancelled meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: self._cancelled or not self._paused)
        self.check()

    def await_breath(self, seq: int, timeout_s: float) -> bool:
        """Block until the window answered that breath; False when the time ran out."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self._cancelled or self._breathed >= seq, timeout_s
            )

    def rest(self, seconds: float) -> None:
        """Block for a while; raise Cancelled when the run is cancelled meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: self._cancelled, seconds)
        self.check()


class EventWriter:
    """Writes events as JSON lines to a descriptor; safe to use from any thread.

    A reader that has gone away means that nobody wants the run: it is cancelled.
    """

    def __init__(self, descriptor: int, commands: Commands) -> None:
        self._descriptor = descriptor
        self._commands = commands
        self._lock = threading.Lock()
        self._gone = False

    def __call__(self, event: Event) -> None:
        """Write one event; when this returns, it is in the pipe."""
        data = _encode(event) + b"\n"
        with self._lock:
            if self._gone:
                return
            self._gone = not self._write(data)
        if self._gone:
            self._commands.cancel()

    def _write(self, data: bytes) -> bool:
        left = memoryview(data)
        while left:
            try:
                left = left[os.write(self._descriptor, left) :]
            except BrokenPipeError:
                return False
        return True


def listen(descriptor: int, commands: Commands) -> threading.Thread:
    """Read commands in a thread of its own; the end of the stream cancels the run.

    The raw descriptor is read, not `sys.stdin`: a daemon thread that sleeps inside a buffered
    reader would break the interpreter's shutdown.
    """
    thread = threading.Thread(
        target=_read_all, args=(descriptor, commands), name="commands", daemon=True
    )
    thread.start()
    return thread


def _read_all(descriptor: int, commands: Commands) -> None:
    buffer = b""
    while True:
        try:
            data = os.read(descriptor, READ_BYTES)
        except OSError:
            data = b""
        if not data:
            commands.cancel()
            return
        *lines, buffer = (buffer + data).split(b"\n")
        for line in lines:
            obey(line, commands)
        if len(buffer) > LINE_LIMIT:
            buffer = b""


def obey(line: bytes, commands: Commands) -> bool:
    """Do what one line asks; False when it is no command, which changes nothing."""
    try:
        command = _decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    match command:
        case Cancel():
            commands.cancel()
        case Pause():
            commands.pause(True)
        case Resume():
            commands.pause(False)
        case Breathed(seq=seq):
            commands.breathed(seq)
    return True
