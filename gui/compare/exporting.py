"""Saving what the table shows: which file, in which form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from core.knowledge.ledger import Column, Row
from core.records.errors import AppError
from core.report import shown

translate = QCoreApplication.translate
FORMATS = ((".csv", "CSV"), (".md", "Markdown"), (".json", "JSON"), (".html", "HTML"))
_SAME = {".markdown": ".md", ".htm": ".html"}


def save_dialog(parent: QWidget, name: str, done: Callable[[str], None]) -> QFileDialog:
    """Return a dialog that asks for a file, open.

    Args:
        parent: the page.
        name: how the file is called at first, without its ending.
        done: gets the path.
    """
    dialog = QFileDialog(parent, translate("compare", "Save what is shown"))
    dialog.setObjectName("compare_export_dialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([f"{words} (*{suffix})" for suffix, words in FORMATS])
    dialog.setDefaultSuffix(FORMATS[0][0].lstrip("."))
    dialog.selectFile(f"{name}{FORMATS[0][0]}")

    def change_ending(chosen: str) -> None:
        for suffix, words in FORMATS:
            if chosen.startswith(words):
                dialog.setDefaultSuffix(suffix.lstrip("."))
                dialog.selectFile(f"{name}{suffix}")

    dialog.filterSelected.connect(change_ending)
    dialog.fileSelected.connect(done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def renderer(path: Path, rows: Sequence[Row], columns: Sequence[Column]) -> Callable[[], str]:
    """Return what writes rows in the form that a file name asks for.

    Raises:
        AppError: the ending is not known.
    """
    suffix = path.suffix.lower()
    suffix = _SAME.get(suffix, suffix)
    make = {
        ".csv": shown.as_csv,
        ".md": shown.as_markdown,
        ".json": shown.as_json,
        ".html": _as_html,
    }.get(suffix)
    if make is None:
        raise AppError(
            f"{path.name} names no form of a table",
            f"the ending {path.suffix or '(none)'} is not known",
            "end the name with .csv, .md, .json or .html",
        )
    return lambda: make(rows, columns)


def _as_html(rows: Sequence[Row], columns: Sequence[Column]) -> str:
    from core.report.frames import shown_html  # pandas, only for whoever asks for it

    return shown_html(rows, columns, translate("compare", "PyTorch and TensorFlow compared"))
