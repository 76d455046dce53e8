"""The Measure page against a scripted engine: before, while, after; and what may go wrong."""

import time

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from core.records.base import SIDES
from gui.measure.case_model import CaseModel, Column
from gui.measure.machine_card import describe
from gui.measure.workload_table import WorkloadModel
from gui.widgets.banner import Banner

# The offscreen plugin says this of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

# What the machine in `conftest.py` has: an interpreter with both frameworks, one with none.
OWN, BARE = "/own/python", "/bare/python"


def test_before_a_run_workloads_say_which_answer_chose_them(scene, qtbot) -> None:
    view = scene("normal").page.before
    assert view.model.ticked() == ("image_cnn",)
    why = [view.model.index(row, 2).data() for row in range(view.model.rowCount())]
    assert why[1].startswith("You said: ")
    assert why[0] == "Your answers do not ask for it"
    assert view._bar.button.text() == "&Run 2 cases"
    table = view.table
    y = table.rowViewportPosition(0) + 10
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, y))
    assert view.model.ticked() == ("tabular_mlp", "image_cnn")
    assert view._bar.button.text() == "&Run 4 cases"


def test_nothing_ticked_disables_run_and_says_why(scene, qtbot) -> None:
    view = scene("normal").page.before
    view.table.selectRow(1)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    assert not view._bar.button.isEnabled()
    assert view._bar._what.text() == "Nothing is ticked"


def test_machine_is_described_without_guessing(machine) -> None:
    texts = describe(machine)
    assert texts["cpu"] == "not readable here"
    assert texts["cpus"] == "1.5 of 16 (container limit)"
    assert texts["memory"] == "not readable here"
    assert texts["graphics"] == "none found"


def test_missing_framework_is_named_with_its_remedy(scene) -> None:
    page = scene("normal").page
    choice = page.before.interpreters.sides["tensorflow"]
    assert choice.is_ready()
    choice.field.setCurrentIndex(choice.field.findData(BARE))
    choice.field.activated.emit(1)
    assert not choice.is_ready()
    assert f"{BARE} -m pip install tensorflow" in choice._remedy.text()
    assert "TensorFlow cannot be run" in page.before._bar._more.text()
    assert page.before.interpreters.paths() == dict(zip(SIDES, (OWN, BARE), strict=True))


def test_practical_difference_takes_a_percentage(scene) -> None:
    settings = scene("normal").page.before.settings
    settings.margin_field.setText("2,5")
    settings.margin_field.editingFinished.emit()
    assert settings.margin == 0.025
    settings.margin_field.setText("many")
    settings.margin_field.editingFinished.emit()
    assert settings.margin == 0.025
    assert "no percentage" in settings._margin_words.text()


def test_first_line_is_there_at_once(scene, qtbot, caplog) -> None:
    one = scene("obedient")
    with caplog.at_level("INFO", "forkwise.measuring"):
        begun = time.perf_counter()
        qtbot.mouseClick(one.button("measure_run"), Qt.MouseButton.LeftButton)
        shown = time.perf_counter() - begun
    assert one.page.running.model.rowCount() == 2
    assert "first live line" in caplog.text
    assert shown < 0.3


def test_run_to_its_end_and_into_the_decision(scene, qtbot) -> None:
    one = scene("normal")
    with qtbot.waitSignal(one.measuring.finished, timeout=20_000):
        qtbot.mouseClick(one.button("measure_run"), Qt.MouseButton.LeftButton)
    assert [one.result(row) for row in range(4)] == [
        "PyTorch faster",
        "no practical difference",
        "TensorFlow is not installed there.",
        "cannot tell here, now",
    ]
    assert one.result(0, Column.KEPT) == "36"
    assert one.page.running.outcome.use.isChecked()
    assert [run.run for run in one.decision.measured] == ["fake"]
    qtbot.mouseClick(one.page.running.outcome.use, Qt.MouseButton.LeftButton)
    assert one.decision.measured == ()
    qtbot.mouseClick(one.button("measure_again"), Qt.MouseButton.LeftButton)
    assert one.page.before.isVisible()


