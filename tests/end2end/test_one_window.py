"""Two starts on one home: one window; a killed one is in nobody's way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

WAIT_S = 40.0
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    begun: list[subprocess.Popen[str]] = []

    def starting(*args: str, home: str = "home") -> subprocess.Popen[str]:
        environment = {
            **os.environ, "FORKWISE_HOME": str(tmp_path / home), "QT_QPA_PLATFORM": "offscreen"
        }  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from gui.entry import main; raise SystemExit(main())",
             *args],
            env=environment, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
        )  # fmt: skip
        begun.append(process)
        return process

    yield starting
    for process in begun:
        process.kill()
        process.communicate()


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    said = process.communicate(timeout=WAIT_S)[1]
    return process.returncode, said


def wait_for(there: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT_S
    while not there():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def owner(home: Path) -> int:
    """Return the process that holds the home's window, or 0."""
    locks = list(home.rglob("window.lock"))
    return int(locks[0].read_text().split("\n")[0] or 0) if locks else 0


def test_a_second_start_brings_the_first_window_to_the_front(start: Start, tmp_path: Path) -> None:
    first = start()
    wait_for(lambda: owner(tmp_path / "home") == first.pid)
    code, said = ended(start())
    assert code == 0
    assert said.count("\n") == 1
    assert "front" in said
    assert first.poll() is None


def test_it_hands_over_the_file_it_was_given(start: Start, tmp_path: Path) -> None:
    document = {"forkwise": 1, "saved_utc": "2026-11-23T05:00:00Z", "title": "Handed over",
                "answers": {"answers": {"task": ["vision"]}}}  # fmt: skip
    file = tmp_path / "other.forkwise"
    file.write_text(json.dumps(document), encoding="utf-8")
    first = start()
    wait_for(lambda: owner(tmp_path / "home") == first.pid)
    assert ended(start(str(file)))[0] == 0
    # Opening takes the file as the document: from then on it is what is written.
    wait_for(lambda: "knowledge_hash" in file.read_text(encoding="utf-8"))
    assert json.loads(file.read_text(encoding="utf-8"))["title"] == "Handed over"


def test_a_killed_window_leaves_its_place(start: Start, tmp_path: Path) -> None:
    first = start()
    wait_for(lambda: owner(tmp_path / "home") == first.pid)
    first.send_signal(signal.SIGKILL)
    first.wait()
    second = start()
    wait_for(lambda: owner(tmp_path / "home") == second.pid)
    assert ended(start())[0] == 0


def test_another_home_has_a_window_of_its_own(start: Start, tmp_path: Path) -> None:
    first, second = start(), start(home="elsewhere")
    wait_for(lambda: owner(tmp_path / "home") == first.pid)
    wait_for(lambda: owner(tmp_path / "elsewhere") == second.pid)


def test_the_start_is_measured_beside_an_open_window(start: Start, tmp_path: Path) -> None:
    first = start()
    wait_for(lambda: owner(tmp_path / "home") == first.pid)
    assert ended(start("--quit-when-shown"))[0] == 0
    assert owner(tmp_path / "home") == first.pid
