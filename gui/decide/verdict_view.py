"""The verdict page: what, how sure, why, what would change it, and what to do now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from core.records.knowledge import Knowledge
from core.records.verdict import Verdict
from gui.controllers.decision import Snapshot
from gui.decide.announce import announce
from gui.decide.headed import HeadedColumn
from gui.decide.undo_buttons import UndoButtons
from gui.decide.verdict_page import Handlers, VerdictBody
from gui.decide.ways_out import WayOut
from gui.decide.words import answered_count, day
from gui.shell.theme import type_scale
from gui.widgets.buttons import FlatButton, QuietButton, StandardButton
from gui.widgets.page_head import PageHead

TWO_COLUMNS = 900
LEAST_WIDTH = 560
EDGE, SPACING = 24, 8  # of the page, and between what stands in its head
BESIDE_TITLE = 900


class VerdictView(QWidget):
    """Shows one verdict.

    Signals:
        asked: id of a question to answer or to change.
        measureAsked: the phase to measure.
        reportAsked, tableAsked, teamAsked: pages to go to.
        changeAsked: back to the answers.
        whatIfAsked: on to weights on trial.
        rankAsked: on to the ranking.
        attempted: on to weights on trial, with a criterion at a level.
        undoAsked, redoAsked: of answers, weights and choices.
        preferred, takenBack: the two criteria of a trade-off, the preferred one first.
        putAside, askedAgain: the two criteria of a trade-off without a preference.
    """

    asked = Signal(str)
    measureAsked = Signal(str)
    reportAsked = Signal()
    tableAsked = Signal()
    teamAsked = Signal()
    changeAsked = Signal()
    whatIfAsked = Signal()
    rankAsked = Signal()
    attempted = Signal(str, float)
    preferred = Signal(str, str)
    takenBack = Signal(str, str)
    putAside = Signal(str, str)
    askedAgain = Signal(str, str)
    undoAsked = Signal()
    redoAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict_page")
        self._shown: Snapshot | None = None
        self._body: VerdictBody | None = None
        self._opened: set[str] = set()
        self._moved = ""
        self._head = PageHead("", "")
        self._head.title.setObjectName("verdict_title")
        # A verdict's title may take two lines, and its height then follows from its width.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._head.title.setSizePolicy(policy)
        self._head.setSizePolicy(policy)
        self._undo = UndoButtons("verdict")
        self._undo.undoAsked.connect(self.undoAsked)
        self._undo.redoAsked.connect(self.redoAsked)
        self._head.add_action(self._undo)
        team = QuietButton(self.tr("Team…"))
        team.setObjectName("team_open_verdict")
        team.clicked.connect(self.teamAsked)
        self._head.add_action(team)
        self._change = self._action(self.tr("Change answers"), "verdict_change")
        self._change.clicked.connect(self.changeAsked)
        what_if = self._action(self.tr("What if…"), "what_if_open")
        what_if.clicked.connect(self.whatIfAsked)
        self._report = self._action(self.tr("Report"), "verdict_report")
        self._report.clicked.connect(self.reportAsked)
        self._actions = (self._undo, team, self._change, what_if, self._report)
        self._page = HeadedColumn(self._head)
        self._scroll = self._page.column
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)

    def _action(self, text: str, name: str) -> FlatButton:
        button = StandardButton(text)
        button.setObjectName(name)
        self._head.add_action(button)
        return button

    # --- showing ----------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the verdict of the snapshot; rebuilds the panels only when it is another one.

        While a verdict is being read, a preview of the next one would only make the page jump
        twice: it is passed over for the full result that follows it.
        """
        verdict = snapshot.verdict
        self._head.set_context(context_words(snapshot))
        self._undo.show_snapshot(snapshot)
        if verdict is None:
            self._head.set_title(self.tr("No verdict yet"))
            return
        before = self._shown
        if before is not None and verdict == before.verdict and _same_words(before, snapshot):
            return
        if before is not None and verdict.preview and self.isVisible():
            return
        self._moved = self._told(snapshot)
        self._shown = snapshot
        self._head.set_title(verdict.title)
        self._rebuild(verdict, snapshot)
        if not verdict.preview:
            said = (self._moved, f"{verdict.title}.", verdict.sentence)
            announce(self._head.title, " ".join(part for part in said if part))

    def _told(self, snapshot: Snapshot) -> str:
        """Return what moved, where the person sees it happen: not on the way from a question."""
        shown = self._shown
        if shown is None or not self.isVisible():
            return ""
        # The full result of what is shown as a preview is no news.
        same = shown.preview and shown.change == snapshot.change
        return self._moved if same else snapshot.moved

    def focus_first(self) -> None:
        """Put the keyboard on the first action and show the top."""
        self._scroll.verticalScrollBar().setValue(0)
        self._change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rebuild(self, verdict: Verdict, snapshot: Snapshot) -> None:
        bar, old = self._scroll.verticalScrollBar(), self._body
        place, held = bar.value(), self._held()
        self._body = VerdictBody(
            verdict,
            snapshot,
            self._handlers(),
            moved=self._moved,
            opened=self._opened,
        )
        self._page.rows.addWidget(self._body)
        # Now, not with the next event: the keyboard may go there at once.
        self._body.show()
        if old is not None:
            old.setParent(None)
            old.deleteLater()
        self._fit()
        bar.setValue(place)
        if held:
            again = self._body.findChild(QAbstractButton, held)
            (again or self._change).setFocus(Qt.FocusReason.OtherFocusReason)

    def _held(self) -> str:
        """Return the name of the button of the body that has the keyboard; empty for none."""
        focus = self.focusWidget()
        inside = self._body is not None and focus is not None and self._body.isAncestorOf(focus)
        return (focus.objectName() or "unnamed") if focus is not None and inside else ""

    # --- acting -----------------------------------------------------------------------------

    def _handlers(self) -> Handlers:
        return Handlers(
            ask=self.asked.emit,
            measure=self.measureAsked.emit,
            attempt=self.attempted.emit,
            prefer=self.preferred.emit,
            take_back=self.takenBack.emit,
            put_aside=self.putAside.emit,
            ask_again=self.askedAgain.emit,
            what_if=self.whatIfAsked.emit,
            rank=self.rankAsked.emit,
            table=self.tableAsked.emit,
            go=self._go,
        )

    def _go(self, out: WayOut) -> None:
        if out.kind == "question":
            self.asked.emit(out.subject)
        elif out.kind == "benchmark":
            self.measureAsked.emit(out.subject)
        elif out.kind == "what_if":
            self.whatIfAsked.emit()
        elif out.kind == "team":
            self.teamAsked.emit()
        else:
            self._show_next()

    def _show_next(self) -> None:
        """Go to what to find out next, further down the same page."""
        panel = self._body.next_panel if self._body is not None else None
        first = panel.findChild(QAbstractButton) if panel is not None else None
        if panel is not None and first is not None:
            self._scroll.ensureWidgetVisible(panel, 0, 12)
            first.setFocus(Qt.FocusReason.TabFocusReason)

    # --- reflow -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go to one column where two would be cramped."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the folded page, or an unfolded one could not be narrowed."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), LEAST_WIDTH), hint.height())

    def _fit(self) -> None:
        width = self.width() / type_scale(self)
        needed = sum(action.sizeHint().width() + SPACING for action in self._actions)
        # The rail leads to the report too.
        self._report.setVisible(needed <= self.width() - 2 * EDGE)
        self._head.set_stacked(width < BESIDE_TITLE)
        if self._body is not None:
            self._body.set_narrow(width < TWO_COLUMNS)


