"""The team's page: everyone's own outcome, vetoes, where people lie apart, what it comes to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.records.verdict import Verdict
from gui.controllers.team import TeamController
from gui.controllers.team_files import TeamSnapshot
from gui.decide import team_sides
from gui.decide.announce import announce
from gui.decide.headed import HeadedColumn
from gui.decide.team_apart import ApartPanel
from gui.decide.team_dialogs import answer_files, ask_answers_out, ask_files, ask_report_out
from gui.decide.team_group import GroupPanel
from gui.decide.team_people import PeoplePanel
from gui.decide.team_put_back import PutBackButton
from gui.decide.team_row import Mode
from gui.decide.team_words import letter, team_size
from gui.decide.words import day
from gui.shell.theme import type_scale
from gui.widgets.buttons import PrimaryButton, QuietButton, StandardButton
from gui.widgets.empty_state import EmptyState
from gui.widgets.labels import plain_label
from gui.widgets.page_head import PageHead
from gui.widgets.panel import Panel

WIDE, MEDIUM = 1000, 640  # least widths in pixels at the usual type size
LEAST_WIDTH = 560


class TeamView(QWidget):
    """Shows the team; passes on what the person does with it.

    Signals:
        backAsked: back to where the person came from.
    """

    backAsked = Signal()

    def __init__(self, team: TeamController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("team_page")
        self.setAcceptDrops(True)
        self._team = team
        self._shown: Verdict | None = None
        self._apart: ApartPanel | None = None
        self._columns: QBoxLayout | None = None
        self._build_head()
        self._group = GroupPanel()
        self._people = PeoplePanel()
        self._below = QVBoxLayout()
        self._below.setSpacing(12)
        self._empty = self._empty_state()
        self._anyone = QWidget()
        filled = QVBoxLayout(self._anyone)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.setSpacing(12)
        filled.addWidget(self._group)
        filled.addWidget(self._people)
        filled.addLayout(self._below)
        filled.addStretch(1)
        self._page = HeadedColumn(self._head)
        self._page.rows.addWidget(self._empty, 1)
        self._page.rows.addWidget(self._anyone, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self._connect()
        self._show(team.snapshot)

    def _build_head(self) -> None:
        self._head = PageHead(self.tr("Team"), "")
        self._head.title.setObjectName("team_title")
        # A verdict's title may take several lines; its height follows from its width.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._head.title.setSizePolicy(policy)
        self._head.setSizePolicy(policy)
        self._back = QuietButton(self.tr("&Back"), icon="chevron-left")
        self._back.setObjectName("team_back")
        self._report = StandardButton(self.tr("Save the team &report…"), icon="save")
        self._report.setObjectName("team_report")
        self._head.add_action(self._back)
        self._head.add_action(self._report)

    def _empty_state(self) -> QWidget:
        add = PrimaryButton(self.tr("Add answer files…"), icon="plus")
        add.setObjectName("team_first_add")
        add.clicked.connect(self._on_add)
        mine = StandardButton(self.tr("Add my answers"), icon="person")
        mine.setObjectName("team_first_mine")
        mine.clicked.connect(self._team.add_mine)
        text = self.tr(
            "Each person answers alone; here their answers stand side by side. You see everyone’s "
            "own outcome, who rules something out, where you lie apart, and what it comes to for "
            "all, with an equal say for each."
        )
        hint = self.tr(
            "Each person saves their file here, with “Save my answers for the team…”. You can also "
            "drop .toml, .json or .forkwise files on this page."
        )
        save = QuietButton(self.tr("Save my answers for the team…"), icon="save")
        save.setObjectName("team_first_save")
        save.clicked.connect(self._on_save)
        self._put_back = PutBackButton()
        self._put_back.setObjectName("team_first_put_back")
        buttons = QWidget()
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight, buttons)
        self._first.setContentsMargins(0, 0, 0, 0)
        self._first.setSpacing(8)
        for button in (add, mine, save, self._put_back):
            self._first.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return EmptyState(
            "people", self.tr("Several people, one decision"), text, buttons, hint=hint
        )

    def _connect(self) -> None:
        team, people = self._team, self._people
        self._back.clicked.connect(self.backAsked)
        self._report.clicked.connect(self._on_report)
        people.renamed.connect(team.rename)
        people.removed.connect(team.remove)
        people.retried.connect(team.read_again)
        people.addAsked.connect(self._on_add)
        people.mineAsked.connect(team.add_mine)
        people.saveAsked.connect(self._on_save)
        for button in (people.put_back, self._put_back):
            button.asked.connect(team.put_back)
            button.allAsked.connect(team.put_all_back)
        team.changed.connect(self._on_changed)
        team.written.connect(self._on_written)

    # --- showing ----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Have verdicts computed from now on, and files read that may have changed."""
        super().showEvent(event)
        self._team.set_shown(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Have nothing computed that nobody sees."""
        super().hideEvent(event)
        self._team.set_shown(False)

    def focus_first(self) -> None:
        """Put the keyboard on the way back and show the top."""
        self._page.column.verticalScrollBar().setValue(0)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_changed(self, team: TeamSnapshot) -> None:
        if self.isVisible():
            self._show(team)

    def _show(self, team: TeamSnapshot) -> None:
        verdict, several = team.verdict, bool(team.verdict and len(team.verdict.people) > 1)
        anyone = bool(team.members)
        self._empty.setVisible(not anyone)
        self._anyone.setVisible(anyone)
        self._put_back.show_removed(team.removed)
        self._report.setEnabled(verdict is not None)
        self._report.setToolTip("" if verdict else self.tr("There is nobody to report on yet"))
        knowledge = self._team.knowledge
        if knowledge is None or not anyone:
            self._head.set_title(self.tr("Team"))
            self._head.set_context("")
            return
        self._people.show_team(team, len(knowledge.questions))
        size = team_size(verdict.people) if verdict else ""
        self._head.set_title(verdict.title if verdict and several else self.tr("Team"))
        age = self.tr("knowledge of {0}").format(day(knowledge.meta.date.isoformat()))
        self._head.set_context(" · ".join(p for p in (size, age) if p))
        self._group.show_verdict(verdict, waiting=team.is_waiting())
        if verdict != self._shown:
            self._shown = verdict
            self._rebuild(verdict)
            if verdict is not None and several and not verdict.preview:
                announce(self._head.title, f"{verdict.title}. {verdict.sentence}")
        self._fit()

    def _rebuild(self, verdict: Verdict | None) -> None:
        while (item := self._below.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._apart, self._columns = None, None
        if verdict is None or len(verdict.people) < 2:
            return
        members = self._team.snapshot.members
        letters = {member.name: letter(place) for place, member in enumerate(members)}
        self._apart = ApartPanel(verdict.disagreements, letters)
        right: list[Panel] = []
        if verdict.vetoes:
            right.append(team_sides.veto_panel(verdict.vetoes, verdict.fired_rules))
        if verdict.flips and verdict.verdict != "split":
            right.append(team_sides.change_panel(verdict.flips))
        if verdict.next_best:
            right.append(team_sides.find_panel(verdict))
        page = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(12)
        self._columns.addLayout(_column([self._apart]), 15)
        if right:
            self._columns.addLayout(_column(right), 9)
        self._below.addWidget(page)
        note = self.tr(
            "A reading picks one person, each as likely as the next, then weighs as for one. "
            "{0} readings, seed {1}; knowledge {2}."
        ).format(f"{verdict.draws:,}", verdict.seed, verdict.knowledge.version)
        self._below.addWidget(plain_label(note, "caption", colour="text2", wrap=True))

    # --- reflow -----------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the folded page, or an unfolded one could not be narrowed."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), LEAST_WIDTH), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold rows and columns where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width() / type_scale(self)
        mode: Mode = "wide" if width >= WIDE else "medium" if width >= MEDIUM else "narrow"
        self._people.set_mode(mode)
        self._group.set_narrow(mode != "wide")
        kind = QBoxLayout.Direction
        stacked = mode == "narrow"
        self._head.set_stacked(stacked)
        self._first.setDirection(kind.TopToBottom if stacked else kind.LeftToRight)
        if self._columns is not None:
            self._columns.setDirection(kind.LeftToRight if mode == "wide" else kind.TopToBottom)
        if self._apart is not None:
            self._apart.set_narrow(stacked)

    # --- files ------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take answer files, any number of them."""
        copies = event.possibleActions() & Qt.DropAction.CopyAction
        if copies and answer_files(event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that were dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._team.add_files(answer_files(event.mimeData().urls()))

    @Slot()
    def _on_add(self) -> None:
        ask_files(self, self._team.add_files)

    @Slot()
    def _on_save(self) -> None:
        ask_answers_out(self, self._team.export_mine)

    @Slot()
    def _on_report(self) -> None:
        ask_report_out(self, self._team.write_report)

    @Slot(str)
    def _on_written(self, path: str) -> None:
        self._head.set_context(self.tr("Saved as {0}").format(path))
        announce(self._head.context, self._head.context.text())


def _column(panels: list[Panel]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    for panel in panels:
        column.addWidget(panel)
    column.addStretch(1)
    return column
