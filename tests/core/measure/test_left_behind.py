"""What a killed run leaves is removed; a cancel leaves nothing, however early it comes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time

import psutil
import pytest
from engine_process import AT_A_TERMINAL, PROGRAM, all_gone, measure

from core.cli.main import main
from core.records.events import RoundDone, RunFinished
from core.records.run import EndLine, RunHeader
from core.store.runlog import read_run

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="the stand-in is a shell script")


@pytest.fixture
def python(fake_python):
    return fake_python(pytorch={"block_s": 0.02})


@pytest.fixture
def engine(start_engine, python):
    return start_engine(python)


@pytest.fixture
def empty(home):
    """A log without a line, as of a run that was killed before it got to work."""
    path = home / "runs" / "20260101T000000Z-00000000.jsonl"
    path.parent.mkdir(parents=True)
    path.touch()
    return path


def test_the_next_run_removes_what_a_killed_one_left_but_no_rounds(
    home, empty, engine, python, capsys
):
    engine.until(RoundDone)
    workers = engine.workers()
    engine.process.kill()
    assert all_gone(workers, 3.0)
    assert list((home / "cache").glob("run-*/*"))
    empty.touch()
    (cut_off,) = (path for path in empty.parent.iterdir() if path != empty)
    lines = cut_off.read_bytes()

    assert main(measure(python)) == 0
    assert list((home / "cache").iterdir()) == []
    assert not empty.exists()
    assert cut_off.read_bytes() == lines
    capsys.readouterr()
    assert main(["runs", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    # Sorted: both runs may have begun in the same second.
    assert sorted(row["state"] for row in rows) == ["cut off", "done"]


def test_who_finds_the_machine_taken_removes_nothing(home, engine, python, empty):
    engine.until(RoundDone)
    empty.touch()
    kept = set((home / "cache").rglob("*"))
    assert main(measure(python)) == 2
    assert kept <= set((home / "cache").rglob("*"))
    assert empty.exists()
    engine.until(RunFinished)
    assert engine.process.wait(10) == 0


@pytest.fixture
def sleeper(tmp_path):
    """A program that is taken for an interpreter and never answers; `started` says that it runs."""
    script = tmp_path / "sleeper"
    script.write_text(f'#!/bin/sh\nsleep 60 &\necho > "{tmp_path}/started"\nwait\n')
    script.chmod(0o755)
    return script


@pytest.fixture
def at_terminal():
    """Return a function that starts `forkwise` as a shell does; it is gone after the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*args: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [*PROGRAM, *args],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            process_group=0,
            preexec_fn=AT_A_TERMINAL,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=10)


def until(path, within_s: float) -> None:
    """Wait until a file is there."""
    deadline = time.monotonic() + within_s
    while not path.exists():
        assert time.monotonic() < deadline, f"{path} did not come"
        time.sleep(0.01)


@pytest.mark.parametrize("name", ["SIGINT", "SIGHUP"])
def test_a_cancel_while_an_interpreter_is_looked_into(home, tmp_path, sleeper, at_terminal, name):
    process = at_terminal(*measure(str(sleeper)))
    until(tmp_path / "started", 10.0)
    asked = psutil.Process(process.pid).children(recursive=True)
    assert len(asked) == 2  # the script, and what it started itself
    start = time.monotonic()
    process.send_signal(getattr(signal, name))
    assert process.wait(10) == 130
    assert time.monotonic() - start < 2.0
    assert all_gone(asked, 0.5)
    assert list((home / "cache").iterdir()) == []
    for log in (home / "runs").iterdir():
        lines = read_run(log)
        assert isinstance(lines[0], RunHeader)
        assert isinstance(lines[-1], EndLine)
        assert lines[-1].state == "cancelled"
