"""Rows of the comparison as text: what is read back is what was shown."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import re

import markdown_it
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.knowledge.ledger import Cell, Column, Row
from core.report import shown
from core.report.frames import shown_frame, shown_html

COLUMNS = (Column("a", "A"), Column("b", "B|b"), Column("c", "C & <d>"))
IDS = [column.id for column in COLUMNS]

# What a cell may hold: any text without line breaks or signs that the checker refuses.
cells = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20).map(
    str.strip
)
hostile = st.text("=+-@＝;'\t |\\\"`&<~$\na1,", max_size=12)
tables = st.lists(st.tuples(cells, hostile, cells), max_size=6)
FORMULAS = [
    "=1+1", "+1+1", "-2-3", "@SUM(A1)", " =1", "\t=1", "＝1", "－1", "＋1", "＠x", "\r=1", "'=1",
    "''+1", "\u200b=1", "\ufeff=1", "-2 %", "-1,000", "+x",
]  # fmt: skip


def rows_of(table) -> list[Row]:
    return [
        Row(str(at), dict(zip(IDS, map(Cell, texts), strict=True)), claims=(f"c{at}",))
        for at, texts in enumerate(table)
    ]


def without_guard(text: str) -> str:
    """Return a cell without the apostrophes that keep it from being run."""
    return re.sub(r"(\A|(?<=[,;\t\n]))'(?=['\s]*[=+\-@＝＋－＠])", "", text)


@given(tables)
@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize(("make", "separator"), [(shown.as_csv, ","), (shown.as_tsv, "\t")])
def test_what_a_spreadsheet_reads_is_what_was_shown(make, separator, table):
    text = make(rows_of(table), COLUMNS)
    found = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    assert found[0] == [column.label for column in COLUMNS]
    assert [tuple(map(without_guard, row)) for row in found[1:]] == table


@given(tables)
@settings(max_examples=200, deadline=None)
def test_json_holds_what_was_shown(table):
    found = json.loads(shown.as_json(rows_of(table), COLUMNS))
    assert [tuple(row[id_] for id_ in IDS) for row in found] == table
    assert [row["claim_ids"] for row in found] == [[f"c{at}"] for at in range(len(table))]


@given(tables)
@settings(max_examples=200, deadline=None)
def test_markdown_holds_what_was_shown(table):
    found = _markdown_table(shown.as_markdown(rows_of(table), COLUMNS))
    assert found[0] == [column.label for column in COLUMNS]
    assert found[1:] == [[text.strip(" \t") for text in texts] for texts in table]


@given(hostile)
@settings(max_examples=300, deadline=None)
def test_no_sign_in_markdown_means_anything(text):
    found = _markdown_table(shown.as_markdown([Row("x", {"a": Cell(text)})], COLUMNS[:1]))
    assert found[1] == [text.strip(" \t")]


def _markdown_table(text: str) -> list[list[str]]:
    """Return the cells of a table as another program reads it."""
    reader = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    rows: list[list[str]] = []
    for token in reader.parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append("".join(map(_plain, token.children or ())))
    return rows


def _plain(token) -> str:
    if token.type == "html_inline":
        assert token.content == "<br>"
        return "\n"
    assert token.type in ("text", "text_special"), token
    return token.content


class _Cells(html.parser.HTMLParser):
    """Collects the texts of a table's cells, and every tag there is."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.scopes: list[str] = []
        self._open = False

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.add(tag)
        self.scopes += [value or "" for name, value in attrs if name == "scope"]
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._open = True

    def handle_endtag(self, tag) -> None:
        if tag in ("td", "th"):
            self._open = False

    def handle_data(self, data) -> None:
        if self._open:
            self.rows[-1][-1] += data


@given(tables)
@settings(max_examples=60, deadline=None)
def test_html_holds_what_was_shown_and_nothing_runs(table):
    page = _Cells()
    page.feed(shown_html(rows_of(table), COLUMNS, "<script>alert(1)</script>"))
    page.close()
    assert page.rows[0] == [column.label for column in COLUMNS]
    # Runs of spaces are written as hard ones, so that a browser shows all of them.
    assert [tuple(cell.replace("\xa0", " ") for cell in row) for row in page.rows[1:]] == [
        tuple(shown.harmless(text).strip().replace("\xa0", " ") for text in texts)
        for texts in table
    ]
    assert page.scopes == ["col"] * len(COLUMNS) + ["row"] * len(table)
    assert not page.tags & {"script", "img", "a", "link", "iframe"}


def test_a_frame_has_a_column_for_each_that_is_shown():
    frame = shown_frame(rows_of([("1", "", "x")]), COLUMNS)
    assert list(frame.columns) == [column.label for column in COLUMNS]
    assert frame.iloc[0].tolist() == ["1", "", "x"]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_would_run_is_made_harmless(text):
    row = Row("x", {"a": Cell(text)})
    for make, separator in ((shown.as_csv, ","), (shown.as_tsv, "\t")):
        table = list(
            csv.reader(io.StringIO(make([row], COLUMNS[:1]), newline=""), delimiter=separator)
        )
        assert table[1][0].startswith("'")


@pytest.mark.parametrize("text", ["=1+1", "=1 ", "'@x", "+x"])
def test_a_page_that_a_spreadsheet_opens_runs_nothing(text):
    page = _Cells()
    page.feed(shown_html([Row("x", {"a": Cell(text)})], COLUMNS[:1], "T"))
    assert page.rows[1] == [f"'{text}".strip()]


def test_a_semicolon_divides_no_formula_off():
    row = Row("x", {"a": Cell("one; =1+1;+2;'-3, four")})
    assert shown.as_csv([row], COLUMNS[:1]).splitlines()[1] == "\"one;' =1+1;'+2;''-3, four\""


def test_lines_within_a_cell_stay_lines():
    row = Row("x", {"a": Cell("one\r\ntwo\rthree\nfour")})
    lines = "one\ntwo\nthree\nfour"
    assert next(csv.reader(io.StringIO(shown.as_csv([row], COLUMNS[:1]).split("\n", 1)[1]))) == [
        lines
    ]
    assert _markdown_table(shown.as_markdown([row], COLUMNS[:1]))[1] == [lines]
    page = _Cells()
    page.feed(shown_html([row], COLUMNS[:1], "T"))
    assert page.rows[1] == [lines]


@pytest.mark.parametrize("text", ["-2", "+3.5", "0", "-0.25"])
def test_plain_numbers_stay_numbers(text):
    table = shown.as_csv([Row("x", {"a": Cell(text)})], COLUMNS[:1])
    assert table.splitlines()[1] == text


def test_the_table_fits_its_width():
    rows = [Row("x", {"a": Cell("short"), "b": Cell("many words " * 20)})]
    lines = shown.as_text(rows, COLUMNS[:2], 60, ("b",)).splitlines()
    assert max(map(len, lines)) <= 60
    assert len(lines) > 4
    assert len(shown.as_text([], COLUMNS[:2], 60, ("b",)).splitlines()) == 2
