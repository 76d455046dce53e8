"""Measures and paints the cells of the comparison."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from core.knowledge.ledger import Row
from gui.compare.model import FIRST, Index, LedgerModel
from gui.compare.parts import Favour, Part, Piece, Weight, parts_of
from gui.compare.wrapped import Type, draw_wrapped
from gui.shell.theme import Theme, font_of, type_scale
from gui.widgets.flat_header import CELL_PAD
from gui.widgets.icons import draw_icon
from gui.widgets.marks import draw_favour, draw_marker, draw_weight
from gui.widgets.paint import inner
from gui.widgets.table_view import DataTable, RowDelegate

PAD = 9
RIGHT = 6
_MARK_ROW = {Favour: 20, Weight: 14}
_GAP = 5
_NUMBERS = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class CellDelegate(RowDelegate):
    """Paints cells wrapped to four lines at most, in the middle of the row.

    Args:
        table: whose cells; gives the fonts.
    """

    def __init__(self, table: DataTable) -> None:
        super().__init__(table)
        self._table = table
        self._types: dict[tuple[str, int, bool], Type] = {}
        self._least = 0
        self._scale = 0.0
        self.shown: frozenset[str] = frozenset()
        self.tight = False

    def forget_fonts(self) -> None:
        """Measure anew: the font is another one."""
        self._types.clear()
        self._least = 0
        self._scale = 0.0

    def height(self, row: Row, widths: dict[str, int]) -> int:
        """Return the height at which a row shows all its words, in four lines at most."""
        if not self._least:
            # No lower than two lines: the marks with their words need them.
            self._least = round(2 * self._type("body", 400).height)
        highest = max(
            (
                self._height(self._parts(row, column), width - CELL_PAD - RIGHT)
                for column, width in widths.items()
            ),
            default=0.0,
        )
        return round(max(highest, self._least)) + 2 * PAD

    def most_height(self) -> int:
        """Return the height of a row whose words fill all lines."""
        lines = 2 if self.tight else 4
        return round(lines * self._type("body", 400).height) + 2 * PAD

    def paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, theme: Theme
    ) -> None:
        """Draw the row's ground, and a frame around the cell that the arrow keys have reached."""
        super().paint_ground(painter, option, index, theme)
        table = self._table
        at_keys = table.hasFocus() and index.column() != FIRST
        if at_keys and table.currentIndex() == index:
            rect: QRect = option.rect  # type: ignore[attr-defined]
            painter.setPen(QPen(theme.accent, 1))
            painter.drawRect(inner(rect.adjusted(2, 2, -3, -3)))

    def paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, theme: Theme
    ) -> None:
        """Draw the parts of a cell below each other."""
        model = self._table.model()
        assert isinstance(model, LedgerModel)
        row = model.row_at(index.row())
        if row is None:
            return
        column = model.columns[index.column()].id
        rect: QRect = option.rect  # type: ignore[attr-defined]
        room = rect.adjusted(CELL_PAD, PAD, -RIGHT, -PAD)
        if index.data(Qt.ItemDataRole.TextAlignmentRole) is not None:
            _draw_number(painter, room, row.cell(column).text, self._type("body", 400), theme)
            return
        parts = self._parts(row, column)
        used = round(self._height(parts, room.width()))
        top = room.top() + max(0, (room.height() - used) // 2)
        words = model.words
        painter.setClipRect(rect)
        for part in parts:
            top += self._draw(painter, QRect(room.left(), top, room.width(), 0), part, theme, words)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width of a word; widths and heights are the table's."""
        return QSize(60, 44)

    def _parts(self, row: Row, column: str) -> tuple[Piece, ...]:
        """Return what a cell shows; in a tight table its words take two lines in all."""
        parts = parts_of(row, column, self.shown)
        if not self.tight:
            return parts
        most = 2 if len(parts) == 1 else 1
        return tuple(
            replace(part, lines=min(part.lines, most)) if isinstance(part, Part) else part
            for part in parts[:2]
        )

    # --- inside -------------------------------------------------------------------------------

    def _type(self, role: str, weight: int, struck: bool = False) -> Type:
        key = (role, weight, struck)
        if key not in self._types:
            font = font_of(self._table, role, weight=weight)
            font.setStrikeOut(struck)
            self._types[key] = Type(font)
        return self._types[key]

    def _type_scale(self) -> float:
        if not self._scale:
            self._scale = type_scale(self._table)
        return self._scale

    def _height(self, parts: tuple[Piece, ...], width: int) -> float:
        return sum(self._part_height(part, width) for part in parts)

    def _part_height(self, part: Piece, width: int) -> float:
        if not isinstance(part, Part):
            return _MARK_ROW[type(part)] * self._type_scale()
        type_ = self._type(part.role, part.weight, part.struck)
        return type_.used(part.text, width - self._indent(part), part.lines)

    def _indent(self, part: Part) -> int:
        return self._sign(part) + _GAP if part.icon or part.side else 0

    def _sign(self, part: Part) -> int:
        size = 15 if part.role == "body" else 13
        return round((size if part.icon else 10) * self._type_scale())

    def _draw(
        self, painter: QPainter, room: QRect, part: Piece, theme: Theme, words: tuple[str, ...]
    ) -> int:
        """Draw a part from the top of a room, and return the height used."""
        if not isinstance(part, Part):
            return self._draw_mark(painter, room, part, theme)
        type_ = self._type(part.role, part.weight, part.struck)
        indent = self._indent(part)
        if indent:
            size = self._sign(part)
            spot = QRectF(room.left(), room.top() + (type_.height - size) / 2, size, size)
            if part.icon:
                draw_icon(
                    painter, spot, part.icon, theme.text if part.weight > 400 else theme.text2
                )
            else:
                draw_marker(painter, spot, part.side, theme)
        ink = theme.text2 if part.quiet else theme.text
        rest = room.adjusted(indent, 0, 0, 0)
        draw_wrapped(painter, rest, part.text, type_, ink, part.lines, words=words, theme=theme)
        return round(type_.used(part.text, rest.width(), part.lines))

    def _draw_mark(
        self, painter: QPainter, room: QRect, part: Favour | Weight, theme: Theme
    ) -> int:
        """Draw a mark, as large as the type."""
        scale = self._type_scale()
        box = QRect(0, 0, round(room.width() / scale), _MARK_ROW[type(part)])
        painter.save()
        painter.translate(room.topLeft())
        painter.scale(scale, scale)
        if isinstance(part, Favour):
            draw_favour(painter, box, part.side, part.strength, theme)
        else:
            draw_weight(painter, box, part.level, theme)
        painter.restore()
        return round(self._part_height(part, room.width()))


def _draw_number(painter: QPainter, room: QRect, text: str, type_: Type, theme: Theme) -> None:
    painter.setFont(type_.font)
    painter.setPen(theme.text)
    painter.drawText(room.adjusted(0, 0, -CELL_PAD + RIGHT, 0), _NUMBERS, text)


def follows_font(event: QEvent) -> bool:
    """Return True for an event after which everything is measured anew."""
    return event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange)
