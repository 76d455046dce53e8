"""The verdict page: what, how sure, why, what would change it, and what to do now."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.records.knowledge import Knowledge
from core.records.verdict import Verdict
from gui.controllers.decision import Snapshot
from gui.decide import verdict_parts as parts
from gui.decide.announce import announce
from gui.decide.flowing import FlowColumn
from gui.decide.ways_out import WayOut, ways_out
from gui.decide.words import answered_count, day, kicker, share_parts
from gui.shell.theme import type_scale
from gui.widgets.buttons import QuietButton, StandardButton
from gui.widgets.labels import plain_label
from gui.widgets.page_head import PageHead
from gui.widgets.panel import Panel
from gui.widgets.readings import Readings

TWO_COLUMNS = 900
_FIGURES = re.compile(r"((?:fewer than |more than )?\d+ of 100)")


class VerdictView(QWidget):
    """Shows one verdict.

    Signals:
        asked: id of a question to answer or to change.
        measureAsked, reportAsked, tableAsked: pages to go to.
        changeAsked: back to the answers.
        whatIfAsked: on to weights on trial.
    """

    asked = Signal(str)
    measureAsked = Signal()
    reportAsked = Signal()
    tableAsked = Signal()
    changeAsked = Signal()
    whatIfAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict_page")
        self._shown: Verdict | None = None
        self._columns: QBoxLayout | None = None
        self._sentence: _SentencePanel | None = None
        self._sides: parts.SidesPanel | None = None
        self._head = PageHead("", "")
        self._head.title.setObjectName("verdict_title")
        # A verdict's title may take two lines, and its height then follows from its width.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._head.title.setSizePolicy(policy)
        self._head.setSizePolicy(policy)
        change = StandardButton(self.tr("Change answers"))
        change.setObjectName("verdict_change")
        change.clicked.connect(self.changeAsked)
        report = StandardButton(self.tr("Report"))
        report.setObjectName("verdict_report")
        report.clicked.connect(self.reportAsked)
        what_if = StandardButton(self.tr("What if…"))
        what_if.setObjectName("what_if_open")
        what_if.clicked.connect(self.whatIfAsked)
        table = QuietButton(self.tr("See the table"))
        table.clicked.connect(self.tableAsked)
        for action in (table, change, what_if, report):
            self._head.add_action(action)
        self._change = change
        self._scroll = FlowColumn(margin=16)
        self._stack = self._scroll.rows
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 8, 16)
        layout.setSpacing(8)
        framed = QHBoxLayout()
        framed.setContentsMargins(4, 0, 16, 0)
        framed.addWidget(self._head)
        layout.addLayout(framed)
        layout.addWidget(self._scroll, 1)

    # --- showing ----------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the verdict of the snapshot; rebuilds the panels only when it is another one."""
        verdict, meta = snapshot.verdict, snapshot.knowledge.meta
        count = answered_count(snapshot.knowledge, snapshot.answers)
        age = self.tr("knowledge of {0}").format(day(meta.date.isoformat()))
        funding = meta.funding[:1].lower() + meta.funding[1:].rstrip(".")
        project = snapshot.answers.notes.get("project", "")
        self._head.set_context(" · ".join(p for p in (project, count, age, funding) if p))
        if verdict is None:
            self._head.set_title(self.tr("No verdict yet"))
            return
        if verdict == self._shown:
            return
        self._shown = verdict
        self._head.set_title(verdict.title)
        self._rebuild(verdict, snapshot)
        if not verdict.preview:
            announce(self._head.title, f"{verdict.title}. {verdict.sentence}")

    def focus_first(self) -> None:
        """Put the keyboard on the first action and show the top."""
        self._scroll.verticalScrollBar().setValue(0)
        self._change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rebuild(self, verdict: Verdict, snapshot: Snapshot) -> None:
        place = self._scroll.verticalScrollBar().value()
        old = self._stack.takeAt(0)
        widget = old.widget() if old is not None else None
        page = self._build(verdict, snapshot)
        self._stack.addWidget(page)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        self._fit()
        self._scroll.verticalScrollBar().setValue(place)

    def _build(self, verdict: Verdict, snapshot: Snapshot) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        outs = ways_out(verdict, snapshot.knowledge, snapshot.answers)
        self._sentence = _SentencePanel(verdict, outs, self)
        rows.addWidget(self._sentence)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(12)
        left, right = self._panels(verdict, snapshot.knowledge)
        self._columns.addLayout(_column(left), 15)
        if right:
            self._columns.addLayout(_column(right), 8)
        rows.addLayout(self._columns)
        self._sides = parts.SidesPanel(verdict) if any(verdict.points.values()) else None
        if self._sides is not None:
            rows.addWidget(self._sides)
        rows.addWidget(plain_label(_footnote(verdict), "caption", colour="text2", wrap=True))
        rows.addStretch(1)
        return page

    def _panels(self, verdict: Verdict, knowledge: Knowledge) -> tuple[list[Panel], list[Panel]]:
        certain = [rule for rule in verdict.fired_rules if rule.share >= 1]
        open_ = tuple(rule for rule in verdict.fired_rules if rule.share < 1)
        rules = [parts.rule_panel(rule, knowledge, self.asked.emit) for rule in certain]
        weighed = verdict.show_shares or verdict.label == "instead"
        left: list[Panel] = []
        right: list[Panel] = []
        if weighed and verdict.contributions:
            left.append(parts.sum_panel(verdict, knowledge))
        elif verdict.reasons:
            left.append(parts.reasons_panel(verdict.reasons))
        left.extend(rules)
        if verdict.measured:
            right.append(parts.measured_panel(verdict))
        if open_:
            right.append(parts.open_rules_panel(open_, knowledge))
        if verdict.flips or verdict.show_shares:
            right.insert(0, parts.flips_panel(verdict.flips))
        if verdict.next_best or verdict.show_shares:
            at = 1 if verdict.flips or verdict.show_shares else 0
            found = parts.next_panel(verdict.next_best, self.asked.emit, self.measureAsked.emit)
            right.insert(at, found)
        return left, right

    # --- reflow -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go to one column where two would be cramped."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() / type_scale(self) < TWO_COLUMNS
        kind = QBoxLayout.Direction
        if self._columns is not None:
            self._columns.setDirection(kind.TopToBottom if narrow else kind.LeftToRight)
        if self._sentence is not None:
            self._sentence.set_narrow(narrow)
        if self._sides is not None:
            self._sides.set_narrow(narrow)


