"""The engine with real processes that speak the wire, without frameworks."""

from __future__ import annotations

import itertools
import threading
import time
from pathlib import Path

import psutil
import pytest

from core.measure.channel import Commands
from core.measure.engine import run
from core.measure.plan import make_plan
from core.measure.reanalyse import reanalyse
from core.records.errors import AppError
from core.records.events import (
    Breathe,
    CaseUpdated,
    Notice,
    ParityChecked,
    RoundDone,
    RunFinished,
    RunStarted,
    Stage,
)
from core.records.run import ColdLine, LaunchEndLine, RoundLine, RunHeader
from core.store.runlog import read_run

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="the stand-in is a shell script")

FAST, SLOW = 100_000, 150_000


class Recorder:
    """Keeps events with their times and calls back on some."""

    def __init__(self) -> None:
        self.events = []
        self.times = []
        self.when = {}

    def __call__(self, event) -> None:
        self.events.append(event)
        self.times.append(time.monotonic())
        react = self.when.get(type(event))
        if react:
            react(event)

    def of(self, kind):
        return [event for event in self.events if isinstance(event, kind)]


def plan_for(python: str, *workloads: str, **fields):
    wanted = {"phases": ("train",), "budget_s": 60, "seed": 3}
    return make_plan(
        workloads or ("tabular_mlp",),
        interpreters={"pytorch": python, "tensorflow": python},
        **{**wanted, **fields},
    )


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


def test_a_run_from_start_to_verdict(home, fake_python):
    python = fake_python(pytorch={"step_ns": FAST}, tensorflow={"step_ns": SLOW})
    seen, start = Recorder(), time.monotonic()
    summary = run(plan_for(python), seen, Commands())
    (case,) = summary.cases
    assert (case.state, case.verdict) == ("measured", "pytorch_faster")
    assert case.ratio == pytest.approx(1.5, rel=0.02)
    assert (case.launches, case.arms.pytorch, case.device) == (3, "fake pytorch", "cpu")
    assert isinstance(seen.events[0], Stage)
    assert isinstance(seen.events[1], RunStarted)
    assert seen.times[0] - start < 0.3
    assert seen.events[-1] == RunFinished(summary=summary)
    kinds = [type(event) for event in seen.events]
    assert kinds.index(ParityChecked) < kinds.index(RoundDone)
    assert len(seen.of(ParityChecked)) == 1
    assert seen.of(CaseUpdated)[-1].final
    done = [stage.done for stage in seen.of(Stage)]
    assert done == sorted(done)
    assert not children()
    assert list((home / "cache").iterdir()) == []


def test_the_log_gives_the_same_results_bit_for_bit(home, fake_python):
    python = fake_python(pytorch={"step_ns": FAST}, tensorflow={"step_ns": SLOW})
    summary = run(plan_for(python, "tabular_mlp", "lstm"), Recorder(), Commands())
    again = reanalyse(Path(summary.log))
    assert again.same
    assert again.summary == summary
    lines = read_run(Path(summary.log))
    rounds = [line for line in lines if isinstance(line, RoundLine)]
    assert {line.order for line in rounds} == {"pttp", "tppt"}
    assert len({(r.launch, r.case.id) for r in rounds}) == 6


@pytest.mark.parametrize(("readings", "dropped"), [(20, []), (21, ["power_changed"])])
def test_a_round_in_which_the_plug_was_pulled_does_not_count(
    home, fake_python, monkeypatch, readings, dropped
):
    """Between two rounds it costs none; either way the rest of the run is measured."""
    feed = itertools.chain(itertools.repeat("mains", readings), itertools.repeat("battery"))
    monkeypatch.setattr("core.measure.timing.power_source", lambda: next(feed))
    python = fake_python(pytorch={"step_ns": FAST}, tensorflow={"step_ns": SLOW})
    summary = run(plan_for(python), Recorder(), Commands())
    lines = read_run(Path(summary.log))
    rounds = [line for line in lines if isinstance(line, RoundLine)]
    reasons = [line.dropped for line in rounds if line.dropped == "power_changed"]
    assert reasons == dropped
    assert summary.cases[0].verdict == "pytorch_faster"


