"""A run as the page follows it: events in, tracks and figures out. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable

from core.records.base import Side
from core.records.events import (
    CaseUpdated,
    Event,
    Notice,
    ParityChecked,
    RoundDone,
    RunFinished,
    RunStarted,
    Stage,
    WorkerReady,
)
from core.records.run import Case, CaseResult, RunSummary
from gui.measure.rows import Row, make_row
from gui.measure.track import Track


class LiveRun:
    """Takes in a run's events in order; a page reads rows and figures from it at any time."""

    def __init__(self) -> None:
        self.tracks: dict[Case, Track] = {}
        self.started: RunStarted | None = None
        self.stage: Stage | None = None
        self.summary: RunSummary | None = None
        self.notices: list[Notice] = []
        self.workers: dict[Side, WorkerReady] = {}
        self.pressure: float | None = None
        self.margin = 0.05
        self.changed: set[Case] = set()

    @classmethod
    def planned(cls, cases: Iterable[Case], margin: float) -> LiveRun:
        """Return a run that is about to start: its rows stand before the engine answers."""
        run = cls()
        run.margin = margin
        run.tracks = {case: Track(case) for case in cases}
        return run

    @classmethod
    def of(cls, summary: RunSummary, rounds: Iterable[RoundDone] = ()) -> LiveRun:
        """Return a finished run, as its page looked at the end."""
        run = cls()
        run.tracks = {result.case: Track(result.case) for result in summary.cases}
        for event in rounds:
            run.take(event)
        run.take(RunFinished(summary=summary))
        return run

    @property
    def quiet(self) -> bool:
        """Return True while blocks are timed."""
        return self.stage is not None and self.stage.quiet and self.summary is None

    @property
    def current(self) -> Case | None:
        """Return the case that is being worked on."""
        return self.stage.case if self.stage is not None and self.summary is None else None

    def take(self, event: Event) -> None:
        """Take in one event."""
        if isinstance(event, RoundDone):
            self._take_round(event)
        elif isinstance(event, Stage):
            self._take_stage(event)
        elif isinstance(event, CaseUpdated):
            self._take_result(event.result, final=event.final)
        elif isinstance(event, ParityChecked):
            self._track(event.case).parity = event.parity
        elif isinstance(event, RunStarted):
            self._take_start(event)
        elif isinstance(event, WorkerReady):
            self.workers[event.side] = event
        elif isinstance(event, Notice):
            self.notices.append(event)
        elif isinstance(event, RunFinished):
            self._take_end(event.summary)

    def rows(self) -> tuple[Row, ...]:
        """Return every line of the table, in the order of the plan."""
        return tuple(self.row(case) for case in self.tracks)

    def row(self, case: Case) -> Row:
        """Return one line of the table."""
        ended = self.summary is not None
        return make_row(self.tracks[case], self.stage, margin=self.margin, ended=ended)

    # --- events -----------------------------------------------------------------------------

    def _track(self, case: Case) -> Track:
        self.changed.add(case)
        return self.tracks.setdefault(case, Track(case))

    def _take_start(self, event: RunStarted) -> None:
        self.started = event
        self.margin = event.margin
        self.tracks = {case: Track(case) for case in event.cases}
        self.changed.update(event.cases)

    def _take_round(self, event: RoundDone) -> None:
        track = self._track(event.case)
        track.rounds.append(event)
        track.launches = max(track.launches, event.launch)
        if event.dropped:
            track.drops[event.dropped] += 1
        if event.pressure is not None:
            self.pressure = event.pressure

    def _take_stage(self, event: Stage) -> None:
        before = self.current
        self.stage = event
        self.changed.update(case for case in (before, event.case) if case in self.tracks)

    def _take_result(self, result: CaseResult, *, final: bool) -> None:
        track = self._track(result.case)
        track.result = result
        track.final = final
        track.parity = result.parity or track.parity
        self.margin = result.margin

    def _take_end(self, summary: RunSummary) -> None:
        self.summary = summary
        self.pressure = summary.pressure
        for result in summary.cases:
            self._take_result(result, final=True)
        self.changed.update(self.tracks)
