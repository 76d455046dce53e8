"""Where a fact comes from: a link that opens in the browser, and its date."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.decide.words import day
from gui.widgets.buttons import QuietButton
from gui.widgets.labels import plain_label
from gui.widgets.tips import tip


def is_link(source: str) -> bool:
    """Return True for an https address; nothing else is ever opened."""
    url = QUrl(source, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme() == "https" and bool(url.host())


class SourceLine(QWidget):
    """The host of a source as a link, or its name as text, then "as of" and the date."""

    def __init__(self, source: str, date: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if is_link(source):
            link = QuietButton(QUrl(source).host().removeprefix("www."), icon="external")
            link.padding = 0
            link.set_height(24)
            link.setObjectName("source_link")
            link.setToolTip(tip(source))
            link.setAccessibleName(self.tr("Open the source: {0}").format(source))
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.clicked.connect(self._on_clicked)
            row.addWidget(link)
        elif source:
            row.addWidget(
                plain_label(self.tr("From {0}").format(source), "caption", colour="text2")
            )
        if date:
            as_of = self.tr("as of {0}").format(day(date))
            row.addWidget(plain_label(as_of, "caption", colour="text2"))
        row.addStretch(1)

    @Slot()
    def _on_clicked(self) -> None:
        if is_link(self._source):
            QDesktopServices.openUrl(QUrl(self._source))
