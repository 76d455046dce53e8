"""Where people lie apart: one axis a criterion from none to decisive, one letter a person."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from core.records.levels import LEVEL_WORDS, MOST_LEVEL
from core.records.people import Disagreement
from gui.decide.team_marks import draw_letter, letter_size
from gui.decide.team_words import Disc, discs, levels_words
from gui.shell.theme import font_of, theme_of
from gui.widgets.buttons import QuietButton
from gui.widgets.labels import plain_label
from gui.widgets.panel import Hairline, Panel
from gui.widgets.tips import tip

SHOWN = 6
LABEL_CHARS = 20


class LevelAxis(QWidget):
    """The axis of importance by itself, or with one disc for each person on it."""

    def __init__(
        self, marks: Mapping[str, float] | None = None, parent: QWidget | None = None
    ) -> None:
        """Make an axis.

        Args:
            marks: letter -> level, 0..4; None: the head that names the levels.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._marks = marks
        self._measure()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _measure(self) -> None:
        """Take sizes from the font, once: layouts ask for the height many times."""
        self._size = letter_size(self)
        metrics = QFontMetricsF(font_of(self, "caption"))
        self._line = metrics.height()
        widest = metrics.horizontalAdvance(LEVEL_WORDS[-1])
        self._edge = max(self._size, widest) / 2 + 2

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._measure()
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Discs that would touch go below each other, so height hangs on width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that all discs need."""
        if self._marks is None:
            return round(self._line) + 4
        rows = [disc.lane for disc in self._discs(width)]
        return round((max(rows, default=0) + 1) * (self._size + 1)) + 4

    def sizeHint(self) -> QSize:
        """Return a width at which levels are easy to tell apart."""
        return QSize(280, self.heightForWidth(280))

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from it."""
        return QSize(120, 0)

    def _x(self, level: float, width: float) -> float:
        return self._edge + level / MOST_LEVEL * (width - 2 * self._edge)

    def _discs(self, width: float) -> list[Disc]:
        marks = {letter: self._x(level, width) for letter, level in (self._marks or {}).items()}
        return discs(marks, self._size + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines of the five levels, then the names or the discs."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._marks is None:
            self._paint_names(painter)
        else:
            self._paint_marks(painter, self._marks)

    def _paint_names(self, painter: QPainter) -> None:
        painter.setFont(font_of(self, "caption"))
        painter.setPen(theme_of(self).text2)
        metrics = QFontMetricsF(painter.font())
        words = list(LEVEL_WORDS)
        room = (self._x(1, self.width()) - self._x(0, self.width())) - 6
        if max(map(metrics.horizontalAdvance, words)) > room:
            words = [words[0], "", words[2], "", words[4]]
        for level, word in enumerate(words):
            wide = metrics.horizontalAdvance(word) + 2
            x = self._x(level, self.width())
            box = QRectF(x - wide / 2, 0, wide, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, word)

    def _paint_marks(self, painter: QPainter, marks: Mapping[str, float]) -> None:
        theme, size = theme_of(self), self._size
        for level in range(len(LEVEL_WORDS)):
            x = round(self._x(level, self.width())) + 0.5
            painter.setPen(QPen(theme.line, 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        shown = self._discs(self.width())
        places = [self._x(level, self.width()) for level in marks.values()]
        y = 2 + size / 2
        painter.setPen(QPen(theme.edge, 1.6))
        painter.drawLine(QPointF(min(places), y), QPointF(max(places), y))
        painter.setFont(font_of(self, "caption", weight=600))
        for disc in shown:
            middle = QPointF(disc.x, y + disc.lane * (size + 1))
            draw_letter(painter, middle, disc.text, theme, size - 1)


class ApartPanel(Panel):
    """The criteria people weigh most differently, the widest apart first."""

    def __init__(
        self,
        rows: tuple[Disagreement, ...],
        letters: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the panel.

        Args:
            rows: the widest apart first.
            letters: name -> letter of everyone.
            parent: the parent widget.
        """
        super().__init__(self.tr("Where you lie apart"), parent, dense=True)
        self.setObjectName("team_apart")
        self._all = rows
        self._letters = letters
        self._narrow = False
        self._more = QuietButton("")
        self._more.setObjectName("team_apart_more")
        self._more.clicked.connect(self._on_more)
        note = self.tr("How much each criterion counts for each person; the widest apart first.")
        if not rows:
            note = self.tr("Nobody weighs any criterion more than half a level apart.")
        self.add(plain_label(note, "caption", colour="text2", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.add(self._grid)
        self._head = LevelAxis()
        self._rows: list[tuple[QWidget, QWidget, QWidget]] = []
        self._lines: list[QWidget] = []
        self._show(rows[:SHOWN])
        hidden = len(rows) - SHOWN
        self._more.setText(self.tr("Show %n more", "", hidden))
        self._more.setVisible(hidden > 0)
        self.add(self._more)

    def _show(self, rows: tuple[Disagreement, ...]) -> None:
        for row in rows[len(self._rows) :]:
            said = levels_words(row.levels, row.pulls)
            axis = LevelAxis({self._letters.get(n, "?"): v for n, v in row.levels.items()})
            axis.setAccessibleName(f"{row.label}: {said}")
            axis.setToolTip(tip(said))
            label = plain_label(row.label, wrap=True)
            words = plain_label(said, "caption", colour="text2", wrap=True)
            self._rows.append((label, axis, words))
        self._arrange()

    def set_narrow(self, narrow: bool) -> None:
        """Put the criterion above its axis where there is no room beside it."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        grid, top = self._grid, Qt.AlignmentFlag.AlignVCenter
        while grid.takeAt(0) is not None:
            pass
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        wide = round(self.fontMetrics().averageCharWidth() * LABEL_CHARS)
        self._head.setVisible(bool(self._rows))
        grid.addWidget(self._head, 0, 0 if self._narrow else 1, 1, 2 if self._narrow else 1)
        at = 1
        for label, axis, words in self._rows:
            line = Hairline()
            self._lines.append(line)
            grid.addWidget(line, at, 0, 1, 2)
            if self._narrow:
                label.setMinimumWidth(0)
                label.setMaximumWidth(16_777_215)
                for step, widget in enumerate((label, axis, words), start=1):
                    grid.addWidget(widget, at + step, 0, 1, 2)
            else:
                label.setFixedWidth(wide)
                grid.addWidget(label, at + 1, 0, 2, 1, top)
                grid.addWidget(axis, at + 1, 1)
                grid.addWidget(words, at + 2, 1)
            at += 4

    @Slot()
    def _on_more(self) -> None:
        self._more.setVisible(False)
        self._show(self._all)
