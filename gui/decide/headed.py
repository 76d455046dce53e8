"""A page with a head that gives way: where the page is low, the head scrolls with the rest."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.decide.flowing import FlowColumn
from gui.shell.theme import type_scale

LOW = 400  # height in pixels at the usual type size under which a fixed head takes too much
MARGIN = 16


class HeadedColumn(QWidget):
    """A head over a scrolled column, within the margins of a page.

    Signals:
        headMoved: True when the head went into the column, False when it came out.

    Attributes:
        column: what scrolls.
        rows: the layout that takes its content.
    """

    headMoved = Signal(bool)

    def __init__(
        self,
        *heads: QWidget,
        spacing: int = 8,
        bottom: int = 16,
        low: int = LOW,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page.

        Args:
            heads: what stands at the top, in this order.
            spacing: room in pixels between the heads, and below them.
            bottom: room in pixels under the column.
            low: height under which the head scrolls, in pixels at the usual type size.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.column = FlowColumn(margin=MARGIN)
        self.rows = self.column.rows
        self._spacing, self._low = spacing, low
        self._head = QWidget()
        self._heads = QVBoxLayout(self._head)
        self._heads.setSpacing(spacing)
        for head in heads:
            self._heads.addWidget(head)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 20, 8, bottom)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._head)
        self._layout.addWidget(self.column, 1)
        self._scrolls: bool | None = None
        self.place_head()

    def head_scrolls(self) -> bool:
        """Return True while the head is the first thing in the column."""
        return bool(self._scrolls)

    def place_head(self) -> None:
        """Put the head where there is room for it."""
        scrolls = self.isVisible() and self.height() / type_scale(self) < self._low
        if scrolls == self._scrolls:
            return
        self._scrolls = scrolls
        focus = self.focusWidget()
        held = focus is not None and self._head.isAncestorOf(focus)
        if scrolls:
            self._heads.setContentsMargins(0, 0, 0, self._spacing)
            self.rows.insertWidget(0, self._head)
        else:
            self._heads.setContentsMargins(4, 0, MARGIN, self._spacing)
            self._layout.insertWidget(0, self._head)
        if held and focus is not None:
            # Moving a widget to another parent takes the keyboard off it.
            focus.setFocus()
        self.headMoved.emit(scrolls)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the height."""
        super().resizeEvent(event)
        self.place_head()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the height from the first; before, there is none to go by."""
        super().showEvent(event)
        self.place_head()
