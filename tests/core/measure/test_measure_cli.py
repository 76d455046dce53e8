"""`forkwise measure` and `forkwise runs` as a person or a window starts them."""

from __future__ import annotations

import json
import signal
import time

import msgspec
import psutil
import pytest
from engine_process import EngineProcess, all_gone, measure

from core.cli.main import main
from core.records.events import EngineFailed, RoundDone, RunFinished, RunStarted, Stage
from core.records.run import RunSummary

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="the stand-in is a shell script")

CASE_KEYS = {
    "workload", "phase", "mode", "arms", "device", "threads", "state", "verdict", "ratio", "low",
    "high", "launches", "parity", "pytorch", "tensorflow", "warnings",
}  # fmt: skip


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
        (["measure", "--self-test", "injcted"], "write `injected`"),
        (["measure", "--self-test", "?"], "choose from aa"),
        (["measure", "lstm", "--self-test", "aa"], "by itself"),
        (["measure", "--preset", "thorough", "--self-test", "aa"], "by itself"),
        (["measure", "--self-test", "aa", "--events"], "by itself"),
        (["measure", "--preset", "fast"], "preset"),
        (["measure", "--json", "--events"], "cannot go together"),
        (["measure", "--breathe"], "--events"),
        (["measure", "--python", "torch=/usr/bin/python3"], "--python pytorch="),
        (["measure", "--budget", "0.1"], "budget"),
        (["measure", "lstm", "--weight", "lstm"], "--weight lstm=3"),
        (["measure", "lstm", "--weight", "lstm=much"], "--weight lstm=3"),
        (["measure", "lstm", "--weight", "lstm=-1"], "weight of lstm"),
        (["measure", "lstm", "--weight", "lstm=0"], "over 0"),
        (["measure", "lstm", "--weight", "image_cnn=2"], "image_cnn has a weight"),
        (["measure", "lstm", "--weight", "lst=2"], "lstm"),
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


@pytest.mark.parametrize("python", ["/bin/ls", "/nowhere/python"])
def test_a_wrong_python_is_the_first_thing_said(home, capsys, python):
    assert main(measure(python)) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (said,) = printed.err.splitlines()
    assert said.startswith(f"forkwise: {python} cannot run PyTorch. ")
    assert "Do this: " in said
    assert list((home / "runs").iterdir()) == []


def test_nothing_to_measure_is_exit_one(home, fake_python, capsys):
    python = fake_python(pytorch={"troubles": [{"do": "import", "what": "missing_framework"}]})
    assert main(measure(python, "--json")) == 1
    assert json.loads(capsys.readouterr().out)["cases"][0]["state"] == "missing"


def stopped(engine: EngineProcess, workers: list[psutil.Process], start: float) -> None:
    engine.until(RunFinished)
    assert engine.process.wait(10) == 130
    assert all_gone(workers, 1.0)
    assert time.monotonic() - start < 3.0
    assert engine.seen[-1].summary.state == "cancelled"


def test_a_window_hears_everything_in_order(engine):
    engine.until(RunFinished)
    assert engine.process.wait(10) == 0
    kinds = [type(event) for event in engine.seen]
    assert kinds[:2] == [Stage, RunStarted]
    assert kinds[-1] is RunFinished
    assert engine.seen[-1].summary.cases[0].state == "measured"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_cancels_in_good_order(engine, number):
    engine.until(RoundDone)
    workers, start = engine.workers(), time.monotonic()
    assert workers
    engine.process.send_signal(number)
    stopped(engine, workers, start)


def test_under_nohup_a_run_outlives_its_terminal(start_engine, fake_python):
    engine = start_engine(fake_python(pytorch={"block_s": 0.02}), "nohup")
    engine.until(RoundDone)
    engine.process.send_signal(signal.SIGHUP)
    engine.until(RunFinished)
    assert engine.process.wait(10) == 0
    assert engine.seen[-1].summary.state == "done"


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
