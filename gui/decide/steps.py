"""The step list: where the person is, what is done, what lies ahead."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.decide.flow import Step
from gui.controllers.decision import Snapshot
from gui.decide.flowing import FlowColumn
from gui.shell.theme import Theme, font_of, theme_of
from gui.widgets.buttons import StandardButton
from gui.widgets.focus_ring import KeyboardFocus
from gui.widgets.labels import plain_label

ANSWERED = ("done", "unsure")
STATE_WORDS = {
    "done": "answered",
    "unsure": "answered",
    "current": "current question",
    "ahead": "open",
    "skipped": "passed over",
}


def position(snapshot: Snapshot) -> str:
    """Return "Question 5 of about 16"; passed-over questions do not count."""
    asked = [step.question for step in snapshot.steps if step.state != "skipped"]
    if snapshot.question not in asked:
        return f"{len(asked)} questions"
    return f"Question {asked.index(snapshot.question) + 1} of about {len(asked)}"


class StepButton(KeyboardFocus, QAbstractButton):
    """One step: mark, name and, once answered, the answer below it."""

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.setObjectName(f"step_{question}")
        self._state = "ahead"
        self._caption = ""
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
        self._state, self._caption = step.state, step.caption
        self.setText(name)
        self.setToolTip(step.reason)
        said = [name, step.caption, STATE_WORDS.get(step.state, ""), step.reason]
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setFocusPolicy(
            Qt.FocusPolicy.NoFocus if step.state == "current" else Qt.FocusPolicy.StrongFocus
        )
        self.updateGeometry()
        self.update()

    # --- size -------------------------------------------------------------------------------

    def _left(self) -> int:
        return round(self.fontMetrics().height() * 2.2)

    def _lines(self) -> tuple[str, str]:
        two = self._state in (*ANSWERED, "current") and self._caption
        return (self.text(), self._caption if two else "")

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


class StepList(QWidget):
    """All steps under their heads.

    Signals:
        asked: the id of the question whose step was clicked.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Steps"))
        self._buttons: dict[str, StepButton] = {}
        self._title = plain_label("", "caption", weight=600, colour="text2")
        self._scroll = FlowColumn(left=0, margin=12)
        self._rows = self._scroll.rows
        self._rows.setSpacing(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._scroll, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the steps as they stand."""
        if list(self._buttons) != [question.id for question in snapshot.knowledge.questions]:
            self._build(snapshot)
        self._title.setText(position(snapshot))
        names = {question.id: question.step for question in snapshot.knowledge.questions}
        for step in snapshot.steps:
            self._buttons[step.question].show_step(step, names[step.question])
        current = self._buttons.get(snapshot.question)
        if current is not None:
            self._scroll.ensureWidgetVisible(current, 0, 60)

    def _build(self, snapshot: Snapshot) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._buttons = {}
        head = ""
        for question in snapshot.knowledge.questions:
            if question.group and question.group != head:
                head = question.group
                label = plain_label(head[:1].upper() + head[1:], "caption", weight=600)
                label.setContentsMargins(0, 8 if self._buttons else 0, 0, 2)
                self._rows.addWidget(label)
            button = StepButton(question.id)
            button.clicked.connect(self._on_clicked)
            self._buttons[question.id] = button
            self._rows.addWidget(button)
        self._rows.addStretch(1)

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, StepButton):
            self.asked.emit(sender.question)


class StepsMenu(StandardButton):
    """The step list on one line, for narrow windows: "Question 5 of about 16", with a menu.

    Signals:
        asked: the id of the question that was picked.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("wizard_steps")
        self.set_icon_name("chevron-down", trailing=True)
        self._snapshot: Snapshot | None = None
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_picked)
        self.clicked.connect(self._on_clicked)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show where the person stands."""
        self._snapshot = snapshot
        self.setText(position(snapshot))
        self.setAccessibleName(self.tr("{position}, all steps").format(position=position(snapshot)))

    @Slot()
    def _on_clicked(self) -> None:
        if self._snapshot is None:
            return
        self._menu.clear()
        names = {question.id: question.step for question in self._snapshot.knowledge.questions}
        for step in self._snapshot.steps:
            text = f"{names[step.question]}: {step.caption}" if step.caption else None
            action = self._menu.addAction((text or names[step.question]).replace("&", "&&"))
            action.setData(step.question)
            action.setCheckable(True)
            action.setChecked(step.state in ANSWERED)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(object)
    def _on_picked(self, action: object) -> None:
        data = getattr(action, "data", None)
        if data is not None:
            self.asked.emit(data())
