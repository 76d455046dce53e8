"""A spreadsheet program opens what was exported, and runs none of it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.knowledge.ledger import Cell, Column, Row
from core.report import shown
from core.report.frames import shown_html

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
EVIL = [
    "=1+1", "+1+1", "-1-1", "@SUM(1;1)", " =1+1", "＝1+1", '=HYPERLINK("https://x.org";"y")',
    "=cmd|' /C calc'!A0", "\t=1+1", "'=1+1", '=DDE("soffice";"x";"y")', "x;=1+1;y", "x; =2+2",
    '=WEBSERVICE("http://127.0.0.1/")', "x\t=1+1", "x\n=1+1", "plain, with a comma", "1,000",
    "2 Nov 2026", "-2",
]  # fmt: skip
COLUMNS = (Column("n", "N"), Column("t", "Text"))
ROWS = [Row(str(n), {"n": Cell(f"n{n}"), "t": Cell(text)}) for n, text in enumerate(EVIL)]

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def opened(folder: Path, name: str, content: str, reader: str = "") -> list[ElementTree.Element]:
    """Return the cells of a file as LibreOffice reads it."""
    (folder / name).write_text(content, encoding="utf-8")
    command = [
        str(OFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless",
        *([f"--infilter={reader}"] if reader else []),
        "--convert-to", "ods", "--outdir", str(folder), str(folder / name),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile((folder / name).with_suffix(".ods")) as book:
        sheet = ElementTree.fromstring(book.read("content.xml"))
    return list(sheet.iter(f"{TABLE}table-cell"))


def formulas(cells: list[ElementTree.Element]) -> list[str]:
    return [cell.get(f"{TABLE}formula", "") for cell in cells if cell.get(f"{TABLE}formula")]


def texts(cells: list[ElementTree.Element]) -> list[str]:
    return ["".join(part.itertext()) for cell in cells for part in cell.iter(f"{TEXT}p")]


def test_libreoffice_would_run_them(tmp_path):
    """Without what the exports do, it runs some: else the tests below would show nothing."""
    raw = io.StringIO()
    csv.writer(raw).writerows([[row.cell("n").text, row.cell("t").text] for row in ROWS])
    assert len(formulas(opened(tmp_path, "raw.csv", raw.getvalue()))) >= 3


@pytest.mark.parametrize(
    "reader",
    ["", "CSV:44,34,76,1", "CSV:59,34,76,1", "CSV:9/44/59,34,76,1"],
    ids=["as it comes", "commas", "semicolons", "all three"],
)
def test_libreoffice_runs_no_formula_of_a_csv_file(tmp_path, reader):
    cells = opened(tmp_path, "table.csv", shown.as_csv(ROWS, COLUMNS), reader)
    assert formulas(cells) == []
    if not reader.startswith("CSV:59"):
        assert sum(text.startswith("n") for text in texts(cells)) == len(EVIL)
        assert "'=1+1" in texts(cells)


def test_libreoffice_runs_no_formula_of_a_file_with_tabs(tmp_path):
    cells = opened(tmp_path, "table.tsv", shown.as_tsv(ROWS, COLUMNS), "CSV:9,34,76,1")
    assert formulas(cells) == []
    assert sum(text.startswith("n") for text in texts(cells)) == len(EVIL)


def test_libreoffice_runs_no_formula_of_a_page(tmp_path):
    page = shown_html(ROWS, COLUMNS, "=1+1")
    cells = opened(tmp_path, "table.html", page, "HTML (StarCalc)")
    assert formulas(cells) == []
    assert sum(text.startswith("n") for text in texts(cells)) == len(EVIL)
