"""Before a run: what and why, then how, on what, and how long."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.measure.catalog import WORKLOADS, Workload, find
from core.measure.plan import PRESETS, Plan, make_plan
from core.records.answers import Answers
from core.records.base import SIDE_NAMES, Side
from core.records.knowledge import Knowledge, Option
from core.records.machine import Interpreter, Machine
from core.records.workloads import asked_for
from gui.controllers.measure_request import MeasureRequest
from gui.measure import words
from gui.measure.interpreters_card import InterpretersCard
from gui.measure.machine_card import MachineCard
from gui.measure.settings_panel import SettingsPanel
from gui.measure.wish_line import WishLine
from gui.measure.workload_table import WorkloadModel, WorkloadRow, WorkloadTable
from gui.shell.theme import theme_of, type_scale
from gui.widgets.buttons import PrimaryButton
from gui.widgets.labels import plain_label
from gui.widgets.scroll import ScrollColumn

_SIDE_BY_SIDE = 1000
_CARDS = 344
_WISH_BESIDE = 640


class BeforeView(QWidget):
    """Chooses what to run; the bottom bar with Run never scrolls away.

    Signals:
        runRequested: a `MeasureRequest`.
        settingsChanged: the margin or an interpreter has another value.
    """

    runRequested = Signal(object)
    settingsChanged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = WorkloadModel(self)
        self.table = WorkloadTable(self.model)
        self.settings = SettingsPanel()
        self.machine = MachineCard()
        self.interpreters = InterpretersCard()
        self._answers = Answers()
        self._knowledge: Knowledge | None = None
        self._touched = False
        self._wish = ""
        self._wished = WishLine()
        self._wished.dropped.connect(self._on_wish_dropped)
        self._bar = RunBar()
        self._bar.button.clicked.connect(self.run)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setContentsMargins(24, 0, 24, 20)
        self._columns.setSpacing(16)
        self._build()
        self.model.ticksChanged.connect(self._on_ticks)
        self.settings.changed.connect(self._on_settings)
        self.interpreters.chosen.connect(self._on_settings)
        self._fill()

    def set_answers(self, knowledge: Knowledge, answers: Answers) -> None:
        """Take in what the person builds; workloads that fit are ticked."""
        if self._knowledge is not None and answers.answers == self._answers.answers:
            return
        self._knowledge, self._answers = knowledge, answers
        self._fill()

    def ask_for(self, phase: str) -> None:
        """Tick exactly what a verdict asks for: the workloads that fit, in one phase.

        Args:
            phase: "train" or "latency"; empty: no verdict asks for anything any more.
        """
        if phase == self._wish and not phase:
            return
        self._wish, self._touched = phase, False
        self._wished.show_wish(self._knowledge, phase)
        self._fill()

    def set_surroundings(
        self, machine: Machine, found: tuple[Interpreter, ...], wanted: dict[Side, str]
    ) -> None:
        """Take in the machine and the interpreters."""
        self.machine.show_machine(machine)
        self.set_interpreters(found, wanted)

    def set_interpreters(self, found: tuple[Interpreter, ...], wanted: dict[Side, str]) -> None:
        """Take in the interpreters."""
        self.interpreters.show_found(found, wanted)
        self._sum_up()

    def plan(self) -> Plan | None:
        """Return what would run; None when nothing is ticked."""
        ticked = self.model.ticked()
        if not ticked:
            return None
        return make_plan(
            ticked,
            preset=self.settings.preset,
            margin=self.settings.margin,
            phases=self._phases(),
        )

    def focus_run(self) -> None:
        """Put the keyboard on Run."""
        self._bar.button.setFocus()

    @Slot()
    def run(self) -> None:
        """Ask for the run."""
        plan = self.plan()
        if plan is not None:
            self.runRequested.emit(
                MeasureRequest(
                    workloads=self.model.ticked(),
                    preset=plan.preset,
                    margin=plan.margin,
                    interpreters=self.interpreters.paths(),
                    phases=self._phases(),
                )
            )

    # --- inside -----------------------------------------------------------------------------

    def _phases(self) -> tuple[str, ...]:
        return (self._wish,) if self._wish else ()

    def _on_wish_dropped(self) -> None:
        self.ask_for("")
        self.focus_run()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._wished)
        left.addWidget(self.table)
        left.addWidget(self.settings)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.machine)
        right.addWidget(self.interpreters)
        right.addStretch(1)
        self._right = QWidget()
        self._right.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self._right)
        self._columns.addStretch(0)
        content = QWidget()
        content.setLayout(self._columns)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(ScrollColumn(content), 1)
        box.addWidget(self._bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards beside the table, or under it."""
        super().resizeEvent(event)
        scale = type_scale(self)
        wide = self.width() / scale >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
            self._columns.setStretch(0, 1 if wide else 0)
        self._wished.set_stacked(self.width() / scale < _WISH_BESIDE)
        self._right.setMaximumWidth(round(_CARDS * scale) if wide else 16_777_215)
        self._right.setMinimumWidth(round(_CARDS * scale) if wide else 0)

    def _fill(self) -> None:
        asked = asked_for(self._knowledge, self._answers) if self._knowledge else {}
        fitting = {one.id for one in WORKLOADS if not asked or one.id in asked}
        fitting = {id_ for id_ in fitting if self._has_phases(id_)}
        each = PRESETS[self.settings.preset].each_s
        rows = tuple(
            WorkloadRow(
                id=one.id,
                label=one.label,
                shapes=one.shapes,
                why=self._why(one, asked),
                time=self.tr("adds {0}").format(words.about(each)),
                fits=one.id in fitting,
            )
            for one in WORKLOADS
        )
        ticked = frozenset(self.model.ticked()) if self._touched else frozenset(fitting)
        self.model.blockSignals(self.model.rowCount() > 0)
        self.model.set_rows(rows, ticked)
        self.model.blockSignals(False)
        self.table.viewport().update()
        self._sum_up()

    def _has_phases(self, workload: str) -> bool:
        return set(self._phases()) <= set(find(workload).phases)

    def _why(self, workload: Workload, asked: dict[str, Option]) -> str:
        """Return the answer that chose a workload, or what it stands for."""
        if not asked:
            return workload.why
        option = asked.get(workload.id)
        if option is None:
            return self.tr("Your answers do not ask for it")
        return self.tr("You said: {0}").format(option.short or option.text)

    @Slot()
    def _on_ticks(self) -> None:
        self._touched = self._knowledge is not None
        self._sum_up()

    @Slot()
    def _on_settings(self) -> None:
        self._fill()
        self.settingsChanged.emit()

    def _sum_up(self) -> None:
        plan = self.plan()
        self.settings.explain(len(self.model.ticked()))
        missing = [
            SIDE_NAMES[side]
            for side, choice in self.interpreters.sides.items()
            if choice.field.count() and not choice.is_ready()
        ]
        self._bar.show_plan(plan, missing)


