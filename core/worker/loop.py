"""The life of a worker: hello, one command after another, bye."""

from __future__ import annotations

import faulthandler
import json
import os
import platform
import queue
import sys
import threading
from typing import Any

from .commands import Commands
from .errors import BAD_COMMAND, CommandError, describe
from .wire import ORPHANED_EXIT, Channel, FrameTooLongError, claim_standard_streams


def serve(side: str) -> int:
    """Serve the host over the standard streams; return the exit status."""
    channel = claim_standard_streams()
    faulthandler.enable()
    channel.send(
        "hello",
        pid=os.getpid(),
        python=platform.python_version(),
        executable=sys.executable,
        path=list(sys.path),
    )
    inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    # The reader sleeps in read(2) without the interpreter lock: it costs a block nothing, and it
    # ends the process even while the main thread is deep in native code that released the lock.
    threading.Thread(target=_read, args=(channel, inbox), name="reader", daemon=True).start()
    commands = Commands(side, channel)
    while _answer(inbox.get(), commands, channel):
        pass
    channel.send("bye")
    return 0


def _read(channel: Channel, inbox: queue.SimpleQueue[bytes]) -> None:
    """Pass the host's lines on; when it hangs up, nobody wants this process any more."""
    try:
        for line in channel.lines():
            inbox.put(line)
            if _is_quit(line):
                return
    except FrameTooLongError as problem:
        sys.stderr.write(f"{problem}\n")
    except OSError:
        pass  # a broken pipe is the end of the stream
    os._exit(ORPHANED_EXIT)


def _is_quit(line: bytes) -> bool:
    try:
        return parse(line).get("do") == "quit"
    except CommandError:
        return False


def parse(line: bytes) -> dict[str, Any]:
    """Return the command in `line`.

    Raises:
        CommandError: it is not one JSON object in UTF-8.
    """
    try:
        command = json.loads(line.decode("utf-8"))
    except ValueError as problem:
        raise CommandError(BAD_COMMAND, f"not JSON in UTF-8: {problem}") from problem
    except RecursionError as problem:
        raise CommandError(BAD_COMMAND, "nested too deeply") from problem
    if not isinstance(command, dict):
        raise CommandError(BAD_COMMAND, "a command is a JSON object")
    return command


def _answer(line: bytes, commands: Commands, channel: Channel) -> bool:
    """Do the command in `line` and answer it once; False after quit."""
    number: int | None = None
    try:
        command = parse(line)
        number = _number(command)
        if command.get("do") == "quit":
            channel.send("done", id=number)
            return False
        channel.send("done", id=number, **commands.run(command))
    # The boundary of the process: whatever a framework raises becomes one error frame.
    except Exception as problem:  # noqa: BLE001
        channel.send("error", id=number, **describe(problem))
    return True


def _number(command: dict[str, Any]) -> int:
    number = command.get("id")
    if not isinstance(number, int) or isinstance(number, bool):
        raise CommandError(BAD_COMMAND, "a command carries a whole number as id")
    return number
