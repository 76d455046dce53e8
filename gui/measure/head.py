"""The head of the Measure page: what it shows, and the buttons for that."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.records.run import Preset, RunSummary
from gui.measure import words
from gui.widgets.buttons import QuietButton, StandardButton
from gui.widgets.page_head import PageHead

HEIGHT = 36


class MeasureHead(PageHead):
    """Title, context and buttons of the page's three faces.

    Signals:
        cancelAsked: stop the run.
        pauseAsked: hold the run, or let it go on.
        againAsked: choose and run again.
        resultsAsked: show the last results.
        copyAsked: the results as text.
        reportAsked: go to the report.
    """

    cancelAsked = Signal()
    pauseAsked = Signal()
    againAsked = Signal()
    resultsAsked = Signal()
    copyAsked = Signal()
    reportAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._results = QuietButton(self.tr("&Last results"))
        self._copy = StandardButton(self.tr("C&opy"))
        self._report = StandardButton(self.tr("R&eport"))
        self._again = StandardButton(self.tr("Run &again"), icon="retry")
        self._again.setObjectName("measure_again")
        self._pause = StandardButton(self.tr("&Pause"), icon="pause")
        self._pause.setObjectName("measure_pause")
        self._cancel = StandardButton(self.tr("&Cancel"), icon="stop")
        self._cancel.setObjectName("measure_cancel")
        self._buttons = {
            self._results: self.resultsAsked,
            self._copy: self.copyAsked,
            self._report: self.reportAsked,
            self._again: self.againAsked,
            self._pause: self.pauseAsked,
            self._cancel: self.cancelAsked,
        }
        for button, asked in self._buttons.items():
            button.set_height(HEIGHT)
            button.clicked.connect(asked)
            self.add_action(button)

    def show_before(self, *, results: bool) -> None:
        """Speak of choosing.

        Args:
            results: there are results to go back to.
        """
        self.set_title(self.tr("Measure"))
        self.set_context(
            self.tr("Both frameworks, same weights, same inputs, in turns, on your hardware")
        )
        self._show(*((self._results,) if results else ()))

    def show_running(self, preset: Preset, cases: int) -> None:
        """Speak of a run that begins now."""
        self.set_title(self.tr("Measuring"))
        self.set_context(
            self.tr("{0} · {1} · started {2}").format(
                words.PRESETS[preset], self._count(cases), f"{dt.datetime.now():%H:%M}"
            )
        )
        self.set_paused(False)
        self.set_stoppable(True)
        self._show(self._pause, self._cancel)

    def show_results(self, summary: RunSummary) -> None:
        """Speak of a run that is over."""
        self.set_title(self.tr("Measured"))
        self.set_context(self._outcome(summary))
        self._show(self._copy, self._report, self._again)

    def set_paused(self, paused: bool) -> None:
        """Say what the button for a pause does now."""
        self._pause.setText(self.tr("&Go on") if paused else self.tr("&Pause"))

    def set_stoppable(self, stoppable: bool) -> None:
        """Say whether the run can be held or cancelled now."""
        self._pause.setEnabled(stoppable)
        self._cancel.setEnabled(stoppable)

    def _show(self, *shown: QWidget) -> None:
        for button in self._buttons:
            button.setVisible(button in shown)

    def _count(self, cases: int) -> str:
        return self.tr("1 case") if cases == 1 else self.tr("{0} cases").format(cases)

    def _outcome(self, summary: RunSummary) -> str:
        measured = sum(result.state == "measured" for result in summary.cases)
        cases = self._count(len(summary.cases))
        if measured != len(summary.cases):
            cases = self.tr("{0} of {1} measured").format(measured, cases)
        spent = self.tr("{0} in {1}").format(cases, words.duration(summary.seconds))
        state = {"cancelled": self.tr("cancelled"), "failed": self.tr("cut off")}
        parts = (words.PRESETS[summary.preset], spent, state.get(summary.state, ""))
        said = (*parts, self._pressure(summary), _day(summary))
        return " · ".join(part for part in said if part)

    def _pressure(self, summary: RunSummary) -> str:
        if summary.pressure is None:
            return self.tr("CPU pressure not readable here")
        return self.tr("machine {0}").format(words.pressure_word(summary.pressure))


def _day(summary: RunSummary) -> str:
    when = dt.datetime.fromisoformat(summary.started_utc).astimezone()
    today = when.date() == dt.date.today()
    return f"today {when:%H:%M}" if today else f"{when.day} {when:%b %Y %H:%M}"
