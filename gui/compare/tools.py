"""Above the table: which view, what is searched for, and how many rows that leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from gui.shell.theme import type_scale
from gui.widgets.buttons import StandardButton
from gui.widgets.fields import SearchField
from gui.widgets.labels import plain_label
from gui.widgets.segments import Segments

_ONE_LINE = 620
_WHOLE_HINT = 860
_SEARCH = 420


class Tools(QWidget):
    """One line; two where there is no room.

    Signals:
        viewChosen: aspect, claim or short.
        searched: what is searched for now.

    Attributes:
        search: the field.
        views: the three segments.
    """

    viewChosen = Signal(str)
    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = Segments(
            [
                ("aspect", self.tr("By &aspect")),
                ("claim", self.tr("By c&laim")),
                ("short", self.tr("In sho&rt")),
            ],
            self.tr("How the two are compared"),
        )
        for view in ("aspect", "claim"):
            self.views.button(view).setObjectName(f"compare_by_{view}")
        self.views.button("short").setObjectName("compare_in_short")
        self.search = SearchField(self.tr("Search the table"))
        self.search.setObjectName("compare_search")
        self._count = plain_label("", colour="text2")
        self._count.setObjectName("compare_count")
        self._counted = (0, 0, "aspect")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._first = QHBoxLayout()
        self._first.setSpacing(8)
        self._first.addWidget(self.views)
        # Stands for the buttons of the page's head where a low window has no room for that.
        self.table_menu = StandardButton(self.tr("&Table"))
        self.table_menu.setObjectName("compare_table_menu")
        self.table_menu.setToolTip(self.tr("Columns, copying and saving"))
        self.table_menu.set_icon_name("chevron-down", trailing=True)
        self.table_menu.hide()
        self._tight = False
        self._first.addWidget(self.table_menu, 0, Qt.AlignmentFlag.AlignRight)
        self._row.addLayout(self._first)
        self._second = QHBoxLayout()
        self._second.setSpacing(8)
        self._second.addWidget(self.search, 1)
        self._row.addLayout(self._second, 1)
        self._row.addStretch(0)
        self._row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.views.changed.connect(self.viewChosen)
        self.search.textChanged.connect(self.searched)

    def show_view(self, view: str) -> None:
        """Name the view that is shown; in short there is nothing to count."""
        self.views.set_current(view)
        self._count.setVisible(view != "short")
        self.table_menu.setVisible(self._tight and view != "short")

    def set_tight(self, tight: bool) -> None:
        """Take the head's buttons in as one menu; the count then stands beside the search."""
        self._tight = tight
        self.table_menu.setVisible(tight and self.views.current() != "short")
        self._lay_out()

    def set_count(self, shown: int, total: int, view: str) -> None:
        """Say how many rows are shown."""
        self._counted = (shown, total, view)
        self._say()

    def tell(self, words: str) -> None:
        """Say what was done in the place of the count, until that is said anew."""
        self._count.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two lines where one has no room for all."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        room = self.width() / type_scale(self)
        two = room < _ONE_LINE
        kind = QBoxLayout.Direction
        direction = kind.TopToBottom if two else kind.LeftToRight
        self._row.setDirection(direction)
        place = self._second if self._tight else self._first if two else self._row
        if place.indexOf(self._count) < 0:
            for layout in (self._row, self._first, self._second):
                layout.removeWidget(self._count)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            place.addWidget(self._count, int(place is self._first), right)
        whole = room >= _WHOLE_HINT
        self.search.setMaximumWidth(round(_SEARCH * type_scale(self)) if whole else 16_777_215)
        self.search.setPlaceholderText(
            self.tr("Search all text, words in any order") if whole else self.tr("Search all text")
        )
        self._say()

    def _say(self) -> None:
        shown, total, view = self._counted
        if self.width() / type_scale(self) < _WHOLE_HINT:
            text = self.tr("{0} of {1} shown")
        elif view == "aspect":
            text = self.tr("{0} of {1} aspects shown")
        else:
            text = self.tr("{0} of {1} claims shown")
        self._count.setText(text.format(f"{shown:,}", f"{total:,}"))
