"""What goes wrong inside the program: written to a log, shown once, and the app lives on."""

from __future__ import annotations

import faulthandler
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

LOG_NAME = "window.log"
FAULT_NAME = "faults.log"
# A log that has grown larger is begun anew at the next start; one older version stays.
LOG_LIMIT = 1024 * 1024

_LEVELS = {
    QtMsgType.QtDebugMsg: "debug",
    QtMsgType.QtInfoMsg: "info",
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "critical",
    QtMsgType.QtFatalMsg: "fatal",
}


class CrashKeeper(QObject):
    """Takes every exception that nobody caught, in any thread, and every message of Qt.

    Signals:
        happened: summary (one line) and trace; once for each place in the code.
    """

    happened = Signal(str, str)

    def __init__(self, logs: Callable[[], Path] | None, parent: QObject | None = None) -> None:
        """Make the keeper; `install` starts it.

        Args:
            logs: gives the folder of the logs, asked for at the first line; None: standard
                error only.
            parent: the parent object.
        """
        super().__init__(parent)
        self._logs = logs
        self._file: TextIO | None = None
        self._faults: TextIO | None = None
        self._seen: set[str] = set()
        self._lock = threading.RLock()
        self._before: tuple[object, ...] | None = None

    # --- life -------------------------------------------------------------------------------

    def install(self) -> None:
        """Take over the hooks for exceptions."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def install_late(self) -> None:
        """Take over Qt's messages and native faults; costs a file, so after the first paint."""
        qInstallMessageHandler(self._on_qt_message)
        folder = self._folder()
        if folder is not None:
            self._faults = (folder / FAULT_NAME).open("a", encoding="utf-8")
            faulthandler.enable(self._faults)

    def remove(self) -> None:
        """Give the hooks back and close the files."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before  # type: ignore[assignment]
            self._before = None
        qInstallMessageHandler(None)
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    # --- hooks ------------------------------------------------------------------------------

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.take(error)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_value)

    def take(self, error: BaseException) -> None:
        """Log an exception; tell of it if it is the first from its place."""
        text = "".join(traceback.format_exception(error))
        self.write("error", text)
        place = traceback.extract_tb(error.__traceback__)[-1:]
        where = f"{place[0].filename}:{place[0].lineno}" if place else ""
        key = f"{type(error).__name__} {where}"
        with self._lock:
            if key in self._seen:
                return
            self._seen.add(key)
        self.happened.emit("".join(traceback.format_exception_only(error)).strip(), text)

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        self.write(_LEVELS.get(kind, "info"), f"Qt: {text}")

    # --- the log ----------------------------------------------------------------------------

    def write(self, level: str, text: str) -> None:
        """Write a line with the time to the log and to standard error."""
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        line = f"{stamp} {level}: {text.rstrip()}\n"
        if level not in ("debug", "info"):
            sys.stderr.write(line)
        with self._lock:
            file = self._open()
            if file is not None:
                file.write(line)
                file.flush()

    def log_path(self) -> Path | None:
        """Return the log, or None when there is no folder for it."""
        folder = self._folder()
        return folder / LOG_NAME if folder is not None else None

    def _open(self) -> TextIO | None:
        path = self.log_path() if self._file is None else None
        if path is not None:
            try:
                if path.exists() and path.stat().st_size > LOG_LIMIT:
                    path.replace(path.with_suffix(".log.1"))
                self._file = path.open("a", encoding="utf-8", errors="backslashreplace")
            except OSError as problem:
                sys.stderr.write(f"forkwise: no log at {path}: {problem}\n")
                self._logs = None
        return self._file

    def _folder(self) -> Path | None:
        return self._logs() if self._logs is not None else None
