"""A run as the page follows it: events in, rows out. Knows no widget."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from core.measure.catalog import WORKLOADS
from core.records.base import SIDE_NAMES, Side
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
from core.records.run import Case, CaseResult, Parity, RunSummary
from gui.measure import words

StateIcon = Literal["check", "play", "clock", "alert", "cross", ""]
SPARK_POINTS = 60

_LABELS = {workload.id: workload.label for workload in WORKLOADS}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, ready to be painted.

    Attributes:
        style: the verdict that the interval bar is drawn for; "leaning_..." within a launch.
        spark: log-ratios of the newest kept rounds.
        kept: rounds kept; None before the first.
        command: the remedy when it is something to type; empty otherwise.
    """

    case: Case
    name: str
    detail: str
    state_icon: StateIcon = "clock"
    state: str = "waiting"
    mark: words.Mark = ""
    result: str = ""
    result_detail: str = ""
    style: str = ""
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    margin: float = 0.05
    pytorch_ns: float | None = None
    tensorflow_ns: float | None = None
    spark: tuple[float, ...] = ()
    kept: int | None = None
    failed: bool = False
    command: str = ""
    details: str = ""

    def text(self) -> str:
        """Return the line as one sentence for people who hear it, and for copying."""
        parts = [f"{self.name}, {self.detail}", self.state, self.result, self.result_detail]
        return ". ".join(part.rstrip(".") for part in parts if part) + "."


@dataclass(slots=True)
class Track:
    """Everything a run said of one case so far."""

    case: Case
    rounds: list[RoundDone] = field(default_factory=list)
    drops: Counter[str] = field(default_factory=Counter)
    result: CaseResult | None = None
    final: bool = False
    parity: Parity | None = None
    launches: int = 0

    @property
    def kept(self) -> int:
        """Return how many rounds count."""
        return len(self.rounds) - self.drops.total()

    @property
    def last(self) -> RoundDone | None:
        """Return the newest round."""
        return self.rounds[-1] if self.rounds else None

    def recent(self) -> tuple[float, ...]:
        """Return the log-ratios of the newest kept rounds."""
        newest = self.rounds[-2 * SPARK_POINTS :]
        return tuple(r.log_ratio for r in newest if not r.dropped)[-SPARK_POINTS:]

    def steps_ns(self) -> tuple[float | None, float | None]:
        """Return each side's time a step: the result's, else the median of the newest rounds."""
        if self.result is not None and self.result.pytorch.step_ns is not None:
            return self.result.pytorch.step_ns, self.result.tensorflow.step_ns
        kept = [r for r in self.rounds[-SPARK_POINTS:] if not r.dropped]
        if not kept:
            return None, None
        return _median(r.pytorch_ns for r in kept), _median(r.tensorflow_ns for r in kept)


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
        track = self.tracks[case]
        icon, state = self._state(track)
        pytorch, tensorflow = track.steps_ns()
        row = Row(
            case=case,
            name=_LABELS.get(case.workload, case.workload),
            detail=words.case_detail(case),
            state_icon=icon,
            state=state,
            margin=self.margin,
            pytorch_ns=pytorch,
            tensorflow_ns=tensorflow,
            spark=track.recent(),
            kept=track.kept if track.rounds else _kept_of(track.result),
        )
        return _with_result(row, track, live=case == self.current)

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

    # --- words ------------------------------------------------------------------------------

    def _state(self, track: Track) -> tuple[StateIcon, str]:
        result = track.result
        if _has_failed(track) and result is not None:
            if result.state == "measured":
                return "alert", "disturbed"
            return _FAILED_ICONS[result.state], words.STATES[result.state]
        if track.case == self.current and self.stage is not None:
            return "play", f"in launch {self.stage.launch} now"
        if result is not None and track.final:
            return "check", _launches(result.launches)
        if track.rounds or result is not None:
            done = result.launches if result is not None else max(0, track.launches - 1)
            of = f" of {self.stage.launches}" if self.stage is not None else ""
            return "clock", f"{done}{of} launches"
        return ("cross", "not started") if self.summary is not None else ("clock", "waiting")


_FAILED_ICONS: dict[str, StateIcon] = {
    "not_comparable": "alert",
    "failed": "alert",
    "missing": "cross",
    "cancelled": "cross",
    "incomplete": "clock",
}


def _with_result(row: Row, track: Track, *, live: bool) -> Row:
    result, last = track.result, track.last
    if _has_failed(track) and result is not None:
        mark, text, remedy = words.verdict_of(result, final=track.final)
        command = remedy.removeprefix("$ ") if remedy.startswith("$ ") else ""
        return replace(
            row, mark=mark, result=text, result_detail=remedy, failed=True, command=command
        )
    leaning = last.leaning if live and last is not None else None
    if live and last is not None and last.live_low is not None and last.live_high is not None:
        low, high = math.exp(last.live_low), math.exp(last.live_high)
        shown = replace(row, low=low, high=high, ratio=math.sqrt(low * high))
        if leaning is None:
            return replace(
                shown,
                mark="neither",
                style="cannot_tell",
                result="cannot tell yet",
                result_detail=words.interval_text(low, high),
            )
        return replace(
            shown,
            mark=leaning,
            style=f"leaning_{leaning}",
            result=f"leaning to {SIDE_NAMES[leaning]}",
            result_detail="not a verdict yet",
        )
    if result is not None and result.state == "measured":
        mark, text, detail = words.verdict_of(result, final=track.final)
        return replace(
            row,
            mark=mark,
            result=text,
            result_detail=detail,
            style=result.verdict or "",
            ratio=result.ratio,
            low=result.low,
            high=result.high,
        )
    if result is not None and result.low is not None and result.high is not None:
        # Two launches have an interval, but no verdict may be given before the planned look.
        return replace(
            row,
            mark="neither",
            style="cannot_tell",
            result="no verdict yet",
            result_detail=words.interval_text(result.low, result.high),
            ratio=result.ratio,
            low=result.low,
            high=result.high,
        )
    return replace(row, result="first rounds" if track.rounds else "")


def _has_failed(track: Track) -> bool:
    """Return True when the case gives no verdict; "incomplete" may still become one."""
    result = track.result
    if result is None:
        return False
    if result.state == "measured":
        return track.final and result.verdict == "disturbed"
    return track.final or result.state in ("failed", "missing", "not_comparable")


def _launches(count: int) -> str:
    return "1 launch" if count == 1 else f"{count} launches"


def _kept_of(result: CaseResult | None) -> int | None:
    return result.kept if result is not None and result.state == "measured" else None


def _median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
