"""The app's table: hairlines instead of a grid, a tinted row with a bar, copying of rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.shell.theme import Theme, font_of, theme_of
from gui.widgets.flat_header import CELL_PAD, ROW_HEIGHT, FlatHeader
from gui.widgets.focus_ring import KEYBOARD_REASONS
from gui.widgets.paint import PANEL_CORNER, inner
from gui.widgets.scroll import flatten_scroll_bars

Index = QModelIndex | QPersistentModelIndex

SECOND_LINE_ROLE = Qt.ItemDataRole.UserRole + 100
"""A model may give a second line for a cell: drawn below the first, in `text2`."""

_BAR = 3
# An advance in whole pixels may be a little less than what the words take.
_ROUNDING = 3


class RowDelegate(QStyledItemDelegate):
    """Paints one cell: the row's ground, then the words. Subclasses override `paint_cell`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground and content."""
        table = option.widget
        if not isinstance(table, DataTable):
            super().paint(painter, option, index)
            return
        theme = theme_of(table)
        painter.save()
        self.paint_ground(painter, option, index, theme)
        self.paint_cell(painter, option, index, theme)
        painter.restore()

    def paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, theme: Theme
    ) -> None:
        """Draw tint, hairline and, in the first column, the bar of a chosen row."""
        table = option.widget
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, theme.accentsoft)
        elif isinstance(table, DataTable) and table.hovered_row() == index.row():
            painter.fillRect(rect, theme.sunken)
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, theme.line)
        if selected and isinstance(table, DataTable) and table.is_first_column(index.column()):
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), theme.accent)

    def paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, theme: Theme
    ) -> None:
        """Draw the words of a cell: DisplayRole, and SECOND_LINE_ROLE below it."""
        table: QWidget = option.widget  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        first = index.data(Qt.ItemDataRole.DisplayRole)
        second = index.data(SECOND_LINE_ROLE)
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        across = Qt.AlignmentFlag.AlignLeft
        if align is not None and int(align) & int(Qt.AlignmentFlag.AlignRight):
            across = Qt.AlignmentFlag.AlignRight
        room = rect.adjusted(CELL_PAD, 0, -CELL_PAD, 0)
        bold = index.data(Qt.ItemDataRole.FontRole) is not None
        fonts = (
            font_of(table, "body", weight=600 if bold else 400),
            font_of(table, "caption"),
        )
        heights = [QFontMetrics(font).height() for font in fonts]
        total = heights[0] + (heights[1] + 1 if second else 0)
        top = room.top() + (room.height() - total) // 2
        for words, font, height, ink in (
            (first, fonts[0], heights[0], theme.text),
            (second, fonts[1], heights[1], theme.text2),
        ):
            if not words:
                continue
            painter.setFont(font)
            painter.setPen(ink)
            metrics = painter.fontMetrics()
            line = metrics.elidedText(str(words), Qt.TextElideMode.ElideRight, room.width())
            where = QRect(room.left(), top, room.width(), height)
            painter.drawText(where, int(across | Qt.AlignmentFlag.AlignVCenter), line)
            top += height + 1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room for one or two lines, from the font."""
        table: QWidget = option.widget  # type: ignore[attr-defined]
        body = QFontMetrics(font_of(table, "body", weight=600))
        width = body.horizontalAdvance(str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
        height = body.height() + 20
        second = index.data(SECOND_LINE_ROLE)
        if second:
            caption = QFontMetrics(font_of(table, "caption"))
            width = max(width, caption.horizontalAdvance(str(second)))
            height += caption.height() - 8
        return QSize(width + 2 * CELL_PAD + _ROUNDING, max(ROW_HEIGHT, height))


class _Frame(QWidget):
    """Draws the round corners and the outline over a table."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(table)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.ring = False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outside = QPainterPath()
        outside.addRect(QRectF(self.rect()))
        box = QPainterPath()
        box.addRoundedRect(inner(self.rect()), PANEL_CORNER, PANEL_CORNER)
        painter.fillPath(outside.subtracted(box), theme.window)
        width = 2.0 if self.ring else 1.0
        painter.setPen(QPen(theme.accent if self.ring else theme.line, width))
        painter.drawRoundedRect(inner(self.rect(), width), PANEL_CORNER, PANEL_CORNER)


