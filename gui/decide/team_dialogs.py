"""The files of the team's page: which ones to add, where to save, what was dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate

ENDINGS = (".toml", ".json", ".forkwise")
REPORTS = ((".html", "HTML"), (".md", "Markdown"), (".json", "JSON"))


def ask_files(parent: QWidget, done: Callable[[list[Path]], None]) -> None:
    """Ask which answer files to add; returns at once, `done` is called with them."""
    dialog = QFileDialog(parent, translate("team", "Add answer files"))
    dialog.setObjectName("team_add_dialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    patterns = " ".join(f"*{ending}" for ending in ENDINGS)
    dialog.setNameFilter(translate("team", "Answer files ({0})").format(patterns))
    dialog.filesSelected.connect(lambda paths: done([Path(path) for path in paths]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_answers_out(parent: QWidget, done: Callable[[Path], None]) -> None:
    """Ask where to save the present answers; returns at once."""
    dialog = _save_dialog(parent, translate("team", "Save my answers for the team"), done)
    dialog.setObjectName("team_save_dialog")
    dialog.setNameFilter(translate("team", "Answers ({0})").format("*.toml"))
    dialog.setDefaultSuffix("toml")
    dialog.selectFile(translate("team", "your-name.toml"))
    dialog.open()


def ask_report_out(parent: QWidget, done: Callable[[Path], None]) -> None:
    """Ask where to save the report, and in which format; returns at once."""
    dialog = _save_dialog(parent, translate("team", "Save the team report"), done)
    dialog.setObjectName("team_report_dialog")
    dialog.setNameFilters([f"{words} (*{ending})" for ending, words in REPORTS])
    dialog.setDefaultSuffix(REPORTS[0][0].lstrip("."))
    dialog.selectFile("forkwise-team.html")

    def follow(chosen: str) -> None:
        for ending, words in REPORTS:
            if chosen.startswith(words):
                dialog.setDefaultSuffix(ending.lstrip("."))
                dialog.selectFile(f"forkwise-team{ending}")

    dialog.filterSelected.connect(follow)
    dialog.open()


def answer_files(urls: Sequence[QUrl]) -> list[Path]:
    """Return the local files among what is dragged that can hold answers."""
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]


def _save_dialog(parent: QWidget, title: str, done: Callable[[Path], None]) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.fileSelected.connect(lambda path: done(Path(path)) if path else None)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
