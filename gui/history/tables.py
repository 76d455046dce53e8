"""The tables of the History page: every column as wide as its words, the least ones give way."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QWidget

from core.records.run import CaseResult
from gui.history.models import RESULT_ROLE, CaseModel, RunModel
from gui.measure.words import verdict_of
from gui.shell.theme import Theme, type_scale
from gui.widgets.flat_header import CELL_PAD, FlatHeader
from gui.widgets.interval_bar import draw_axis, draw_interval
from gui.widgets.marks import draw_marker
from gui.widgets.table_view import DataTable, RowDelegate

Index = QModelIndex | QPersistentModelIndex

_AXIS_LEAST = 240
_STRETCH_LEAST = 120
_MARK_ROOM = 20


class KeptTable(DataTable):
    """A table that never scrolls sideways: where room ends, columns are left out."""

    def __init__(
        self,
        name: str,
        model: RunModel | CaseModel,
        *,
        stretch: int,
        spare: tuple[tuple[int, ...], ...],
        least: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """Make a table.

        Args:
            name: what it holds, for screen readers.
            model: its rows.
            stretch: the column that takes what room is left.
            spare: columns that may be left out, the least important first; those of a group
                only together.
            least: what `stretch` needs at usual type; its words' room when that is more.
            parent: the parent widget.
        """
        super().__init__(name, parent)
        self._stretch = stretch
        self._spare = spare
        self._least = least
        self.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)

    def fit(self) -> None:
        """Share out the width among the columns that have room."""
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in range(header.count()):
            self.setColumnHidden(column, False)  # a hidden one says that it needs no room
        needed = {
            column: max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            for column in range(header.count())
        }
        needed[self._stretch] = max(
            round(self._least * type_scale(self)),
            self.sizeHintForColumn(self._stretch) if not self._least else 0,
        )
        room = self.viewport().width()
        for group in self._spare:
            if sum(needed.values()) > room:
                for column in group:
                    del needed[column]
        over = sum(needed.values()) - room
        needed[self._stretch] = max(_STRETCH_LEAST, needed[self._stretch] - over)
        for column in range(header.count()):
            self.setColumnHidden(column, column not in needed)
            if column in needed:
                self.setColumnWidth(column, needed[column])
        self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        self.fit()


class ResultTable(KeptTable):
    """The cases of a run with their intervals on one axis."""

    def __init__(self, name: str, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(
            name, model, stretch=CaseModel.INTERVAL, spare=((3,), (4, 5)), least=_AXIS_LEAST,
            parent=parent,
        )  # fmt: skip
        self.setHorizontalHeader(_CaseHeader(self))
        self.setItemDelegate(_CaseDelegate(self))


class _CaseDelegate(RowDelegate):
    """Draws the mark beside the verdict, and the interval."""

    def paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, theme: Theme
    ) -> None:
        """Draw one cell."""
        result = index.data(RESULT_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        model = index.model()
        if not isinstance(result, CaseResult) or not isinstance(model, CaseModel):
            return
        if index.column() == CaseModel.INTERVAL:
            draw_interval(
                painter, QRectF(rect).adjusted(CELL_PAD, 0, -CELL_PAD, -1), model.scale,
                result.ratio, result.low, result.high, result.verdict, result.margin, theme,
            )  # fmt: skip
            return
        if index.column() == 1:
            mark = verdict_of(result, final=True)[0]
            if mark:
                spot = QRectF(rect.left() + CELL_PAD, rect.center().y() - 5, 11, 11)
                draw_marker(painter, spot, None if mark == "neither" else mark, theme)
            moved = QStyleOptionViewItem(option)
            moved.rect = rect.adjusted(_MARK_ROOM, 0, 0, 0)  # type: ignore[attr-defined]
            option = moved
        super().paint_cell(painter, option, index, theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room for the words, and for the mark beside a verdict."""
        hint = super().sizeHint(option, index)
        return hint + QSize(_MARK_ROOM, 0) if index.column() == 1 else hint


class _CaseHeader(FlatHeader):
    """Draws the axis over the intervals."""

    def paint_content(
        self, painter: QPainter, rect: QRect, logical_index: int, theme: Theme
    ) -> None:
        """Draw one heading."""
        model = self.model()
        if isinstance(model, CaseModel) and logical_index == CaseModel.INTERVAL:
            draw_axis(painter, rect.adjusted(CELL_PAD, 0, -CELL_PAD, 0), model.scale, theme)
        else:
            super().paint_content(painter, rect, logical_index, theme)
