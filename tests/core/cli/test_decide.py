"""`forkwise decide` as a person types it: one verdict, or one clear sentence and exit 2."""

from __future__ import annotations

import json
import math
from pathlib import Path

import msgspec
import pytest

from core.cli.main import main
from core.records.run import Arms, CaseResult, RunSummary

ANSWERS = """
[answers]
experience = "some"
task = "vision"
outcome = "product"
existing = "none"
target = ["android", "server"]
hardware = "nv_linux"
scale = "onegpu"
team = "both"
"""
PROMISED = {
    "verdict", "label", "shares", "margin", "contributions", "fired_rules", "flips", "next_best",
    "reasons", "people", "knowledge", "seed", "as_of",
}  # fmt: skip
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


@pytest.fixture
def decide(capsys):
    """Run `forkwise decide`; return what it printed on stdout."""

    def run(*args: str | Path) -> str:
        assert main(["decide", *map(str, args)]) == 0
        return capsys.readouterr().out

    return run


@pytest.fixture
def refused(capsys):
    """Run `forkwise decide`; return the one sentence on stderr, after exit 2 without output."""

    def run(*args: str | Path) -> str:
        assert main(["decide", *map(str, args)]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("forkwise: ")
        assert "Traceback" not in printed.err
        assert len(printed.err.splitlines()) == 1
        return printed.err

    return run


def run_file(folder: Path, *, log_mean: float = 0.4, log_se: float = 0.02, **more) -> Path:
    case = CaseResult(
        workload="image_cnn",
        phase="train",
        mode="usual",
        arms=Arms(pytorch="torch eager", tensorflow="tf.function"),
        device="CPU",
        threads=2,
        state="measured",
        verdict="pytorch_faster",
        ratio=math.exp(min(log_mean, 700.0)),
        low=math.exp(min(log_mean, 700.0) - 0.1),
        high=math.exp(min(log_mean, 700.0) + 0.1),
        log_mean=log_mean,
        log_se=log_se,
        df=4.0,
        launches=3,
        agree=3,
    )
    summary = RunSummary(
        run="2026-11-22-a",
        started_utc="2026-11-22T10:00:00Z",
        preset="quick",
        budget_s=100.0,
        seconds=90.0,
        pressure=0.01,
        state="done",
        cases=(msgspec.structs.replace(case, **more),),
    )
    path = folder / "run.json"
    path.write_bytes(msgspec.json.encode(summary))
    return path


def test_json_is_one_document_with_the_promised_keys(decide, answers):
    found = json.loads(decide("--answers", answers, *DAY, "--seed", "7", "--json"))
    assert set(found) >= PROMISED
    assert set(found["shares"]) == {"pytorch", "tensorflow", "none"}
    assert sum(found["shares"].values()) == pytest.approx(1.0, abs=2e-4)
    assert {"criterion", "value"} <= set(found["contributions"][0])
    assert (found["seed"], found["as_of"]) == (7, "2026-11-22")
    assert all(isinstance(reason, str) for reason in found["reasons"])


def test_equal_input_gives_equal_bytes_and_another_seed_or_day_another_verdict(decide, answers):
    first = decide("--answers", answers, *DAY, "--json")
    assert decide("--answers", answers, *DAY, "--json") == first
    assert decide("--answers", answers, *DAY, "--json", "--seed", "2") != first
    now = json.loads(first)["margin"]
    later = json.loads(decide("--answers", answers, "--as-of", "2029-01-01", "--json"))["margin"]
    assert later["high"] - later["low"] > now["high"] - now["low"]


def test_the_text_says_what_why_what_would_change_it_and_what_to_find_out(decide, answers):
    text = decide("--answers", answers, *DAY)
    found = json.loads(decide("--answers", answers, *DAY, "--json"))
    assert text.startswith(found["title"] + "\n")
    joined = " ".join(text.split())
    assert found["sentence"] in joined
    largest = max(found["contributions"], key=lambda row: abs(row["value"]))
    assert largest["label"] in text
    assert found["flips"][0]["what"] in joined
    assert found["next_best"][0]["text"] in joined
    assert max(map(len, text.splitlines())) <= 200


def test_what_is_ruled_out_stands_with_its_source_and_date(decide, tmp_path):
    path = tmp_path / "windows.toml"
    path.write_text(ANSWERS.replace("nv_linux", "nv_win") + 'musts = "no_wsl"\n', "utf-8")
    found = json.loads(decide("--answers", path, *DAY, "--json"))
    assert (found["verdict"], found["label"]) == ("pytorch", "ruled by a constraint")
    text = decide("--answers", path, *DAY)
    (rule,) = [r for r in found["fired_rules"] if r["kind"] == "knockout" and r["share"] == 1]
    for words in (rule["title"], rule["source"], rule["date"]):
        assert words in text
    assert "of 100, " not in text.split("\n\n")[1]  # a constraint shows no share


def test_a_measured_run_counts_and_is_named(decide, answers, tmp_path):
    before = json.loads(decide("--answers", answers, *DAY, "--json"))
    run = run_file(tmp_path)
    after = json.loads(decide("--answers", answers, *DAY, "--runs", run, "--json"))
    assert [use["run"] for use in after["measured"]] == ["2026-11-22-a"]
    assert after["shares"]["pytorch"] > before["shares"]["pytorch"]
    measured = [row for row in after["contributions"] if row["measured"]]
    assert measured
    assert all(row["value"] > 0 for row in measured)
    assert "2026-11-22-a" in decide("--answers", answers, *DAY, "--runs", run)


def test_the_same_run_named_twice_counts_once(decide, answers, tmp_path):
    run = run_file(tmp_path)
    once = json.loads(decide("--answers", answers, *DAY, "--runs", run, "--json"))
    twice = json.loads(decide("--answers", answers, *DAY, "--runs", run, "--runs", run, "--json"))
    assert once == twice


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", ["is empty"]),
        (" \n\t\n", ["is empty"]),
        ("[answers\ntask = 1", ["line 1"]),
        ("\x00\x01\x02", ["TOML"]),
        ('[answers]\ntask = "vison"', ["task", "vison", '"vision"']),
        ('[answers]\ntaks = "vision"', ["taks", '"task"']),
        ("[answers]\ntask = 3", ["task", "number 3"]),
        ('[answers]\ntask = ["vision", "llm"]', ["task", "takes one"]),
        ("[overrides]\ndebug = 9", ["overrides", "debug", "9"]),
        ("[overrides]\ndebug = nan", ["overrides", "debug", "nan"]),
        ('[answer]\ntask = "vision"', ["answer"]),
        ('runs = ["no-such-run"]', ["no-such-run"]),
        ('ranking = ["debug", "speed"]', ["ranking", "speed"]),
        ('ranking = ["debug", "flex", "debug"]', ["ranking", "debug", "twice"]),
        ('trade_offs = [{prefer = "debug"}]', ["trade_offs", "over"]),
        ('trade_offs = [{prefer = "debug", over = "x"}]', ["trade_offs", '"x"']),
        (
            'trade_offs = [{prefer = "debug", over = "flex"}, {prefer = "flex", over = "debug"}]',
            ["trade_offs", "contradict"],
        ),
    ],
)
def test_bad_answers_are_one_sentence(refused, tmp_path, content, words):
    path = tmp_path / "bad.toml"
    path.write_text(content, encoding="utf-8")
    said = refused("--answers", path)
    for word in words:
        assert word in said


