"""The lines of the table of cases, in words, as a track stands now."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from core.measure.catalog import WORKLOADS
from core.records.base import SIDE_NAMES
from core.records.events import Stage
from core.records.run import Case, CaseResult
from gui.measure import words
from gui.measure.track import Track

StateIcon = Literal["check", "play", "clock", "alert", "cross", ""]

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


def make_row(track: Track, stage: Stage | None, *, margin: float, ended: bool) -> Row:
    """Return the line of a case.

    Args:
        track: what is known of the case.
        stage: what the engine did last; None before the first stage.
        margin: the practical difference, 0.05 = 5 %.
        ended: the run is over.
    """
    live = stage is not None and track.case == stage.case and not ended
    icon, state = _state(track, stage, live=live, ended=ended)
    pytorch, tensorflow = track.steps_ns()
    row = Row(
        case=track.case,
        name=_LABELS.get(track.case.workload, track.case.workload),
        detail=words.case_detail(track.case),
        state_icon=icon,
        state=state,
        margin=margin,
        pytorch_ns=pytorch,
        tensorflow_ns=tensorflow,
        spark=track.recent(),
        kept=track.kept if track.rounds else _kept_of(track.result),
    )
    return _with_result(row, track, live=live)


def _state(track: Track, stage: Stage | None, *, live: bool, ended: bool) -> tuple[StateIcon, str]:
    result = track.result
    if _has_failed(track) and result is not None:
        if result.state == "measured":
            return "alert", "disturbed"
        return _FAILED_ICONS[result.state], words.STATES[result.state]
    if live and stage is not None:
        return "play", f"in launch {stage.launch} now"
    if result is not None and track.final:
        return "check", _launches(result.launches)
    if track.rounds or result is not None:
        done = result.launches if result is not None else max(0, track.launches - 1)
        of = f" of {stage.launches}" if stage is not None else ""
        return "clock", f"{done}{of} launches"
    return ("cross", "not started") if ended else ("clock", "waiting")


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
