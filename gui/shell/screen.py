"""Says in one sentence why no window can open, where Qt would abort the process."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from core.records.errors import AppError

EXIT_NO_SCREEN = 2
REMEDY = (
    "start Forkwise in a desktop session, with the system libraries named in the README; "
    "without a screen everything works as a command: `forkwise --help`"
)


def check(environ: Mapping[str, str], platform: str = sys.platform) -> None:
    """Raise when no screen is named at all.

    Raises:
        AppError: on Linux, neither a display nor another Qt platform is set.
    """
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if platform == "linux" and not any(environ.get(name) for name in named):
        raise AppError(
            "There is no screen to show the window on",
            "neither DISPLAY nor WAYLAND_DISPLAY is set",
            REMEDY,
        )


def guard() -> None:
    """Until the application stands, answer Qt's fatal message with one sentence and exit code 2.

    Qt aborts when the display does not answer or a library of its plug-in is missing; what it
    says then is long and advises the wrong thing.
    """
    qInstallMessageHandler(_on_message)


def release() -> None:
    """Give Qt's messages back."""
    qInstallMessageHandler(None)


def _on_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if kind != QtMsgType.QtFatalMsg:
        return
    reason = text.split("\n", 1)[0].strip() or "Qt gave no reason"
    say(AppError("The window cannot open", reason, REMEDY))
    # Qt aborts after a fatal message: nothing that is ours is open yet.
    os._exit(EXIT_NO_SCREEN)


def say(problem: AppError) -> None:
    """Print a problem where a window could not."""
    sys.stderr.write(f"forkwise: {problem}\n")
    sys.stderr.flush()


def note(text: str) -> None:
    """Print a line that is no problem, where a window need not open."""
    sys.stderr.write(f"forkwise: {text}\n")
    sys.stderr.flush()
