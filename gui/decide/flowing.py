"""Scrolled content whose height follows from its width, and whose bar lies in the margin."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.scroll import ScrollColumn


class Flowing(QWidget):
    """The content of a `FlowColumn`.

    Its layout's least height is that of the narrowest width, where every label wraps; taking it
    for the least height at all would leave an empty strip to scroll through.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least width alone."""
        return QSize(super().minimumSizeHint().width(), 0)


class FlowColumn(ScrollColumn):
    """A column that scrolls up and down; showing the bar does not move the content.

    Attributes:
        rows: the layout that takes the content.
    """

    def __init__(self, *, left: int = 4, margin: int, parent: QWidget | None = None) -> None:
        """Make a column.

        Args:
            left: room at the left in pixels; focus rings need 4.
            margin: room at the right in pixels, in which the bar appears when it is needed.
            parent: the parent widget.
        """
        content = Flowing()
        self.rows = QVBoxLayout(content)
        self.rows.setContentsMargins(left, 4, margin, 4)
        self.rows.setSpacing(0)
        super().__init__(content, parent)
        self._left, self._margin = left, margin
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    @Slot(int, int)
    def _on_range(self, low: int, high: int) -> None:
        bar = self.verticalScrollBar().sizeHint().width() if high > low else 0
        self.rows.setContentsMargins(self._left, 4, max(self._margin - bar, 0), 4)
