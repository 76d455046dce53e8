"""Runs that earlier starts left on disk, read back for the window."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from core.records.base import SIDES, Side
from core.records.errors import AppError
from core.records.events import RoundDone
from core.records.run import EndLine, LaunchEndLine, LogLine, RoundLine, RunSummary

log = logging.getLogger("forkwise.measuring")

# How many of the newest logs are opened in search of one with a finished launch.
NEWEST = 10


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was found.

    Attributes:
        summary: the newest run with a finished launch; None when there is none.
        rounds: its rounds, as the live page would have received them.
        has_finished_launch: at least one launch came to its end, whether or not it counts.
        counting: the runs that count in the decision, in the order asked for.
    """

    summary: RunSummary | None = None
    rounds: tuple[RoundDone, ...] = ()
    counting: tuple[RunSummary, ...] = ()
    has_finished_launch: bool = False


def restore(wanted: tuple[str, ...]) -> Earlier:
    """Return the newest run with a finished launch, and the runs of the ids in `wanted`.

    A log that cannot be read is logged and passed over: an old file must not spoil the start.
    """
    from core.store.runlog import list_runs

    paths = list(reversed(list_runs()))
    newest = Earlier()
    for path in paths[:NEWEST]:
        found = _attempt(path)
        if found and found.summary and found.has_finished_launch:
            newest = found
            break
    by_id = {path.stem: path for path in paths}
    counting = [_attempt(by_id[run]) for run in wanted if run in by_id]
    return Earlier(
        newest.summary,
        newest.rounds,
        tuple(e.summary for e in counting if e and e.summary),
        newest.has_finished_launch,
    )


def recover(path: str) -> Earlier | None:
    """Return a run whose engine did not reach its last event, or None when nothing is there."""
    return _attempt(Path(path)) if path and Path(path).is_file() else None


def _attempt(path: Path) -> Earlier | None:
    try:
        return _read(path)
    except AppError as error:
        log.warning("%s", error)
        return None


def _read(path: Path) -> Earlier:
    from core.store.runlog import read_run, read_summary

    lines = read_run(path)
    if any(isinstance(line, EndLine) for line in lines):
        summary = read_summary(path)
    else:
        # Cut off: what was finished is worked out again from its rounds.
        from core.measure.analyse import analyse

        summary = analyse(lines)
    finished = any(isinstance(line, LaunchEndLine) and line.complete for line in lines)
    return Earlier(summary, _rounds(lines), has_finished_launch=finished)


def _rounds(lines: tuple[LogLine, ...]) -> tuple[RoundDone, ...]:
    return tuple(_round(line) for line in lines if isinstance(line, RoundLine))


def _round(line: RoundLine) -> RoundDone:
    times = {side: _step_ns(line, side) for side in SIDES}
    return RoundDone(
        case=line.case,
        launch=line.launch,
        round=line.round,
        log_ratio=line.log_ratio,
        pytorch_ns=times["pytorch"],
        tensorflow_ns=times["tensorflow"],
        pressure=line.pressure,
        dropped=line.dropped,
    )


def _step_ns(line: RoundLine, side: Side) -> float:
    """Return the mean time of a step over the side's blocks, in nanoseconds."""
    mark = side[0]
    blocks = [i for i, who in enumerate(line.order) if who == mark]
    steps = sum(line.steps[i] for i in blocks)
    return sum(line.wall_ns[i] for i in blocks) / steps if steps else 0.0
