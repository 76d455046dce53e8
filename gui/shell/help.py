"""The help: every key in one list, the appearance, and the way to About."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.shell.actions import ACTIONS, Action
from gui.shell.sheets import Sheet
from gui.widgets.buttons import PrimaryButton, StandardButton
from gui.widgets.labels import plain_label
from gui.widgets.panel import Hairline
from gui.widgets.segments import Segments


class HelpSheet(Sheet):
    """Opened by F1, "?" or the button at the foot of the rail.

    Signals:
        aboutAsked: the person wants to know about the program.
        glossaryAsked: the person wants to know what a technical term means.
        themeChosen: system, light or dark.
    """

    aboutAsked = Signal()
    glossaryAsked = Signal()
    themeChosen = Signal(str)

    def __init__(self, theme: str, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setObjectName("help_sheet")
        self.set_title(self.tr("Keys"))
        columns = QHBoxLayout()
        columns.setSpacing(32)
        groups = list(dict.fromkeys(action.group for action in ACTIONS))
        half = [groups[:1], groups[1:]]
        for names in half:
            column = QVBoxLayout()
            for name in names:
                column.addLayout(_group([a for a in ACTIONS if a.group == name]))
                column.addSpacing(8)
            column.addStretch(1)
            columns.addLayout(column)
        self.body.addLayout(columns)
        self.body.addWidget(Hairline())
        self._add_appearance(theme)
        about = StandardButton(self.tr("&About Forkwise"), self)
        about.setObjectName("about")
        about.clicked.connect(self._on_about)
        glossary = StandardButton(self.tr("&Glossary"), self)
        glossary.setObjectName("glossary")
        glossary.clicked.connect(self._on_glossary)
        close = PrimaryButton(self.tr("&Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.add_buttons((about, glossary, close))

    def _add_appearance(self, theme: str) -> None:
        row = QHBoxLayout()
        row.addWidget(plain_label(self.tr("Appearance"), weight=600))
        row.addStretch(1)
        choice = Segments(
            [
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ],
            self.tr("Appearance"),
        )
        choice.setObjectName("appearance")
        if theme in ("system", "light", "dark"):
            choice.set_current(theme)
        choice.changed.connect(self.themeChosen)
        row.addWidget(choice)
        self.body.addLayout(row)

    def _on_about(self) -> None:
        self.accept()
        self.aboutAsked.emit()

    def _on_glossary(self) -> None:
        self.accept()
        self.glossaryAsked.emit()


def _group(actions: list[Action]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    grid.addWidget(plain_label(actions[0].group_words(), "caption", weight=600, colour="text2"))
    for row, action in enumerate(actions, 1):
        grid.addWidget(plain_label(action.words()), row, 0)
        keys = plain_label(action.keys_words(), colour="text2")
        keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(keys, row, 1)
    return grid
