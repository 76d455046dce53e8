"""Links to the web: https alone, the host shown, opened by the system."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gui.widgets.buttons import QuietButton
from gui.widgets.tips import tip


def safe_url(address: str) -> QUrl | None:
    """Return the address if it may be opened: https, a host, no user part; else None."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    fine = url.isValid() and url.scheme() == "https" and url.host() and not url.userInfo()
    return url if fine else None


def open_link(address: str) -> bool:
    """Open an address in the person's browser; False when it may not be opened."""
    url = safe_url(address)
    return url is not None and QDesktopServices.openUrl(url)


class LinkButton(QuietButton):
    """A link: its words, and its host in the tool tip."""

    padding = 0

    def __init__(self, text: str, address: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent, "external")
        self._address = address
        url = safe_url(address)
        self.setEnabled(url is not None)
        self.setToolTip(
            tip(url.host()) if url is not None else self.tr("This address is not opened")
        )
        self.setAccessibleName(text)
        self.setAccessibleDescription(self.toolTip())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_icon_name("external", trailing=True)
        self.set_height(26)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        open_link(self._address)
