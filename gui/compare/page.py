"""The Compare page: every claim, searched and sorted, with its sources."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.knowledge.dates import day_text
from core.records.knowledge import Claim, Knowledge
from gui.compare.detail import DetailPane
from gui.compare.drawer import DrawerStrip
from gui.compare.model import ClaimModel
from gui.compare.table import ClaimTable
from gui.shell.theme import type_scale
from gui.widgets.buttons import PrimaryButton, StandardButton
from gui.widgets.empty_state import EmptyState
from gui.widgets.fields import SearchField
from gui.widgets.labels import plain_label
from gui.widgets.page_head import PageHead
from gui.widgets.segments import Segments

if TYPE_CHECKING:
    from gui.controllers.decision import DecisionController
    from gui.controllers.snapshot import Snapshot

_WIDE = 960
_PANE = 312
_PANE_WIDE = 400
_FACETS: dict[str, dict[str, tuple[str, ...]]] = {
    "all": {},
    "pytorch": {"framework": ("pytorch", "both")},
    "tensorflow": {"framework": ("tensorflow", "both")},
}


class ComparePage(QWidget):
    """Table and pane; below 960 px the pane becomes a drawer.

    Signals:
        navigate: name of the page to go to.
    """

    navigate = Signal(str)

    def __init__(self, decision: DecisionController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decision = decision
        self._knowledge: Knowledge | None = None
        self._words: frozenset[str] = frozenset()
        self._wide = True
        self.model = ClaimModel(self)
        self.table = ClaimTable(self.model)
        self.pane = DetailPane()
        self.drawer = DrawerStrip()
        self._build()
        self.model.arranged.connect(self._on_arranged)
        self.table.claimSelected.connect(self._on_claim)
        self.table.columnsHidden.connect(self._on_hidden)
        self.table.rowActivated.connect(self._on_activated)
        self.drawer.toggled.connect(self._on_drawer)
        self.search.textChanged.connect(self._on_search)
        self._sides.changed.connect(self._on_side)
        self._copy.clicked.connect(self.table.copy_rows)
        self._clear.clicked.connect(self.search.clear)
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Find), self, self._on_find,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )  # fmt: skip
        decision.snapshotChanged.connect(self._on_snapshot)
        if decision.snapshot is not None:
            self._on_snapshot(decision.snapshot)

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self._head = PageHead(self.tr("Compare"))
        self._copy = StandardButton(self.tr("Copy ro&ws"), icon="copy")
        self._copy.set_height(36)
        self._head.add_action(self._copy)
        self.search = SearchField(
            self.tr("Search the claims"), self.tr("Search all text, words in any order")
        )
        self.search.setObjectName("compare_search")
        self.search.setMaximumWidth(420)
        self._sides = Segments(
            [
                ("all", self.tr("&All")),
                ("pytorch", self.tr("About &PyTorch")),
                ("tensorflow", self.tr("About &TensorFlow")),
            ],
            self.tr("Whose claims"),
        )
        self._count = plain_label("", colour="text2")
        self._count.setObjectName("compare_count")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._sides)
        tools.addWidget(self.search, 1)
        tools.addStretch(0)
        tools.addWidget(self._count, 0, Qt.AlignmentFlag.AlignRight)
        self._clear = PrimaryButton(self.tr("&Clear search"))
        self._empty = EmptyState("search", self.tr("No row has that"), "", self._clear)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._foot = plain_label("", "caption", colour="text2", wrap=True)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.setSpacing(16)
        self._split.addWidget(self._stack, 1)
        self._split.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addLayout(tools)
        column.addLayout(self._split, 1)
        column.addWidget(self.drawer)
        column.addWidget(self._foot)
        self._say_order()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pane beside the table, or into the drawer."""
        super().resizeEvent(event)
        scale = type_scale(self)
        self._wide = self.width() / scale >= _WIDE
        direction = (
            QBoxLayout.Direction.LeftToRight if self._wide else QBoxLayout.Direction.TopToBottom
        )
        if self._split.direction() != direction:
            self._split.setDirection(direction)
        width = round((_PANE_WIDE if self.width() / scale >= 1500 else _PANE) * scale)
        self.pane.setMinimumWidth(width if self._wide else 0)
        self.pane.setMaximumWidth(width if self._wide else 16_777_215)
        self.pane.setMaximumHeight(16_777_215 if self._wide else self.height() * 45 // 100)
        self.drawer.setVisible(not self._wide)
        self._foot.setVisible(self._wide)
        self.pane.setVisible(self._wide or self.drawer.is_open())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the search on Esc, wherever the keyboard is."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            event.accept()
            return
        super().keyPressEvent(event)

    # --- what happens -----------------------------------------------------------------------

    @Slot(object)
    def _on_snapshot(self, snapshot: Snapshot) -> None:
        if snapshot.knowledge is not self._knowledge:
            self._knowledge = snapshot.knowledge
            date = day_text(snapshot.knowledge.meta.date)
            self._head.set_context(
                self.tr("Every entry with its source and date · knowledge of {0}").format(date)
            )
            self._words = frozenset()
            self.model.set_knowledge(snapshot.knowledge)
        elif not snapshot.preview:
            self._on_claim(self.table.current_claim())

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self.model.set_query(text)

    @Slot(str)
    def _on_side(self, side: str) -> None:
        self.model.set_facets(_FACETS[side])

    @Slot()
    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def _on_arranged(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        self._count.setText(self.tr("{0} of {1} shown").format(shown, total))
        self._stack.setCurrentIndex(0 if shown or not total else 1)
        if not shown and total:
            self._say_nothing_found()
        self._say_order()

    @Slot(object)
    def _on_claim(self, claim: Claim | None) -> None:
        if self._knowledge is None:
            return
        label = self.model.label(claim) if claim is not None else ""
        verdict = self._decision.verdict
        self.pane.show_claim(self._knowledge, claim, label, verdict)
        self.drawer.show_claim(label, claim)

    @Slot(int)
    def _on_hidden(self, count: int) -> None:
        self._foot.setToolTip(self.tr("{0} column hidden").format(count) if count else "")
        self._say_order()

    @Slot(int)
    def _on_activated(self, _row: int) -> None:
        if not self._wide:
            self.drawer.open(not self.drawer.is_open())

    @Slot(bool)
    def _on_drawer(self, is_open: bool) -> None:
        self.pane.setVisible(self._wide or is_open)
        # The table has just become lower: the chosen row stays in sight.
        QTimer.singleShot(0, self._keep_in_sight)

    @Slot()
    def _keep_in_sight(self) -> None:
        self.table.scrollTo(self.table.currentIndex())

    def _say_nothing_found(self) -> None:
        query = self.search.text().strip()
        self._empty.heading.setText(self.tr("No row has “{0}”").format(query))
        if not self._words:
            self._words = frozenset(self.model.vocabulary())
        near = difflib.get_close_matches(query.casefold(), self._words, n=1, cutoff=0.6)
        text = self.tr("The nearest word in the table is “{0}”.").format(near[0]) if near else ""
        self._empty.text.setText(text or self.tr("Words are found in any order, in all columns."))

    def _say_order(self) -> None:
        section = self.table.horizontalHeader().sortIndicatorSection()
        if section < 0:
            text = self.tr("In the order of the comparison. Click a heading to sort.")
        else:
            name = self.model.headerData(section, Qt.Orientation.Horizontal)
            text = self.tr("Sorted by {0}. A third click restores the order.").format(name)
        self._foot.setText(text)
