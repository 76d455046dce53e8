"""What the team's page paints: a letter a person, a hundred readings, a lead with its range."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.records.people import Person
from core.records.shares import count_words, whole_shares
from gui.decide.team_words import lead_words, no_share
from gui.shell.theme import Theme, font_of, theme_of, type_scale
from gui.widgets.marks import draw_marker, pen_of
from gui.widgets.tips import tip

COLUMNS, LINES = 25, 4
LARGEST_PITCH = 12.0
LETTER_SIZE = 22.0
CAP = 10.0
MARK = 11.0


def draw_letter(painter: QPainter, centre: QPointF, letter: str, theme: Theme, size: float) -> None:
    """Draw the disc that stands for one person; in no side's colour, since it is on neither."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    disc = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
    painter.setPen(QPen(theme.edge, 1.4))
    painter.setBrush(QBrush(theme.surface))
    painter.drawEllipse(disc.adjusted(0.7, 0.7, -0.7, -0.7))
    painter.setPen(theme.text)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def letter_size(widget: QWidget) -> float:
    """Return the diameter of a disc that holds a letter in the caption's size."""
    return max(LETTER_SIZE, QFontMetricsF(font_of(widget, "caption", weight=600)).height() + 5)


class LetterMark(QWidget):
    """The letter of a person, as it stands in the pictures."""

    def __init__(self, letter: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_letter(self, letter: str) -> None:
        """Show another letter."""
        self._letter = letter
        self.setAccessibleName(letter)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the disc."""
        size = round(letter_size(self))
        return QSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc."""
        del event
        painter = QPainter(self)
        painter.setFont(font_of(self, "caption", weight=600))
        middle = QPointF(self.width() / 2, self.height() / 2)
        draw_letter(painter, middle, self._letter, theme_of(self), letter_size(self) - 1)


class ReadingsRow(QWidget):
    """A hundred readings in fixed places, so that the rows of several people can be compared.

    PyTorch's circles fill the columns from the left, TensorFlow's squares come last, and diamonds
    for neither lie between. Counts stand at both ends.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[int, int, int] | None = None
        self._instead = ""
        self._names = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_person(self, person: Person | None) -> None:
        """Show a person's readings, or why there are none; None: not known yet."""
        self._counts, self._instead = None, ""
        if person is not None and person.show_shares:
            shares = person.shares
            self._counts = whole_shares(shares.pytorch, shares.tensorflow, shares.none)
            words = self.tr("In {0} of 100 readings PyTorch comes first, in {1} TensorFlow")
            words = words.format(*map(count_words, self._counts[:2]))
            if self._counts[2]:
                words += self.tr(", in {0} neither").format(count_words(self._counts[2]))
            self.setAccessibleName(words)
        elif person is not None:
            self._instead = no_share(person)
            self.setAccessibleName(self._instead)
        self.setToolTip(tip(self.accessibleName()))
        self.updateGeometry()
        self.update()

    def set_names(self, names: bool) -> None:
        """Name the sides above the marks, where no head above the rows does."""
        self._names = names
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for four lines of marks, or for the words that stand in their place."""
        if self._instead:
            return QSize(250, round(QFontMetricsF(font_of(self, "caption")).height()) + 4)
        return QSize(250, round(self._top() + LINES * self._largest()) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same height at the least width that keeps shapes apart."""
        return QSize(160, self.sizeHint().height())

    def _largest(self) -> float:
        return LARGEST_PITCH * type_scale(self)

    def _top(self) -> float:
        return QFontMetricsF(font_of(self, "caption")).height() + 4 if self._names else 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw counts and marks."""
        del event
        painter = QPainter(self)
        theme = theme_of(self)
        if self._counts is None:
            painter.setFont(font_of(self, "caption"))
            painter.setPen(theme.text2)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), flags, self._instead)
            return
        left, pitch = self._field()
        top = self._top() + (self.height() - self._top() - LINES * pitch) / 2
        self._draw_counts(painter, theme, left, top + LINES * pitch / 2)
        self._draw_marks(painter, theme, QPointF(left, top), pitch)
        painter.setPen(QPen(theme.edge, 1))
        middle = round(left + (COLUMNS * pitch - pitch * 0.2) / 2) + 0.5
        painter.drawLine(QPointF(middle, top - 3), QPointF(middle, top))
        bottom = top + LINES * pitch
        painter.drawLine(QPointF(middle, bottom), QPointF(middle, bottom + 3))

    def _field(self) -> tuple[float, float]:
        """Return where the marks begin and how far apart they are."""
        metrics = QFontMetricsF(font_of(self, "body", weight=600))
        number = metrics.horizontalAdvance(">99") + 8
        pitch = min((self.width() - 2 * number) / COLUMNS, self._largest())
        return number, max(pitch, 2.0)

    def _draw_marks(self, painter: QPainter, theme: Theme, start: QPointF, pitch: float) -> None:
        """Draw a hundred marks; each side's pen and brush are set once, not once a mark."""
        first, _, third = self._counts or (0, 0, 0)
        size = pitch * 0.8
        spots = [
            QRectF(start.x() + column * pitch, start.y() + line * pitch, size, size)
            for column in range(COLUMNS)
            for line in range(LINES)
        ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.pt)
        for spot in spots[:first]:
            painter.drawEllipse(spot)
        for spot in spots[first : first + third]:
            draw_marker(painter, spot, None, theme)
        # Squares of the same area as the circles.
        trim = size * (1 - math.sqrt(math.pi) / 2) / 2
        painter.setBrush(theme.tf)
        painter.drawRects([s.adjusted(trim, trim, -trim, -trim) for s in spots[first + third :]])
        painter.restore()

    def _draw_counts(self, painter: QPainter, theme: Theme, left: float, middle: float) -> None:
        first, second, _ = self._counts or (0, 0, 0)
        painter.setPen(theme.text)
        painter.setFont(font_of(self, "body", weight=600))
        high = QFontMetricsF(painter.font()).height()
        _, pitch = self._field()
        right = left + COLUMNS * pitch
        flags = Qt.AlignmentFlag.AlignVCenter
        box = QRectF(0, middle - high / 2, left - 8, high)
        painter.drawText(box, flags | Qt.AlignmentFlag.AlignRight, count_words(first))
        box = QRectF(right + 6, middle - high / 2, left, high)
        painter.drawText(box, flags | Qt.AlignmentFlag.AlignLeft, count_words(second))
        if self._names:
            painter.setFont(font_of(self, "caption"))
            box = QRectF(0, 0, right + left, self._top())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, "PyTorch")
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, "TensorFlow")