class RunBar(QWidget):
    """The bottom bar: how many cases, how long, what leaves the machine, and Run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = PrimaryButton(self.tr("Run"), icon="play")
        self.button.setObjectName("measure_run")
        self.button.set_height(44)
        self._what = plain_label("", weight=600, wrap=True)
        self._more = plain_label("", "caption", colour="text2", wrap=True)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._what)
        text.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.addLayout(text, 1)
        row.addWidget(self.button)

    def show_plan(self, plan: Plan | None, missing: list[str]) -> None:
        """Say what a press on Run starts, or why it cannot."""
        self.button.setEnabled(plan is not None)
        if plan is None:
            self.button.setText(self.tr("&Run"))
            self._what.setText(self.tr("Nothing is ticked"))
            self._more.setText(self.tr("Tick at least one workload."))
            return
        count = len(plan.cases)
        cases = self.tr("1 case") if count == 1 else self.tr("{0} cases").format(count)
        self.button.setText(self.tr("&Run {0}").format(cases))
        most = words.duration(plan.budget_s)
        self._what.setText(self.tr("{0} · at most {1}").format(cases, most))
        text = self.tr(
            "Nothing is downloaded, nothing leaves this machine. You can cancel at any time and "
            "keep what is done."
        )
        if missing:
            text = self.tr("{0} cannot be run: see the interpreters. Its rows will say so.")
            text = text.format(" and ".join(missing))
        self._more.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line above it."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.surface)
        painter.fillRect(0, 0, self.width(), 1, theme.line)
