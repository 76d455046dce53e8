"""The window's side of the channel: lines to records, and an end in every case."""

import json
import os
import sys
import time
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QTimer

from core.records.errors import AppError
from core.records.events import Notice, RoundDone, RunFinished, RunStarted, Stage
from gui.controllers.measure_request import MeasureRequest
from gui.controllers.measuring import MeasuringController
from gui.engine import Engine
from gui.engine_process import engine_command

FAKE = Path(__file__).with_name("fake_engine.py")


class Seen:
    """An engine and everything it said."""

    def __init__(self, scenario: str) -> None:
        self.engine = Engine((sys.executable, str(FAKE), scenario))
        self.events: list = []
        self.failures: list[AppError] = []
        self.engine.eventReceived.connect(self.events.append)
        self.engine.failed.connect(self.failures.append)

    def notices(self) -> dict[str, str]:
        return {e.code: e.what for e in self.events if isinstance(e, Notice)}


@pytest.fixture
def run(qtbot):
    made: list[Seen] = []

    def start(scenario: str, *arguments: str, wait: bool = True) -> Seen:
        seen = Seen(scenario)
        made.append(seen)
        if wait:
            with qtbot.waitSignal(seen.engine.ended, timeout=20_000):
                seen.engine.start(arguments)
        else:
            seen.engine.start(arguments)
        return seen

    yield start
    for seen in made:
        seen.engine.close()


def test_events_arrive_in_order_and_typed(run) -> None:
    seen = run("normal")
    assert [type(event) for event in seen.events[:2]] == [Stage, RunStarted]
    assert isinstance(seen.events[-1], RunFinished)
    rounds = [e.round for e in seen.events if isinstance(e, RoundDone)]
    assert rounds == list(range(1, 13)) * 12
    assert not seen.failures
    assert not seen.engine.is_running


def test_arguments_and_private_folder(run, tmp_path) -> None:
    seen = run("arguments", "lstm", "--preset", "quick")
    words, folder = json.loads(seen.notices()["arguments"])
    assert words == ["lstm", "--preset", "quick", "--events", "--breathe"]
    assert Path(folder) != Path.cwd()
    assert not Path(folder).exists(), "the private folder goes with the run"


def test_engine_is_started_apart_from_the_current_folder() -> None:
    command = engine_command()
    assert command[0] == sys.executable
    assert "-P" in command
    assert command[-2:] == ("core.cli", "measure")


@pytest.mark.parametrize(
    ("scenario", "word"), [("crash", "signal 11 (invalid memory access)"), ("exit", "exit code 3")]
)
def test_death_is_told_in_words(run, scenario: str, word: str) -> None:
    seen = run(scenario)
    (error,) = seen.failures
    assert word in error.why
    assert error.remedy
    if scenario == "crash":
        assert "last words" in error.why


def test_refusal_is_told_once(run) -> None:
    seen = run("refuse")
    (error,) = seen.failures
    assert (error.what, error.remedy) == ("Another run is going on", "wait for it")


def test_hostile_lines_are_passed_over(run) -> None:
    seen = run("hostile")
    assert seen.notices() == {"after": "still here", "half": "joined"}
    assert isinstance(seen.events[-1], RunFinished)
    assert not seen.failures


def test_missing_program_is_told(qtbot) -> None:
    engine = Engine(("/nonexistent/python",))
    failures: list[AppError] = []
    engine.failed.connect(failures.append)
    with qtbot.waitSignal(engine.ended, timeout=5_000):
        engine.start(())
    assert "/nonexistent/python" in failures[0].why
    assert not engine.is_running


def test_cancel_is_answered_and_ends(run, qtbot) -> None:
    seen = run("obedient", wait=False)
    qtbot.waitUntil(lambda: "ready" in seen.notices(), timeout=10_000)
    seen.engine.pause()
    qtbot.waitUntil(lambda: seen.notices().get("heard") == "pause", timeout=5_000)
    begun = time.perf_counter()
    with qtbot.waitSignal(seen.engine.ended, timeout=3_000) as blocker:
        seen.engine.cancel()
    assert time.perf_counter() - begun < 1.0
    assert blocker.args == [True]
    assert seen.events[-1].summary.state == "cancelled"


def test_stubborn_engine_and_its_child_are_gone_in_a_second(run, qtbot) -> None:
    seen = run("stubborn", wait=False)
    qtbot.waitUntil(lambda: "child" in seen.notices(), timeout=10_000)
    pids = (seen.engine.pid, int(seen.notices()["child"]))
    begun = time.perf_counter()
    with qtbot.waitSignal(seen.engine.ended, timeout=3_000) as blocker:
        seen.engine.cancel()
    assert time.perf_counter() - begun < 1.0
    assert blocker.args == [False]
    assert not seen.failures, "what was asked for is no failure"
    _assert_gone(pids, qtbot)


def test_closing_waits_for_the_end(run, qtbot) -> None:
    seen = run("stubborn", wait=False)
    qtbot.waitUntil(lambda: "child" in seen.notices(), timeout=10_000)
    pids = (seen.engine.pid, int(seen.notices()["child"]))
    begun = time.perf_counter()
    seen.engine.close()
    assert time.perf_counter() - begun < 1.2
    _assert_gone(pids, qtbot)


def test_ten_thousand_events_do_not_stall_the_loop(run, qtbot) -> None:
    gaps: list[float] = []
    last = [time.thread_time()]
    timer = QTimer()
    timer.setInterval(0)

    def beat() -> None:
        # CPU time of this thread between two turns: other programs do not count.
        now = time.thread_time()
        gaps.append(now - last[0])
        last[0] = now

    timer.timeout.connect(beat)
    timer.start()
    seen = run("flood")
    timer.stop()
    assert sum(isinstance(e, RoundDone) for e in seen.events) > 10_000
    assert max(gaps) < 0.05


def test_breathing_repaints_before_it_answers(qtbot) -> None:
    controller = MeasuringController(command=(sys.executable, str(FAKE), "breathing"))
    breaths: list[float] = []
    controller.breathe.connect(lambda: breaths.append(time.perf_counter()))
    with qtbot.waitSignal(controller.finished, timeout=10_000):
        controller.start(MeasureRequest(workloads=("lstm",)))
    assert len(breaths) == 1
    controller.close()


def test_second_start_is_refused_in_words(qtbot) -> None:
    controller = MeasuringController(command=(sys.executable, str(FAKE), "obedient"))
    errors: list[AppError] = []
    controller.failed.connect(errors.append)
    controller.start(MeasureRequest(workloads=()))
    controller.start(MeasureRequest(workloads=()))
    assert errors[0].what == "A measurement is running already"
    with qtbot.waitSignal(controller.runningChanged, timeout=5_000):
        controller.cancel()
    assert controller.is_idle()
    controller.close()


def _assert_gone(pids: tuple[int, ...], qtbot) -> None:
    def gone() -> bool:
        return all(
            not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
            for pid in pids
        )

    qtbot.waitUntil(gone, timeout=1_000)
    for pid in pids:
        assert pid != os.getpid()
