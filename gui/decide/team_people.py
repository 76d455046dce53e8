"""Everyone of the team on common axes, and the buttons that add people."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.controllers.team_files import TeamSnapshot
from gui.decide.team_heads import LeadHead, SidesHead
from gui.decide.team_marks import letter_size
from gui.decide.team_put_back import PutBackButton
from gui.decide.team_row import ANSWERED_WIDTH, GAP, NAME_WIDTH, REMOVE_WIDTH, Mode, PersonRow
from gui.decide.team_words import lead_span, letter
from gui.shell.theme import type_scale
from gui.widgets.buttons import QuietButton, StandardButton
from gui.widgets.labels import plain_label
from gui.widgets.panel import Hairline, Panel


class PeoplePanel(Panel):
    """One row a person, in the order they were added.

    Signals:
        renamed, removed, retried: see `PersonRow`.
        addAsked, mineAsked, saveAsked: the buttons below the rows.

    Attributes:
        put_back: brings back who was removed.
    """

    renamed = Signal(int, str)
    removed = Signal(int)
    retried = Signal(int)
    addAsked = Signal()
    mineAsked = Signal()
    saveAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, dense=True)
        self.setObjectName("team_people")
        self.body.setSpacing(0)
        self._mode: Mode = "wide"
        self._rows: dict[int, PersonRow] = {}
        self._lines: list[Hairline] = []
        self._head = _Head()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.add(self._head)
        self.add(self._list)
        self._add = StandardButton(self.tr("&Add answer files…"), icon="plus")
        self._add.setObjectName("team_add")
        self._add.clicked.connect(self.addAsked)
        self._mine = StandardButton(self.tr("Add &my answers"), icon="person")
        self._mine.setObjectName("team_add_mine")
        self._mine.clicked.connect(self.mineAsked)
        self._save = QuietButton(self.tr("Save my answers for &the team…"), icon="save")
        self._save.setObjectName("team_save_mine")
        self._save.clicked.connect(self.saveAsked)
        self.put_back = PutBackButton()
        self.put_back.setObjectName("team_put_back")
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setContentsMargins(0, 12, 0, 0)
        self._foot.setSpacing(8)
        for button in (self._add, self._mine, self._save):
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        self._foot.addWidget(self.put_back)
        self.add(self._foot)

    # --- showing ----------------------------------------------------------------------------

    def show_team(self, team: TeamSnapshot, asked: int) -> None:
        """Show everyone; rows of people who stay are kept."""
        before = set(self._rows)
        goes = self.put_back.hasFocus() and not team.removed
        if [member.id for member in team.members] != list(self._rows):
            self._order(team)
        span = lead_span(team.verdict.people if team.verdict else ())
        self._head.set_span(span)
        for place, member in enumerate(team.members):
            row = self._rows[member.id]
            row.show_member(member, team.person(member), letter(place), asked, span)
        self._mine.setVisible(not team.has_mine())
        back = [row for id_, row in self._rows.items() if id_ not in before]
        if goes and back:
            # The button goes; Qt would pass the keyboard on to the rail.
            back[0].tab_stops()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.put_back.show_removed(team.removed)

    def _order(self, team: TeamSnapshot) -> None:
        while self._list.takeAt(0) is not None:
            pass
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        before = self._rows
        self._rows = {}
        for member in team.members:
            row = before.pop(member.id, None) or self._row(member.id)
            self._rows[member.id] = row
            line = Hairline()
            self._lines.append(line)
            self._list.addWidget(line)
            self._list.addWidget(row)
        for gone in before.values():
            gone.hide()
            gone.deleteLater()
        for row in self._rows.values():
            row.show()
        self._part_from_head()
        self._keep_tab_order()

    def _row(self, member: int) -> PersonRow:
        row = PersonRow(member)
        row.set_mode(self._mode)
        row.renamed.connect(self.renamed)
        row.removed.connect(self.removed)
        row.retried.connect(self.retried)
        return row

    def _keep_tab_order(self) -> None:
        """Tab goes through the rows as they stand, then through the buttons."""
        stops = [stop for row in self._rows.values() for stop in row.tab_stops()]
        stops += [self._add, self._mine, self._save, self.put_back]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    # --- reflow -----------------------------------------------------------------------------

    def set_mode(self, mode: Mode) -> None:
        """Stand in one line a person, in two, or one thing below the other."""
        self._mode = mode
        self._head.set_mode(mode)
        kind = QBoxLayout.Direction
        self._foot.setDirection(kind.TopToBottom if mode == "narrow" else kind.LeftToRight)
        for row in self._rows.values():
            row.set_mode(mode)
        self._part_from_head()

    def _part_from_head(self) -> None:
        """Leave out the first line where no head stands above it."""
        if self._lines:
            self._lines[0].setVisible(self._mode != "narrow")


class _Head(QWidget):
    """The heads of the columns, with the same widths as the rows have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides = SidesHead(self.tr("first, in 100 readings"))
        self._lead = LeadHead(self.tr("lead in points"))
        self._name = plain_label(self.tr("Name"), "caption", weight=600)
        self._verdict = plain_label(self.tr("On their own"), "caption", weight=600)
        self._answered = plain_label(self.tr("Answered"), "caption", weight=600)
        pictures = QWidget()
        row = QHBoxLayout(pictures)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GAP)
        row.addWidget(self._sides, 1)
        row.addWidget(self._lead, 1)
        self._pictures = pictures
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 6)
        self._grid.setHorizontalSpacing(GAP)
        self.set_mode("wide")

    def set_span(self, span: float) -> None:
        """Show the axis of leads that the rows have."""
        self._lead.set_span(span)

    def set_mode(self, mode: Mode) -> None:
        """Arrange as the rows do; where things stand below each other there is no head."""
        self.setVisible(mode != "narrow")
        scale = type_scale(self)
        grid = self._grid
        while grid.takeAt(0) is not None:
            pass
        wide = mode == "wide"
        low = Qt.AlignmentFlag.AlignBottom
        end = round((ANSWERED_WIDTH + REMOVE_WIDTH + 4) * scale)
        widths = {0: round(letter_size(self)), 1: round(NAME_WIDTH * scale), 4 if wide else 3: end}
        for column in range(5):
            grid.setColumnStretch(column, 0)
            grid.setColumnMinimumWidth(column, widths.get(column, 0))
        self._answered.setFixedWidth(round(ANSWERED_WIDTH * scale))
        self._name.setVisible(wide)
        self._verdict.setVisible(wide)
        self._answered.setVisible(wide)
        if wide:
            grid.addWidget(self._name, 0, 1, low)
            grid.addWidget(self._verdict, 0, 2, low)
            grid.addWidget(self._pictures, 0, 3, low)
            grid.addWidget(self._answered, 0, 4, low)
            grid.setColumnStretch(2, 10)
            grid.setColumnStretch(3, 32)
        else:
            grid.addWidget(self._pictures, 0, 1, 1, 3)
            grid.setColumnStretch(2, 1)
