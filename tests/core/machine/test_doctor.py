"""`forkwise doctor` as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from core.cli import doctor
from core.machine.hardware import read_machine
from core.records.base import Side
from core.records.machine import Framework, Interpreter

ROOT = Path(__file__).parents[3]


@pytest.fixture
def interpreter() -> Interpreter:
    """A Python with everything."""
    frameworks = (
        Framework(side="pytorch", version="2.7", package="torch"),
        Framework(side="tensorflow", version="2.20", package="tensorflow"),
    )
    return Interpreter(
        path="/p", label="p", python="3.12", frameworks=frameworks, keras="3", headers=True
    )


@pytest.fixture
def machine(plant):
    """A machine that has a compiler."""
    return msgspec.structs.replace(read_machine(plant({})), compiler="/usr/bin/g++")


def _states(machine, pytorch, tensorflow) -> dict[str, tuple[str, ...]]:
    chosen: dict[Side, Interpreter | None] = {"pytorch": pytorch, "tensorflow": tensorflow}
    states = {mode: doctor.mode_state(mode, chosen, machine) for mode in doctor.MODES}
    for state in states.values():
        assert state.ready == (not state.missing)
        assert all(need.remedy for need in state.missing)
    return {mode: tuple(need.what for need in state.missing) for mode, state in states.items()}


def test_everything_is_there(machine, interpreter) -> None:
    assert not any(_states(machine, interpreter, interpreter).values())


def test_without_a_compiler_only_compiling_modes_suffer(machine, interpreter) -> None:
    bare = msgspec.structs.replace(machine, compiler=None)
    lacking = _states(bare, interpreter, interpreter)
    assert {mode for mode, what in lacking.items() if what} == {"compiled"}
    headless = msgspec.structs.replace(interpreter, headers=False)
    lacking = _states(machine, headless, interpreter)
    assert lacking["compiled"] == ("Python.h is missing for /p",)
    assert not lacking["usual"]


def test_without_a_framework(machine, interpreter) -> None:
    lacking = _states(machine, interpreter, None)
    assert all("TensorFlow has no interpreter" in what[0] for what in lacking.values())


def _run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys, typer; from core.cli import doctor; app = typer.Typer();"
        "app.callback()(lambda: None); doctor.register(app); app(sys.argv[1:])"
    )
    return subprocess.run(
        [sys.executable, "-c", code, "doctor", *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": str(home), "FORKWISE_HOME": str(home / "f")},
        capture_output=True,
        text=True,
        check=True,
    )


def test_json_is_one_document(tmp_path) -> None:
    report = json.loads(_run(tmp_path, "--json").stdout)
    assert report["machine"]["cpu"]["effective"] > 0
    assert report["interpreters"][0]["path"] == sys.executable
    assert set(report["can_run"]) == set(doctor.MODES)
    for state in report["can_run"].values():
        assert state["ready"] == (not state["missing"])
    names = {name for field in (report, report["machine"]) for name in field}
    assert not names & {"host", "hostname", "user"}


def test_text_names_what_is_wrong_with_a_choice(tmp_path) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "settings.toml").write_text('[interpreters]\npytorch = "/gone/python"\n')
    text = _run(tmp_path).stdout
    assert "/gone/python, chosen in the settings, cannot run PyTorch: there is no such file" in text
    assert "PyTorch has no interpreter that can run it" in text
    assert "Do this: " in text
    for mode in doctor.MODES:
        assert f"\n  {mode}" in text
