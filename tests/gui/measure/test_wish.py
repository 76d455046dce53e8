"""What a verdict asks to be measured: ticked exactly, said in one line, and dropped again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from core.records.answers import Answers


def why(view):
    label = view.findChild(QLabel, "measure_wish_why")
    return label.text() if label.isVisible() else ""


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        ("train", "Chosen because it could change your outcome: training speed here."),
        ("latency", "Chosen because it could change your outcome: answer time here."),
    ],
)
def test_the_offer_is_ticked_exactly_and_says_why(scene, phase, words) -> None:
    page = scene("normal").page
    view = page.before
    assert why(view) == ""
    view.model.toggle(0)
    page.ask_for(phase)
    assert view.model.ticked() == ("image_cnn",), "what fits the answers, nothing else"
    assert [case.phase for case in view.plan().cases] == [phase]
    assert why(view) == words
    assert view._bar.button.text() == "&Run 1 case"


def test_the_run_measures_only_what_was_asked_for(scene, qtbot) -> None:
    page = scene("normal").page
    page.ask_for("train")
    with qtbot.waitSignal(page.before.runRequested) as asked:
        page.before.run()
    request = asked.args[0]
    assert request.workloads == ("image_cnn",)
    assert request.phases == ("train",)
    assert "--phase" in request.arguments()


def test_without_an_answer_on_the_task_all_that_stand_for_anything_are_offered(scene) -> None:
    one = scene("normal")
    one.decision.show(Answers())
    one.decision.snapshotChanged.emit(one.decision.snapshot)
    one.page.ask_for("train")
    assert one.page.before.model.ticked() == ("tabular_mlp", "image_cnn", "lstm")


def test_it_is_dropped_by_button(scene) -> None:
    one = scene("normal")
    view = one.page.before
    one.page.ask_for("train")
    one.button("measure_wish_drop").click()
    assert why(view) == ""
    assert {case.phase for case in view.plan().cases} == {"train", "latency"}
    assert view.model.ticked() == ("image_cnn",)


def test_once_measured_it_is_no_news_any_more(scene, qtbot) -> None:
    one = scene("normal")
    one.page.ask_for("train")
    with qtbot.waitSignal(one.measuring.finished, timeout=20_000):
        one.button("measure_run").click()
    one.button("measure_again").click()
    assert why(one.page.before) == ""


def test_a_run_that_goes_on_is_not_disturbed(scene, qtbot) -> None:
    one = scene("normal")
    one.button("measure_run").click()
    assert one.measuring.is_running
    one.page.ask_for("train")
    assert one.page._stack.currentWidget() is one.page.running
    qtbot.waitUntil(lambda: not one.measuring.is_running, timeout=20_000)


@pytest.mark.parametrize("width", [560, 1184])
def test_the_line_fits(scene, qtbot, each_theme, width) -> None:
    one = scene("normal")
    one.page.resize(width, 700)
    one.page.ask_for("train")
    label = one.page.findChild(QLabel, "measure_wish_why")
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()) - 1)
    one.page.grab()
