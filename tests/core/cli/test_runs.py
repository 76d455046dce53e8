"""`forkwise runs list`, and the newest run by name."""

from __future__ import annotations

import json

import pytest
from run_lines import run_of, three

from core.cli.main import main
from core.store.runlog import RunLog, run_path

OLDER, NEWER = "20260101T000000Z-aaaaaaaa", "20261122T101112Z-bbbb"
ANSWERS = """
[answers]
experience = "some"
task = "tabular_nn"
outcome = "product"
existing = "none"
target = "server"
hardware = "cpu"
team = "both"
"""


@pytest.fixture
def kept(forkwise_home):
    """Two kept runs."""
    for run in (OLDER, NEWER):
        with RunLog.create(run) as log:
            for line in run_of(*three(), run=run):
                log.append(line)


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(ANSWERS, encoding="utf-8")
    return str(path)


def test_runs_are_listed_under_headings(kept, capsys):
    damaged = run_path("20260202T000000Z-cccccccc")
    damaged.write_text("not a log\n")
    assert main(["runs", "list"]) == 0
    printed = capsys.readouterr()
    heads, *rows = printed.out.splitlines()
    assert heads.split() == ["run", "preset", "cases", "state"]
    assert [row.split()[0] for row in rows] == [OLDER, damaged.stem, NEWER]
    for row in (rows[0], rows[2]):
        cells = [row[heads.index(name) :].split()[0] for name in heads.split()]
        assert cells[1:] == ["quick", "2", "done"]
    # A sentence stands in the last column, and moves no other.
    assert rows[1][heads.index("state") :].startswith("damaged: line 1: ")
    assert printed.err == "3 runs\n"


def test_without_runs_there_are_no_headings(forkwise_home, capsys):
    assert main(["runs", "list"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "0 runs\n")


def test_a_decision_takes_the_latest_run(kept, answers, capsys):
    assert main(["decide", "--answers", answers, "--runs", "latest", "--json"]) == 0
    latest = json.loads(capsys.readouterr().out)
    assert {use["run"] for use in latest["measured"]} == {NEWER}
    assert main(["decide", "--answers", answers, "--runs", NEWER, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == latest


def test_the_latest_run_and_its_name_are_one_run(kept, answers, capsys):
    runs = ["--runs", "latest", "--runs", NEWER, "--runs", OLDER]
    assert main(["decide", "--answers", answers, *runs, "--json"]) == 0
    used = json.loads(capsys.readouterr().out)["measured"]
    assert sorted({use["run"] for use in used}) == [OLDER, NEWER]
    assert len(used) == len({(use["run"], use["case"]) for use in used})


def test_without_runs_there_is_no_latest_one(forkwise_home, answers, capsys):
    assert main(["decide", "--answers", answers, "--runs", "latest"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert 'forkwise: --runs "latest"' in printed.err
    assert "forkwise runs list" in printed.err