def test_failed_row_keeps_its_place_and_offers_the_remedy(scene, qtbot) -> None:
    one = scene("normal")
    with qtbot.waitSignal(one.measuring.finished, timeout=20_000):
        one.page.before.run()
    table = one.page.running.table
    model = one.page.running.model
    cell = table.indexWidget(model.index(2, Column.TENSORFLOW))
    button = cell.findChild(QAbstractButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "pip install tensorflow" in QGuiApplication.clipboard().text()


def test_columns_and_rows_stay_from_running_to_done(scene, qtbot) -> None:
    one = scene("normal")
    seen: list[list[str]] = []
    one.measuring.eventReceived.connect(
        lambda _e: seen.append([row.case.id for row in one.page.running.model.rows])
    )
    with qtbot.waitSignal(one.measuring.finished, timeout=20_000):
        one.page.before.run()
    ids = [row.case.id for row in one.page.running.model.rows]
    full = [rows for rows in seen if len(rows) == len(ids)]
    assert all(rows == ids for rows in full)


def test_plot_has_a_twin_in_words(scene, qtbot) -> None:
    one = scene("normal")
    with qtbot.waitSignal(one.measuring.finished, timeout=20_000):
        one.page.before.run()
    plot = one.page.findChild(QObject, "measure_plot")
    assert "36 rounds kept, 0 dropped, launch 3" in plot.accessibleDescription()
    assert "PyTorch" in plot.accessibleDescription()


def test_cancel_is_acknowledged_at_once(scene, qtbot) -> None:
    one = scene("stubborn")
    one.page.before.run()
    qtbot.waitUntil(lambda: bool(one.page._run.notices), timeout=10_000)
    begun = time.perf_counter()
    with qtbot.waitSignal(one.measuring.runningChanged, timeout=3_000):
        qtbot.mouseClick(one.button("measure_cancel"), Qt.MouseButton.LeftButton)
        acknowledged = time.perf_counter() - begun
        assert one.page.running.progress._left.text() == "stopping"
    assert acknowledged < 0.1
    assert time.perf_counter() - begun < 1.0


def test_what_is_worth_knowing_is_told_once_and_the_newest_first(scene, qtbot) -> None:
    one = scene("obedient")
    one.page.before.run()
    qtbot.waitUntil(lambda: "waiting" in one.told())
    one.measuring.pause()
    one.measuring.resume()
    one.measuring.pause()
    qtbot.waitUntil(lambda: len(one.page._run.notices) == 4)
    assert one.told() == ["resume", "pause", "waiting"]
    with qtbot.waitSignal(one.measuring.finished, timeout=5_000):
        one.measuring.cancel()
    qtbot.mouseClick(one.button("measure_again"), Qt.MouseButton.LeftButton)
    one.page.before.run()
    assert one.told() == []


def test_crash_is_left_to_the_window_and_run_is_offered_again(scene, qtbot) -> None:
    one = scene("crash")
    with qtbot.waitSignal(one.measuring.failed, timeout=10_000) as told:
        one.page.before.run()
    qtbot.waitUntil(lambda: one.page.before.isVisible())
    assert "signal 11" in str(told.args[0])
    assert not one.page.findChildren(Banner)
    assert one.button("measure_run").isEnabled()


def test_flood_of_events_leaves_the_page_alive(scene, qtbot) -> None:
    one = scene("flood")
    with qtbot.waitSignal(one.measuring.finished, timeout=30_000):
        one.page.before.run()
    assert one.result(0, Column.KEPT) == "2,502"


@pytest.mark.parametrize("width", [1184, 804])
def test_page_paints_in_both_themes(scene, qtbot, each_theme, width) -> None:
    one = scene("normal")
    one.page.resize(width, 600)
    assert not one.page.grab().isNull()
    with qtbot.waitSignal(one.measuring.finished, timeout=20_000):
        one.page.before.run()
    assert not one.page.grab().isNull()
    table = one.page.running.table
    shown = [c for c in Column if not table.isColumnHidden(c)]
    assert sum(table.columnWidth(c) for c in shown) <= table.viewport().width() + len(shown)


def test_models_keep_the_contract_of_qt(scene, qtbot, qtmodeltester) -> None:
    qtmodeltester.check(WorkloadModel())
    model = CaseModel()
    qtmodeltester.check(model)
    one = scene("normal")
    with qtbot.waitSignal(one.measuring.finished, timeout=20_000):
        one.page.before.run()
    rows = one.page.running.model.rows
    model.set_rows(rows)
    model.set_rows(tuple(reversed(rows)))
    model.set_rows(())
