"""Builds the window and everything behind it, once, and passes it in."""

from __future__ import annotations

import importlib
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from core.records.errors import AppError
from core.store.folders import Folders, home
from gui.shell import screen, theme
from gui.shell.crash import CrashKeeper
from gui.shell.main_window import MainWindow
from gui.shell.only_window import OnlyWindow
from gui.shell.turns import Turns

# Everything else is imported after the first paint: a window that is there beats one that is
# complete.
if TYPE_CHECKING:
    from gui.program import Program
    from gui.shell.handover import Listener

# What the program behind the window is made of, in portions: all at once would hold up the
# window for a fifth of a second.
PORTIONS = (
    "gui.shell.messages",
    "msgspec",
    "core.knowledge.load",
    "gui.controllers.decision",
    "gui.controllers.document",
    "gui.controllers.measuring",
    "gui.controllers.reports",
    "gui.program",
)

GEOMETRY_FILE = "window.ini"
SETTINGS_FILE = "settings.toml"

NOT_ALONE = AppError(
    "Forkwise is open twice",
    "the window that was there does not answer; what the two write is kept in different files",
    "close one of the two",
)


def run(file: str | None, *, quit_when_shown: bool = False) -> int:
    """Show the window and return the exit code when it is closed.

    Args:
        file: a .forkwise document to open; None: the decision in work.
        quit_when_shown: close at the first paint, for measuring the start.
    """
    try:
        screen.check(os.environ)
    except AppError as problem:
        screen.say(problem)
        return screen.EXIT_NO_SCREEN
    only = None if quit_when_shown else _only_window()
    alone = only is None or only.take()
    if only is not None and not alone:
        if _handed_over(only, file):
            screen.note("Forkwise is open already; its window was brought to the front.")
            return 0
        alone = only.take()
    screen.guard()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    screen.release()
    assert isinstance(app, QApplication)
    app.setApplicationName("forkwise")
    app.setApplicationDisplayName("Forkwise")
    app.setDesktopFileName("forkwise")
    start = Start(app, file, quit_when_shown=quit_when_shown, alone=alone)
    code = start.finish(app.exec())
    if only is not None:
        only.leave()
    return code


def _only_window() -> OnlyWindow | None:
    """Return the right to be this home's window; None where the home cannot be written to."""
    try:
        return OnlyWindow(home().data)
    except AppError:
        return None


def _handed_over(only: OnlyWindow, file: str | None) -> bool:
    """Return True when the window that is open does it; False when this start opens its own.

    That is so when the other one closes meanwhile, and when nothing reaches it: then two windows
    beat none, and neither writes over the other's answers (`core.store.guarded`).
    """
    from gui.shell.handover import hand_over

    return hand_over(home().data, file, unless=only.take)


class Start(QObject):
    """The short way to the first paint; what comes after is `gui.program`."""

    def __init__(
        self, app: QApplication, file: str | None, *, quit_when_shown: bool, alone: bool = True
    ) -> None:
        super().__init__()
        self._app = app
        self._file = file
        self._quit_when_shown = quit_when_shown
        self._alone = alone
        self._program: Program | None = None
        self._listener: Listener | None = None
        self._problem: AppError | None = None
        self._folders = self._make_folders()
        folders = self._folders
        self.crash = CrashKeeper((lambda: folders.logs) if folders else None, self)
        self.crash.install()
        self._choice = self._theme_choice()
        theme.apply(app, self._choice)
        self._turns = Turns((*(partial(importlib.import_module, p) for p in PORTIONS), self._go_on))
        self.window = MainWindow(folders.data / GEOMETRY_FILE if folders else None)
        self.window.firstPainted.connect(self._on_first_painted)
        self.window.show()

    def _make_folders(self) -> Folders | None:
        try:
            return home()
        except AppError as error:
            self._problem = error
            return None

    def _theme_choice(self) -> str:
        """Return the kept choice; the reader is imported only where there is a file."""
        if self._folders is None or not (self._folders.data / SETTINGS_FILE).exists():
            return "system"
        from core.store.settings import read_settings

        return read_settings().theme

    @Slot()
    def _on_first_painted(self) -> None:
        if self._quit_when_shown:
            # Not quit(): that closes the window from within its own paint event.
            self._app.exit(0)
            return
        self._turns.start()

    def _go_on(self) -> None:
        from gui.shell.messages import Messages

        self.crash.install_late()
        messages = Messages(self.crash, self.window.banners, self)
        if self._problem is not None:
            messages.tell(self._problem)
        if not self._alone:
            messages.tell(NOT_ALONE)
        from gui.program import Program

        file = Path(self._file).absolute() if self._file else None
        self._program = Program(self._app, self.window, messages, self._choice, file, self)
        if self._folders is not None and self._alone:
            from gui.shell.handover import Listener

            self._listener = Listener(self._folders.data, self)
            self._listener.asked.connect(self._on_asked)

    @Slot(str)
    def _on_asked(self, path: str) -> None:
        """Come to the front for a later start, and open the file that it named."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if path:
            window.fileDropped.emit(path)

    def finish(self, code: int) -> int:
        """Keep what waits, stop what runs, and return the exit code of the process."""
        self._turns.stop()
        if self._listener is not None:
            self._listener.close()
        if self._program is not None:
            code = self._program.finish(code)
        self.window.hide()
        self.crash.remove()
        return code
