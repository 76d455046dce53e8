"""The table of claims: wrapped cells, verdicts as sign and word, one click to sort."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from core.knowledge.by_claim import date_of
from core.knowledge.dates import date_text, is_old
from core.knowledge.ledger_words import VERDICTS
from core.records.knowledge import Claim
from gui.compare import words
from gui.compare.model import BESIDE_ROLE, CLAIM_ROLE, ClaimModel, Column, Index
from gui.compare.wrapped import count_lines, draw_wrapped
from gui.shell.theme import Theme, font_of, type_scale
from gui.widgets.flat_header import CELL_PAD, FlatHeader
from gui.widgets.icons import draw_icon
from gui.widgets.marks import draw_marker
from gui.widgets.table_view import DataTable, RowDelegate

LINES = 4
_ICON = 15
_MARK = 11
_PAD = 9
_WITH_NOW = 780


class ClaimDelegate(RowDelegate):
    """Paints the cells of a claim, wrapped to four lines at most, centred in the row."""

    def paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, theme: Theme
    ) -> None:
        """Draw one cell by its column."""
        claim: Claim = index.data(CLAIM_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        table: QWidget = option.widget  # type: ignore[attr-defined]
        room = rect.adjusted(CELL_PAD, _PAD, -_PAD, -_PAD)
        column = index.column()
        if column == Column.VERDICT:
            _draw_verdict(painter, table, room, claim, theme)
            return
        if column == Column.DATE:
            _draw_date(painter, table, room, claim, theme)
            return
        role = "caption" if column == Column.NOW else "body"
        weight = 600 if column == Column.ASPECT else 400
        quiet = column == Column.NOW or index.data(BESIDE_ROLE)
        ink = theme.text2 if quiet else theme.text
        _draw_centred(
            painter, room, str(index.data() or ""), font_of(table, role, weight=weight), ink
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width of a word; heights are the table's."""
        return QSize(60, 44)


def _draw_centred(painter: QPainter, room: QRect, text: str, font: QFont, ink: object) -> None:
    if not text:
        return
    height = QFontMetrics(font).height()
    most = max(1, min(LINES, room.height() // height))
    used = count_lines(text, font, room.width(), most) * height
    box = room.adjusted(0, max(0, (room.height() - used) // 2), 0, 0)
    draw_wrapped(painter, box, text, font, ink, most)  # type: ignore[arg-type]


def _draw_verdict(
    painter: QPainter, table: QWidget, room: QRect, claim: Claim, theme: Theme
) -> None:
    """Draw sign and word, and below them the claim it is about, struck through if it fell."""
    name = font_of(table, "body", weight=600)
    old = font_of(table, "caption")
    old.setStrikeOut(claim.verdict in ("outdated", "wrong"))
    first, each = QFontMetrics(name).height(), QFontMetrics(old).height()
    most = max(0, (room.height() - first - 2) // each)
    used = count_lines(claim.old_claim, old, room.width(), most) * each
    top = room.top() + max(0, (room.height() - first - 2 - used) // 2)
    spot = QRectF(room.left(), top + (first - _ICON) / 2, _ICON, _ICON)
    draw_icon(painter, spot, words.VERDICT_ICONS[claim.verdict], theme.text2)
    line = QRect(room.left() + _ICON + 6, top, room.width() - _ICON - 6, first)
    draw_wrapped(painter, line, VERDICTS[claim.verdict], name, theme.text, 1)
    draw_wrapped(
        painter, room.adjusted(0, 0, 0, 0).translated(0, top - room.top() + first + 2),
        claim.old_claim, old, theme.text2, most,
    )  # fmt: skip


def _draw_date(painter: QPainter, table: QWidget, room: QRect, claim: Claim, theme: Theme) -> None:
    date = date_of(claim)
    old = is_old(date, dt.date.today())
    font = font_of(table, "caption", weight=600 if old else 400)
    text = date_text(date)
    if old:
        text = table.tr("{0}: old").format(text)
    _draw_centred(painter, room, text, font, theme.text if old else theme.text2)


class SideHeader(FlatHeader):
    """The header; the two sides carry their marks."""

    def paint_content(
        self, painter: QPainter, rect: QRect, logical_index: int, theme: Theme
    ) -> None:
        """Draw one heading."""
        side = {Column.PYTORCH: "pytorch", Column.TENSORFLOW: "tensorflow"}.get(
            Column(logical_index)
        )
        if side is None:
            super().paint_content(painter, rect, logical_index, theme)
            return
        spot = QRectF(rect.left() + CELL_PAD, rect.center().y() - _MARK / 2 + 1, _MARK, _MARK)
        draw_marker(painter, spot, side, theme)
        super().paint_content(painter, rect.adjusted(_MARK + 6, 0, 0, 0), logical_index, theme)


class ClaimTable(DataTable):
    """The claims; click a heading to sort, again to turn round, a third time to undo.

    Signals:
        claimSelected: the `Claim` of the current row, or None.
        columnsHidden: how many columns have no room.
    """

    claimSelected = Signal(object)
    columnsHidden = Signal(int)

    def __init__(self, model: ClaimModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Claims about PyTorch and TensorFlow"), parent)
        self.setObjectName("compare_table")
        header = SideHeader(self)
        self.setHorizontalHeader(header)
        self.setItemDelegate(ClaimDelegate(self))
        self.setSelectionMode(DataTable.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = model
        self._kept = ""
        self.setModel(model)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self._set_heights()

    def current_claim(self) -> Claim | None:
        """Return the claim of the current row."""
        return self._model.claim_at(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width; what holds now gives way first."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        room = self.viewport().width()
        with_now = room / type_scale(self) >= _WITH_NOW
        if self.isColumnHidden(Column.NOW) == with_now:
            self.setColumnHidden(Column.NOW, not with_now)
            self.columnsHidden.emit(0 if with_now else 1)
        date = QFontMetrics(font_of(self, "caption", weight=600)).horizontalAdvance("Aug 2026:") + (
            CELL_PAD + _PAD + 6
        )
        aspect = min(self._aspect_width(), room // 4)
        rest = room - date - aspect
        shares = (28, 28, 23, 21) if with_now else (35, 35, 30, 0)
        self.setColumnWidth(Column.ASPECT, aspect)
        for at, share in enumerate(shares):
            self.setColumnWidth(Column.PYTORCH + at, rest * share // sum(shares))
        self._set_heights()

    def _aspect_width(self) -> int:
        """Return the width at which no word of a heading is broken."""
        metrics = QFontMetrics(font_of(self, "body", weight=600))
        widest = max((metrics.horizontalAdvance(w) for w in self._model.label_words()), default=80)
        return widest + CELL_PAD + _PAD + 4

    def _set_heights(self) -> None:
        # One height for all rows: nothing is measured when 10,000 rows are sorted.
        body = QFontMetrics(font_of(self, "body")).height()
        lines = LINES if self.viewport().width() < 1100 else LINES - 1
        height = lines * body + 2 * _PAD
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)

    def _on_about_to_reset(self) -> None:
        claim = self.current_claim()
        self._kept = claim.id if claim is not None else self._kept

    def _on_reset(self) -> None:
        self._share_out()
        row = self._model.row_of(self._kept) if self._kept else -1
        if row < 0 and self._model.rowCount():
            row = 0
        if row >= 0:
            self.selectRow(row)
            self.scrollTo(self._model.index(row, 0))
        else:
            self.claimSelected.emit(None)

    def _on_current(self, index: Index) -> None:
        self.claimSelected.emit(self._model.claim_at(index.row()))
