"""The Compare page: both frameworks aspect by aspect, or what was claimed, claim by claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.knowledge.dates import day_text
from core.knowledge.ledger import Facets, Row
from core.records.tables import TableLayout
from gui.compare.actions import MARKDOWN_KEYS, TableActions
from gui.compare.books import Books
from gui.compare.columns import VIEWS, View
from gui.compare.details import Details
from gui.compare.empty import NothingFound
from gui.compare.facet_bar import FacetBar
from gui.compare.in_short import SHORT, InShortView, Short
from gui.compare.model import LedgerModel, SortKeys
from gui.compare.order_words import order_text
from gui.compare.room import room_of
from gui.compare.table import LedgerTable
from gui.compare.tools import Tools
from gui.shell.theme import type_scale
from gui.widgets.labels import plain_label
from gui.widgets.page_head import PageHead

if TYPE_CHECKING:
    from gui.controllers.decision import DecisionController
    from gui.controllers.snapshot import Snapshot
    from gui.controllers.tables import TableController

_OTHER: dict[View, View] = {"aspect": "claim", "claim": "aspect"}


class ComparePage(QWidget):
    """Table and pane; below 960 px the pane becomes a drawer.

    Signals:
        navigate: name of the page to go to.
    """

    navigate = Signal(str)

    def __init__(
        self,
        decision: DecisionController,
        tables: TableController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tables = tables
        self._books = Books()
        self._stale = True
        self._view: View = "claim" if tables.choices.view == "claim" else "aspect"
        # What each view is filtered and sorted by; the search is the same for both.
        self._kept: dict[View, tuple[Facets, SortKeys]] = dict.fromkeys(VIEWS, ({}, ()))
        self._context = ""
        self._searching = self._tight = False
        self.model = LedgerModel(self)
        self.table = LedgerTable(self.model)
        self.details = Details(self.table, self._books, self)
        self.pane, self.drawer = self.details.pane, self.details.drawer
        self.facets = FacetBar()
        self.tools = Tools()
        self.search = self.tools.search
        self.empty = NothingFound()
        self.in_short = InShortView()
        self.actions_of = TableActions(self.table, tables, self)
        self._build()
        self._tie()
        self.tools.views.set_current(self._view)
        self.table.set_view(self._view, tables.layout(self._name()))
        decision.snapshotChanged.connect(self._on_snapshot)
        if decision.snapshot is not None:
            self._on_snapshot(decision.snapshot)

    # --- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        self.head = PageHead(self.tr("Compare"))
        for button in self.actions_of.buttons():
            self.head.add_action(button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.foot = plain_label("", "caption", colour="text2", wrap=True)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.setSpacing(16)
        self._split.addWidget(self._stack, 1)
        self._split.addWidget(self.pane)
        tabled = QWidget()
        rows = QVBoxLayout(tabled)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.facets)
        rows.addLayout(self._split, 1)
        rows.addWidget(self.drawer)
        rows.addWidget(self.foot)
        self._views = QStackedWidget()
        self._views.addWidget(tabled)
        self._views.addWidget(self.in_short)
        column = QVBoxLayout(self)
        self._column = column
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addSpacing(4)
        column.addWidget(self.tools)
        column.addWidget(self._views, 1)

    def _tie(self) -> None:
        self.model.arranged.connect(self._on_arranged)
        self.table.rowChosen.connect(self._on_row)
        self.table.layoutKept.connect(self._on_layout)
        self.table.copyAsked.connect(self.actions_of.copy_rows)
        self.details.covers.connect(self._stack.setHidden)
        self.pane.claimAsked.connect(self.show_claim)
        self.in_short.claimAsked.connect(self.show_claim)
        self.tools.searched.connect(self._on_search)
        self.tools.viewChosen.connect(self.show_view)
        self.facets.changed.connect(self._on_facets)
        self.empty.searchCleared.connect(self.search.clear)
        self.empty.filtersCleared.connect(self.facets.clear)
        self.actions_of.told.connect(self._on_told)
        menu = self.tools.table_menu
        menu.clicked.connect(lambda: self.actions_of.show_all_below(menu))
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._on_find),
            (QKeySequence("Ctrl+T"), self._on_other_view),
            (QKeySequence(MARKDOWN_KEYS), self.actions_of.copy_markdown),
        ):
            QShortcut(keys, self, do, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pane beside the table, or into the drawer."""
        super().resizeEvent(event)
        room = room_of(self.size(), type_scale(self))
        kind = QBoxLayout.Direction
        direction = kind.LeftToRight if room.wide else kind.TopToBottom
        if self._split.direction() != direction:
            self._split.setDirection(direction)
        self.head.set_stacked(room.stacked)
        self.details.take_room(room.pane, room.drawer, wide=room.wide, low=room.low)
        self.foot.setVisible(room.wide)
        self._set_tight(room.tight)

    def _set_tight(self, tight: bool) -> None:
        """Give the table the room of head and margins in a low window."""
        if tight == self._tight:
            return
        self._tight = tight
        self._column.setContentsMargins(*((12, 8, 12, 8) if tight else (24, 20, 24, 16)))
        self.head.setVisible(not tight)
        self.tools.set_tight(tight)
        self.table.set_tight(tight)
        self.drawer.set_tight(tight)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the table up to date."""
        super().showEvent(event)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put details away on Esc, clear the search, then the filters, wherever the keyboard is."""
        if event.key() == Qt.Key.Key_Escape and self._step_back():
            event.accept()
            return
        super().keyPressEvent(event)

    def _step_back(self) -> bool:
        """Undo one thing that keeps rows out of sight; return False when there is none."""
        if self._is_in_short():
            self.show_view(self._view)
        elif self.drawer.isVisible() and self.drawer.is_open():
            self.drawer.open(False)
        elif self.search.text():
            self.search.clear()
        elif self.model.facets:
            self.facets.clear()
        else:
            return False
        return True

    # --- what is shown ------------------------------------------------------------------------

    def _name(self) -> str:
        """Return what the columns of this view are kept under."""
        return f"compare_{self._view}"

    @Slot(str)
    def show_view(self, view: View | Short) -> None:
        """Show the two in short, or the table; each view keeps its filters, sort and columns."""
        self._show_in_short(view == SHORT)
        if view in (SHORT, self._view):
            return
        self._kept[self._view] = (self.model.facets, self.model.sort_keys)
        self._view = view
        self._tables.keep_view(view)
        self.tools.views.set_current(view)
        self.table.set_view(view, self._tables.layout(self._name()))
        facets, sort = self._kept[view]
        self.model.set_ledger(self._books.of(view), facets=facets, sort=sort)

    def _is_in_short(self) -> bool:
        return self._views.currentWidget() is self.in_short

    def _show_in_short(self, wanted: bool) -> None:
        """Show the two in short, or the table again."""
        if wanted and self._books.knowledge is not None:
            self.in_short.show_knowledge(self._books.knowledge)
        self._views.setCurrentIndex(int(wanted))
        self.tools.show_view(SHORT if wanted else self._view)
        for button in self.actions_of.buttons():
            button.setVisible(not wanted)

    @Slot(str)
    def _on_told(self, words: str) -> None:
        self.head.set_context(words)
        if self._tight:  # where the head has no room, what was done is said by the count's place
            self.tools.tell(words)

    @Slot(str)
    def show_claim(self, id_: str) -> None:
        """Show one claim among all, and give up search and filters where they hide it."""
        self.show_view("claim")
        if self.model.row_of(id_) < 0:
            self.search.clear()
            self.model.show(facets={})
        at = self.model.row_of(id_)
        if at >= 0:
            self.table.selectRow(at)

    def _refresh(self) -> None:
        if not self._stale or self._books.knowledge is None:
            return
        self._stale = False
        date = day_text(self._books.knowledge.meta.date)
        self._context = self.tr("Every entry with its source and date · knowledge of {0}").format(
            date
        )
        self.model.set_ledger(self._books.of(self._view))
        self.details.show_now()

    @Slot(object)
    def _on_snapshot(self, snapshot: Snapshot) -> None:
        if self._books.take(snapshot):
            self._stale = True
            if self.isVisible():
                self._refresh()

    @Slot()
    def _on_arranged(self) -> None:
        model, filters = self.model, self.facets
        shown, total = model.rowCount(), model.total
        self.head.set_context(self._context)
        self.tools.set_count(shown, total, self._view)
        filters.take(model.ledger, model.query, model.facets)
        self._stack.setCurrentIndex(0 if shown or not total else 1)
        if not shown and total:
            self.empty.tell(model.ledger, model.query, filters.said(), self._view)
        for button in (self.actions_of.copy, self.actions_of.export):
            button.setEnabled(shown > 0)
        labels = {column.id: column.label for column in model.columns}
        mine, searching = self._books.answered, bool(model.words)
        text = order_text(self._view, model.sort_keys, labels, mine=mine, searching=searching)
        self.foot.setText(text)

    @Slot(object)
    def _on_layout(self, layout: TableLayout) -> None:
        self._tables.keep_layout(self._name(), layout)

    # --- searching and filtering --------------------------------------------------------------

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._searching = True
        if text:
            self._show_in_short(False)
        self.model.show(query=text)
        self._searching = False
        self.details.show_later()  # its marks follow the search, also on the same row

    @Slot(object)
    def _on_facets(self, facets: Facets) -> None:
        self.model.show(facets=facets)

    @Slot()
    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def _on_other_view(self) -> None:
        other = self._view if self._is_in_short() else _OTHER[self._view]
        self.show_view(other)

    # --- one row ------------------------------------------------------------------------------

    @Slot(object)
    def _on_row(self, row: Row | None) -> None:
        if self._stale:
            return
        if self._searching:
            self.details.show_later()  # who types on does not wait for it
        else:
            self.details.show_now()
