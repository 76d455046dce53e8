"""The ranked criteria in their order: dragged, or moved by keys and buttons."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gui.controllers.ranking_state import Order, RankingSnapshot
from gui.decide.ranking_row import RankedRow
from gui.decide.ranking_words import share_words


class RankedList(QWidget):
    """A row per ranked criterion. Rows stay the same widgets while they change places.

    Signals:
        moved: criterion, the place it goes to (0 for the first), and whether this goes on with
            the last move, as a drag does.
        removed: the criterion to take out.
        reached: the row that has to be in sight.
    """

    moved = Signal(str, int, bool)
    removed = Signal(str)
    reached = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ranking_list")
        self.setAccessibleName(self.tr("What matters to you, most important first"))
        self._rows: dict[str, RankedRow] = {}
        self._order: Order = ()
        self._drag_goes_on = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        acts = {
            "Alt+Up": lambda: self._step(-1),
            "Alt+Down": lambda: self._step(1),
            "Delete": self._take_out,
            "Up": lambda: self._walk(-1),
            "Down": lambda: self._walk(1),
        }
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- showing ----------------------------------------------------------------------------

    def show_ranking(self, ranking: RankingSnapshot) -> None:
        """Show the order as it is on trial."""
        if ranking.order != self._order:
            self._arrange(ranking)
        count = len(ranking.order)
        for place, id_ in enumerate(ranking.order, start=1):
            self._rows[id_].show_place(place, count, share_words(ranking.centres[id_]))

    def _arrange(self, ranking: RankingSnapshot) -> None:
        """Make, drop and move rows so that they stand in the order."""
        for id_ in [id_ for id_ in self._rows if id_ not in ranking.order]:
            self._drop(self._rows.pop(id_))
        for place, id_ in enumerate(ranking.order):
            row = self._rows.get(id_) or self._make(id_, ranking)
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
        self._order = ranking.order
        chain = [widget for id_ in self._order for widget in self._rows[id_].focus_chain()]
        for one, after in pairwise(chain):
            QWidget.setTabOrder(one, after)

    def _make(self, id_: str, ranking: RankingSnapshot) -> RankedRow:
        criterion = ranking.knowledge.criterion(id_)
        assert criterion is not None  # what is ranked was checked against the knowledge
        row = RankedRow(criterion, self)
        row.dragged.connect(lambda at: self._on_dragged(row, at))
        row.dropped.connect(self._on_dropped)
        row.upAsked.connect(lambda: self._move(row, -1))
        row.downAsked.connect(lambda: self._move(row, 1))
        row.outAsked.connect(lambda: self._remove(row))
        self._rows[id_] = row
        return row

    def _drop(self, row: RankedRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def focus_first(self) -> bool:
        """Put the keyboard on the first row; False where there is none."""
        if self._order:
            self._rows[self._order[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(self._order)

    # --- moving -----------------------------------------------------------------------------

    def _held(self) -> RankedRow | None:
        """Return the row that has the keyboard, itself or one of its buttons."""
        focus = QApplication.focusWidget()
        if focus is None:
            return None
        rows = self._rows.values()
        return next((row for row in rows if row is focus or row.isAncestorOf(focus)), None)

    def _move(self, row: RankedRow, by: int) -> None:
        place = self._order.index(row.id) + by
        if 0 <= place < len(self._order):
            self.moved.emit(row.id, place, False)
            self.reached.emit(row)

    def _step(self, by: int) -> None:
        row = self._held()
        if row is not None:
            self._move(row, by)

    def _walk(self, by: int) -> None:
        """Put the keyboard on the row before or after."""
        row = self._held()
        place = self._order.index(row.id) + by if row is not None else -1
        if 0 <= place < len(self._order):
            beside = self._rows[self._order[place]]
            beside.setFocus(Qt.FocusReason.TabFocusReason)
            self.reached.emit(beside)

    def _take_out(self) -> None:
        row = self._held()
        if row is not None:
            self._remove(row)

    def _remove(self, row: RankedRow) -> None:
        """Take a row out; the keyboard goes to the one that takes its place."""
        place = self._order.index(row.id)
        self.removed.emit(row.id)
        if self._order:
            beside = self._rows[self._order[min(place, len(self._order) - 1)]]
            beside.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_dragged(self, row: RankedRow, at: QPoint) -> None:
        """Give a dragged row the place that the pointer is over."""
        y = self.mapFromGlobal(at).y()
        others = [self._rows[id_] for id_ in self._order if id_ != row.id]
        place = sum(other.geometry().center().y() < y for other in others)
        if place != self._order.index(row.id):
            self.moved.emit(row.id, place, self._drag_goes_on)
            self._drag_goes_on = True
            # Before the pointer moves on, which is compared with where the rows are.
            self._column.activate()
        self.reached.emit(row)

    def _on_dropped(self) -> None:
        self._drag_goes_on = False
