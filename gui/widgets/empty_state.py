"""The empty state: what will be here, what it costs, and the first step."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.shell.theme import theme_of
from gui.widgets.icons import draw_icon
from gui.widgets.labels import plain_label
from gui.widgets.paint import PANEL_CORNER, draw_box


class IconMark(QWidget):
    """An icon by itself, in a colour of the theme."""

    def __init__(
        self, name: str, size: int = 20, colour: str = "text2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._colour = colour
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        colour = theme_of(self).colour(self._colour)
        draw_icon(QPainter(self), QRectF(self.rect()), self._name, colour)


class EmptyState(QWidget):
    """Shown in the place of what is not there yet."""

    def __init__(
        self,
        icon: str,
        heading: str,
        text: str,
        primary: QWidget | None = None,
        second: QWidget | None = None,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty state.

        Args:
            icon: an icon of resources/icons, shown at 40 px.
            heading: what this is.
            text: at most two lines: what will be here and what it costs.
            primary: the button of the first step.
            second: another way in.
            hint: shortcut or drop hint, as a caption.
            parent: the parent widget.
        """
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.heading = plain_label(heading, "heading", wrap=True)
        self.text = plain_label(text, colour="text2", wrap=True)
        self.hint = plain_label(hint, "caption", colour="text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(IconMark(icon, 40), 0, centre)
        column.addSpacing(8)
        for label in (self.heading, self.text):
            label.setAlignment(centre)
            # About 90 characters a line, whatever the font.
            label.setMaximumWidth(label.fontMetrics().averageCharWidth() * 90)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(label, 100)
            row.addStretch(1)
            column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (primary, second):
            if button is not None:
                buttons.addWidget(button)
        buttons.addStretch(1)
        column.addSpacing(4)
        column.addLayout(buttons)
        self.hint.setAlignment(centre)
        column.addWidget(self.hint)
        self.hint.setVisible(bool(hint))
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline of what is to come."""
        draw_box(QPainter(self), self.rect(), None, theme_of(self).line, radius=PANEL_CORNER)