def test_a_later_run_takes_the_spread_of_earlier_ones_in(home, fake_python):
    python = fake_python(pytorch={"step_ns": FAST, "noise": 0.04}, tensorflow={"step_ns": SLOW})
    plan = plan_for(python, "tabular_mlp", "image_cnn", "lstm")
    for _ in range(2):
        run(plan, Recorder(), Commands())
    # A past that looks calmer than today, be it by chance, would lend nothing.
    behaviour = Path(python).with_name("behaviour.json")
    behaviour.write_text(behaviour.read_text().replace("0.04", "0.01"))
    summary = run(plan, Recorder(), Commands())
    header = read_run(Path(summary.log))[0]
    assert isinstance(header, RunHeader)
    assert len(header.earlier) == 6
    assert all(case.df is not None and case.df > 2 for case in summary.cases)


def test_a_crash_is_retried_alone_and_spares_the_others(home, fake_python):
    crash = {"do": "block", "case": "lstm/train/usual", "what": "crash", "once": True}
    python = fake_python(pytorch={"troubles": [crash]})
    seen = Recorder()
    summary = run(plan_for(python, "tabular_mlp", "lstm"), seen, Commands())
    assert {case.state for case in summary.cases} == {"measured"}
    assert [case.launches for case in summary.cases] == [3, 3]
    assert any(notice.code == "worker_lost" for notice in seen.of(Notice))
    ends = [x for x in read_run(Path(summary.log)) if isinstance(x, LaunchEndLine)]
    assert [end.complete for end in ends] == [False] + [True] * 6
    assert not children()


def test_a_case_that_crashes_twice_is_a_failed_row(home, fake_python):
    crash = {"do": "warm", "case": "lstm/train/usual", "what": "crash"}
    python = fake_python(tensorflow={"troubles": [crash]})
    mlp, lstm = run(plan_for(python, "tabular_mlp", "lstm"), Recorder(), Commands()).cases
    assert mlp.state == "measured"
    assert (lstm.state, lstm.verdict) == ("failed", None)
    assert "SIGSEGV" in lstm.reason
    assert lstm.remedy


@pytest.mark.parametrize(
    ("do", "code", "state", "remedy"),
    [
        ("import", "missing_framework", "missing", "-m pip install torch"),
        ("import", "import_failed", "failed", "--force-reinstall"),
        ("build", "missing_compiler", "missing", "g++ python3-dev"),
        ("build", "out_of_memory", "failed", "close other programs"),
        ("build", "failed", "failed", "doctor"),
    ],
)
def test_what_is_missing_is_a_state_with_a_remedy(home, fake_python, do, code, state, remedy):
    python = fake_python(pytorch={"troubles": [{"do": do, "what": code}]})
    summary = run(plan_for(python), Recorder(), Commands())
    (case,) = summary.cases
    assert (summary.state, case.state, case.ratio) == ("done", state, None)
    assert remedy in case.remedy
    assert case.reason


def test_numbers_that_differ_are_never_timed(home, fake_python):
    python = fake_python(tensorflow={"figures": "APART"})
    seen = Recorder()
    (case,) = run(plan_for(python), seen, Commands()).cases
    assert case.state == "not_comparable"
    assert case.parity is not None
    assert not case.parity.within
    assert not seen.of(RoundDone)


def test_different_weights_are_never_timed(home, fake_python):
    python = fake_python(tensorflow={"weights": "others"})
    (case,) = run(plan_for(python), Recorder(), Commands()).cases
    assert case.state == "not_comparable"
    assert "weights" in case.reason


def test_a_cancel_keeps_the_finished_launches(home, fake_python):
    python = fake_python(pytorch={"block_s": 0.01})
    seen, commands = Recorder(), Commands()
    asked = []

    def in_third_launch(event) -> None:
        if event.launch == 3 and not asked:
            asked.append(time.monotonic())
            commands.cancel()

    seen.when[RoundDone] = in_third_launch
    summary = run(plan_for(python), seen, commands)
    (case,) = summary.cases
    assert summary.state == "cancelled"
    assert (case.state, case.launches, case.verdict) == ("cancelled", 2, None)
    assert time.monotonic() - asked[0] < 2.0
    assert any(notice.code == "cancelling" for notice in seen.of(Notice))
    assert isinstance(seen.events[-1], RunFinished)
    assert not children()


