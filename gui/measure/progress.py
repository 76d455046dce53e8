"""The progress of a run: what is done, what goes on, how long it will take."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from core.records.base import SIDE_NAMES
from core.records.events import Stage
from gui.measure import words
from gui.measure.live import LiveRun
from gui.shell.theme import theme_of
from gui.widgets.labels import plain_label
from gui.widgets.paint import draw_box
from gui.widgets.panel import Panel

_STEPS = 1000


class FlatProgress(QProgressBar):
    """A bar of 9 px without motion; its words stand beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, _STEPS)
        self.setValue(0)
        self.setTextVisible(False)
        self.setFixedHeight(9)

    def sizeHint(self) -> QSize:
        """Return a thin bar."""
        return QSize(200, 9)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groove and the part that is done."""
        theme = theme_of(self)
        painter = QPainter(self)
        draw_box(painter, self.rect(), theme.surface, theme.edge, radius=4)
        share = self.value() / max(1, self.maximum())
        if share > 0:
            done = self.rect().adjusted(0, 0, -round(self.width() * (1 - share)), 0)
            draw_box(painter, done, theme.accent, None, radius=4)


class ProgressPanel(Panel):
    """Where the run stands, in words and as a bar.

    Signals:
        painted: the panel was on the screen for the first time since `arm`.
    """

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, dense=True)
        self._armed = False
        self._where = plain_label("", weight=600)
        self._left = plain_label("", weight=600)
        self.bar = FlatProgress()
        self.bar.setObjectName("measure_progress")
        self.bar.setAccessibleName(self.tr("Progress of the run"))
        self._now = plain_label("", "caption", colour="text2")
        self._pressure = plain_label("", "caption", colour="text2")
        self.body.setSpacing(6)
        self.add(_ends(self._where, self._left))
        self.add(self.bar)
        self.add(_ends(self._now, self._pressure))

    def arm(self) -> None:
        """Tell `painted` the next time this panel is painted."""
        self._armed = True

    def show_start(self) -> None:
        """Say that the run begins, before the engine has answered."""
        self.bar.setValue(0)
        self._where.setText(self.tr("Starting"))
        self._left.setText("")
        self._now.setText(self.tr("Now: the engine starts both frameworks, each by itself"))
        self._pressure.setText("")

    def show_cancelling(self) -> None:
        """Say at once that the run is being stopped."""
        self._left.setText(self.tr("stopping"))
        self._now.setText(self.tr("Stopping. Finished launches are kept"))

    def show_run(self, run: LiveRun, *, paused: bool) -> None:
        """Show where a run stands."""
        stage = run.stage
        if stage is None:
            return
        self.bar.setValue(round(min(1.0, max(0.0, stage.done)) * _STEPS))
        self._where.setText(self._place(run, stage))
        eta = self.tr("{0} left").format(words.about(stage.eta_s))
        self._left.setText(self.tr("paused") if paused else eta)
        self._now.setText(self.tr("Now: {0}").format(self._doing(run, stage)))
        if run.pressure is not None:
            self._pressure.setText(words.pressure_text(run.pressure))
        self.bar.setAccessibleDescription(f"{self._where.text()}, {self._left.text()}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel."""
        super().paintEvent(event)
        if self._armed:
            self._armed = False
            self.painted.emit()

    def _place(self, run: LiveRun, stage: Stage) -> str:
        launch = self.tr("Launch {0} of {1}").format(max(1, stage.launch), stage.launches)
        cases = tuple(run.tracks)
        if stage.case in run.tracks:
            at = cases.index(stage.case) + 1
            return f"{launch} · " + self.tr("case {0} of {1}").format(at, len(cases))
        return launch

    def _doing(self, run: LiveRun, stage: Stage) -> str:
        parts = [stage.text] if stage.text else []
        if stage.case in run.tracks and not stage.text:
            row = run.row(stage.case)
            parts.append(f"{row.name}, {row.detail}")
        if stage.side is not None and SIDE_NAMES[stage.side] not in stage.text:
            parts.append(SIDE_NAMES[stage.side])
        return " · ".join(parts)


def _ends(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(left, 1)
    row.addWidget(right, 0, Qt.AlignmentFlag.AlignRight)
    return row
