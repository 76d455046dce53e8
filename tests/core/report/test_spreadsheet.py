"""A spreadsheet program opens what was exported, and runs none of it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import pytest

from core.knowledge.ledger import Cell, Column, Row
from core.report import shown

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
EVIL = [
    "=1+1", "+1+1", "-1-1", "@SUM(1;1)", " =1+1", "＝1+1", '=HYPERLINK("https://x.org";"y")',
    "=cmd|' /C calc'!A0", "\t=1+1", "'=1+1", "plain, with a comma", "1,000", "2 Nov 2026",
]  # fmt: skip


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_runs_no_formula(tmp_path):
    columns = (Column("n", "N"), Column("t", "Text"))
    rows = [Row(str(n), {"n": Cell(f"n{n}"), "t": Cell(text)}) for n, text in enumerate(EVIL)]
    (tmp_path / "table.csv").write_text(shown.as_csv(rows, columns), encoding="utf-8")
    subprocess.run(
        [
            str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            "--convert-to", "ods", "--outdir", str(tmp_path), str(tmp_path / "table.csv"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with zipfile.ZipFile(tmp_path / "table.ods") as book:
        sheet = ElementTree.fromstring(book.read("content.xml"))
    cells = list(sheet.iter(f"{TABLE}table-cell"))
    assert not [cell for cell in cells if cell.get(f"{TABLE}formula")]
    texts = ["".join(p.itertext()) for cell in cells for p in cell.iter(f"{TEXT}p")]
    assert sum(text.startswith("n") for text in texts) == len(EVIL)
    assert "'=1+1" in texts
