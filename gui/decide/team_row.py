"""One person of the team: name, verdict, readings, lead, how much was answered, Remove."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.records.errors import capitalised
from core.records.people import Person
from core.records.visible import visible
from gui.controllers.team_files import Member
from gui.decide.team_marks import LeadRow, LetterMark, ReadingsRow
from gui.decide.team_words import answered
from gui.shell.theme import type_scale
from gui.widgets.buttons import QuietButton
from gui.widgets.empty_state import IconMark
from gui.widgets.fields import TextField
from gui.widgets.labels import plain_label
from gui.widgets.tips import tip

Mode = Literal["wide", "medium", "narrow"]

NAME_WIDTH = 148
ANSWERED_WIDTH = 64
REMOVE_WIDTH = 32
GAP = 12
WIDEST = 16_777_215  # Qt's own largest width


class PersonRow(QWidget):
    """Shows a member; keeps its widgets while the member changes, so that typing goes on.

    Signals:
        renamed: id of the member and what they are called now.
        removed, retried: id of the member.
    """

    renamed = Signal(int, str)
    removed = Signal(int)
    retried = Signal(int)

    def __init__(self, member: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._member = member
        self._shown: Member | None = None
        self._mode: Mode | None = None
        self.setObjectName(f"team_row_{member}")
        self._letter = LetterMark()
        self._triangle = IconMark("triangle", 20, "alert")
        self._name = TextField(self.tr("Name"))
        self._name.setObjectName(f"team_name_{member}")
        self._name.textEdited.connect(self._on_typed)
        self._name.editingFinished.connect(self._on_edited)
        self._title = plain_label("", weight=600, wrap=True)
        self._more = plain_label("", "caption", colour="text2", wrap=True)
        self._words = _ignoring_width(self._title, self._more)
        self._readings, self._lead = ReadingsRow(), LeadRow()
        self._answered = plain_label("")
        self._answered.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._retry = QuietButton(self.tr("Try again"))
        self._retry.setObjectName(f"team_retry_{member}")
        self._retry.clicked.connect(self._on_retry)
        self._remove = QuietButton("", icon="cross")
        self._remove.setObjectName(f"team_remove_{member}")
        self._remove.clicked.connect(self._on_remove)
        self._pictures = QWidget()
        pictures = QHBoxLayout(self._pictures)
        pictures.setContentsMargins(0, 0, 0, 0)
        pictures.setSpacing(2 * GAP)
        pictures.addWidget(self._readings, 1)
        pictures.addWidget(self._lead, 1)
        self._end = QWidget()
        end = QHBoxLayout(self._end)
        end.setContentsMargins(0, 0, 0, 0)
        end.setSpacing(4)
        end.addWidget(self._answered)
        end.addWidget(self._retry)
        end.addWidget(self._remove)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 6)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(6)
        self.set_mode("wide")

    # --- showing ----------------------------------------------------------------------------

    def show_member(
        self, member: Member, person: Person | None, letter: str, asked: int, span: float
    ) -> None:
        """Show a member, their own outcome, and what is wrong with their file."""
        self._shown = member
        failed = member.error is not None
        self._letter.set_letter(letter)
        self._letter.setVisible(not failed)
        self._triangle.setVisible(failed)
        if not self._name.hasFocus() or not self._name.isModified():
            self._name.setText(member.name)
            self._name.setCursorPosition(0)
        path = str(member.path) if member.path else self.tr("The answers given here")
        self._name.setToolTip(tip(path))
        self._show_words(member, person)
        self._readings.set_person(person)
        self._lead.set_person(person, span)
        self._lead.setVisible(person is None or person.show_shares)
        self._answered.setText(answered(person, asked) if person else "")
        self._answered.setAccessibleName(self.tr("{0} answered").format(self._answered.text()))
        self._retry.setVisible(failed and member.path is not None)
        self._remove.setAccessibleName(self.tr("Remove {0}").format(member.name))
        self._remove.setToolTip(tip(self._remove.accessibleName()))
        self._retry.setAccessibleName(self.tr("Read {0} again").format(member.name))
        self._show_pictures()

    def _show_words(self, member: Member, person: Person | None) -> None:
        more = [member.note]
        if member.folder:
            more.append(self.tr("From {0}.").format(member.folder))
        if member.twin:
            more.append(self.tr("The same answers as {0}: counted twice.").format(member.twin))
        if member.error is not None:
            error = member.error
            title = error.what
            remedy = self.tr("Do this: {0}.").format(error.remedy) if error.remedy else ""
            more = [*more[1:], _sentence(error.why), remedy]
        elif person is None:
            title = self.tr("Reading…") if member.answers is None else self.tr("Counting…")
        else:
            title = person.title
            if person.share == 0.0:
                more.insert(0, self.tr("Not counted for the team."))
        self._title.setText(visible(title))
        self._title.setToolTip(tip(person.sentence) if person else "")
        text = " ".join(part for part in more if part)
        self._more.setText(visible(text))
        self._more.setVisible(bool(text))

    def _show_pictures(self) -> None:
        failed = self._shown is not None and self._shown.error is not None
        self._pictures.setVisible(not failed)
        self._arrange()

    # --- reflow -----------------------------------------------------------------------------

    def set_mode(self, mode: Mode) -> None:
        """Stand in one line, in two, or one thing below the other."""
        if mode == self._mode:
            return
        self._mode = mode
        narrow = mode == "narrow"
        self._readings.set_names(narrow)
        layout = self._pictures.layout()
        if isinstance(layout, QHBoxLayout):
            kind = QHBoxLayout.Direction
            layout.setDirection(kind.TopToBottom if narrow else kind.LeftToRight)
        self._arrange()

    def _arrange(self) -> None:
        scale = type_scale(self)
        grid, mode = self._grid, self._mode
        failed = self._shown is not None and self._shown.error is not None
        while grid.takeAt(0) is not None:
            pass
        for column in range(6):
            grid.setColumnStretch(column, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        for mark in (self._letter, self._triangle):
            grid.addWidget(mark, 0, 0, middle)
        grid.setColumnMinimumWidth(0, self._letter.sizeHint().width())
        beside = mode != "narrow"
        self._name.setMaximumWidth(round(NAME_WIDTH * scale) if beside else WIDEST)
        self._name.setMinimumWidth(round(NAME_WIDTH * scale) if beside else 0)
        end = (ANSWERED_WIDTH + REMOVE_WIDTH + 4) * scale if beside else 0
        self._end.setMinimumWidth(round(end))
        grid.addWidget(self._name, 0, 1, middle)
        if mode == "wide":
            grid.addWidget(self._words, 0, 2, 1, 2 if failed else 1)
            if not failed:
                grid.addWidget(self._pictures, 0, 3, middle)
            grid.addWidget(self._end, 0, 4, middle | Qt.AlignmentFlag.AlignRight)
            grid.setColumnStretch(2, 10)
            grid.setColumnStretch(3, 32)
        elif mode == "medium":
            grid.addWidget(self._words, 0, 2)
            grid.addWidget(self._end, 0, 3, middle | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self._pictures, 1, 1, 1, 3)
            grid.setColumnStretch(2, 1)
        else:
            grid.addWidget(self._end, 0, 2, middle | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self._words, 1, 0, 1, 3)
            grid.addWidget(self._pictures, 2, 0, 1, 3)
            grid.setColumnStretch(1, 1)
        self.updateGeometry()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return what the keyboard visits, in reading order."""
        return self._name, self._retry, self._remove

    # --- reacting ---------------------------------------------------------------------------

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        """Spell out what hides or turns the text, also while it is typed or pasted."""
        plain = visible(text)
        if plain != text:
            self._name.setText(plain)
            self._name.setModified(True)

    @Slot()
    def _on_edited(self) -> None:
        self._name.setModified(False)
        if self._shown is not None and self._name.text().strip() != self._shown.name:
            self.renamed.emit(self._member, self._name.text())

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self._member)

    @Slot()
    def _on_retry(self) -> None:
        self.retried.emit(self._member)


def _ignoring_width(*labels: QWidget) -> QWidget:
    """Return labels above each other that take the width they are given, the same in all rows."""
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(2)
    lines.addStretch(1)
    for label in labels:
        lines.addWidget(label)
    lines.addStretch(1)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box


def _sentence(text: str) -> str:
    return f"{capitalised(text).rstrip('.')}." if text else ""