class _SentencePanel(Panel):
    """The verdict in natural frequencies, the readings beside it, the ways out below."""

    def __init__(self, verdict: Verdict, outs: tuple[WayOut, ...], view: VerdictView) -> None:
        super().__init__(dense=True)
        self.setObjectName("verdict_sentence")
        words = QVBoxLayout()
        words.setSpacing(6)
        small = kicker(verdict)
        if small:
            words.addWidget(plain_label(small, "caption", weight=600, colour="text2"))
        sentence = plain_label("", "heading", weight=400, wrap=True)
        # For the bold figures alone; the words themselves are escaped.
        sentence.setTextFormat(Qt.TextFormat.RichText)
        sentence.setText(_FIGURES.sub(r"<b>\1</b>", escape(verdict.sentence)))
        words.addWidget(sentence)
        if verdict.show_shares:
            note = self.tr(
                "This counts ways to weigh answers and evidence, not the chance that your project "
                "succeeds."
            )
            if verdict.borderline:
                note += " " + self.tr("It lies close to the border of the next word.")
            words.addWidget(plain_label(note, colour="text2", wrap=True))
        words.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(24)
        self._row.addLayout(words, 1)
        if verdict.show_shares:
            scale = type_scale(view)
            readings = Readings()
            readings.set_shares(*share_parts(verdict))
            readings.setMaximumWidth(round(345 * scale))
            readings.setMinimumWidth(round(250 * scale))
            self._row.addWidget(readings, 1, Qt.AlignmentFlag.AlignTop)
        self.add(self._row)
        self.body.setContentsMargins(20, 12, 20, 14)
        if outs:
            self.add(_buttons(outs, view))

    def set_narrow(self, narrow: bool) -> None:
        """Put the readings below the sentence where there is no room beside it."""
        kind = QBoxLayout.Direction
        self._row.setDirection(kind.TopToBottom if narrow else kind.LeftToRight)


def _buttons(outs: tuple[WayOut, ...], view: VerdictView) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for out in outs:
        button = StandardButton(out.text)
        button.setObjectName(f"way_out_{out.subject}")
        if out.kind == "question":
            button.clicked.connect(lambda _checked=False, id_=out.subject: view.asked.emit(id_))
        else:
            button.clicked.connect(view.measureAsked)
        row.addWidget(button)
    row.addStretch(1)
    return row


def _column(panels: list[Panel]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    for panel in panels:
        column.addWidget(panel)
    column.addStretch(1)
    return column


def _footnote(verdict: Verdict) -> str:
    text = QCoreApplication.translate(
        "verdict",
        "Counted over {0} readings with seed {1}; evidence as of {2}; knowledge {3}.",
    )
    return text.format(
        f"{verdict.draws:,}", verdict.seed, day(verdict.as_of), verdict.knowledge.version
    )
