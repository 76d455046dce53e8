"""The Compare page without the program: a decision that says what it is told to, and tables."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from PySide6.QtCore import QObject, Signal

from core.decide.resolve import resolve
from core.knowledge.by_aspect import by_aspect
from core.knowledge.by_claim import by_claim
from core.knowledge.ledger import Ledger
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.knowledge import Knowledge
from core.records.verdict import Verdict
from gui.compare.page import ComparePage
from gui.controllers.tables import TableController

KNOWLEDGE = load()
TODAY = dt.date.today()
ANSWERS = Answers(
    answers={
        "task": ("vision",),
        "target": ("android",),
        "team": ("none",),
        "speed": ("some",),
        "debugging": ("step",),
    }
)


class Told(QObject):
    """What the page needs of the decision: a snapshot and news of others."""

    snapshotChanged = Signal(object)

    def __init__(self, verdict: Verdict | None = None) -> None:
        super().__init__()
        self.snapshot = snapshot_of(verdict)

    def say(self, verdict: Verdict | None, *, preview: bool = False) -> None:
        """Tell of another verdict."""
        self.snapshot = snapshot_of(verdict, preview=preview)
        self.snapshotChanged.emit(self.snapshot)


def snapshot_of(verdict: Verdict | None, *, preview: bool = False) -> SimpleNamespace:
    return SimpleNamespace(
        knowledge=KNOWLEDGE, answers=ANSWERS, verdict=verdict, preview=preview, measured=()
    )


@pytest.fixture(scope="session")
def verdict() -> Verdict:
    return resolve(KNOWLEDGE, ANSWERS, (), seed=1, as_of=TODAY)


@pytest.fixture(scope="session")
def weighed() -> Verdict:
    """Return a verdict with enough answers behind it for points."""
    more = {"outcome": ("product",), "experience": ("some",), "existing": ("none",)}
    answers = Answers(answers=ANSWERS.answers | more)
    found = resolve(KNOWLEDGE, answers, (), seed=1, as_of=TODAY)
    assert found.show_shares
    return found


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return KNOWLEDGE


@pytest.fixture(scope="session")
def answers_file(tmp_path_factory) -> Path:
    """Return a file with the answers behind the verdict."""
    file = tmp_path_factory.mktemp("answers") / "answers.json"
    file.write_bytes(msgspec.json.encode({"answers": ANSWERS.answers}))
    return file


@pytest.fixture(scope="session")
def ledgers(verdict) -> dict[str, Ledger]:
    return {
        "aspect": by_aspect(KNOWLEDGE, verdict, TODAY),
        "claim": by_claim(KNOWLEDGE, verdict, TODAY),
    }


@pytest.fixture(params=["aspect", "claim"])
def ledger(request, ledgers) -> Ledger:
    """Run the test once for each view."""
    return ledgers[request.param]


@pytest.fixture
def tables(tmp_path, monkeypatch):
    monkeypatch.setenv("FORKWISE_HOME", str(tmp_path))
    controller = TableController()
    yield controller
    controller.close()


@pytest.fixture
def open_page(qtbot, tables, told):
    """Return a function that shows the page at a width."""

    def show(width: int = 1184, height: int = 820) -> ComparePage:
        page = ComparePage(told, tables)  # type: ignore[arg-type]
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return show


@pytest.fixture
def told(verdict) -> Told:
    """Return the decision behind the page."""
    return Told(verdict)


@pytest.fixture
def page(open_page) -> ComparePage:
    return open_page()
