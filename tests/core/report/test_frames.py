"""The timed blocks of a run as a data frame."""

import csv
import io
import math
import statistics
from typing import Any

import pytest

from core.records.base import SIDES
from core.records.run import Case, RoundLine
from core.report.frames import COLUMNS, blocks, blocks_csv

CASE = Case(workload="lstm", phase="train", mode="usual")


def round_line(number: int = 0, order: str = "pttp", **changes: Any) -> RoundLine:
    wall = (1_000_003, 3_000_001, 3_100_007, 1_100_009)
    p = sum(w / 10 for w, side in zip(wall, order, strict=True) if side == "p")
    t = sum(w / 20 for w, side in zip(wall, order, strict=True) if side == "t")
    fields: dict[str, Any] = {
        "launch": 2,
        "case": CASE,
        "round": number,
        "order": order,
        "wall_ns": wall,
        "cpu_ns": (9, 8, 7, 6),
        "steps": tuple(10 if side == "p" else 20 for side in order),
        "log_ratio": math.log(t / p),
        "pressure": None,
    }
    return RoundLine(**fields | changes)


def test_one_row_a_block_in_the_order_they_ran():
    frame = blocks([round_line(0), round_line(1, "tppt", dropped="steal", pressure=0.25)])
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["side"]) == [
        "pytorch", "tensorflow", "tensorflow", "pytorch",
        "tensorflow", "pytorch", "pytorch", "tensorflow",
    ]  # fmt: skip
    assert list(frame["block"]) == [0, 1, 2, 3] * 2
    assert list(frame["dropped"]) == [""] * 4 + ["steal"] * 4
    assert frame["pressure"].isna().tolist() == [True] * 4 + [False] * 4


def test_the_ratio_of_a_round_follows_from_its_blocks():
    frame = blocks([round_line()])
    rows = list(zip(frame["side"].tolist(), frame["step_ns"].tolist(), strict=True))
    mean = {s: statistics.fmean(ns for side, ns in rows if side == s) for s in SIDES}
    assert math.log(mean["tensorflow"] / mean["pytorch"]) == pytest.approx(
        frame["log_ratio"].iloc[0], abs=1e-12
    )


def test_csv_keeps_every_digit():
    line = round_line()
    rows = list(csv.DictReader(io.StringIO(blocks_csv([line]))))
    assert float(rows[0]["log_ratio"]) == line.log_ratio
    assert [int(row["wall_ns"]) for row in rows] == list(line.wall_ns)


def test_a_run_without_rounds_has_a_header():
    assert blocks_csv([]).splitlines() == [",".join(COLUMNS)]
