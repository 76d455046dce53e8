"""The page of the ranking: put in order what matters and watch what happens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.controllers.ranking_state import RankingSnapshot
from gui.controllers.snapshot import Snapshot
from gui.decide.announce import announce
from gui.decide.headed import HeadedColumn
from gui.decide.ranking_list import RankedList
from gui.decide.ranking_others import OtherCriteria
from gui.decide.undo_buttons import UndoButtons, redoes, undoes
from gui.decide.what_if_top import OutcomeOnTrial
from gui.decide.what_if_words import counting, ranking_words
from gui.shell.theme import type_scale
from gui.widgets.buttons import PrimaryButton, QuietButton, StandardButton
from gui.widgets.labels import plain_label
from gui.widgets.page_head import PageHead
from gui.widgets.panel import Panel
from gui.widgets.tips import tip

TWO_COLUMNS = 900
BESIDE_TITLE = 640


class RankingView(QWidget):
    """Shows a ranking on trial and reports what is moved.

    Signals:
        moved: criterion, its new place (0 for the first), whether it goes on with the last move.
        added, removed: a criterion into the ranking, or out of it.
        startAsked: rank what counts most by the answers.
        giveBackAsked: use the levels of the answers again.
        undoAsked, redoAsked, applyAsked, cancelAsked: what the buttons and keys say.
    """

    moved = Signal(str, int, bool)
    added = Signal(str)
    removed = Signal(str)
    startAsked = Signal()
    giveBackAsked = Signal()
    undoAsked = Signal()
    redoAsked = Signal()
    applyAsked = Signal()
    cancelAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ranking_page")
        self._said = ""
        self._head = self._build_head()
        self._top = OutcomeOnTrial(ranking_words())
        self._list, self._others = RankedList(), OtherCriteria()
        self._list.moved.connect(self.moved)
        self._list.removed.connect(self.removed)
        self._list.reached.connect(self._on_reached)
        self._others.added.connect(self.added)
        self._waits = plain_label(counting(), colour="text2", wrap=True)
        self._lists = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._lists)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(12)
        self._columns.addWidget(self._ranked_panel(), 13)
        self._columns.addWidget(self._others_panel(), 11)
        self._page = HeadedColumn(self._head, self._top, spacing=10)
        self._page.rows.addWidget(self._waits)
        self._page.rows.addWidget(self._lists)
        self._page.rows.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self._wait(True)

    def _build_head(self) -> PageHead:
        head = PageHead(self.tr("Rank what matters"), "")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        self._undo = UndoButtons("ranking")
        self._undo.undoAsked.connect(self.undoAsked)
        self._undo.redoAsked.connect(self.redoAsked)
        self._cancel = StandardButton(self.tr("Cancel"))
        self._cancel.setObjectName("ranking_cancel")
        self._cancel.clicked.connect(self.cancelAsked)
        self._apply = PrimaryButton(self.tr("Apply"))
        self._apply.setObjectName("ranking_apply")
        self._apply.clicked.connect(self.applyAsked)
        for action in (self._undo, self._cancel, self._apply):
            head.add_action(action)
        return head

    def _ranked_panel(self) -> Panel:
        panel = _panel(self.tr("What matters to you, most important first"))
        panel.setObjectName("ranking_ranked")
        self._empty = plain_label(
            self.tr(
                "Nothing is ranked: your answers say how much each criterion matters. Rank those "
                "whose order you are sure of; the others stay as your answers say."
            ),
            colour="text2",
            wrap=True,
        )
        self._start = StandardButton(self.tr("Start with what counts most"))
        self._start.setObjectName("ranking_start")
        self._start.setToolTip(self.tr("In the order of your answers, for you to change"))
        self._start.clicked.connect(self.startAsked)
        self._foot = plain_label(
            self.tr(
                "Shares of the weight of what you rank. Only the order is known, so each is the "
                "middle of all shares that keep it. Drag a row, or Alt+Up and Alt+Down."
            ),
            "caption",
            colour="text2",
            wrap=True,
        )
        self._give_back = QuietButton(self.tr("Use the answers’ levels again"), icon="retry")
        self._give_back.setObjectName("ranking_give_back")
        self._give_back.padding = 0
        self._give_back.clicked.connect(self.giveBackAsked)
        left = Qt.AlignmentFlag.AlignLeft
        panel.add(self._empty)
        panel.body.addWidget(self._start, 0, left)
        panel.add(self._list)
        panel.add(self._foot)
        panel.body.addWidget(self._give_back, 0, left)
        panel.body.addStretch(1)
        return panel

    def _others_panel(self) -> Panel:
        panel = _panel(self.tr("Not ranked: as much as your answers say"))
        panel.setObjectName("ranking_rest")
        panel.add(self._others)
        panel.body.addStretch(1)
        return panel

    # --- showing ----------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show whose project it is."""
        project = snapshot.answers.notes.get("project", "")
        what = self.tr("optional; nothing is stored before you apply it")
        self._head.set_context(" · ".join(part for part in (project, what) if part))
        if snapshot.verdict is None:
            self._wait(True)

    def _wait(self, waits: bool) -> None:
        """Offer nothing before there is a verdict that says how much each criterion counts."""
        self._waits.setVisible(waits)
        for widget in (self._top, self._lists):
            widget.setVisible(not waits)
        if waits:
            self._undo.show_words("", "")
            self._apply.setEnabled(False)
            self._apply.setToolTip(tip(counting()))

    def show_ranking(self, ranking: RankingSnapshot) -> None:
        """Show the ranking as it stands on trial."""
        self._wait(False)
        goes = self._start.hasFocus() if ranking.order else self._give_back.hasFocus()
        self._list.show_ranking(ranking)
        self._others.show_ranking(ranking)
        for widget in (self._list, self._foot, self._give_back):
            widget.setVisible(bool(ranking.order))
        for widget in (self._empty, self._start):
            widget.setVisible(not ranking.order)
        self._start.setEnabled(any(ranking.counts(c.id) for c in ranking.others))
        move = self.tr("the last move")
        self._undo.show_words(move if ranking.can_undo else "", move if ranking.can_redo else "")
        self._apply.setEnabled(ranking.differs)
        self._apply.setToolTip("" if ranking.differs else self.tr("Nothing is changed yet"))
        if goes:
            # The button that was pressed is gone; Qt would pass the keyboard on to any other.
            self.focus_first()
        self._top.show_trial(ranking)
        if not ranking.preview and ranking.moved != self._said:
            self._said = ranking.moved
            announce(self._top, ranking.moved)

    def focus_first(self) -> None:
        """Put the keyboard where the work is: the first row, or the start of one."""
        self._page.column.verticalScrollBar().setValue(0)
        if not self._list.focus_first():
            button = self._start if self._start.isVisible() else self._cancel
            button = button if button.isEnabled() else self._cancel
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QWidget)
    def _on_reached(self, row: QWidget) -> None:
        self._page.column.ensureWidgetVisible(row, 0, row.height() // 2)

    # --- reflow -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lists below each other where two would be cramped."""
        super().resizeEvent(event)
        width = self.width() / type_scale(self)
        kind = QBoxLayout.Direction
        narrow = width < TWO_COLUMNS
        self._columns.setDirection(kind.TopToBottom if narrow else kind.LeftToRight)
        self._head.set_stacked(width < BESIDE_TITLE)
        self._top.set_narrow(narrow)

    # --- keys -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Claim the keys of undoing, which mean the trial here and the answers elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if undoes(event) or redoes(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo the moves of the trial."""
        if undoes(event):
            self.undoAsked.emit()
        elif redoes(event):
            self.redoAsked.emit()
        else:
            super().keyPressEvent(event)


def _panel(title: str) -> Panel:
    """Return a panel whose title may take several lines."""
    panel = Panel(dense=True)
    panel.add(plain_label(title, weight=600, wrap=True))
    return panel
