"""What is said on stderr while a run goes on, where no terminal shows a bar."""

from __future__ import annotations

import pytest
from run_lines import CASES, run_of, three

from core.cli.progress import PlainProgress
from core.measure.analyse import analyse
from core.records.events import CaseUpdated, Notice, RunStarted, Stage, WorkerReady


@pytest.fixture
def said(capsys):
    """Show events; return the lines."""

    def show(*events) -> list[str]:
        progress = PlainProgress()
        for event in events:
            progress(event)
        progress.close()
        printed = capsys.readouterr()
        assert printed.out == ""
        return printed.err.splitlines()

    return show


def started(cases, launches) -> RunStarted:
    return RunStarted(
        run="r1",
        log="",
        preset="quick",
        budget_s=100.0,
        launches=launches,
        threads=0,
        margin=0.05,
        cases=cases,
    )


def test_the_budget_is_said_first_and_the_run_is_named(said):
    looking = Stage(name="spawn", text="Looking", launch=1, launches=3, done=0.0, eta_s=100.0)
    (line,) = said(looking, started(CASES, 3))
    assert line == "Budget: 100 s for 2 cases, up to 3 launches of each; run r1"
    (line,) = said(started(CASES[:1], 1))
    assert line == "Budget: 100 s for 1 case, up to 1 launch of each; run r1"


@pytest.mark.parametrize(("threads", "words"), [(1, "1 thread,"), (2, "2 threads,")])
def test_a_worker_is_introduced(said, threads, words):
    ready = WorkerReady(
        side="pytorch", version="2", python="3.12", device="cpu", threads=threads, import_s=1.04
    )
    assert said(ready) == [f"PyTorch 2 on cpu, {words} imported in 1.0 s"]


@pytest.mark.parametrize(
    ("launches", "words"), [(1, "after 1 launch"), (2, "after 2 launches"), (0, None)]
)
def test_a_result_counts_its_launches(said, launches, words):
    result = analyse(run_of(*three()[:launches])).cases[0]
    (line,) = said(CaseUpdated(result=result, final=False))
    assert line.endswith(words) if words else "after" not in line


def test_a_notice_has_its_three_parts_each_a_sentence(said):
    notice = Notice(code="x", what="PyTorch stopped", why="out of memory.", remedy="wait")
    assert said(notice, notice) == ["PyTorch stopped. Out of memory. Do this: wait."]
    assert said(Notice(code="x", what="Stopping")) == ["Stopping."]
