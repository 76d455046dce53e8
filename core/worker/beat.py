"""Signs of life during long commands. Nothing ticks while a block is timed."""

from __future__ import annotations

import threading
from types import TracebackType

from .wire import Channel

PERIOD_S = 1.0


class Beating:
    """Context manager: one `beat` frame a second while the body runs."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="beat", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(PERIOD_S):
            self._channel.send("beat")
