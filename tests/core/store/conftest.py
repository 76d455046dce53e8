"""Every test has a home of its own."""

from pathlib import Path

import pytest

from core.records.answers import Answers
from core.records.document import Document
from core.records.machine import Cpu, Machine, Memory
from core.records.run import Case, EndLine, RoundLine, RunHeader


@pytest.fixture(autouse=True)
def app_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the app's folders at an empty place."""
    monkeypatch.setenv("FORKWISE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def document() -> Document:
    """A small decision."""
    answers = Answers(name="Ü", answers={"where": ("phone", "server"), "team": ("not_sure",)})
    return Document(forkwise=1, saved_utc="2026-11-22T10:00:00Z", title="First", answers=answers)


@pytest.fixture
def lines() -> list:
    """A short run: header, three rounds, end."""
    case = Case(workload="tabular_mlp", phase="train", mode="usual")
    header = RunHeader(
        run="2026-run",
        schema=1,
        app="0.1.0",
        started_utc="2026-11-22T10:00:00Z",
        preset="quick",
        budget_s=100.0,
        margin=0.05,
        seed=1,
        threads=2,
        launches_max=3,
        cases=(case,),
        machine=Machine(
            os="Linux",
            kernel="6",
            architecture="x86_64",
            virtual=None,
            cpu=Cpu(
                model="A",
                architecture="x86_64",
                logical=2,
                physical=2,
                affinity=2,
                quota=1.5,
                effective=1.5,
            ),
            memory=Memory(total_bytes=1, available_bytes=1, limit_bytes=None),
            accelerators=(),
            accelerators_note="",
            power=None,
            governor=None,
            compiler=None,
            captured_utc="",
        ),
        interpreters={},
    )
    rounds = [
        RoundLine(
            launch=0,
            case=case,
            round=number,
            order="ptpt",
            wall_ns=(1, 2, 3, 4),
            cpu_ns=(1, 2, 3, 4),
            steps=(1, 1, 1, 1),
            log_ratio=0.1 + 1e-17 * number,
            pressure=None,
        )
        for number in range(3)
    ]
    return [header, *rounds, EndLine(state="done", seconds=12.5, results=(), pressure=0.01)]
