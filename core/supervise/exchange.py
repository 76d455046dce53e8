"""What a worker was asked, what it still owes, and what it says unasked."""

from __future__ import annotations

import threading
from typing import Any

from core.supervise.frames import ProtocolError

UNASKED_LIMIT = 100_000  # beats and phases; one a second for a day
SHOWN = 80  # characters of a phase
QUIT = "quit"


class Exchange:
    """Commands and answers of one worker; one thread asks, another takes what comes in.

    Attributes:
        phase: what the worker last said it is doing; empty before it said anything.
        said_bye: it has said that it ends in good order.
    """

    def __init__(self) -> None:
        self.phase = ""
        self.said_bye = False
        self._lock = threading.Lock()  # guards the two below
        self._pending: dict[int, str] = {}
        self._next_id = 0
        self._unasked = 0

    def ask(self, do: str) -> int:
        """Note that a command is about to be sent; return its number."""
        with self._lock:
            number = self._next_id
            self._next_id += 1
            self._pending[number] = do
        return number

    def take(self, frame: dict[str, Any]) -> bool:
        """Note what a frame says; return True for one that somebody waits for.

        Raises:
            ProtocolError: nothing of ours can be answered by it, or there are far too many.
        """
        match frame["type"]:
            case "hello":
                return True
            case "done" | "error":
                self._settle(frame.get("id"))
                return True
            case "bye":
                self.said_bye = True
            case kind:
                self._unasked += 1
                if self._unasked > UNASKED_LIMIT:
                    raise ProtocolError("it floods us with signs of life")
                if kind == "phase":
                    self.phase = frame["name"][:SHOWN]
        return False

    def doing(self) -> str:
        """Return what the worker is about: in its own words, else what it was asked first."""
        with self._lock:
            asked = next(iter(self._pending.values()), "")
        return self.phase or asked or "start"

    def owes(self) -> bool:
        """Return True while a command other than the one to quit is unanswered."""
        with self._lock:
            return any(do != QUIT for do in self._pending.values())

    def _settle(self, number: object) -> None:
        with self._lock:
            if type(number) is not int or self._pending.pop(number, None) is None:
                raise ProtocolError(f"it answered a command we never sent ({str(number)[:40]})")
