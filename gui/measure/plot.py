"""The plot of one case: a point a round, the interval within each launch, the pressure below.

With `plot_items` the only file of the page that imports pyqtgraph, and with it NumPy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontMetrics, QPen, QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.records.events import RoundDone
from gui.measure import words
from gui.measure.plot_items import Ground, Intervals
from gui.shell.theme import font_of, theme_of

_TICKS = (1.05, 1.1, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0)
_LEAST_REACH = math.log(1.12)
_STRIP_HEIGHT = 64
_POINT = 7.0
_BUSY = words.BUSY


class _Canvas(pg.GraphicsLayoutWidget):
    """The drawing itself; the wheel belongs to the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # type: ignore[override]
        """Let the page scroll."""
        event.ignore()


class RoundPlot(QWidget):
    """Shows the rounds of one case; PyTorch faster is up, TensorFlow faster is down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = _Canvas(self)
        self._canvas.setObjectName("measure_plot")
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._canvas.setAccessibleName(self.tr("Rounds of the chosen case"))
        self._canvas.ci.setContentsMargins(0, 0, 0, 0)
        self._canvas.ci.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._canvas)
        self._main, self._main_axis = self._add_view(0)
        self._strip, self._strip_axis = self._add_view(1)
        self._strip.setXLink(self._main)
        # The row is fixed, not the view: an axis is as high as its row.
        grid: Any = self._canvas.ci.layout  # pyqtgraph hides Qt's method behind the layout itself
        grid.setRowFixedHeight(1, _STRIP_HEIGHT)
        self._round_axis = pg.AxisItem("bottom", linkView=self._strip)
        self._canvas.ci.addItem(self._round_axis, 2, 1)
        self._ground = Ground()
        self._intervals = Intervals()
        self._kept = pg.ScatterPlotItem(size=_POINT, pxMode=True)
        self._dropped = pg.ScatterPlotItem(size=_POINT + 2, pxMode=True)
        for item in (self._ground, self._intervals, self._kept, self._dropped):
            self._main.addItem(item, ignoreBounds=True)
        self._calm = pg.BarGraphItem(x=[], height=[], width=0.7, pen=None)
        self._busy = pg.BarGraphItem(x=[], height=[], width=0.7, pen=None)
        self._busy_line = pg.InfiniteLine(pos=_BUSY, angle=0)
        self._strip.addItem(self._calm, ignoreBounds=True)
        self._strip.addItem(self._busy, ignoreBounds=True)
        self._strip.addItem(self._busy_line, ignoreBounds=True)
        self._fences: list[tuple[pg.InfiniteLine, pg.TextItem]] = []
        self._rounds: tuple[RoundDone, ...] = ()
        self._margin = 0.05
        self._recolour()

    def show_rounds(self, rounds: Sequence[RoundDone], margin: float) -> None:
        """Show these rounds and the practical difference."""
        self._rounds = tuple(rounds)
        self._margin = margin
        self._draw()

    def paint_now(self) -> None:
        """Paint what changed before this returns, for the moment the engine waits."""
        scene = self._canvas.scene()
        QCoreApplication.sendPostedEvents(scene, QEvent.Type.MetaCall.value)

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and font."""
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.ApplicationFontChange)
        if event.type() in kinds and hasattr(self, "_fences"):
            self._recolour()
            self._draw()

    def _add_view(self, row: int) -> tuple[pg.ViewBox, pg.AxisItem]:
        """Return a view and its left axis; a whole PlotItem would bring menus and buttons."""
        view = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        axis = pg.AxisItem("left", linkView=view)
        self._canvas.ci.addItem(axis, row, 0)
        self._canvas.ci.addItem(view, row, 1)
        return view, axis

    # --- drawing ----------------------------------------------------------------------------

    def _draw(self) -> None:
        rounds = self._rounds
        places = np.arange(1, len(rounds) + 1, dtype=float)
        values = np.array([r.log_ratio for r in rounds], dtype=float)
        kept = np.array([not r.dropped for r in rounds], dtype=bool)
        low, high = self._reach(values[kept], rounds)
        right = max(24.0, len(rounds) * 1.06 + 1)
        self._main.setXRange(0, right, padding=0)
        self._main.setYRange(low, high, padding=0)
        self._ground.prepareGeometryChange()
        self._ground.right, self._ground.margin = right, self._margin
        self._ground.update()
        self._intervals.set_rounds(rounds, places.tolist())
        self._kept.setData(places[kept], values[kept])
        edge = (high - low) * 0.1
        self._dropped.setData(places[~kept], np.clip(values[~kept], low + edge, high - edge))
        self._draw_pressure(rounds, places)
        self._draw_fences(rounds, high)
        self._label_axis(low, high)
        self._canvas.setAccessibleDescription(self._twin())

    def _reach(self, kept: np.ndarray, rounds: Sequence[RoundDone]) -> tuple[float, float]:
        """Return the y range: all kept rounds and intervals, and always "even"."""
        ends = [v for r in rounds for v in (r.live_low, r.live_high) if v is not None]
        # The very first intervals of a launch are wide; they may leave the plot.
        reach = float(np.max(np.abs(kept))) * 2.0 if kept.size else _LEAST_REACH
        ends = [v for v in ends if abs(v) <= max(reach, _LEAST_REACH)]
        everything = np.concatenate([kept, np.array(ends, dtype=float), np.zeros(1)])
        pad = max(_LEAST_REACH, float(np.ptp(everything)) * 0.12)
        return float(everything.min()) - pad, float(everything.max()) + pad

    def _draw_pressure(self, rounds: Sequence[RoundDone], places: np.ndarray) -> None:
        seen = [
            (x, r.pressure)
            for x, r in zip(places.tolist(), rounds, strict=True)
            if r.pressure is not None
        ]
        self._strip.setYRange(0, max([0.3, *(p for _, p in seen)]), padding=0)
        for bars, wanted in ((self._calm, False), (self._busy, True)):
            shown = [(x, p) for x, p in seen if (p > _BUSY) == wanted]
            bars.setOpts(x=[x for x, _ in shown], height=[p for _, p in shown])

    def _draw_fences(self, rounds: Sequence[RoundDone], high: float) -> None:
        starts = [1.0] if rounds else []
        names = [rounds[0].launch] if rounds else []
        for at, (before, after) in enumerate(pairwise(rounds)):
            if after.launch != before.launch:
                starts.append(at + 2.0)
                names.append(after.launch)
        while len(self._fences) < len(starts):
            line, text = pg.InfiniteLine(angle=90), pg.TextItem(anchor=(0, 0))
            self._main.addItem(line, ignoreBounds=True)
            self._main.addItem(text, ignoreBounds=True)
            self._fences.append((line, text))
            self._recolour()
        for at, (line, text) in enumerate(self._fences):
            shown = at < len(starts)
            line.setVisible(shown and at > 0)
            text.setVisible(shown)
            if shown:
                line.setPos(starts[at] - 0.5)
                text.setText(self.tr("launch {0}").format(names[at]))
                text.setPos(starts[at] - 0.4, high)

    def _label_axis(self, low: float, high: float) -> None:
        fitting = [tick for tick in _TICKS if math.log(tick) < max(high, -low)]
        least = max(high - low, 1e-9) / 9
        chosen: list[float] = []
        for tick in reversed(fitting):
            nearest = math.log(chosen[-1]) - math.log(tick) if chosen else math.inf
            if nearest > least and math.log(tick) > least:
                chosen.append(tick)
        up = [t for t in chosen if math.log(t) < high]
        down = [t for t in chosen if -math.log(t) > low]
        labels = [(0.0, self.tr("even"))]
        labels += [
            (math.log(t), f"PyTorch {t:g}×" if at == 0 else f"{t:g}×") for at, t in enumerate(up)
        ]
        labels += [
            (-math.log(t), f"TensorFlow {t:g}×" if at == 0 else f"{t:g}×")
            for at, t in enumerate(down)
        ]
        self._main_axis.setTicks([labels])
        self._strip_axis.setTicks([[(0.0, self.tr("calm")), (_BUSY, "20 %")]])

    def _recolour(self) -> None:
        theme = theme_of(self)
        font = font_of(self, "caption")
        self._canvas.setBackground(theme.surface)
        width = QFontMetrics(font).horizontalAdvance("TensorFlow 1.25×") + 14
        for axis in (self._main_axis, self._strip_axis, self._round_axis):
            axis.setPen(QPen(theme.edge, 1))
            axis.setTextPen(QPen(theme.text2))
            axis.setTickFont(font)
            axis.setStyle(tickLength=-4)
        for axis in (self._main_axis, self._strip_axis):
            axis.setWidth(width)
        self._ground.theme = self._intervals.theme = theme
        self._kept.setPen(None)
        self._kept.setBrush(pg.mkBrush(theme.text))
        self._dropped.setPen(pg.mkPen(theme.alert, width=1.4))
        self._dropped.setBrush(None)
        self._calm.setOpts(brush=pg.mkBrush(theme.text2))
        self._busy.setOpts(brush=pg.mkBrush(theme.alert))
        self._busy_line.setPen(pg.mkPen(theme.edge, style=Qt.PenStyle.DotLine))
        for line, text in self._fences:
            line.setPen(pg.mkPen(theme.edge, style=Qt.PenStyle.DotLine))
            text.setColor(theme.text2)
            text.setFont(font)

    def _twin(self) -> str:
        """Return in words what the plot shows."""
        kept = [r for r in self._rounds if not r.dropped]
        if not kept:
            return self.tr("No round yet.")
        middle = float(np.median([r.log_ratio for r in kept]))
        last = self._rounds[-1]
        return self.tr(
            "{0} rounds kept, {1} dropped, launch {2}. The middle of the rounds: {3}. Newest: {4}."
        ).format(
            len(kept),
            len(self._rounds) - len(kept),
            last.launch,
            words.side_ratio(math.exp(middle)),
            words.side_ratio(math.exp(last.log_ratio)),
        )
