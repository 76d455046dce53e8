"""Panels and the hairlines that divide them."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.shell.theme import theme_of
from gui.widgets.labels import plain_label
from gui.widgets.paint import PANEL_CORNER, draw_box


class Panel(QFrame):
    """A surface with a 1 px line and round corners. Panels do not nest.

    Attributes:
        body: the vertical layout that takes the content.
    """

    def __init__(
        self, title: str = "", parent: QWidget | None = None, *, dense: bool = False
    ) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        edge = 12 if dense else 16
        self.body.setContentsMargins(16, edge, 16, edge)
        self.body.setSpacing(8)
        self.title = plain_label(title, weight=600)
        # Added first: a label that is shown without a parent would be a window of its own.
        self.body.addWidget(self.title)
        self.title.setVisible(bool(title))

    def set_title(self, title: str) -> None:
        """Show another heading, or none."""
        self.title.setText(title)
        self.title.setVisible(bool(title))

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Append a widget or a layout to the body."""
        if isinstance(item, QLayout):
            self.body.addLayout(item, stretch)
        else:
            self.body.addWidget(item, stretch)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface."""
        theme = theme_of(self)
        painter = QPainter(self)
        draw_box(painter, self.rect(), theme.surface, theme.line, radius=PANEL_CORNER)


class Hairline(QWidget):
    """A horizontal line of 1 px in the colour of hairlines."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), theme_of(self).line)
