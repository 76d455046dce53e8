"""The Measure page: before, while and after a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.records.base import Side
from core.records.events import Event, Notice
from core.records.machine import Interpreter, Machine
from core.records.run import RunSummary
from gui.controllers.earlier import Earlier
from gui.controllers.measure_request import MeasureRequest
from gui.controllers.measuring import MeasuringController
from gui.measure import words
from gui.measure.before_view import BeforeView
from gui.measure.head import MeasureHead
from gui.measure.live import LiveRun
from gui.measure.run_view import RunView
from gui.widgets.banner import Banner
from gui.widgets.banner_stack import BannerStack

if TYPE_CHECKING:
    from gui.controllers.decision import DecisionController
    from gui.controllers.snapshot import Snapshot

# Plots and figures change at most four times a second; while blocks are timed, only when the
# engine says so. An engine that has not said so for this long does not breathe.
_REFRESH_MS = 250
_UNBREATHED_MS = 1_000


class MeasurePage(QWidget):
    """Chooses, runs and shows measurements.

    Signals:
        navigate: name of the page to go to.
    """

    navigate = Signal(str)

    def __init__(
        self,
        measuring: MeasuringController,
        decision: DecisionController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._measuring = measuring
        self._decision = decision
        self._run = LiveRun()
        self._paused = False
        self._share_before: float | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._refresh)
        self._build()
        self._wire()
        self._fill()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self._head = MeasureHead()
        self.before = BeforeView()
        self.running = RunView()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.before)
        self._stack.addWidget(self.running)
        self._banners = BannerStack()
        top = QVBoxLayout()
        top.setContentsMargins(24, 20, 24, 12)
        top.setSpacing(12)
        top.addWidget(self._head)
        top.addWidget(self._banners)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self._stack, 1)

    def _wire(self) -> None:
        measuring = self._measuring
        measuring.eventReceived.connect(self._on_event)
        measuring.breathe.connect(self._on_breathe)
        measuring.runningChanged.connect(self._on_running)
        measuring.finished.connect(self._on_finished)
        measuring.machineRead.connect(self._on_machine)
        measuring.interpreterAdded.connect(self._on_interpreter)
        measuring.restored.connect(self._on_restored)
        self._decision.snapshotChanged.connect(self._on_snapshot)
        self.before.runRequested.connect(self.start)
        self.before.settingsChanged.connect(self._on_settings)
        self.before.interpreters.pathGiven.connect(measuring.add_interpreter)
        self.running.outcome.useToggled.connect(self._on_use)
        self.running.progress.painted.connect(self._on_painted)
        head = self._head
        head.cancelAsked.connect(self._on_cancel)
        head.pauseAsked.connect(self._on_pause)
        head.againAsked.connect(self._show_before)
        head.resultsAsked.connect(self._show_results)
        head.copyAsked.connect(self._on_copy)
        head.reportAsked.connect(self._on_report)

    def _fill(self) -> None:
        settings = self._measuring.settings()
        self.before.settings.set_margin(settings.margin)
        if self._decision.snapshot is not None:
            self._on_snapshot(self._decision.snapshot)
        if self._measuring.machine is not None:
            self._on_machine(self._measuring.machine, self._measuring.interpreters)
        else:
            self._measuring.read_machine()
        # The plot's libraries take half a second to load: not in a click, and not in this thread.
        self._measuring.load("pyqtgraph", self._on_plot_ready)
        if self._measuring.earlier is not None:
            self._on_restored(self._measuring.earlier)
        else:
            self._show_before()

    def ask_for(self, phase: str) -> None:
        """Offer what a verdict asks for; a run that goes on is not disturbed.

        Args:
            phase: what to measure, "train" or "latency".
        """
        if not self._measuring.is_running:
            self.before.ask_for(phase)
            self._show_before()
            self.before.focus_run()

    # --- three faces ------------------------------------------------------------------------

    @Slot()
    def _show_before(self) -> None:
        self._stack.setCurrentWidget(self.before)
        self._head.show_before(results=self._run.summary is not None)

    @Slot()
    def _show_results(self) -> None:
        summary = self._run.summary
        if summary is None:
            return
        self._stack.setCurrentWidget(self.running)
        self.running.show_done()
        self.running.outcome.show_use(self._measuring.uses(summary.run))
        self._head.show_results(summary)

    # --- the run ----------------------------------------------------------------------------

    @Slot(object)
    def start(self, request: MeasureRequest) -> None:
        """Start a run; its rows stand before the engine has answered."""
        plan = self.before.plan()
        if self._measuring.is_running or plan is None:
            return
        self._banners.clear()
        self._paused = False
        self._run = LiveRun.planned(plan.cases, plan.margin)
        self.running.show_run(self._run)
        self.running.progress.show_start()
        self.running.progress.arm()
        self._stack.setCurrentWidget(self.running)
        self._head.show_running(request.preset, len(self._run.tracks))
        # The engine is started first: painting does not have to wait for it, nor it for paint.
        self._measuring.start(request)
        self.running.paint_now()

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        if self._run.summary is not None and not self._measuring.is_running:
            return
        self._run.take(event)
        if isinstance(event, Notice):
            self._tell(event)
        if not self._timer.isActive():
            self._timer.start(_UNBREATHED_MS if self._run.quiet else _REFRESH_MS)

    @Slot()
    def _on_breathe(self) -> None:
        self._refresh()
        self.running.paint_now()

    @Slot()
    def _refresh(self) -> None:
        self._timer.stop()
        if self._run.summary is None:
            self.running.refresh(paused=self._paused)

    @Slot()
    def _on_painted(self) -> None:
        self._measuring.first_line_shown()

    @Slot()
    def _on_cancel(self) -> None:
        self._head.set_stoppable(False)
        self.running.progress.show_cancelling()
        self._measuring.cancel()

    @Slot()
    def _on_pause(self) -> None:
        self._paused = not self._paused
        if self._paused:
            self._measuring.pause()
        else:
            self._measuring.resume()
        self._head.set_paused(self._paused)
        self._refresh()

    @Slot(bool)
    def _on_running(self, running: bool) -> None:
        if not running:
            self._timer.stop()
            self._head.set_stoppable(False)
            if self._run.summary is None and not any(t.rounds for t in self._run.tracks.values()):
                self._show_before()

    @Slot(object)
    def _on_finished(self, summary: RunSummary) -> None:
        if self._run.summary is None:
            # Cut off before its last event: what was finished was worked out from the log.
            rounds = [event for track in self._run.tracks.values() for event in track.rounds]
            self._run = LiveRun.of(summary, rounds)
            self.running.show_run(self._run)
        self.before.ask_for("")
        if any(words.counts(result) for result in summary.cases):
            self._use(summary, wanted=True)
        self._show_results()

    # --- what it moved ----------------------------------------------------------------------

    @Slot(bool)
    def _on_use(self, wanted: bool) -> None:
        if self._run.summary is not None:
            self._use(self._run.summary, wanted=wanted)

    def _use(self, summary: RunSummary, *, wanted: bool) -> None:
        verdict = self._decision.verdict
        self._share_before = verdict.shares.pytorch if verdict is not None else None
        self.running.outcome.show_effect("")
        self._measuring.use(summary, wanted)

    @Slot(object)
    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self.before.set_answers(snapshot.knowledge, snapshot.answers)
        verdict = snapshot.verdict
        if verdict is None or snapshot.preview or self._share_before is None:
            return
        before, after = round(self._share_before * 100), round(verdict.shares.pytorch * 100)
        self._share_before = None
        if before == after:
            text = self.tr("moved nothing: PyTorch stays at {0} of 100").format(after)
        else:
            text = self.tr("moved PyTorch from {0} to {1} of 100").format(before, after)
        self.running.outcome.show_effect(text)

    # --- what was read ----------------------------------------------------------------------

    @Slot(object, object)
    def _on_machine(self, machine: Machine, found: tuple[Interpreter, ...]) -> None:
        self.before.set_surroundings(machine, found, self._wanted())

    @Slot(object)
    def _on_interpreter(self, found: Interpreter) -> None:
        self.before.set_interpreters(self._measuring.interpreters, self._wanted())
        self.before.interpreters.choose(found.path)

    @Slot(object)
    def _on_restored(self, earlier: Earlier) -> None:
        if self._measuring.is_running or self._run.summary is not None:
            return
        if earlier.summary is None:
            self._show_before()
            return
        self._run = LiveRun.of(earlier.summary, earlier.rounds)
        self.running.show_run(self._run)
        self._show_results()

    @Slot()
    def _on_settings(self) -> None:
        self._measuring.keep(
            margin=self.before.settings.margin, interpreters=self.before.interpreters.paths()
        )

    def _wanted(self) -> dict[Side, str]:
        return dict(self._measuring.settings().interpreters)

    def _on_plot_ready(self, _module: object) -> None:
        self.running.add_plot()

    # --- small things -----------------------------------------------------------------------

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.running.copy_text())

    @Slot()
    def _on_report(self) -> None:
        self.navigate.emit("report")

    def _tell(self, notice: Notice) -> None:
        banner = Banner(notice.what, notice.why, notice.remedy)
        if any(shown.message() == banner.message() for shown in self._banners.banners()):
            banner.deleteLater()
        else:
            self._banners.add(banner)