def test_a_cancel_in_the_middle_of_a_long_build(home, fake_python):
    python = fake_python(pytorch={"troubles": [{"do": "build", "what": "sleep", "seconds": 60}]})
    seen, commands = Recorder(), Commands()
    seen.when[Stage] = lambda event: (
        threading.Timer(0.2, commands.cancel).start() if event.name == "build" else None
    )
    start = time.monotonic()
    summary = run(plan_for(python), seen, commands)
    assert summary.state == "cancelled"
    assert time.monotonic() - start < 10.0
    assert not children()


def test_a_pause_holds_the_rounds(home, fake_python):
    python = fake_python(pytorch={"step_ns": FAST}, tensorflow={"step_ns": SLOW})
    seen, commands = Recorder(), Commands()

    def pause_once(event) -> None:
        if event.launch == 1 and event.round == 2:
            commands.pause(True)
            threading.Timer(0.5, commands.pause, (False,)).start()

    seen.when[RoundDone] = pause_once
    summary = run(plan_for(python), seen, commands)
    assert summary.cases[0].verdict == "pytorch_faster"
    third = next(i for i, e in enumerate(seen.events) if isinstance(e, RoundDone) and e.round == 3)
    second = next(i for i, e in enumerate(seen.events) if isinstance(e, RoundDone) and e.round == 2)
    assert seen.times[third] - seen.times[second] >= 0.5
    assert any(stage.text == "Paused" for stage in seen.of(Stage))


def test_the_window_breathes_between_rounds_only(home, fake_python):
    python = fake_python(pytorch={"block_s": 0.01})
    seen, commands = Recorder(), Commands()
    seen.when[Breathe] = lambda event: commands.breathed(event.seq)
    run(plan_for(python, breathe=True), seen, commands)
    breaths = seen.of(Breathe)
    assert breaths
    assert [breath.seq for breath in breaths] == list(range(1, len(breaths) + 1))
    assert {event.launch for event in seen.of(RoundDone)} == {1, 2, 3}
    # Points come in one go with the breath, so that no line wakes the window inside a block.
    points = [i for i, event in enumerate(seen.events) if isinstance(event, RoundDone)]
    assert len(breaths) < len(points)


def test_the_budget_is_kept(home, fake_python):
    python = fake_python(pytorch={"block_s": 0.1}, tensorflow={"block_s": 0.1})
    start = time.monotonic()
    summary = run(plan_for(python, budget_s=5), Recorder(), Commands())
    assert time.monotonic() - start <= 5 * 1.1
    assert summary.seconds <= 5 * 1.1
    assert summary.cases[0].state == "incomplete"
    assert "--budget" in summary.cases[0].remedy


def test_standard_takes_cold_figures(home, fake_python):
    python = fake_python(pytorch={"step_ns": FAST}, tensorflow={"step_ns": SLOW})
    summary = run(plan_for(python, preset="standard", modes=("usual",)), Recorder(), Commands())
    (case,) = summary.cases
    assert case.pytorch.peak_bytes == 1_000
    assert case.tensorflow.first_result_s is not None
    assert case.tensorflow.compile_s == 0.0
    cold = [line for line in read_run(Path(summary.log)) if isinstance(line, ColdLine)]
    assert {line.side for line in cold} == {"pytorch", "tensorflow"}


def test_something_that_is_no_python_is_refused_before_a_run_is_announced(home):
    seen = Recorder()
    with pytest.raises(AppError) as caught:
        run(plan_for("/bin/ls"), seen, Commands())
    assert "/bin/ls" in caught.value.what
    assert [type(event) for event in seen.events] == [Stage]
    assert list((home / "runs").iterdir()) == []


def test_a_home_that_cannot_be_written_is_told(tmp_path, monkeypatch, fake_python):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("FORKWISE_HOME", str(blocked / "home"))
    with pytest.raises(AppError):
        run(plan_for(fake_python()), Recorder(), Commands())
