"""Which Python runs each framework: ready or not, and the choice."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.machine import Interpreter
from gui.shell.theme import theme_of
from gui.widgets.buttons import QuietButton
from gui.widgets.empty_state import IconMark
from gui.widgets.fields import ChoiceField
from gui.widgets.labels import plain_label
from gui.widgets.marks import draw_marker
from gui.widgets.panel import Panel

_PIP = {"pytorch": "torch", "tensorflow": "tensorflow"}


class SideMark(QWidget):
    """The circle or the square of a side."""

    def __init__(self, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setFixedSize(QSize(14, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        spot = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        draw_marker(QPainter(self), spot, self._side, theme_of(self))


class _SideChoice(QWidget):
    """One side: its version, whether it is ready, and the interpreters to choose from.

    Signals:
        chosen: the side has another interpreter now.
    """

    chosen = Signal()

    def __init__(self, side: Side) -> None:
        super().__init__()
        self._side: Side = side
        self._found: tuple[Interpreter, ...] = ()
        self._name = plain_label(SIDE_NAMES[side], weight=600)
        self._ready = IconMark("check", 16, "accent")
        self._missing = IconMark("triangle", 16, "alert")
        self._state = plain_label("", "caption", colour="text2")
        self._remedy = plain_label("", "caption", colour="text2", wrap=True)
        self._remedy.hide()
        self._ready.hide()
        self._missing.hide()
        self.field = ChoiceField(self.tr("Python that runs {0}").format(SIDE_NAMES[side]))
        self.field.setObjectName(f"measure_python_{side}")
        self.field.activated.connect(self._on_activated)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(SideMark(side))
        head.addWidget(self._name, 1)
        for widget in (self._ready, self._missing, self._state):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self._remedy)

    def show_found(self, found: tuple[Interpreter, ...], wanted: str) -> None:
        """Offer interpreters; those with the framework first, then the rest."""
        able = [one for one in found if one.find(self._side) and not one.problem]
        self._found = (*able, *(one for one in found if one not in able))
        self.field.clear()
        for one in self._found:
            python = f" · Python {one.python}" if one.python else ""
            self.field.addItem(f"{one.label or one.path}{python}", one.path)
            self.field.setItemData(self.field.count() - 1, one.path, 3)
        at = self.field.findData(wanted) if wanted else 0
        self.field.setCurrentIndex(max(0, at))
        self._tell()

    def current(self) -> Interpreter | None:
        """Return the chosen interpreter."""
        at = self.field.currentIndex()
        return self._found[at] if 0 <= at < len(self._found) else None

    def is_ready(self) -> bool:
        """Return True when the chosen interpreter has the framework."""
        one = self.current()
        return one is not None and not one.problem and one.find(self._side) is not None

    @Slot(int)
    def _on_activated(self, _index: int) -> None:
        self._tell()
        self.chosen.emit()

    def _tell(self) -> None:
        one = self.current()
        framework = one.find(self._side) if one else None
        version = f" {framework.version}" if framework else ""
        self._name.setText(f"{SIDE_NAMES[self._side]}{version}")
        ready = self.is_ready()
        self._ready.setVisible(ready)
        self._missing.setVisible(not ready)
        self._state.setText(self.tr("ready") if ready else self.tr("missing"))
        remedy = "" if ready else self._say_remedy(one)
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))

    def _say_remedy(self, one: Interpreter | None) -> str:
        if one is None:
            return self.tr("No Python was found. Do this: add the path of one")
        if one.problem:
            remedy = self.tr("Do this: {0}").format(one.remedy) if one.remedy else ""
            return f"{one.problem} {remedy}".strip()
        command = f"{one.path} -m pip install {_PIP[self._side]}"
        return self.tr("It is not installed there. Do this: {0}").format(command)


class InterpretersCard(Panel):
    """Both sides, PyTorch first, and a way to add an interpreter.

    Signals:
        chosen: another interpreter was chosen.
        pathGiven: a person names a Python that was not found.
    """

    chosen = Signal()
    pathGiven = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Interpreters"), parent)
        self.sides: dict[Side, _SideChoice] = {side: _SideChoice(side) for side in SIDES}
        for choice in self.sides.values():
            choice.chosen.connect(self.chosen)
            self.add(choice)
        self._count = plain_label(self.tr("looking …"), "caption", colour="text2")
        add = QuietButton(self.tr("&Add a path …"))
        add.setObjectName("measure_add_python")
        add.clicked.connect(self._on_add)
        foot = QHBoxLayout()
        foot.addWidget(add)
        foot.addStretch(1)
        foot.addWidget(self._count)
        self.add(foot)
        self._dialog: QFileDialog | None = None

    def show_found(self, found: tuple[Interpreter, ...], wanted: dict[Side, str]) -> None:
        """Offer what was found; `wanted` is what was chosen before."""
        for side, choice in self.sides.items():
            choice.show_found(found, wanted.get(side, ""))
        usable = sum(not one.problem for one in found)
        if usable == len(found):
            self._count.setText(self.tr("{0} found").format(len(found)))
        else:
            self._count.setText(self.tr("{0} of {1} found are usable").format(usable, len(found)))

    def paths(self) -> dict[Side, str]:
        """Return the chosen interpreters of both sides."""
        paths: dict[Side, str] = {}
        for side, choice in self.sides.items():
            one = choice.current()
            if one is not None:
                paths[side] = one.path
        return paths

    def choose(self, path: str) -> None:
        """Choose an interpreter for every framework it holds."""
        for choice in self.sides.values():
            at = choice.field.findData(path)
            one = choice._found[at] if at >= 0 else None
            if one is not None and (one.find(choice._side) or one.problem):
                choice.field.setCurrentIndex(at)
                choice._tell()
        self.chosen.emit()

    @Slot()
    def _on_add(self) -> None:
        self._dialog = QFileDialog(self, self.tr("Choose a Python"))
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._dialog.fileSelected.connect(self.pathGiven)
        self._dialog.open()
