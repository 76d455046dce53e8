"""A hundred marks: the plausible readings, one mark each, so that they can be counted."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.records.shares import count_words, whole_shares
from gui.shell.theme import Theme, font_of, theme_of, type_scale
from gui.widgets.marks import draw_marker

_ROWS = 4
_GROUP_GAP = 12.0
_LARGEST_PITCH = 13.0


class Readings(QWidget):
    """Circles at the left for PyTorch, squares at the right for TensorFlow, four rows.

    Columns fill from the top; diamonds in the middle are readings in which neither can be used.
    """

    def __init__(self, parent: QWidget | None = None, *, counts: bool = True) -> None:
        super().__init__(parent)
        self._shares = (50, 50, 0)
        self._counts = counts
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shares(self, pytorch: float, tensorflow: float, none: float = 0.0) -> None:
        """Show three shares that add up to 1."""
        self._shares = whole_shares(pytorch, tensorflow, none)
        first, second, third = self._shares
        words = self.tr("In {0} of 100 readings PyTorch comes first, in {1} TensorFlow").format(
            count_words(first), count_words(second)
        )
        if third:
            words += self.tr(", in {0} neither").format(count_words(third))
        self.setAccessibleName(words)
        self.update()

    def shares(self) -> tuple[int, int, int]:
        """Return the readings shown: PyTorch, TensorFlow, neither."""
        return self._shares

    def sizeHint(self) -> QSize:
        """Return the comfortable size."""
        return QSize(336, self._head() + round(_ROWS * self._largest_pitch()) + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the width below which the share bar is the better choice."""
        return QSize(250, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the counts, then the three groups."""
        painter = QPainter(self)
        theme = theme_of(self)
        if self._counts:
            self._draw_counts(painter, theme)
        groups = [(side, count) for side, count in self._groups() if count]
        columns = sum(math.ceil(count / _ROWS) for _, count in groups)
        gaps = _GROUP_GAP * (len(groups) - 1)
        largest = self._largest_pitch()
        pitch = min(largest, (self.width() - gaps) / columns)
        x = 0.0
        for position, (side, count) in enumerate(groups):
            width = math.ceil(count / _ROWS) * pitch
            if position == len(groups) - 1 and len(groups) > 1:
                x = self.width() - width if pitch < largest else x
            self._draw_group(painter, theme, x, pitch, side, count)
            x += width + _GROUP_GAP

    def _groups(self) -> tuple[tuple[str | None, int], ...]:
        first, second, third = self._shares
        return (("pytorch", first), (None, third), ("tensorflow", second))

    def _draw_group(
        self,
        painter: QPainter,
        theme: Theme,
        left: float,
        pitch: float,
        side: str | None,
        count: int,
    ) -> None:
        size = pitch * 0.78
        top = self._head()
        for number in range(count):
            column, row = divmod(number, _ROWS)
            spot = QRectF(left + column * pitch, top + row * pitch, size, size)
            draw_marker(painter, spot, side, theme)

    def _draw_counts(self, painter: QPainter, theme: Theme) -> None:
        first, second, third = self._shares
        painter.setFont(font_of(self, "caption", weight=600))
        painter.setPen(theme.text)
        row = QRectF(0, 0, self.width(), self._head())
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(row, top | Qt.AlignmentFlag.AlignLeft, f"PyTorch {count_words(first)}")
        painter.drawText(
            row, top | Qt.AlignmentFlag.AlignRight, f"TensorFlow {count_words(second)}"
        )
        if third:
            words = self.tr("neither {0}").format(count_words(third))
            painter.drawText(row, top | Qt.AlignmentFlag.AlignHCenter, words)

    def _largest_pitch(self) -> float:
        # Marks grow with the words above them, or the counts would drift away from their groups.
        return _LARGEST_PITCH * type_scale(self)

    def _head(self) -> int:
        if not self._counts:
            return 0
        return QFontMetrics(font_of(self, "caption", weight=600)).height() + 6