class LeadRow(QWidget):
    """A lead with the range of 90 of 100 readings, on an axis that all rows share."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: Person | None = None
        self._span = 5.0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_person(self, person: Person | None, span: float) -> None:
        """Show a person's lead on an axis that reaches `span` points to each side."""
        self._person = person if person is not None and person.show_shares else None
        self._span = span
        self.setAccessibleName(lead_words(self._person) if self._person else "")
        self.setToolTip(tip(self.accessibleName()))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the bar and its words."""
        caption = QFontMetricsF(font_of(self, "caption")).height()
        return QSize(250, round(caption + CAP + 16))

    def minimumSizeHint(self) -> QSize:
        """Return the same height at the least width."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the middle line, the range, the mark and the words."""
        del event
        if self._person is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, margin = theme_of(self), self._person.margin
        caption = QFontMetricsF(font_of(self, "caption")).height()
        y = (self.height() - caption - CAP) / 2 + CAP / 2 - 1
        painter.setPen(QPen(theme.line, 1))
        for points in axis_ticks(self._span):
            x = round(self._x(points)) + 0.5
            painter.setPen(QPen(theme.edge if points == 0 else theme.line, 1))
            painter.drawLine(QPointF(x, y - CAP), QPointF(x, y + CAP))
        ahead = round(margin.mean)
        side = None if ahead == 0 else "pytorch" if ahead > 0 else "tensorflow"
        painter.setPen(pen_of(side, theme, 2.0))
        low, high = self._x(margin.low), self._x(margin.high)
        painter.drawLine(QPointF(high, y), QPointF(low, y))
        painter.setPen(QPen(theme.side(side), 2.0))
        for x in (low, high):
            painter.drawLine(QPointF(x, y - CAP / 2), QPointF(x, y + CAP / 2))
        x = self._x(margin.mean)
        draw_marker(painter, QRectF(x - MARK / 2, y - MARK / 2, MARK, MARK), side, theme)
        painter.setPen(theme.text)
        painter.setFont(font_of(self, "caption"))
        box = QRectF(0, self.height() - caption - 1, self.width(), caption)
        words = painter.fontMetrics().elidedText(
            lead_words(self._person), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, words)

    def _x(self, points: float) -> float:
        return lead_x(points, self._span, self.width())


def axis_ticks(span: float) -> tuple[float, ...]:
    """Return where an axis of leads has lines, in points."""
    return (span, span / 2, 0.0, -span / 2, -span)


def lead_x(points: float, span: float, width: float) -> float:
    """Return where a lead lies: PyTorch's to the left of the middle, TensorFlow's to the right."""
    return width / 2 - points / span * (width / 2 - MARK)