class DataTable(QTableView):
    """A table of rows that can be chosen and copied.

    Signals:
        rowActivated: the row that a person opened, by Enter or double click.
    """

    rowActivated = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make a table.

        Args:
            name: what the table holds, for screen readers.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._hovered = -1
        self.setAccessibleName(name)
        self.setHorizontalHeader(FlatHeader(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setItemDelegate(RowDelegate(self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Tab leaves the table; the arrow keys move inside it.
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        flatten_scroll_bars(self)
        self._frame = _Frame(self)
        self.activated.connect(self._on_activated)

    def hovered_row(self) -> int:
        """Return the row under the pointer, or -1."""
        return self._hovered

    def is_first_column(self, column: int) -> bool:
        """Return True for the column shown leftmost."""
        header = self.horizontalHeader()
        shown = (c for c in range(header.count()) if not header.isSectionHidden(c))
        return min(shown, key=header.visualIndex, default=-1) == column

    def selected_rows(self) -> tuple[int, ...]:
        """Return the chosen rows, top to bottom."""
        selection = self.selectionModel()
        if selection is None:
            return ()
        return tuple(sorted({index.row() for index in selection.selectedRows()}))

    def rows_as_text(self, rows: tuple[int, ...]) -> str:
        """Return rows with their headings as tab-separated text, in the order shown."""
        model = self.model()
        header = self.horizontalHeader()
        columns = [c for c in range(header.count()) if not header.isSectionHidden(c)]
        columns.sort(key=header.visualIndex)
        lines = [
            "\t".join(str(model.headerData(c, Qt.Orientation.Horizontal) or "") for c in columns)
        ]
        for row in rows:
            cells = []
            for column in columns:
                index = model.index(row, column)
                words = (index.data(), index.data(SECOND_LINE_ROLE))
                cells.append(" ".join(" ".join(str(word).split()) for word in words if word))
            lines.append("\t".join(cells))
        return "\n".join(lines)

    def copy_rows(self) -> None:
        """Put the chosen rows on the clipboard; all rows when none is chosen."""
        rows = self.selected_rows() or tuple(range(self.model().rowCount()))
        QGuiApplication.clipboard().setText(self.rows_as_text(rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy rows, open rows; the rest is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.model() is not None:
            self.copy_rows()
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.rowActivated.emit(self.currentIndex().row())
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tint the row under the pointer."""
        super().enterEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: object) -> None:
        """Take the tint away."""
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is: the outline turns accent, a row becomes current."""
        super().focusInEvent(event)
        by_keyboard = event.reason() in KEYBOARD_REASONS
        self._set_ring(by_keyboard)
        model = self.model()
        if by_keyboard and not self.selected_rows() and model and model.rowCount():
            self.selectRow(max(0, self.currentIndex().row()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the accent outline away."""
        super().focusOutEvent(event)
        self._set_ring(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the outline at the edge."""
        super().resizeEvent(event)
        self._frame.setGeometry(self.rect())
        self._frame.raise_()

    def _on_activated(self, index: QModelIndex) -> None:
        # Enter is handled in keyPressEvent; this is the double click.
        self.rowActivated.emit(index.row())

    def _hover(self, row: int) -> None:
        if row == self._hovered:
            return
        before, self._hovered = self._hovered, row
        model = self.model()
        if model is None:
            return
        for changed in (before, row):
            if 0 <= changed < model.rowCount():
                top, height = self.rowViewportPosition(changed), self.rowHeight(changed)
                self.viewport().update(0, top, self.viewport().width(), height)

    def _set_ring(self, on: bool) -> None:
        self._frame.ring = on
        self._frame.update()
