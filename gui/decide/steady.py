"""A wrapped label that keeps room for its longest usual text, so that nothing below it jumps."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from gui.widgets.labels import PlainLabel


class SteadyLabel(PlainLabel):
    """Plain wrapped text over at least `lines` lines."""

    def __init__(
        self,
        lines: int,
        role: str = "body",
        *,
        weight: int | None = None,
        colour: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", role, weight=weight, colour=colour, wrap=True, parent=parent)
        self._lines = lines
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text, never less than the reserved lines."""
        return max(super().heightForWidth(width), self._reserved())

    def minimumSizeHint(self) -> QSize:
        """Return a narrow size: the text wraps."""
        return QSize(40, self._reserved())

    def sizeHint(self) -> QSize:
        """Return the reserved size; the layout asks for the height at the real width."""
        return QSize(120, self._reserved())

    def _reserved(self) -> int:
        metrics = self.fontMetrics()
        return metrics.lineSpacing() * (self._lines - 1) + metrics.height()
