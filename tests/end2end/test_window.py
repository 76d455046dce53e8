"""The whole program, as a person meets it: real window, real engine, real frameworks."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from gui.app import Start
from gui.program import Program

# The offscreen plugin says this of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

DRIVER = Path(__file__).with_name("drive_window.py")
TRAPS = ("core/__init__.py", "gui/__init__.py", "resources/__init__.py", "torch.py", "numpy.py")


class Window:
    """The program in a process of its own, and what it says."""

    def __init__(self, what: str, folder: Path, cwd: Path | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(DRIVER), what],
            cwd=cwd,
            env={**os.environ, "FORKWISE_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._lines: queue.Queue[dict | None] = queue.Queue()
        self._errors: list[bytes] = []
        self._threads = [
            threading.Thread(target=self._read_out),
            threading.Thread(target=self._read_err),
        ]
        for thread in self._threads:
            thread.start()

    def _read_out(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(json.loads(line))
        self._lines.put(None)

    def _read_err(self) -> None:
        assert self.process.stderr is not None
        self._errors.extend(self.process.stderr)

    def wait_for(self, what: str, timeout_s: float, **wanted: object) -> dict:
        """Return the first line that says this; fails when the program ends first."""
        until = time.monotonic() + timeout_s
        while True:
            try:
                line = self._lines.get(timeout=max(0.01, until - time.monotonic()))
            except queue.Empty:
                pytest.fail(f"no {what!r} within {timeout_s} s: {self.stderr()}")
            if line is None:
                pytest.fail(f"ended before {what!r}: {self.stderr()}")
            assert line["what"] != "failed", line
            if line["what"] == what and all(line.get(k) == v for k, v in wanted.items()):
                return line

    def stderr(self) -> str:
        return b"".join(self._errors).decode()[-3000:]

    def tree(self) -> list[psutil.Process]:
        me = psutil.Process(self.process.pid)
        return [me, *me.children(recursive=True)]

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for thread in self._threads:
            thread.join()
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.process.stdout.close()
        self.process.stderr.close()


@pytest.fixture
def start(tmp_path):
    made: list[Window] = []

    def make(what: str, cwd: Path | None = None) -> Window:
        made.append(Window(what, tmp_path / "home", cwd))
        return made[-1]

    yield make
    for one in made:
        one.end()


def gone_within(processes: list[psutil.Process], seconds: float) -> list[psutil.Process]:
    _, left = psutil.wait_procs(processes, timeout=seconds)
    return [one for one in left if one.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.frameworks
@pytest.mark.xdist_group("frameworks")
def test_killed_window_leaves_nothing_running_and_loses_nothing(start) -> None:
    window = start("measure")
    # The results after the first launch; on a busy machine it may not count.
    seen = window.wait_for("case", 200)
    tree = window.tree()
    assert len(tree) >= 3, "window, engine, workers"
    window.process.kill()
    assert gone_within(tree, 3.0) == []
    window.end()
    restored = start("restore").wait_for("restored", 30)
    assert restored["answers"]["task"] == ["tabular_nn"]
    assert max(restored["launches"]) >= seen["launches"]
    assert restored["rounds"] > 0


@pytest.mark.frameworks
@pytest.mark.xdist_group("frameworks")
def test_started_in_a_folder_full_of_traps(start, tmp_path) -> None:
    trap = tmp_path / "project"
    for name in TRAPS:
        file = trap / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"raise SystemExit('the trap {name} was imported')\n")
    command = Path(sys.executable).with_name("forkwise")
    for arguments in (["--version"], ["--quit-when-shown"]):
        done = subprocess.run([command, *arguments], cwd=trap, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    window = start("measure", trap)
    seen = {window.wait_for("worker", 120)["side"], window.wait_for("worker", 120)["side"]}
    assert seen == {"pytorch", "tensorflow"}
    tree = window.tree()
    window.process.terminate()
    assert gone_within(tree, 3.0) == []


def test_window_outlives_an_exception_in_a_slot(start) -> None:
    window = start("crash")
    window.wait_for("alive", 30)
    assert window.process.wait(timeout=10) == 0


@pytest.mark.frameworks
@pytest.mark.xdist_group("frameworks")
def test_wizard_table_and_a_real_measurement(qtbot, qapp) -> None:
    start = Start(qapp, None, quit_when_shown=False)
    try:
        _walk_through(qtbot, start)
    finally:
        start.finish(0)
        start.window.deleteLater()


def _walk_through(qtbot, start: Start) -> None:
    window = start.window
    qtbot.waitUntil(lambda: start.findChild(Program) is not None, timeout=20_000)
    program = start.findChild(Program)
    assert program is not None

    def find(kind: type, name: str) -> Any:
        found = [w for w in window.findChildren(kind, name) if w.isVisible()]
        return found[0] if found else None

    def press(name: str) -> None:
        qtbot.waitUntil(lambda: find(QAbstractButton, name) is not None, timeout=20_000)
        button = find(QAbstractButton, name)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))

    # Wizard: two answers, back keeps them.
    press("choice_task_tabular_nn")
    press("wizard_next")
    press("wizard_back")
    snapshot = program.decision.snapshot
    assert snapshot is not None
    assert snapshot.answers.answers["task"] == ("tabular_nn",)
    qtbot.waitUntil(lambda: program.decision.verdict is not None, timeout=30_000)

    # Table: search as you type, copy.
    press("nav_compare")
    qtbot.waitUntil(lambda: find(QWidget, "compare_table") is not None, timeout=20_000)
    table, search = find(QWidget, "compare_table"), find(QLineEdit, "compare_search")
    assert table.model().rowCount() >= len(snapshot.knowledge.criteria)
    press("compare_by_claim")
    claims = len(snapshot.knowledge.claims)
    assert table.model().rowCount() == claims
    qtbot.keyClicks(search, "keras")
    assert 0 < table.model().rowCount() < claims
    table.selectAll()
    table.copy_rows()
    assert "keras" in QGuiApplication.clipboard().text().casefold()

    # A real measurement of the smallest workload.
    press("nav_measure")
    qtbot.waitUntil(lambda: find(QWidget, "measure_workloads") is not None, timeout=20_000)
    workloads = find(QWidget, "measure_workloads").model()
    qtbot.waitUntil(program.measuring.is_idle, timeout=60_000)
    for row in range(workloads.rowCount()):
        if (workloads.index(row, 1).data() == "Tabular MLP") != (
            workloads.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        ):
            workloads.toggle(row)
    with qtbot.waitSignal(program.measuring.finished, timeout=150_000) as blocker:
        press("measure_run")
        assert find(QWidget, "measure_progress") is not None
    summary = blocker.args[0]
    states = {case.phase: case.state for case in summary.cases}
    assert states == {"train": "measured", "latency": "measured"}, summary.cases
    assert all(case.parity is not None and case.parity.within for case in summary.cases)

    # It counts, visibly.
    qtbot.waitUntil(program.decision.is_idle, timeout=30_000)
    snapshot = program.decision.snapshot
    assert snapshot is not None
    verdict = program.decision.verdict
    assert verdict is not None
    use = find(QAbstractButton, "measure_use")
    # A busy machine disturbs every case; then there is nothing to use, and the page says so.
    judged = [case for case in summary.cases if case.verdict != "disturbed"]
    assert use.isEnabled() == use.isChecked() == bool(judged)
    assert snapshot.answers.runs == ((summary.run,) if judged else ())
    assert {used.run for used in verdict.measured} <= {summary.run}
    assert bool(verdict.measured) == bool(judged)
