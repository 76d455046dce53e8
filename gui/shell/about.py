"""About: versions, licences, the age of the knowledge, and who pays."""

from __future__ import annotations

import platform
from importlib import metadata, resources

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from core.records.knowledge import Meta
from gui.shell.sheets import Sheet
from gui.widgets.buttons import PrimaryButton, StandardButton
from gui.widgets.empty_state import IconMark
from gui.widgets.labels import plain_label
from gui.widgets.links import LinkButton
from gui.widgets.panel import Hairline

QT_SOURCE = "https://download.qt.io/official_releases/qt/"
PYSIDE_SOURCE = "https://download.qt.io/official_releases/QtForPython/pyside6/"


def versions() -> tuple[tuple[str, str], ...]:
    """Return name and version of everything a bug report needs."""
    return (
        ("Forkwise", metadata.version("forkwise")),
        ("Qt", qVersion()),
        ("PySide6", PySide6.__version__),
        ("Python", platform.python_version()),
    )


class AboutSheet(Sheet):
    """Who, what, under which licence."""

    def __init__(self, meta: Meta | None, parent: QWidget) -> None:
        """Make the sheet.

        Args:
            meta: the knowledge in use; None when it could not be read.
            parent: the window.
        """
        super().__init__("", parent)
        self.setObjectName("about_sheet")
        self.set_title(self.tr("About Forkwise"))
        self.setMinimumWidth(560)
        self.body.addWidget(
            plain_label(
                self.tr("PyTorch or TensorFlow? A verdict for your project, on evidence."),
                colour="text2",
                wrap=True,
            )
        )
        self._add_facts(meta)
        self.body.addWidget(Hairline())
        self._add_licences()
        copy = StandardButton(self.tr("Copy &versions"), self, "copy")
        copy.clicked.connect(self._on_copy)
        close = PrimaryButton(self.tr("&Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.add_buttons((copy, close))

    def _add_facts(self, meta: Meta | None) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        rows = list(versions())
        if meta is not None:
            rows += [
                (
                    self.tr("Knowledge"),
                    self.tr("version {0} of {1}").format(meta.version, meta.date.isoformat()),
                ),
                (self.tr("Kept by"), meta.maintainer),
                (self.tr("Paid by"), meta.funding),
            ]
        else:
            rows.append((self.tr("Knowledge"), self.tr("could not be read")))
        rows.append((self.tr("A verdict"), self.tr("Nobody pays for one, on either side.")))
        for row, (name, words) in enumerate(rows):
            grid.addWidget(plain_label(name, colour="text2"), row, 0, Qt.AlignmentFlag.AlignTop)
            value = plain_label(words, wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(value, row, 1)
        self.body.addLayout(grid)

    def _add_licences(self) -> None:
        folder = resources.files("resources").joinpath("licenses")
        texts = (
            self.tr("Forkwise is free software under the Apache License 2.0."),
            self.tr(
                "Its windows are drawn by Qt and PySide6, used under the GNU LGPL version 3. They "
                "are separate libraries in your Python environment: you may replace them by "
                "versions of your own. Both licence texts lie in {0}."
            ).format(folder),
        )
        for text in texts:
            label = plain_label(text, wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(IconMark("code", 18))
        row.addWidget(LinkButton(self.tr("Source of Qt"), QT_SOURCE, self))
        row.addWidget(LinkButton(self.tr("Source of PySide6"), PYSIDE_SOURCE, self))
        row.addStretch(1)
        self.body.addLayout(row)

    def _on_copy(self) -> None:
        lines = [f"{name} {version}" for name, version in versions()]
        lines.append(platform.platform())
        QGuiApplication.clipboard().setText("\n".join(lines))
