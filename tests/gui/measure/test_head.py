"""The head of the Measure page: words and buttons before, while and after a run."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from core.records.run import Arms, CaseResult, CaseState, RunSummary
from gui.measure.head import MeasureHead


@pytest.fixture
def head(qtbot):
    head = MeasureHead()
    qtbot.addWidget(head)
    with qtbot.waitExposed(head):
        head.show()
    return head


def shown(head) -> list[str]:
    return [b.text().replace("&", "") for b in head.findChildren(QAbstractButton) if b.isVisible()]


def summary(*states: CaseState, **fields) -> RunSummary:
    arms = Arms(pytorch="torch eager", tensorflow="tf.function")
    cases = tuple(
        CaseResult(
            workload=f"w{i}", phase="train", mode="usual", arms=arms, device="CPU", threads=2,
            state=state,
        )
        for i, state in enumerate(states)
    )  # fmt: skip
    given = {
        "run": "r", "started_utc": "2025-01-03T12:00:00Z", "preset": "quick", "budget_s": 90.0,
        "seconds": 62.0, "pressure": 0.01, "state": "done", "cases": cases,
    }  # fmt: skip
    return RunSummary(**(given | fields))


def test_before_a_run_there_is_nothing_to_press_but_the_last_results(head):
    head.show_before(results=False)
    assert (head.title.text(), shown(head)) == ("Measure", [])
    head.show_before(results=True)
    assert shown(head) == ["Last results"]


@pytest.mark.parametrize(("cases", "words"), [(1, "1 case"), (13, "13 cases")])
def test_a_run_is_counted_and_can_be_held_and_stopped(head, cases, words):
    head.show_running("standard", cases)
    assert head.context.text().startswith(f"Standard · {words} · started ")
    assert shown(head) == ["Pause", "Cancel"]
    head.set_paused(True)
    assert shown(head) == ["Go on", "Cancel"]
    head.set_stoppable(False)
    assert not any(b.isEnabled() for b in head.findChildren(QAbstractButton) if b.isVisible())
    head.show_running("quick", cases)
    assert shown(head) == ["Pause", "Cancel"]
    assert all(b.isEnabled() for b in head.findChildren(QAbstractButton) if b.isVisible())


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (summary("measured"), "Quick · 1 case in 1 min 2 s · machine calm · 3 Jan 2025 "),
        (summary("measured", "measured"), "Quick · 2 cases in 1 min 2 s · machine calm · "),
        (summary("measured", "failed"), "Quick · 1 of 2 cases measured in 1 min 2 s · "),
        (
            summary("cancelled", state="cancelled", pressure=None),
            "0 of 1 case measured in 1 min 2 s · cancelled · CPU pressure not readable here",
        ),
        (summary("measured", state="failed", pressure=0.5), "s · cut off · machine busy · "),
    ],
)
def test_a_run_that_is_over_is_told_in_one_line(head, run, words):
    head.show_results(run)
    assert words in head.context.text()
    assert shown(head) == ["Copy", "Report", "Run again"]


def test_the_run_of_today_is_told_by_its_hour(head):
    now = dt.datetime.now(dt.UTC)
    head.show_results(summary("measured", started_utc=now.isoformat()))
    assert head.context.text().endswith(f"today {now.astimezone():%H:%M}")


def test_every_button_asks_for_its_own(head, qtbot):
    asked = []
    for name in ("cancel", "pause", "again", "results", "copy", "report"):
        getattr(head, f"{name}Asked").connect(lambda name=name: asked.append(name))
    faces = (
        lambda: head.show_before(results=True),
        lambda: head.show_running("quick", 1),
        lambda: head.show_results(summary("measured")),
    )
    for show in faces:
        show()
        for button in head.findChildren(QAbstractButton):
            if button.isVisible():
                qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["results", "pause", "cancel", "copy", "report", "again"]
