"""The header of the app's tables: flat, with the sort arrow beside the words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from gui.shell.theme import Theme, font_of, theme_of
from gui.widgets.icons import draw_icon

ROW_HEIGHT = 36
CELL_PAD = 12


class FlatHeader(QHeaderView):
    """A header on `sunken`, with the sort arrow beside the words, in accent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(48)
        self.setStretchLastSection(True)

    def sizeHint(self) -> QSize:
        """Return a height of 36 px, more for larger fonts."""
        height = QFontMetrics(font_of(self, "caption", weight=600)).height() + 20
        return QSize(super().sizeHint().width(), max(ROW_HEIGHT, height))

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        """Return the room for the words, and for an arrow where there may be one."""
        words = self._words(logicalIndex)
        width = QFontMetrics(font_of(self, "caption", weight=600)).horizontalAdvance(words)
        arrow = 20 if self.isSortIndicatorShown() else 2
        return QSize(width + 2 * CELL_PAD + arrow, self.sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one heading."""
        theme = theme_of(self)
        painter.save()
        painter.fillRect(rect, theme.sunken)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line)
        self.paint_content(painter, rect, logicalIndex, theme)
        painter.restore()

    def paint_content(
        self, painter: QPainter, rect: QRect, logical_index: int, theme: Theme
    ) -> None:
        """Draw the words and the arrow of one heading; override to draw something else."""
        model = self.model()
        sorting = self.sorting_of(logical_index)
        painter.setFont(font_of(self, "caption", weight=600))
        painter.setPen(theme.text if sorting else theme.text2)
        align = model.headerData(
            logical_index, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        right = align is not None and bool(int(align) & int(Qt.AlignmentFlag.AlignRight))
        room = rect.adjusted(CELL_PAD, 0, -CELL_PAD, 0)
        words = self._words(logical_index)
        metrics = painter.fontMetrics()
        number = sorting[1] if sorting else ""
        arrow = 18 + metrics.horizontalAdvance(number) if sorting else 0
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() - arrow)
        width = metrics.horizontalAdvance(shown)
        left = room.right() - width - arrow + 1 if right else room.left()
        where = QRect(left, room.top(), width + 1, room.height())
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), shown)
        if sorting:
            spot = QRectF(left + width + 4, rect.center().y() - 6, 13, 13)
            draw_icon(painter, spot, "chevron-down" if sorting[0] else "chevron-up", theme.accent)
            place = QRect(left + width + 18, room.top(), arrow, room.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), number)

    def sorting_of(self, logical_index: int) -> tuple[bool, str] | None:
        """Return whether a column sorts downwards, and the number of its key; None: it does not.

        The number is empty where there is but one key.
        """
        if not self.isSortIndicatorShown() or self.sortIndicatorSection() != logical_index:
            return None
        return self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder, ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the rest of the row beyond the last heading, then draw the headings."""
        theme = theme_of(self)
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.sunken)
        bottom = self.viewport().rect()
        painter.fillRect(QRect(0, bottom.bottom(), bottom.width(), 1), theme.line)
        painter.end()
        super().paintEvent(event)

    def _words(self, section: int) -> str:
        value = self.model().headerData(section, Qt.Orientation.Horizontal)
        return str(value or "")
