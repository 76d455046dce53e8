"""The main window: rail, banners, and one page at a time, built on its first visit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from gui.shell.actions import ACTIONS, PAGES
from gui.shell.rail import Rail
from gui.shell.theme import theme_of
from gui.widgets.banner_stack import BannerStack

PageFactory = Callable[[], QWidget]

DEFAULT_SIZE = (1280, 820)
LEAST_SIZE = (900, 600)
_GEOMETRY = "window/geometry"


class _Ground(QWidget):
    """Everything beside the rail; tells when it is painted for the first time."""

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme_of(self).window)
        if not self._told:
            self._told = True
            self.painted.emit()


class MainWindow(QMainWindow):
    """The frame of the program; knows pages by name and nothing of what they do.

    Signals:
        firstPainted: once, from within the first paint: leave at once, do the work later.
        pageAsked: a page, "verdict" included, by rail, key or a page's own link.
        helpAsked: the help was asked for.
        glossaryAsked: what technical terms mean was asked for.
        stopAsked: the person agreed that the run stops so that the window can close.
        closeRefused: closing was asked for while a run goes on.
        fileDropped: path of a .forkwise file.
        closed: the window closes for good.
    """

    firstPainted = Signal()
    pageAsked = Signal(str)
    helpAsked = Signal()
    glossaryAsked = Signal()
    closeRefused = Signal()
    fileDropped = Signal(str)
    closed = Signal()

    def __init__(self, geometry_file: Path | None = None, parent: QWidget | None = None) -> None:
        """Make the window.

        Args:
            geometry_file: ini file for size and place; None: nothing is remembered.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._geometry_file = geometry_file
        self._factories: dict[str, PageFactory] = {}
        self._pages: dict[str, QWidget] = {}
        self._page = ""
        self._may_close: Callable[[], bool] = _always
        self.setObjectName("main_window")
        self.setWindowTitle("Forkwise")
        self.setMinimumSize(*LEAST_SIZE)
        self.setAcceptDrops(True)
        self._build()
        self._add_shortcuts()
        self._restore_geometry()

    def _build(self) -> None:
        self.rail = Rail(self)
        self.rail.pageChosen.connect(self.pageAsked)
        self.rail.verdictAsked.connect(self._on_verdict_asked)
        self.rail.helpAsked.connect(self.helpAsked)
        self.banners = BannerStack()
        self._stack = QStackedWidget()
        ground = _Ground(self)
        ground.painted.connect(self.firstPainted)
        content = QVBoxLayout()
        content.setSpacing(0)
        self.banners.set_margins(24, 12, 24, 0)
        content.addWidget(self.banners)
        content.addWidget(self._stack, 1)
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(content, 1)
        self.setCentralWidget(ground)

    def _add_shortcuts(self) -> None:
        handlers = {
            "help": self.helpAsked.emit,
            "glossary": self.glossaryAsked.emit,
            "quit": self.close,
        }
        for action in ACTIONS:
            if not action.own:
                continue
            for key in action.keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setObjectName(f"shortcut_{action.id}")
                if action.id in handlers:
                    shortcut.activated.connect(handlers[action.id])
                else:
                    shortcut.setProperty("page", action.id)
                    shortcut.activated.connect(self._on_page_key)

    # --- pages ------------------------------------------------------------------------------

    def add_page(self, name: str, factory: PageFactory) -> None:
        """Say how a page is made; it is made on the first visit."""
        self._factories[name] = factory

    def show_page(self, name: str) -> QWidget:
        """Show a page, made now if this is the first visit, and return it."""
        page = self._pages.get(name)
        if page is None:
            page = self._factories[name]()
            navigate = getattr(page, "navigate", None)
            if navigate is not None:
                navigate.connect(self.pageAsked)
            self._pages[name] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._page = name
        self.rail.set_page(name)
        self.rail.foot.set_large_shown(name == PAGES[0])
        return page

    def page(self) -> str:
        """Return the name of the page shown; empty before the first one."""
        return self._page

    def built_pages(self) -> tuple[str, ...]:
        """Return the names of the pages that were visited."""
        return tuple(self._pages)

    # --- closing ----------------------------------------------------------------------------

    def set_close_guard(self, may_close: Callable[[], bool]) -> None:
        """Say what to ask before closing; when it says no, `closeRefused` is emitted."""
        self._may_close = may_close

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless a run goes on."""
        if not self._may_close():
            event.ignore()
            self.closeRefused.emit()
            return
        self._keep_geometry()
        self.closed.emit()
        super().closeEvent(event)

    # --- files ------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one .forkwise file."""
        if _dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the file on."""
        path = _dropped_file(event)
        if path:
            event.acceptProposedAction()
            self.fileDropped.emit(path)

    # --- inside -----------------------------------------------------------------------------

    def _settings(self) -> QSettings | None:
        if self._geometry_file is None:
            return None
        return QSettings(str(self._geometry_file), QSettings.Format.IniFormat)

    def _restore_geometry(self) -> None:
        self.resize(*DEFAULT_SIZE)
        settings = self._settings()
        kept = settings.value(_GEOMETRY) if settings is not None else None
        if isinstance(kept, QByteArray):
            # Qt itself moves it onto a screen that exists.
            self.restoreGeometry(kept)

    def _keep_geometry(self) -> None:
        settings = self._settings()
        if settings is not None:
            settings.setValue(_GEOMETRY, self.saveGeometry())
            settings.sync()

    @Slot()
    def _on_verdict_asked(self) -> None:
        self.pageAsked.emit("verdict")

    @Slot()
    def _on_page_key(self) -> None:
        self.pageAsked.emit(str(self.sender().property("page")))


def _always() -> bool:
    return True


def _dropped_file(event: QDropEvent) -> str:
    """Return the path of the one .forkwise file that is being dropped, or nothing."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return ""
    path = urls[0].toLocalFile()
    copies = event.possibleActions() & Qt.DropAction.CopyAction
    return path if path.endswith(".forkwise") and copies else ""