def _same_words(before: Snapshot, after: Snapshot) -> bool:
    """Return True when what is shown beside the verdict itself is the same."""
    one, two = before.answers, after.answers
    parts = ("overrides", "ranking", "trade_offs", "no_preference")
    return all(getattr(one, part) == getattr(two, part) for part in parts)


def context_words(snapshot: Snapshot) -> str:
    """Return whose verdict it is, on how many answers, how old what is known, and who pays."""
    meta = snapshot.knowledge.meta
    parts = (
        snapshot.answers.notes.get("project", ""),
        answered_count(snapshot.knowledge, snapshot.answers),
        knowledge_age(snapshot.knowledge),
        meta.funding[:1].lower() + meta.funding[1:].rstrip("."),
    )
    return " · ".join(part for part in parts if part)


def knowledge_age(knowledge: Knowledge) -> str:
    """Return the day of the knowledge and of the newest evidence in it."""
    made = knowledge.meta.date
    newest = max((e.date for e in knowledge.evidence if e.status == "in_use"), default=made)
    if newest == made:
        text = QCoreApplication.translate("verdict", "knowledge and newest evidence of {0}")
        return text.format(day(made.isoformat()))
    text = QCoreApplication.translate("verdict", "knowledge of {0}, newest evidence {1}")
    return text.format(day(made.isoformat()), day(newest.isoformat()))
