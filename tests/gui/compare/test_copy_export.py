"""Copies and exports hold exactly what is shown, as it is sorted."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from gui.compare import copying
from gui.compare.exporting import FORMATS

# What the offscreen plugin says of windows with a least size, and of menus.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")


@pytest.fixture(params=["aspect", "claim"])
def arranged(page, request):
    """A page with a search, a filter, a sort and columns of its own."""
    page.show_view(request.param)
    page.table.show_column("contribution", True)
    page.table.move_column("contribution", -1)
    page.model.show(query="keras", facets={"matters": ("yes",)}, sort=(("date", True),))
    return page


def cells(page, rows=None) -> list[list[str]]:
    """Return what the table tells, headings first."""
    columns = page.table.told_columns()
    texts = [[row.cell(c.id).text for c in columns] for row in rows or page.model.shown]
    return [[column.label for column in columns], *texts]


def read(text: str, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def test_ctrl_c_copies_the_chosen_rows_in_every_form_at_once(arranged, qtbot) -> None:
    table = arranged.table
    table.selectRow(1)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    wanted = cells(arranged, [arranged.model.shown[1]])
    assert read(bytes(data.data(copying.CSV).data()).decode()) == wanted
    assert read(bytes(data.data(copying.TSV).data()).decode(), "\t") == wanted
    assert read(data.text(), "\t") == wanted
    assert "1 row" in arranged.head.context.text()


def test_markdown_by_its_own_key(arranged, qtbot) -> None:
    table = arranged.table
    table.selectAll()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_C, modifiers)
    assert markdown(QGuiApplication.clipboard().text()) == plain(cells(arranged))


def markdown(text: str) -> list[list[str]]:
    """Return the cells of a Markdown table, without its rule."""
    lines = [line.strip("|") for line in text.splitlines() if line.startswith("|")]
    rows = [line.replace("\\|", "\0").split("|") for line in (lines[0], *lines[2:])]
    return plain([[cell.replace("\0", "|").strip() for cell in row] for row in rows])


def plain(rows: list[list[str]]) -> list[list[str]]:
    """Return cells without the backslashes that keep Markdown from reading them."""
    return [[" ".join(cell.replace("\\", "").split()) for cell in row] for row in rows]


def test_an_export_holds_exactly_what_is_shown(arranged, qtbot, tables, tmp_path) -> None:
    wanted = cells(arranged)
    for name in ("shown.csv", "shown.md", "shown.json", "shown.html"):
        path = tmp_path / name
        with qtbot.waitSignal(tables.written, timeout=10_000):
            arranged.actions_of.save_to(str(path))
        text = path.read_text(encoding="utf-8-sig")
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") == (path.suffix == ".csv")
        if name.endswith("csv"):
            assert read(text) == wanted
        elif name.endswith("md"):
            assert markdown(text) == plain(wanted)
        elif name.endswith("json"):
            columns = [column.id for column in arranged.table.told_columns()]
            assert [[row[id_] for id_ in columns] for row in json.loads(text)] == wanted[1:]
        else:
            assert html_cells(text) == plain(wanted)
        assert str(path) in arranged.head.context.text()


def html_cells(text: str) -> list[list[str]]:
    """Return the cells of the one table of a page."""
    reader = TableReader()
    reader.feed(text)
    return [[" ".join(cell.split()) for cell in row] for row in reader.rows]


class TableReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._inside = True
        elif tag == "br" and self._inside:
            self.rows[-1][-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data


def test_an_unknown_ending_and_a_folder_that_is_gone_are_said(
    arranged, qtbot, tables, tmp_path
) -> None:
    for path in (tmp_path / "table.xls", tmp_path / "gone" / "table.csv"):
        with qtbot.waitSignal(tables.failed, timeout=10_000) as told:
            arranged.actions_of.save_to(str(path))
        assert told.args[0].remedy
        assert not path.exists()


def test_the_dialog_offers_every_form(page, qtbot) -> None:
    page.actions_of.export.click()
    dialog = page.findChild(QFileDialog, "compare_export_dialog")
    assert len(dialog.nameFilters()) == len(FORMATS)
    assert dialog.defaultSuffix() == "csv"
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert dialog.defaultSuffix() == "md"
    dialog.close()
