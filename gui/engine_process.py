"""The engine as a process of the system: its command line, its surroundings, signals to it."""

from __future__ import annotations

import logging
import os
import signal
import site
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

log = logging.getLogger("forkwise.engine")


def engine_command() -> tuple[str, ...]:
    """Return the command line that starts the engine with this very Forkwise.

    `-P` keeps the current folder out of the module path. `-s` keeps the person's own packages
    out, unless Forkwise itself is installed among them.
    """
    own = Path(__file__).resolve()
    user_site = site.getusersitepackages()
    flags = ("-P",) if own.is_relative_to(user_site) else ("-P", "-s")
    return (sys.executable, *flags, "-m", "core.cli", "measure")


def make_process(command: Sequence[str], folder: str, parent: QObject) -> QProcess:
    """Return a process that is ready to be started.

    Args:
        command: program and arguments.
        folder: its working folder.
        parent: owns it.
    """
    process = QProcess(parent)
    process.setProgram(command[0])
    process.setArguments(list(command[1:]))
    process.setWorkingDirectory(folder)
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONUTF8", "1")
    process.setProcessEnvironment(environment)
    if sys.platform != "win32":
        # A session of its own: one signal reaches it and all it started, and a Ctrl-C in
        # the terminal that started the window comes to the window alone.
        own_session = QProcess.UnixProcessParameters()
        own_session.flags = QProcess.UnixProcessFlag.CreateNewSession
        process.setUnixProcessParameters(own_session)
    return process


def send_signal(process: QProcess, name: str) -> None:
    """Send a signal to a process of `make_process` and all it started, if it still runs.

    Args:
        process: the engine.
        name: such as "SIGTERM"; Windows knows but one way to end a process.
    """
    if process.state() != QProcess.ProcessState.Running:
        return
    if sys.platform == "win32":
        process.kill()
        return
    # The process is its own group leader (CreateNewSession), and was not waited for yet,
    # so its number cannot belong to anyone else.
    try:
        os.killpg(process.processId(), getattr(signal, name))
    except ProcessLookupError:
        log.debug("the engine was gone before %s", name)
