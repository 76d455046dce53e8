"""Runs as data frames, for people who go on with their own analysis. The only user of pandas."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from core.records.base import SIDES
from core.records.run import LogLine, RoundLine

SIDE_OF = {side[0]: side for side in SIDES}  # the letters of `RoundLine.order`


def blocks(lines: Iterable[LogLine]) -> pd.DataFrame:
    """Return the timed blocks of a run, one a row, in the order they ran.

    Columns: workload, phase, mode, launch, round, block (place within the round), side, steps,
    wall_ns, cpu_ns, step_ns (wall_ns / steps), log_ratio and pressure of the round (pressure is
    empty where it is not readable), dropped (why the round does not count; empty when it does).
    """
    rows = [row for line in lines if isinstance(line, RoundLine) for row in _rows(line)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame["step_ns"] = frame["wall_ns"] / frame["steps"]
    return frame


COLUMNS = (
    "workload", "phase", "mode", "launch", "round", "block", "side", "steps", "wall_ns", "cpu_ns",
    "step_ns", "log_ratio", "pressure", "dropped",
)  # fmt: skip


def _rows(line: RoundLine) -> list[dict[str, object]]:
    shared = {
        "workload": line.case.workload,
        "phase": line.case.phase,
        "mode": line.case.mode,
        "launch": line.launch,
        "round": line.round,
        "log_ratio": line.log_ratio,
        "pressure": line.pressure,
        "dropped": line.dropped,
    }
    columns = zip(line.order, line.steps, line.wall_ns, line.cpu_ns, strict=True)
    return [
        shared
        | {"block": place, "side": SIDE_OF[letter], "steps": n, "wall_ns": wall, "cpu_ns": cpu}
        for place, (letter, n, wall, cpu) in enumerate(columns)
    ]


def blocks_csv(lines: Iterable[LogLine]) -> str:
    """Return the timed blocks of a run as CSV; floats keep every digit."""
    return blocks(lines).to_csv(index=False, lineterminator="\n")
