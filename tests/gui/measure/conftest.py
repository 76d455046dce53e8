"""The Measure page over a scripted engine, with a machine and a decision made to order."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton

from core.knowledge.load import load
from core.records.answers import Answers
from core.records.machine import Caution, Cpu, Framework, Interpreter, Machine, Memory
from core.records.run import RunSummary
from gui.controllers import measuring as measuring_module
from gui.controllers.measuring import MeasuringController
from gui.measure.case_model import Column
from gui.measure.page import MeasurePage
from gui.widgets.banner_stack import BannerStack

FAKE = Path(__file__).with_name("fake_engine.py")
KNOWLEDGE = load()

MACHINE = Machine(
    os="Linux",
    kernel="6.1",
    architecture="x86_64",
    virtual=None,
    cpu=Cpu(
        model=None,
        architecture="x86_64",
        logical=16,
        physical=8,
        affinity=16,
        quota=1.5,
        effective=1.5,
    ),
    memory=Memory(total_bytes=None, available_bytes=None, limit_bytes=None),
    accelerators=(),
    accelerators_note="none found",
    power=None,
    governor=None,
    compiler=None,
    captured_utc="2026-11-22T12:00:00Z",
    cautions=(Caution(code="x", what="Other programs are busy", remedy="close them"),),
)
OWN = Interpreter(
    path="/own/python",
    label="Forkwise’s own",
    python="3.11.2",
    frameworks=(
        Framework(side="pytorch", version="2.13.0", package="torch"),
        Framework(side="tensorflow", version="2.21.0", package="tensorflow"),
    ),
)
BARE = Interpreter(path="/bare/python", label="/bare", python="3.12.1")


class Decision(QObject):
    """What the page needs of the decision: answers, and which runs count."""

    snapshotChanged = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.verdict = None
        self.measured: tuple[RunSummary, ...] = ()
        self.show(Answers(answers={"task": ("vision",)}))

    @property
    def snapshot(self):
        return self._snapshot

    def show(self, answers: Answers) -> None:
        self._snapshot = SimpleNamespace(
            knowledge=KNOWLEDGE,
            answers=answers,
            verdict=None,
            preview=False,
            measured=self.measured,
        )

    def know_runs(self, runs: tuple[RunSummary, ...]) -> None:
        """Runs that were read back; none of these answers names one."""

    def set_measured(self, measured: tuple[RunSummary, ...]) -> None:
        self.measured = measured
        self.show(Answers(runs=tuple(run.run for run in measured)))
        self.snapshotChanged.emit(self._snapshot)


class Scene:
    """A page on the screen."""

    def __init__(self, qtbot, scenario: str) -> None:
        self.decision = Decision()
        self.measuring = MeasuringController(
            self.decision,  # type: ignore[arg-type]
            command=(sys.executable, str(FAKE), scenario),
        )
        self.page = MeasurePage(self.measuring, self.decision)  # type: ignore[arg-type]
        self.page.resize(1184, 820)
        qtbot.addWidget(self.page)
        with qtbot.waitExposed(self.page):
            self.page.show()
        qtbot.waitUntil(self.measuring.is_idle, timeout=10_000)

    def button(self, name: str) -> QAbstractButton:
        found = self.page.findChild(QAbstractButton, name)
        assert found is not None, name
        return found

    def told(self) -> list[str]:
        """Return what the banners say, newest first."""
        stack = self.page.findChild(BannerStack)
        assert stack is not None
        return [banner.message() for banner in stack.banners()]

    def result(self, row: int, column: Column = Column.RESULT) -> str:
        return self.page.running.model.index(row, column).data()


@pytest.fixture
def machine() -> Machine:
    return MACHINE


@pytest.fixture
def scene(qtbot, monkeypatch):
    monkeypatch.setattr(
        measuring_module, "_look_around", lambda _chosen, _stop: (MACHINE, (OWN, BARE))
    )
    made: list[Scene] = []

    def make(scenario: str) -> Scene:
        made.append(Scene(qtbot, scenario))
        return made[-1]

    yield make
    for one in made:
        one.measuring.close()
