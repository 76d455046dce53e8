"""A run while it goes on and when it is done: the same table, the same columns and order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.records.run import Case
from gui.measure.case_model import CaseModel
from gui.measure.case_table import CaseTable
from gui.measure.key_line import KeyLine
from gui.measure.live import LiveRun
from gui.measure.outcome import OutcomePanel
from gui.measure.progress import ProgressPanel
from gui.measure.side_panel import SidePanel
from gui.shell.theme import type_scale
from gui.widgets.labels import plain_label
from gui.widgets.panel import Panel
from gui.widgets.scroll import ScrollColumn

if TYPE_CHECKING:
    from gui.measure.plot import RoundPlot

# Below this width the figures go under the plot.
_SIDE_BY_SIDE = 900
_PLOT_HEIGHT = 290
_TABLE_LEAST = 240


class RunView(QWidget):
    """Paints a `LiveRun`; `refresh` is called by the page when painting is allowed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = ProgressPanel()
        self.outcome = OutcomePanel()
        self.model = CaseModel(self)
        self.table = CaseTable(self.model)
        self.table.caseSelected.connect(self._on_case)
        self._key = KeyLine()
        self._run = LiveRun()
        self._case: Case | None = None
        self._followed = True
        self._plot: RoundPlot | None = None
        self._plot_panel = Panel()
        self._plot_panel.setMinimumHeight(_PLOT_HEIGHT)
        self._plot_foot = plain_label(
            self.tr("Lower strip: CPU pressure while each round ran"), "caption", colour="text2"
        )
        self.side = SidePanel()
        self.side.setMinimumWidth(280)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(12)
        self._lower.addWidget(self._plot_panel, 1)
        self._lower.addWidget(self.side)
        self._build()

    # --- what the page does -------------------------------------------------------------------

    def add_plot(self) -> None:
        """Make the plot; pyqtgraph must be importable by now without delay."""
        if self._plot is not None:
            return
        from gui.measure.plot import RoundPlot

        self._plot = RoundPlot()
        self._plot_panel.add(self._plot, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._plot_foot, 1)
        foot.addWidget(plain_label(self.tr("round"), "caption", colour="text2"))
        self._plot_panel.add(foot)
        self._draw_case()

    def show_run(self, run: LiveRun) -> None:
        """Show another run from its beginning, or a finished one."""
        self._run = run
        self._case = None
        self._followed = True
        done = run.summary is not None
        self.progress.setVisible(not done)
        self.outcome.setVisible(done)
        self.refresh(paused=False)

    def show_done(self) -> None:
        """The run has ended: the outcome takes the place of the progress, all else stays."""
        self.progress.hide()
        self.outcome.show()
        if self._followed:
            # The run has ended wherever it was; what it found matters more.
            self._case = None
        self.refresh(paused=False)

    def refresh(self, *, paused: bool) -> None:
        """Bring everything up to date with the run."""
        run = self._run
        run.changed.clear()
        self.table.show_rows(run.rows())
        self._key.set_margin(run.margin)
        if run.summary is not None:
            self.outcome.show_summary(run.summary)
        else:
            self.progress.show_run(run, paused=paused)
        if self._case not in run.tracks:
            self._case = None
        wanted = run.current if self._followed and run.current in run.tracks else self._case
        if wanted is None and run.tracks:
            wanted = _most_telling(run)
        self._case = wanted
        self.table.blockSignals(True)
        self.table.select_case(wanted)
        self.table.blockSignals(False)
        self._draw_case()

    def paint_now(self) -> None:
        """Paint what changed before this returns."""
        if self._plot is not None:
            self._plot.paint_now()
        QCoreApplication.sendPostedEvents(self.window(), QEvent.Type.UpdateRequest.value)

    def copy_text(self) -> str:
        """Return the whole table as tab-separated text."""
        return self.table.rows_as_text(tuple(range(self.model.rowCount())))

    # --- inside -----------------------------------------------------------------------------

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        self._column = column
        column.setContentsMargins(24, 0, 24, 20)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addWidget(self._key)
        column.addSpacing(12)
        column.addLayout(self._lower, 1)
        top = QVBoxLayout()
        top.setContentsMargins(24, 0, 24, 12)
        top.addWidget(self.progress)
        top.addWidget(self.outcome)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        scroll = ScrollColumn(content)
        self._scroll = scroll
        scroll.verticalScrollBar().rangeChanged.connect(self._on_scroll_range)
        box.addWidget(scroll, 1)
        self.outcome.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the figures beside the plot, or under it."""
        super().resizeEvent(event)
        scale = type_scale(self)
        wide = self.width() / scale >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._lower.direction() != direction:
            self._lower.setDirection(direction)
        self.side.setMaximumWidth(round(300 * scale) if wide else 16_777_215)
        self._limit_table()

    def _limit_table(self) -> None:
        """Keep room for the plot where the window is high enough for both."""
        room = self._scroll.viewport().height() - self._key.sizeHint().height() - 12 - 20
        rest = room - _PLOT_HEIGHT
        self.table.set_most(rest if rest >= _TABLE_LEAST else 16_777_215)

    @Slot(int, int)
    def _on_scroll_range(self, low: int, high: int) -> None:
        # The bar takes its room out of the margin, so that right edges stay in one line.
        bar = 12 if high > low else 0
        self._column.setContentsMargins(24, 0, 24 - bar, 20)

    @Slot(object)
    def _on_case(self, case: Case) -> None:
        # A person who chooses a row keeps it; choosing the row that runs follows the run again.
        self._followed = case == self._run.current
        self._case = case
        self._draw_case()

    def _draw_case(self) -> None:
        track = self._run.tracks.get(self._case) if self._case is not None else None
        self.side.show_case(self._run, track)
        if track is None:
            return
        row = self._run.row(track.case)
        self._plot_panel.set_title(f"{row.name} · {row.detail}")
        if self._plot is not None:
            self._plot.show_rounds(track.rounds, self._run.margin)


def _most_telling(run: LiveRun) -> Case:
    """Return the case with a result and most rounds, the first of equals."""
    return max(
        run.tracks.values(), key=lambda track: (not run.row(track.case).failed, len(track.rounds))
    ).case
