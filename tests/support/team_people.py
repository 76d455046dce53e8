"""A team made to order, and what stands where its controller stands."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from core.records.answers import Answers
from core.records.errors import AppError
from core.records.people import Person
from core.records.standing import Margin, Shares
from gui.controllers.team_files import Member, TeamSnapshot
from gui.widgets.buttons import FlatButton


class Team(QObject):
    """Stands where the controller stands, and remembers what it was asked."""

    changed = Signal(object)
    written = Signal(str)

    def __init__(self, knowledge):
        super().__init__()
        self.knowledge = knowledge
        self.snapshot = TeamSnapshot()
        self.asked = []

    def show(self, snapshot):
        self.snapshot = snapshot
        self.changed.emit(snapshot)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args: self.asked.append((name, *args))


def person(name, first, **more):
    given = {
        "name": name, "share": 0.5, "verdict": "pytorch", "label": "clear",
        "title": "Clear: PyTorch comes first", "sentence": "", "show_shares": True,
        "shares": Shares(pytorch=first, tensorflow=1 - first, none=0.0),
        "margin": Margin(mean=7.0, low=-2.0, high=19.0), "answered": 12,
    }  # fmt: skip
    return Person(**given | more)


MEMBERS = (
    Member(id=1, path=Path("/x/ana.toml"), name="Ana", answers=Answers()),
    Member(id=2, path=Path("/x/ben.toml"), name="<b>Ben</b>", answers=Answers()),
    Member(id=3, path=None, name="Cem", answers=Answers(), note="A run is missing.", twin="Ana"),
    Member(
        id=4, path=Path("/x/bad.toml"), name="bad",
        error=AppError("bad.toml is empty", "there is nothing in it", "choose another file"),
    ),
    Member(id=5, path=Path("/x/new.toml"), name="new"),
)  # fmt: skip

DIA = Member(id=9, path=Path("/x/dia.toml"), name="Dia & Co")


def texts(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(view, name):
    return view.findChild(FlatButton, name)
