"""All answers on one page, each with a way to change it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.records.knowledge import Question
from gui.controllers.answer_changes import cleared
from gui.controllers.change_words import PROJECT
from gui.controllers.decision import Snapshot
from gui.decide.found_line import found_here
from gui.decide.headed import HeadedColumn
from gui.decide.notes import NoteField, ProjectPanel
from gui.decide.undo_buttons import UndoButtons
from gui.decide.words import answer_words, answered_count
from gui.shell.theme import type_scale
from gui.widgets.buttons import PrimaryButton, QuietButton, StandardButton
from gui.widgets.labels import plain_label
from gui.widgets.page_head import PageHead
from gui.widgets.panel import Hairline, Panel

ANY_WIDTH = 16_777_215  # Qt's own limit
NAME_WIDTH = 26  # in widths of "0"
BESIDE = 480
OPEN = "Open: weighed by how common the answers are"


class SummaryView(QWidget):
    """Every question with its answer, under the heads of the step list.

    Signals:
        asked: the id of the question to change.
        backAsked: one page back.
        verdictAsked: on to the verdict.
        tableAsked: to the comparison table.
        teamAsked: to the people who decide together.
        clearAsked: all answers are to be forgotten.
        undoAsked, redoAsked: of answers.
        noted: what a note is on, a question or "project", and the note.
    """

    asked = Signal(str)
    backAsked = Signal()
    verdictAsked = Signal()
    tableAsked = Signal()
    teamAsked = Signal()
    clearAsked = Signal()
    undoAsked = Signal()
    redoAsked = Signal()
    noted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, _Row] = {}
        self._entered = 0
        self._head = PageHead(self.tr("All answers"), "")
        self._undo = UndoButtons("summary")
        self._undo.undoAsked.connect(self.undoAsked)
        self._undo.redoAsked.connect(self.redoAsked)
        self._moved = plain_label("", wrap=True)
        self._moved.setObjectName("summary_moved")
        table = QuietButton(self.tr("Skip to the table"))
        table.clicked.connect(self.tableAsked)
        team = QuietButton(self.tr("Team…"))
        team.setObjectName("team_open_summary")
        team.clicked.connect(self.teamAsked)
        self._head.add_action(self._undo)
        self._head.add_action(team)
        self._head.add_action(table)
        self._panels = QVBoxLayout()
        self._panels.setSpacing(12)
        self._page = HeadedColumn(self._head, self._moved, bottom=8)
        self._project = ProjectPanel()
        self._project.renamed.connect(self._on_renamed)
        self._page.rows.addWidget(self._project)
        self._page.rows.addSpacing(12)
        self._page.rows.addLayout(self._panels)
        self._page.rows.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 20)
        layout.setSpacing(0)
        layout.addWidget(self._page, 1)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        back = StandardButton(self.tr("Back"), icon="chevron-left")
        back.setObjectName("summary_back")
        back.clicked.connect(self.backAsked)
        self._clear = QuietButton(self.tr("Clear all answers"))
        self._clear.setObjectName("summary_clear")
        self._clear.setToolTip(self.tr("Can be undone"))
        self._clear.clicked.connect(self.clearAsked)
        forward = PrimaryButton(self.tr("Show the verdict"))
        forward.setObjectName("summary_verdict")
        forward.clicked.connect(self.verdictAsked)
        self._forward = forward
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 4, 24, 0)
        foot.addWidget(back)
        foot.addWidget(self._clear)
        foot.addStretch(1)
        foot.addWidget(forward)
        return foot

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show all answers as they are."""
        if list(self._rows) != [question.id for question in snapshot.knowledge.questions]:
            self._build(snapshot)
        count = answered_count(snapshot.knowledge, snapshot.answers)
        self._head.set_context(f"{count} · change any of them, now or later")
        self._undo.show_snapshot(snapshot)
        self._clear.setEnabled(cleared(snapshot.answers) != snapshot.answers)
        if not self.isVisible():
            # What moved on the way here is no news.
            self._entered = snapshot.change
        moved = snapshot.moved if snapshot.change != self._entered else ""
        self._moved.setText(moved)
        self._moved.setVisible(bool(moved))
        skipped = {step.question: step.reason for step in snapshot.steps if step.state == "skipped"}
        for question in snapshot.knowledge.questions:
            text = answer_words(question, snapshot.answers)
            if text and found_here(question.id, snapshot):
                text = self.tr("{0}, found on this machine").format(text)
            self._rows[question.id].show_answer(text, skipped.get(question.id, ""))
            self._rows[question.id].show_note(snapshot.answers.notes.get(question.id, ""))
        self._project.show_name(snapshot.answers.notes.get(PROJECT, ""))

    def _on_renamed(self, name: str) -> None:
        self.noted.emit(PROJECT, name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the links under the title where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() / type_scale(self) < BESIDE
        self._head.set_stacked(narrow)
        for row in self._rows.values():
            row.set_narrow(narrow)

    def focus_first(self) -> None:
        """Put the keyboard on the way forward and show the top of the list."""
        self._page.column.verticalScrollBar().setValue(0)
        self._forward.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, snapshot: Snapshot) -> None:
        while (item := self._panels.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._rows = {}
        group, rows = None, QVBoxLayout()
        for question in snapshot.knowledge.questions:
            if question.group != group:
                group = question.group
                panel = Panel(group[:1].upper() + group[1:], dense=True)
                rows = panel.body
                rows.setSpacing(4)
                self._panels.addWidget(panel)
            else:
                rows.addWidget(Hairline())
            row = _Row(question)
            row.asked.connect(self.asked)
            row.noted.connect(self.noted)
            self._rows[question.id] = row
            rows.addWidget(row)
        self._fit()


class _Row(QWidget):
    """One question: its name, the answer, Edit, and a note."""

    asked = Signal(str)
    noted = Signal(str, str)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._name = plain_label(question.step, "body", colour="text2", wrap=True)
        self._answer = plain_label("", wrap=True)
        self._edit = QuietButton(self.tr("Edit"))
        self._edit.setObjectName(f"edit_{question.id}")
        self._edit.set_height(26)
        self._edit.clicked.connect(self._on_clicked)
        self._open = QuietButton(self.tr("Note"))
        self._open.setObjectName(f"note_{question.id}")
        self._open.set_height(26)
        self._open.setAccessibleName(self.tr("Note on {0}").format(question.step))
        self._open.clicked.connect(self._on_note)
        self._note: NoteField | None = None
        self._asked_for = False
        layout = QHBoxLayout()
        layout.setSpacing(16)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(self._name)
        self._words.addWidget(self._answer, 1)
        layout.addLayout(self._words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self._open)
        buttons.addWidget(self._edit)
        layout.addLayout(buttons)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 2, 0, 2)
        self._lines.setSpacing(4)
        self._lines.addLayout(layout)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Put the answer under the name of its question, or beside it."""
        direction = QBoxLayout.Direction
        self._words.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._words.setSpacing(2 if narrow else 16)
        beside = self._name.fontMetrics().horizontalAdvance("0" * NAME_WIDTH)
        self._name.setMinimumWidth(0 if narrow else beside)
        self._name.setMaximumWidth(ANY_WIDTH if narrow else beside)

    def show_answer(self, text: str, skipped: str) -> None:
        """Show the answer, or why there is none."""
        shown = text or (f"Passed over: {skipped}" if skipped else self.tr(OPEN))
        self._answer.setText(shown)
        self._answer.set_weight(600 if text else None)
        self._answer.set_colour("text" if text else "text2")
        self._edit.setText(self.tr("Edit") if text else self.tr("Answer"))
        self._edit.setAccessibleName(f"{self._edit.text()}: {self._question.step}, {shown}")

    def show_note(self, text: str) -> None:
        """Show the note; a question without one has no field before it is asked for."""
        if text and self._note is None:
            self._add_field()
        if self._note is not None:
            self._note.show_note(text)
            self._note.setVisible(bool(text) or self._asked_for)

    def _add_field(self) -> NoteField:
        name = self.tr("Note on {0}").format(self._question.step)
        self._note = NoteField(name, self)
        self._note.setObjectName(f"note_field_{self._question.id}")
        self._note.edited.connect(self._on_edited)
        self._lines.addWidget(self._note)
        return self._note

    def _on_note(self) -> None:
        self._asked_for = True
        field = self._note or self._add_field()
        field.show()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_edited(self, text: str) -> None:
        self.noted.emit(self._question.id, text)

    def _on_clicked(self) -> None:
        self.asked.emit(self._question.id)
