"""Rows of the comparison as text."""

from __future__ import annotations

import csv
import io

from core.knowledge.ledger import Cell, Column, Row
from core.report import shown

COLUMNS = (Column("a", "A"), Column("b", "B|b"))
EVIL = Row("x", {"a": Cell("=1+1"), "b": Cell("*|*\nc")})


def test_csv_runs_no_formula():
    for sign in "=+-@\t\r":
        row = Row("x", {"a": Cell(f"{sign}1"), "b": Cell("fine")})
        cells = list(csv.reader(io.StringIO(shown.as_csv([row], COLUMNS), newline="")))[1]
        assert cells == [f"'{sign}1".replace("\r", "\n"), "fine"]


def test_markdown_keeps_its_columns():
    lines = shown.as_markdown([EVIL], COLUMNS).splitlines()
    assert len(lines) == 3
    assert lines[2].replace("\\|", "").count("|") == lines[1].count("|")


def test_the_table_fits_its_width():
    rows = [Row("x", {"a": Cell("short"), "b": Cell("many words " * 20)})]
    lines = shown.as_text(rows, COLUMNS, 60, ("b",)).splitlines()
    assert max(map(len, lines)) <= 60
    assert len(lines) > 4
    assert len(shown.as_text([], COLUMNS, 60, ("b",)).splitlines()) == 2
