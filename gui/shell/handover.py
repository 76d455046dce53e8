"""A second start hands its file to the window that is open, and that window comes to the front."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

HEARD = b"heard\n"
MOST_BYTES = 16_384  # a path; what is longer is no start of ours
_TRY_MS = 200
_PATIENCE_S = 5.0  # a window that is just opening listens after its first paint


def address(folder: Path) -> str:
    """Return the name that the window of a home listens on; short, since paths of sockets are."""
    digest = hashlib.blake2b(str(folder.resolve()).encode(), digest_size=8)
    return f"forkwise-{digest.hexdigest()}"


def hand_over(
    folder: Path,
    file: str | None,
    patience_s: float = _PATIENCE_S,
    unless: Callable[[], bool] = lambda: False,
) -> bool:
    """Ask the open window to come to the front, and to open a file if one is named.

    Args:
        folder: where the home keeps its data.
        file: the file to open; None for none.
        patience_s: how long to wait for a window that does not answer, in seconds.
        unless: asked between the attempts; True ends them.

    Returns:
        True when it has heard; False when nothing answers, or when `unless` ended it.
    """
    path = str(Path(file).absolute()) if file else ""
    message = json.dumps({"open": path}).encode() + b"\n"
    end = time.monotonic() + patience_s
    while not _heard(folder, message, end):
        if time.monotonic() >= end or unless():
            return False
        threading.Event().wait(_TRY_MS / 1000)  # no window waits here: this start has none
    return True


def _heard(folder: Path, message: bytes, end: float) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(address(folder))
    if not socket.waitForConnected(_TRY_MS):
        return False
    socket.write(message)
    socket.flush()
    left_ms = max(_TRY_MS, round(1000 * (end - time.monotonic())))
    return socket.waitForReadyRead(left_ms) and bytes(socket.readAll().data()) == HEARD


class Listener(QObject):
    """Hears later starts.

    Signals:
        asked: someone started Forkwise again; the path of the file named, or "".
    """

    asked = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        name = address(folder)
        QLocalServer.removeServer(name)  # one that a killed process left
        self._server.listen(name)

    def is_listening(self) -> bool:
        """Return True when later starts are heard."""
        return self._server.isListening()

    def close(self) -> None:
        """Hear no more."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_ready(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._on_ready(socket)

    def _on_ready(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > MOST_BYTES:
                socket.abort()
            return
        path = _path_of(bytes(socket.readLine(MOST_BYTES).data()))
        if path is None:
            socket.abort()
            return
        socket.write(HEARD)
        socket.disconnectFromServer()
        self.asked.emit(path)


def _path_of(line: bytes) -> str | None:
    """Return the path that a message names, "" for none; None when it is no message of ours."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    path = message.get("open") if isinstance(message, dict) else None
    return path if isinstance(path, str) else None
