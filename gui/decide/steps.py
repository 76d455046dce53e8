"""The step list: where the person is, what is done, what lies ahead."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from gui.controllers.decision import Snapshot
from gui.decide.flowing import FlowColumn
from gui.decide.step_button import MOVES, StepButton
from gui.widgets.buttons import StandardButton
from gui.widgets.labels import plain_label
from gui.widgets.tips import tip

__all__ = ["StepButton", "StepList", "StepsMenu", "position"]


def position(snapshot: Snapshot) -> str:
    """Return "Question 5 of about 16"; passed-over questions do not count."""
    asked = [step.question for step in snapshot.steps if step.state != "skipped"]
    if snapshot.question not in asked:
        return f"{len(asked)} questions"
    return f"Question {asked.index(snapshot.question) + 1} of about {len(asked)}"


class StepList(QWidget):
    """All steps under their heads; one stop for Tab, arrow keys move within.

    Signals:
        asked: the id of the question whose step was clicked.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Steps"))
        self.setAccessibleDescription(self.tr("Arrow keys move, Enter opens a question"))
        self._at = ""
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
        if current is not None and snapshot.question != self._at:
            self._stop_at(current)
            self._scroll.ensureWidgetVisible(current, 0, 60)
        self._at = snapshot.question

    def _stop_at(self, stop: StepButton) -> None:
        """Let Tab stop at one step only."""
        for button in self._buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _build(self, snapshot: Snapshot) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._buttons, self._at = {}, ""
        head = ""
        for question in snapshot.knowledge.questions:
            if question.group and question.group != head:
                head = question.group
                label = plain_label(head[:1].upper() + head[1:], "caption", weight=600)
                label.setContentsMargins(0, 8 if self._buttons else 0, 0, 2)
                self._rows.addWidget(label)
            button = StepButton(question.id)
            button.clicked.connect(self._on_clicked)
            button.moveAsked.connect(self._on_move)
            self._buttons[question.id] = button
            self._rows.addWidget(button)
        self._rows.addStretch(1)
        self._stop_at(next(iter(self._buttons.values())))

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, StepButton):
            self.asked.emit(sender.question)

    @Slot(int)
    def _on_move(self, key: int) -> None:
        """Put the keyboard on the step that a key leads to; the ends are ends."""
        buttons = list(self._buttons.values())
        sender = self.sender()
        place = buttons.index(sender) if isinstance(sender, StepButton) else 0
        places = (place - 1, place + 1, 0, len(buttons) - 1)
        wanted = places[MOVES.index(Qt.Key(key))]
        target = buttons[min(max(wanted, 0), len(buttons) - 1)]
        self._stop_at(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(target, 0, 60)


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
        self._ways: list[tuple[str, SignalInstance]] = []
        self._whole = False
        self.clicked.connect(self._on_clicked)

    def add_way(self, text: str, asked: SignalInstance) -> None:
        """Add a way to elsewhere, for when the menu is all there is room for."""
        self._ways.append((text, asked))

    def set_whole(self, whole: bool) -> None:
        """Say whether the menu also has to lead to what else the page usually shows."""
        self._whole = whole

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
            name = names[step.question]
            text = f"{name}: {step.caption}" if step.caption else name
            if step.state == "skipped" and not step.caption:
                text = self.tr("{0} (passed over)").format(name)
            action = self._menu.addAction(text.replace("&", "&&"))
            action.setToolTip(tip(step.reason))
            action.setData(step.question)
            action.setCheckable(True)
            action.setChecked(bool(step.caption))
        if self._whole:
            self._menu.addSeparator()
            for text, asked in self._ways:
                self._menu.addAction(text).triggered.connect(asked)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(object)
    def _on_picked(self, action: object) -> None:
        if isinstance(action, QAction) and action.data():
            self.asked.emit(action.data())
