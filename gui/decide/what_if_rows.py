"""How much each criterion matters: a slider, its word, a number and a way back, per row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.records.knowledge import Criterion
from core.records.levels import LEVEL_WORDS, level_of, level_word, points_of
from core.records.visible import visible
from gui.controllers.ranking_state import ranked
from gui.controllers.trial_state import TrialSnapshot
from gui.decide.announce import announce
from gui.decide.what_if_slider import WeightSlider
from gui.shell.theme import font_for
from gui.widgets.buttons import QuietButton
from gui.widgets.labels import PlainLabel, plain_label
from gui.widgets.number_field import NumberField
from gui.widgets.tips import tip

_SHOWN = 12  # characters of what was typed
LINES = 2  # of the grid for each criterion
NAME, SLIDER, WORD, NUMBER, RESET = range(5)


class WeightRows(QWidget):
    """A row per criterion, under the heads of the groups, what counts most first in each.

    Rows keep their places while a trial lasts.

    Signals:
        moved: criterion, level and whether this goes on with the last move.
        resetAsked: the criterion to give back to the answers.
    """

    moved = Signal(str, float, bool)
    resetAsked = Signal(str)

    def __init__(self, trial: TrialSnapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("How much does each matter?"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(4, 0, 4, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(NAME, 5)
        self._grid.setColumnStretch(SLIDER, 4)
        self._rows: dict[str, WeightRow] = {}
        line = 0
        for group, criteria in grouped(trial).items():
            head = plain_label(group[:1].upper() + group[1:], "caption", weight=600, colour="text2")
            head.setContentsMargins(0, 0 if not line else 10, 0, 0)
            self._grid.addWidget(head, line, 0, 1, RESET + 1)
            line += 1
            for criterion in criteria:
                row = WeightRow(criterion, self)
                row.place(self._grid, line)
                row.moved.connect(self.moved)
                row.resetAsked.connect(self.resetAsked)
                self._rows[criterion.id] = row
                line += LINES
        self.show_trial(trial)

    def show_trial(self, trial: TrialSnapshot) -> None:
        """Show the weights as they are on trial."""
        for row in self._rows.values():
            row.show_trial(trial)

    def focus_first(self) -> None:
        """Put the keyboard on the first slider."""
        for row in self._rows.values():
            row.slider.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def grouped(trial: TrialSnapshot) -> dict[str, Sequence[Criterion]]:
    """Return the criteria by group, in each the most important by the answers first."""
    groups: dict[str, list[Criterion]] = {}
    for criterion in trial.knowledge.criteria:
        groups.setdefault(criterion.group, []).append(criterion)
    return {
        group: sorted(criteria, key=lambda c: -trial.own_levels.get(c.id, 0.0))
        for group, criteria in groups.items()
    }


class WeightRow(QObject):
    """The widgets of one criterion, which stand in the grid of all.

    Signals:
        moved: criterion, level and whether this goes on with the last move.
        resetAsked: the criterion to give back to the answers.
    """

    moved = Signal(str, float, bool)
    resetAsked = Signal(str)

    def __init__(self, criterion: Criterion, parent: QWidget) -> None:
        super().__init__(parent)
        self._id, self._label = criterion.id, criterion.label
        self._own = 0.0
        self._is_ranked = False
        self.name = _Name(criterion.label)
        self.name.setToolTip(tip(criterion.question_to_self))
        self.kept = plain_label("", "caption", colour="text2", wrap=True)
        self.note = plain_label("", "caption", wrap=True)
        self.note.hide()
        self.slider = WeightSlider()
        self.slider.setObjectName(f"what_if_slider_{criterion.id}")
        self.slider.setAccessibleDescription(criterion.question_to_self)
        self.slider.moved.connect(self._on_moved)
        self.word = _Word()
        name = self.tr("{0}, points from 0 to 100").format(criterion.label)
        self.field = NumberField(name, 0, 100)
        self.field.setObjectName(f"what_if_points_{criterion.id}")
        self.field.valueChanged.connect(self._on_number)
        self.field.refused.connect(self._on_refused)
        self.field.lineEdit().textEdited.connect(self._on_typed)
        self.reset = QuietButton("", icon="retry")
        self.reset.setObjectName(f"what_if_reset_{criterion.id}")
        self.reset.set_height(28)
        keeps_room = self.reset.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(keeps_room)
        self.reset.clicked.connect(self._on_reset)

    def place(self, grid: QGridLayout, line: int) -> None:
        """Put the widgets into a line of the grid, and what there is to say into the next."""
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.kept)
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addLayout(names, line, NAME, middle)
        grid.addWidget(self.slider, line, SLIDER, middle)
        grid.addWidget(self.word, line, WORD, middle)
        grid.addWidget(self.field, line, NUMBER, middle)
        grid.addWidget(self.reset, line, RESET, middle)
        grid.addWidget(self.note, line + 1, NAME, 1, RESET + 1)

    def show_trial(self, trial: TrialSnapshot) -> None:
        """Show the level on trial, and what the answers and the person said before."""
        level = trial.level(self._id)
        self._own = trial.own_levels.get(self._id, 0.0)
        self.slider.set_own(self._own)
        words = self._kept_words(trial)
        if self.kept.text() != words or self.kept.isHidden() == bool(words):
            self.kept.setText(words)
            self.kept.setVisible(bool(words))
        self._show(level, is_set=self._id in trial.overrides)

    def _kept_words(self, trial: TrialSnapshot) -> str:
        """Return what is kept of this criterion beside the answers: a weight, or a rank."""
        answers = trial.answers
        self._is_ranked = self._id in answers.ranking
        kept = answers.overrides.get(self._id)
        if kept is not None:
            return self.tr("set by you: {0}").format(level_word(kept))
        order = ranked(answers)
        if self._id not in order:
            return ""
        return self.tr("ranked {0} of {1} by you").format(order.index(self._id) + 1, len(order))

    def _show(self, level: float, *, is_set: bool) -> None:
        points, word = points_of(level), level_word(level)
        said = self.tr("{0}, {1}, {2} points").format(self._label, word, points)
        if is_set:
            back = self.tr("Reset “{0}” to {1}, as by your answers")
            if self._is_ranked:
                back = self.tr("Reset “{0}” to {1}, as by your ranking")
            back = back.format(self._label, level_word(self._own))
            if self.reset.accessibleName() != back:
                self.reset.setAccessibleName(back)
                self.reset.setToolTip(tip(back))
        self.reset.setVisible(is_set)
        self.slider.set_points(points)
        if self.slider.accessibleName() != said:
            self.slider.setAccessibleName(said)
        if self.field.value() != points:
            self.field.blockSignals(True)
            self.field.setValue(points)
            self.field.blockSignals(False)
        self.word.show_word(word, bold=is_set)
        self.name.set_bold(is_set)

    def _on_moved(self, points: int, continued: bool) -> None:
        # At once, before the verdict is computed: the hand has to see what it does.
        self.note.hide()
        level = level_of(points)
        self._show(level, is_set=points != points_of(self._own))
        self.moved.emit(self._id, level, continued)

    def _on_number(self, points: int) -> None:
        self._on_moved(points, False)

    def _on_refused(self, typed: str) -> None:
        shown = visible(typed[:_SHOWN]) + ("…" if len(typed) > _SHOWN else "")
        text = self.tr("“{0}” is no whole number from 0 to 100; it stays at {1}.")
        if not typed:
            text = self.tr("No number was typed{0}; it stays at {1}.")
        self.note.setText(text.format(shown, self.field.value()))
        self.note.show()
        announce(self.field, self.note.text())

    def _on_typed(self, _text: str) -> None:
        self.note.hide()

    def _on_reset(self) -> None:
        self.note.hide()
        self.resetAsked.emit(self._id)
        # The button goes with what it undid; the keyboard stays in the row.
        self.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)


class _Name(PlainLabel):
    """A name that may turn bold; it keeps the room for that, so that no row jumps."""

    def __init__(self, text: str) -> None:
        super().__init__(text, wrap=True)
        self._bold = False

    def set_bold(self, bold: bool) -> None:
        if bold != self._bold:
            self._bold = bold
            self.set_weight(600 if bold else None)

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(font_for("body", 600))
        room = QRect(0, 0, max(width, 1), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        return max(metrics.boundingRect(room, flags, self.text()).height(), metrics.height())


class _Word(PlainLabel):
    """The word of a level, as wide as the longest of them in bold."""

    def __init__(self) -> None:
        super().__init__("")
        self._bold = False
        self._measure()

    def show_word(self, word: str, *, bold: bool) -> None:
        if bold != self._bold:
            self._bold = bold
            self.set_weight(600 if bold else None)
        if word != self.text():
            self.setText(word)

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        self._measure()

    def _measure(self) -> None:
        metrics = QFontMetrics(font_for("body", 600))
        width = max(metrics.horizontalAdvance(word) for word in LEVEL_WORDS) + 2
        if self.minimumWidth() != width:
            self.setFixedWidth(width)