@pytest.mark.parametrize("date", ["2026-13-01", "2026-02-30", "tomorrow", "22.11.2026", "2026"])
def test_a_bad_date_is_one_sentence(refused, answers, date):
    said = refused("--answers", answers, "--as-of", date)
    assert date in said
    assert "YYYY-MM-DD" in said


def test_missing_files_are_named(refused, answers, tmp_path):
    gone = tmp_path / "gone.toml"
    assert str(gone) in refused("--answers", gone)
    assert str(tmp_path) in refused("--answers", tmp_path)
    for name in ("gone.json", "gone.jsonl"):
        assert name in refused("--answers", answers, "--runs", tmp_path / name)
    assert "20991231" in refused("--answers", answers, "--runs", "20991231")
    assert "aaaa" in refused("--answers", answers, "--runs", "a" * 5000)
    assert refused("--answers", "a" * 5000 + ".toml")


def test_files_that_hold_no_run_are_refused(refused, answers, tmp_path):
    for name, content in (
        ("a.json", b""),
        ("b.json", b"[]"),
        ("c.json", b'{"run": 1}'),
        ("d.json", b"\xff\xfe"),
        ("e.jsonl", b""),
        ("f.jsonl", b'{"run": "x"}\n'),
        ("g.jsonl", b"\x00" * 100),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        assert str(path) in refused("--answers", answers, "--runs", path)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"log_se": -1.0},
        {"df": -2.0},
        {"log_mean": 1e300},
        {"log_mean": -1e6},
        {"log_se": 1e200},
        {"ratio": -0.5},
        {"ratio": 0.5},  # and a log-ratio that says the opposite
    ],
)
def test_figures_that_nothing_measures_are_refused(refused, answers, tmp_path, spoilt):
    said = refused("--answers", answers, "--runs", run_file(tmp_path, **spoilt))
    assert "image_cnn/train/usual" in said


def test_bad_options_are_one_sentence(refused, answers):
    assert "--answers" in refused()
    assert "--seed" in refused("--answers", answers, "--seed", "-1")
    assert "--seed" in refused("--answers", answers, "--seed", "x")
    assert "--sed" in refused("--answers", answers, "--sed", "1")
