"""One step of the step list: mark, name, and the answer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.decide.flow import Step
from gui.shell.theme import Theme, font_of, theme_of
from gui.widgets.focus_ring import KeyboardFocus
from gui.widgets.tips import tip

ANSWERED = ("done", "unsure")
MOVES: tuple[Qt.Key, ...] = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
STATE_WORDS = {
    "done": "answered",
    "unsure": "answered",
    "current": "current question",
    "ahead": "open",
    "skipped": "passed over",
}


class StepButton(KeyboardFocus, QAbstractButton):
    """One step: mark, name and, once answered, the answer below it.

    Signals:
        moveAsked: a key that leads to another step: up, down, home or end.
    """

    moveAsked = Signal(int)

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.setObjectName(f"step_{question}")
        self._state = "ahead"
        self._name = self._caption = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def state(self) -> str:
        """Return the state it shows."""
        return self._state

    def show_step(self, step: Step, name: str) -> None:
        """Show a step under its name."""
        # An answer to a question that is passed over counts, and so it is done.
        state = "done" if step.state == "skipped" and step.caption else step.state
        self._state, self._caption = state, step.caption
        self._name = name
        self.setText(name.replace("&", "&&"))
        reason = self.tr("Passed over: {0}").format(step.reason) if step.reason else ""
        self.setToolTip(tip(reason))
        said = [name, step.caption, STATE_WORDS.get(state, ""), step.reason]
        self.setAccessibleName(", ".join(part for part in said if part))
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for another step, or open this one."""
        if event.key() in MOVES:
            self.moveAsked.emit(event.key())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    # --- size -------------------------------------------------------------------------------

    def _left(self) -> int:
        return round(self.fontMetrics().height() * 2.2)

    def _lines(self) -> tuple[str, str]:
        two = self._state in (*ANSWERED, "current") and self._caption
        return (self._name, self._caption if two else "")

    def _heights(self, width: int) -> tuple[int, int]:
        room = max(width - self._left() - 6, 40)
        name, answer = self._lines()
        role = "caption" if answer else "body"

        def high(text: str, role: str, weight: int) -> int:
            metrics = QFontMetrics(font_of(self, role, weight=weight))
            box = QRect(0, 0, room, 10_000)
            return metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, text).height()

        return high(name, role, 400), high(answer, "body", 600) if answer else 0

    def hasHeightForWidth(self) -> bool:
        """Names and answers wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of name and answer at this width."""
        return max(sum(self._heights(width)) + 10, 28)

    def sizeHint(self) -> QSize:
        """Return the size at the usual width."""
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow size; text wraps."""
        return QSize(80, 28)

    # --- paint ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tint, mark and text."""
        del event
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, theme)
        name_high, answer_high = self._heights(self.width())
        name, answer = self._lines()
        top = (self.height() - name_high - answer_high) / 2
        room = self.width() - self._left() - 6
        wrap = Qt.TextFlag.TextWordWrap
        painter.setFont(font_of(self, "caption" if answer else "body"))
        painter.setPen(theme.text2)
        painter.drawText(QRectF(self._left(), top, room, name_high), wrap, name)
        if answer:
            painter.setFont(font_of(self, "body", weight=600))
            painter.setPen(theme.text)
            box = QRectF(self._left(), top + name_high, room, answer_high)
            painter.drawText(box, wrap, answer)
        line = QFontMetrics(font_of(self, "caption" if answer else "body")).height()
        self._paint_mark(painter, theme, QPointF(self._left() * 0.57, top + line / 2))
        painter.end()

    def _paint_ground(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self._state == "current":
            painter.setBrush(theme.accentsoft)
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
            painter.setBrush(theme.accent)
            painter.drawRect(QRectF(0, 6, 3, self.height() - 12))
        elif self.underMouse() or self.isDown():
            painter.setBrush(theme.sunken)
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)

    def _paint_mark(self, painter: QPainter, theme: Theme, at: QPointF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._state in ANSWERED:
            painter.setPen(QPen(theme.accent, 1.8))
            x, y = at.x(), at.y()
            painter.drawPolyline(
                [QPointF(x - 5, y), QPointF(x - 1.5, y + 3.5), QPointF(x + 5, y - 4)]
            )
        elif self._state == "current":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawEllipse(at, 5, 5)
        elif self._state == "skipped":
            painter.setPen(QPen(theme.edge, 1.6))
            painter.drawLine(at + QPointF(-4.5, 0), at + QPointF(4.5, 0))
        else:
            painter.setPen(QPen(theme.edge, 1.4))
            painter.drawEllipse(at, 4, 4)
