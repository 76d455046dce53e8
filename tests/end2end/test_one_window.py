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
START = "from gui.entry import main; raise SystemExit(main())"
# The same start with a hand on the mouse: presses a button as soon as a file is there.
CLICK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication
app = QApplication(sys.argv[:1])

def look():
    if not Path(sys.argv[2]).exists():
        return
    for window in app.topLevelWidgets():
        button = window.findChild(QAbstractButton, sys.argv[1])
        if button is not None and button.isVisible() and button.isEnabled():
            timer.stop()
            button.click()

timer = QTimer(interval=50)
timer.timeout.connect(look)
timer.start()
from gui.app import run
raise SystemExit(run(None))
"""
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    begun: list[subprocess.Popen[str]] = []

    def starting(
        *args: str, home: str = "home", code: str = START, **environ: str
    ) -> subprocess.Popen[str]:
        environment = {
            **os.environ, "FORKWISE_HOME": str(tmp_path / home), "QT_QPA_PLATFORM": "offscreen",
            **environ,
        }  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", code, *args],
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
    assert ended(start())[0] == 0  # it has heard, so its own start is over
    # What it reads of the machine is kept; after that nobody does anything in it.
    wait_for(lambda: any((tmp_path / "home").rglob("current.forkwise")))
    before = everything(tmp_path / "home")
    assert ended(start("--quit-when-shown"))[0] == 0
    assert everything(tmp_path / "home") == before
    assert owner(tmp_path / "home") == first.pid


def test_a_file_that_cannot_be_opened_is_told_there(start: Start, tmp_path: Path) -> None:
    first = start()
    wait_for(lambda: owner(tmp_path / "home") == first.pid)
    file = tmp_path / "torn.forkwise"
    file.write_text("{ torn", encoding="utf-8")
    assert ended(start(str(file)))[0] == 0
    # What a banner shows is written to the log, too.
    logs = tmp_path / "home"
    wait_for(lambda: any("torn.forkwise" in log for log in texts(logs, "*.log")))
    assert file.read_text(encoding="utf-8") == "{ torn"


def test_windows_that_cannot_reach_each_other_lose_no_answer(start: Start, tmp_path: Path) -> None:
    away = tmp_path / ("long" * 30)  # no socket fits into a path that long
    away.mkdir()
    home = tmp_path / "home"
    ready = tmp_path / "ready"
    first = start("choice_task_vision", str(ready), code=CLICK, TMPDIR=str(away))
    wait_for(lambda: owner(home) == first.pid)
    second = start("choice_task_audio", str(home), code=CLICK, TMPDIR=str(away))
    wait_for(lambda: decisions(home) == [["audio"]])
    ready.touch()
    wait_for(lambda: sorted(decisions(home)) == [["audio"], ["vision"]])
    assert (first.poll(), second.poll()) == (None, None)
    wait_for(lambda: any("from now on" in log for log in texts(home, "*.log")))


def decisions(home: Path) -> list[list[str]]:
    """Return what each decision of a home says of the task."""
    found = [json.loads(text) for text in texts(home, "*.forkwise")]
    return [document["answers"]["answers"].get("task", []) for document in found]


def texts(home: Path, pattern: str) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in home.rglob(pattern)]


def everything(home: Path) -> dict[str, bytes]:
    """Return every file of a home with what is in it."""
    return {str(file): file.read_bytes() for file in home.rglob("*") if file.is_file()}
