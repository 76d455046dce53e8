"""Errors and crashes above the page: each once, each with a way to copy or close it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from core.records.errors import AppError
from gui.shell.crash import CrashKeeper
from gui.widgets.banner import Banner
from gui.widgets.banner_stack import BannerStack
from gui.widgets.buttons import QuietButton, StandardButton


class Messages(QObject):
    """Puts banners on the window's stack and takes them away."""

    def __init__(
        self, crash: CrashKeeper, banners: BannerStack, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._crash = crash
        self._banners = banners
        self._crashes = 0
        self._crash_banner: Banner | None = None
        crash.happened.connect(self._on_crash)

    @Slot(object)
    def tell(self, error: AppError, topic: str = "") -> None:
        """Show an error; the same one is not shown twice at a time.

        Args:
            error: what to show.
            topic: what it belongs to, for `forget`.
        """
        if any(banner.says(error) for banner in self._banners.banners()):
            return
        close = QuietButton(self.tr("Close"))
        banner = Banner.of_error(error, [close])
        close.clicked.connect(banner.dismissed)
        banner.dismissed.connect(self._on_dismissed)
        banner.setProperty("topic", topic)
        self._banners.add(banner)
        self._crash.write("error", str(error))

    def forget(self, topic: str) -> None:
        """Take away the errors of a topic, as it starts anew."""
        for banner in self._banners.banners():
            if banner.property("topic") == topic:
                self._banners.remove(banner)

    @Slot(str, str)
    def _on_crash(self, summary: str, trace: str) -> None:
        self._crashes += 1
        if self._crash_banner is not None:
            self._banners.remove(self._crash_banner)
        copy = StandardButton(self.tr("Copy details"))
        close = QuietButton(self.tr("Close"))
        what = self.tr("A part of Forkwise failed")
        if self._crashes > 1:
            what = self.tr("{0} parts of Forkwise failed").format(self._crashes)
        banner = Banner(
            what,
            self.tr("{0}. Your answers are kept, and everything else goes on").format(summary),
            self.tr("if something looks wrong, start Forkwise again and report the details"),
            "alert",
            [copy, close],
        )
        banner.setObjectName("crash_banner")
        banner.setProperty("trace", trace)
        copy.clicked.connect(self._on_copy_trace)
        close.clicked.connect(banner.dismissed)
        banner.dismissed.connect(self._on_dismissed)
        self._crash_banner = banner
        self._banners.add(banner)

    @Slot()
    def _on_copy_trace(self) -> None:
        if self._crash_banner is not None:
            QGuiApplication.clipboard().setText(str(self._crash_banner.property("trace")))

    @Slot()
    def _on_dismissed(self) -> None:
        banner = self.sender()
        if isinstance(banner, Banner):
            if banner is self._crash_banner:
                self._crash_banner = None
            self._banners.remove(banner)
