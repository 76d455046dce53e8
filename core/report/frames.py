"""Runs and the comparison as data frames. The only user of pandas."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

import pandas as pd

from core.knowledge.ledger import Column, Row
from core.records.base import SIDES
from core.records.run import LogLine, RoundLine
from core.report.shown import harmless

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
    """Return the timed blocks of a run as CSV: floats with every digit, text that runs nowhere."""
    frame = blocks(lines)
    texts = ["workload", "phase", "mode", "side", "dropped"]  # a run may come from elsewhere
    frame[texts] = frame[texts].map(harmless)
    return frame.to_csv(index=False, lineterminator="\n")


# --- the comparison ------------------------------------------------------------------------------

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 15px/1.4 system-ui, sans-serif; margin: 2rem; }}
table {{ border-collapse: collapse; }}
caption {{ text-align: left; font-weight: 600; padding-bottom: .5rem; }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid; }}
th, td {{ max-width: 26rem; overflow-wrap: anywhere; white-space: pre-line; }}
tbody th {{ font-weight: inherit; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
</style>
</head>
<body>
{table}
</body>
</html>
"""

_FIRST_CELL = re.compile(r"(<tr>\n\s*)<td>(.*?)</td>", re.DOTALL)  # text is escaped: no tag in it


def shown_frame(rows: Sequence[Row], columns: Sequence[Column]) -> pd.DataFrame:
    """Return rows of the comparison as they are shown: a column each, under its heading."""
    cells = [[row.cell(column.id).text for column in columns] for row in rows]
    return pd.DataFrame(cells, columns=[column.label for column in columns], dtype="string")


def shown_html(rows: Sequence[Row], columns: Sequence[Column], title: str) -> str:
    """Return the same as a page that stands alone and prints well; all text is escaped.

    Spreadsheet programs open such pages too and would run formulas in them, so those are made
    harmless as in CSV.

    Args:
        rows: the rows.
        columns: the columns; the first one heads each row.
        title: what the table is; its caption.
    """
    frame = shown_frame(rows, columns).map(harmless)
    with pd.option_context("display.max_colwidth", None):
        # Formatters of its own, or pandas would write line breaks as backslash and n.
        table = frame.to_html(
            index=False, border=0, justify="unset", formatters=[str] * len(columns)
        )
    caption = f"<caption>{html.escape(title)}</caption>"
    table = table.replace("<thead>", f"{caption}\n  <thead>", 1)
    table = table.replace("<th>", '<th scope="col">')
    table = _FIRST_CELL.sub(r'\1<th scope="row">\2</th>', table)
    return _PAGE.format(title=html.escape(title), table=table)
