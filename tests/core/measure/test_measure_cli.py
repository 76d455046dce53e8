"""`forkwise measure` and `forkwise runs` as a person or a window starts them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time

import msgspec
import psutil
import pytest

from core.cli.main import main
from core.records.events import EngineFailed, Event, RoundDone, RunFinished, RunStarted, Stage
from core.records.run import RunSummary

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="the stand-in is a shell script")

CASE_KEYS = {
    "workload", "phase", "mode", "arms", "device", "threads", "state", "verdict", "ratio", "low",
    "high", "launches", "parity", "pytorch", "tensorflow", "warnings",
}  # fmt: skip


def measure(python: str, *more: str) -> list[str]:
    sides = [f"--python={side}={python}" for side in ("pytorch", "tensorflow")]
    return ["measure", "tabular_mlp", "--phase", "train", "--budget", "30", *sides, *more]


def test_json_is_one_document_with_the_promised_keys(home, fake_python, capsys, tmp_path):
    python = fake_python(pytorch={"step_ns": 100_000}, tensorflow={"step_ns": 150_000})
    out = tmp_path / "out.json"
    assert main(measure(python, "--json", "-o", str(out))) == 0
    printed = capsys.readouterr()
    document = json.loads(printed.out)
    assert {"run", "pressure", "cases"} <= set(document)
    (case,) = document["cases"]
    assert set(case) >= CASE_KEYS
    assert set(case["parity"]) >= {"forward", "gradient", "steps", "within"}
    assert set(case["pytorch"]) == {"step_ns", "compile_s", "first_result_s", "peak_bytes"}
    assert json.loads(out.read_text()) == document
    assert printed.err.splitlines()[0].startswith("Budget: 30 s")


def test_kept_runs_can_be_listed_shown_exported_and_worked_out_again(
    home, fake_python, capsys, tmp_path
):
    python = fake_python(pytorch={"step_ns": 100_000}, tensorflow={"step_ns": 150_000})
    assert main(measure(python)) == 0
    table = capsys.readouterr().out
    assert "PyTorch is faster" in table
    assert main(["runs", "list", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["state"] == "done"
    assert main(["runs", "show", "latest"]) == 0
    assert "PyTorch is faster" in capsys.readouterr().out
    assert main(["runs", "reanalyse", row["run"]]) == 0
    assert "bit for bit" in capsys.readouterr().err
    for name in ("run.json", "run.csv"):
        assert main(["runs", "export", row["run"][:10], "-o", str(tmp_path / name)]) == 0
    assert msgspec.json.decode((tmp_path / "run.json").read_bytes(), type=RunSummary).cases
    assert len((tmp_path / "run.csv").read_text().splitlines()) > 24


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["measure", "tabular"], "tabular_mlp"),
        (["measure", "--self-test", "aa"], "self-tests"),
        (["measure", "--preset", "fast"], "preset"),
        (["measure", "--json", "--events"], "cannot go together"),
        (["measure", "--breathe"], "--events"),
        (["measure", "--python", "torch=/usr/bin/python3"], "--python pytorch="),
        (["measure", "--budget", "0.1"], "budget"),
        (["measure", "-o", "/nowhere/at/all.json"], "/nowhere/at"),
        (["measure", "lstm", "--python", "pytorch=/bin/ls"], "/bin/ls"),
        (["runs", "show", "nothing"], "runs list"),
        (["runs", "export", "latest", "-o", "x.zip"], "there is no run"),
    ],
)
def test_bad_input_is_one_clear_sentence_and_exit_two(home, capsys, args, words):
    assert main(args) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words.lower() in printed.err.lower()
    assert "Traceback" not in printed.err


def test_nothing_to_measure_is_exit_one(home, fake_python, capsys):
    python = fake_python(pytorch={"troubles": [{"do": "import", "what": "missing_framework"}]})
    assert main(measure(python, "--json")) == 1
    assert json.loads(capsys.readouterr().out)["cases"][0]["state"] == "missing"


class Engine:
    """An engine in a process of its own, spoken to over its channel."""

    def __init__(self, python: str) -> None:
        command = [sys.executable, "-P", "-s", "-m", "core.cli", *measure(python, "--events")]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin = self.process.stdin
        self.stdout = self.process.stdout
        self.seen: list = []

    def until(self, kind: type) -> None:
        """Read events until one of this kind."""
        for line in self.stdout:
            self.seen.append(msgspec.json.decode(line, type=Event))
            if isinstance(self.seen[-1], kind):
                return
        raise AssertionError(f"no {kind.__name__} came")

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.stdin.close()
        self.stdout.close()
        self.process.wait(10)


@pytest.fixture
def start_engine(home):
    """Return a function that starts an engine; each is gone after the test."""
    started: list[Engine] = []

    def start(python: str) -> Engine:
        started.append(Engine(python))
        return started[-1]

    yield start
    for engine in started:
        engine.close()


@pytest.fixture
def engine(start_engine, fake_python):
    return start_engine(fake_python(pytorch={"block_s": 0.02}))


def all_gone(processes: list[psutil.Process], within_s: float) -> bool:
    return not psutil.wait_procs(processes, timeout=within_s)[1]


def stopped(engine: Engine, workers: list[psutil.Process], start: float) -> None:
    engine.until(RunFinished)
    assert engine.process.wait(10) == 130
    assert all_gone(workers, 1.0)
    assert time.monotonic() - start < 3.0
    assert engine.seen[-1].summary.state == "cancelled"


def test_a_window_hears_everything_in_order(engine):
    engine.until(RunFinished)
    assert engine.process.wait(10) == 0
    kinds = [type(event) for event in engine.seen]
    assert kinds[:2] == [RunStarted, Stage]
    assert kinds[-1] is RunFinished
    assert engine.seen[-1].summary.cases[0].state == "measured"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_cancels_in_good_order(engine, number):
    engine.until(RoundDone)
    workers, start = engine.workers(), time.monotonic()
    assert workers
    engine.process.send_signal(number)
    stopped(engine, workers, start)


def test_a_window_that_goes_away_cancels(engine):
    engine.until(RoundDone)
    workers, start = engine.workers(), time.monotonic()
    engine.stdin.close()
    stopped(engine, workers, start)


def test_a_cancel_command_cancels(engine):
    engine.until(RoundDone)
    workers, start = engine.workers(), time.monotonic()
    engine.stdin.write(b'{"type":"cancel"}\n')
    engine.stdin.flush()
    stopped(engine, workers, start)


def test_killing_the_engine_leaves_no_process_and_a_log_that_can_be_read(engine, capsys):
    engine.until(RoundDone)
    workers = engine.workers()
    engine.process.kill()
    assert all_gone(workers, 3.0)
    assert main(["runs", "show", "latest", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "failed"


def test_a_run_that_cannot_start_says_so_on_the_channel(
    start_engine, fake_python, tmp_path, monkeypatch
):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("FORKWISE_HOME", str(blocked / "home"))
    engine = start_engine(fake_python())
    engine.until(EngineFailed)
    assert engine.process.wait(10) == 2
    assert engine.seen[-1].remedy
