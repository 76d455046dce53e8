"""The few dialogs there are: all opened on the window, none blocks the program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.shell.theme import theme_of
from gui.widgets.buttons import PrimaryButton, StandardButton
from gui.widgets.labels import plain_label


class Sheet(QDialog):
    """A dialog of a heading, content and buttons at the right; Esc rejects it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(8)
        self._heading = plain_label(title, "heading", wrap=True)
        self.body.addWidget(self._heading)

    def set_title(self, title: str) -> None:
        """Show another heading, in the frame of the window too."""
        self.setWindowTitle(title)
        self._heading.setText(title)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the wrapped texts need at this width."""
        width = max(self.width(), self.minimumWidth())
        self.resize(width, self.body.totalHeightForWidth(width))
        super().showEvent(event)

    def add_buttons(self, buttons: Sequence[QAbstractButton]) -> None:
        """Put buttons at the lower right, the main one last."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.body.addSpacing(8)
        self.body.addLayout(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface."""
        QPainter(self).fillRect(self.rect(), theme_of(self).surface)


class StopSheet(Sheet):
    """Asks whether a run may stop so that the window can close; accepted: stop and close."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setObjectName("stop_sheet")
        self.set_title(self.tr("A measurement is running"))
        self.body.addWidget(
            plain_label(
                self.tr("Finished launches are kept. The one in work is lost."),
                colour="text2",
                wrap=True,
            )
        )
        stop = StandardButton(self.tr("&Stop and close"), self)
        stop.setObjectName("stop_and_close")
        keep = PrimaryButton(self.tr("&Keep measuring"), self)
        keep.setObjectName("keep_measuring")
        keep.setDefault(True)
        stop.clicked.connect(self.accept)
        keep.clicked.connect(self.reject)
        self.add_buttons((stop, keep))
        keep.setFocus()
