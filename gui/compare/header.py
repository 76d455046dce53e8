"""The heading row: click to sort, drag to move and to size; the first one stays in sight."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.records.base import SIDES
from gui.compare.model import FIRST, LedgerModel, SortKeys
from gui.shell.theme import Theme, theme_of, type_scale
from gui.widgets.flat_header import CELL_PAD, FlatHeader
from gui.widgets.marks import draw_marker

_MARK = 11


def turned(keys: SortKeys, column: str, *, add: bool) -> SortKeys:
    """Return the sort after a click on a heading: down the column, up, and not at all.

    Args:
        keys: the sort before.
        column: whose heading was clicked.
        add: keep the other keys, and put this one behind them.
    """
    now = dict(keys)
    others = {id_: down for id_, down in keys if id_ != column} if add else {}
    if column not in now:
        return (*others.items(), (column, False))
    if now[column]:
        return tuple(others.items())
    if not add:
        return ((column, True),)
    return tuple((id_, True if id_ == column else down) for id_, down in keys)


class LedgerHeader(FlatHeader):
    """The headings of the comparison.

    Signals:
        sortAsked: a heading was clicked: its column, and whether it comes on top of the others.
        sized: the person has dragged a column to another width.
        moved: the person has dragged a column to another place.
    """

    sortAsked = Signal(int, bool)
    sized = Signal(int)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setStretchLastSection(False)
        self.setSortIndicatorShown(False)
        self._widths: list[int] = []
        self._shift = False
        self._on_frozen = False
        self.sectionClicked.connect(self._on_clicked)
        self.sectionMoved.connect(self._on_moved)

    def frozen_width(self) -> int:
        """Return the width of the first column while others lie below it; else 0."""
        return self.sectionSize(FIRST) if self.offset() > 0 and self.count() else 0

    def sorting_of(self, logical_index: int) -> tuple[bool, str] | None:
        """Return how a column sorts, with the number of its key where there are several."""
        model = self.model()
        if not isinstance(model, LedgerModel):
            return None
        keys = model.sort_keys
        for place, (id_, down) in enumerate(keys):
            if id_ == model.columns[logical_index].id:
                return down, str(place + 1) if len(keys) > 1 else ""
        return None

    def paint_content(
        self, painter: QPainter, rect: QRect, logical_index: int, theme: Theme
    ) -> None:
        """Draw one heading; the two sides carry their marks."""
        model = self.model()
        assert isinstance(model, LedgerModel)
        column = model.columns[logical_index].id
        if column in SIDES:
            size = _MARK * type_scale(self)
            spot = QRectF(rect.left() + CELL_PAD, rect.center().y() - size / 2 + 1, size, size)
            draw_marker(painter, spot, column, theme)
            rect = rect.adjusted(round(size) + 6, 0, 0, 0)
        super().paint_content(painter, rect, logical_index, theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the headings, the first one on top of those scrolled below it."""
        super().paintEvent(event)
        width = self.frozen_width()
        if width:
            painter = QPainter(self.viewport())
            self.paintSection(painter, QRect(0, 0, width, self.height()), FIRST)
            painter.fillRect(QRect(width - 1, 0, 1, self.height()), theme_of(self).edge)

    # --- the pointer --------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what is pressed and how wide all columns are."""
        self._shift = _with_shift(event)
        self._on_frozen = self._is_frozen(event.position().toPoint())
        if self._on_frozen:
            return
        self._widths = [self.sectionSize(at) for at in range(self.count())]
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click on the frozen heading, and of a column that has another width now."""
        self._shift = _with_shift(event)
        if self._on_frozen:
            self._on_frozen = False
            left = event.button() == Qt.MouseButton.LeftButton
            if left and self._is_frozen(event.position().toPoint()):
                self._on_clicked(FIRST)
            return
        super().mouseReleaseEvent(event)
        before, self._widths = self._widths, []
        changed = [at for at, width in enumerate(before) if width != self.sectionSize(at)]
        if changed:
            self.sized.emit(changed[0])

    def column_at(self, spot: QPoint) -> int:
        """Return the column whose heading is at a place, the frozen one first; -1: none."""
        return FIRST if self._is_frozen(spot) else self.logicalIndexAt(spot)

    def _is_frozen(self, spot: QPoint) -> bool:
        return 0 <= spot.x() < self.frozen_width()

    @Slot(int)
    def _on_clicked(self, column: int) -> None:
        self.sortAsked.emit(column, self._shift)

    @Slot(int, int, int)
    def _on_moved(self, _column: int, _before: int, _now: int) -> None:
        # Only a drag has widths to compare; the table moves columns as well.
        if self._widths:
            self.moved.emit()


def _with_shift(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
