"""History: kept runs, damaged ones too, and the results of the one chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStackedWidget

from core.records.machine import Cpu, Framework, Interpreter, Machine, Memory
from core.records.run import Arms, Case, CaseResult, EndLine, RunHeader, SideFigures
from core.store.runlog import RunLog, run_path
from gui.controllers.history import HistoryController
from gui.history.models import CaseModel, RunModel, when_words
from gui.history.page import HistoryPage
from gui.widgets.checks import CheckBox
from gui.widgets.table_view import DataTable

MACHINE = Machine(
    os="Debian 12",
    kernel="6.1",
    architecture="x86_64",
    virtual=None,
    cpu=Cpu(
        model="Ryzen 7", architecture="x86_64", logical=16, physical=8, affinity=16, quota=None,
        effective=16.0,
    ),
    memory=Memory(total_bytes=2**34, available_bytes=2**33, limit_bytes=None),
    accelerators=(),
    accelerators_note="",
    power=None,
    governor=None,
    compiler=None,
    captured_utc="2026-11-23T10:00:00Z",
)  # fmt: skip


def interpreter(side, version):
    found = Framework(side=side, version=version, package=side)
    return Interpreter(path="/usr/bin/python3", label="own", frameworks=(found,))


def case(verdict, ratio, **changes):
    given = {
        "workload": "image_cnn",
        "phase": "train",
        "mode": "usual",
        "arms": Arms(pytorch="torch eager", tensorflow="tf.function"),
        "device": "cpu",
        "threads": 2,
        "state": "measured",
        "verdict": verdict,
        "ratio": ratio,
        "low": ratio * 0.95 if ratio else None,
        "high": ratio * 1.05 if ratio else None,
        "launches": 3,
        "agree": 3,
        "pytorch": SideFigures(step_ns=41.2e6),
        "tensorflow": SideFigures(step_ns=35.0e6),
    }
    return CaseResult(**{**given, **changes})


def keep(run, started, results, *, end=True):
    header = RunHeader(
        run=run,
        schema=1,
        app="0.1.0",
        started_utc=started,
        preset="quick",
        budget_s=120.0,
        margin=0.05,
        seed=1,
        threads=2,
        launches_max=3,
        cases=(Case(workload="image_cnn", phase="train", mode="usual"),),
        machine=MACHINE,
        interpreters={
            "pytorch": interpreter("pytorch", "2.13.0"),
            "tensorflow": interpreter("tensorflow", "2.21.0"),
        },
    )
    with RunLog.create(run) as log:
        log.append(header)
        if end:
            log.append(EndLine(state="done", seconds=80.0, results=results, pressure=0.02))


@pytest.fixture
def history(qapp):
    controller = HistoryController()
    yield controller
    controller.close()


@pytest.fixture
def runs():
    keep("20261121T100000Z-aa", "2026-11-21T10:00:00Z", (case("pytorch_faster", 1.4),))
    keep(
        "20261122T100000Z-bb",
        "2026-11-22T10:00:00Z",
        (
            case("tensorflow_faster", 0.7),
            case("cannot_tell", 1.0, phase="latency"),
            case(None, None, mode="compiled", state="failed", reason="It crashed."),
        ),
    )


@pytest.fixture
def page(qtbot, history):
    page = HistoryPage(history)
    qtbot.addWidget(page)
    page.resize(1184, 820)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    qtbot.waitUntil(lambda: history.runs is not None and history.is_idle())
    return page


def test_without_runs_it_says_what_will_be_here(page, qtbot, walk):
    assert walk(page) == []
    assert page.findChild(QStackedWidget).currentIndex() == 1


def test_runs_are_listed_newest_first(runs, page):
    table = page.findChild(DataTable, "history_runs")
    model = table.model()
    shown = [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(2)]
    assert [row[1:] for row in shown] == [
        ["2.13.0 | 2.21.0", "Quick", "2 of 3", "0", "1", "0", "1", "calm"],
        ["2.13.0 | 2.21.0", "Quick", "1 case", "1", "0", "0", "0", "calm"],
    ]
    assert table.selected_rows() == (0,)


def test_the_chosen_run_shows_its_cases(runs, page, qtbot, walk):
    runs_table = page.findChild(DataTable, "history_runs")
    cases = page.findChild(DataTable, "history_cases")
    assert cases.model().rowCount() == 3
    runs_table.setFocus()
    qtbot.keyClick(runs_table, Qt.Key.Key_Down)
    assert cases.model().rowCount() == 1
    assert cases.model().index(0, 1).data() == "PyTorch faster"
    assert walk(page) == []
    assert not page.grab().isNull()


def test_a_damaged_log_keeps_its_row_with_the_reason(runs, page, history, qtbot):
    path = run_path("20261122T100000Z-bb")
    path.write_bytes(path.read_bytes().replace(b"Ryzen", b"Ryzon"))
    with qtbot.waitSignal(history.listed):
        history.refresh()
    damaged = history.runs[-1]
    assert damaged.problem is not None
    assert damaged.summary is None
    model = page.findChild(DataTable, "history_runs").model()
    assert model.index(1, 3).data() == "cannot be read"
    page.findChild(DataTable, "history_runs").selectRow(1)
    assert not page.findChild(CheckBox, "history_use").isEnabled()


def test_what_is_known_is_not_read_again(runs, page, history, qtbot):
    before = {run.run: run for run in history.runs}
    keep("20261123T100000Z-cc", "2026-11-23T10:00:00Z", (case("pytorch_faster", 1.4),))
    with qtbot.waitSignal(history.listed):
        history.refresh()
    assert len(history.runs) == 3
    assert all(history.runs[i + 1] is before[history.runs[i + 1].run] for i in range(2))


def test_models_keep_their_promises(qtbot, runs, history):
    with qtbot.waitSignal(history.listed):
        history.refresh()
    for model, rows in (
        (RunModel(history), history.runs),
        (CaseModel(history), history.runs[0].summary.cases),
    ):
        fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
        QAbstractItemModelTester(model, fatal, model)
        model.set_rows(rows)
        assert model.rowCount(model.index(0, 0)) == 0
        model.set_rows(())
        assert model.rowCount() == 0


def test_times_are_local_and_bad_ones_stay_as_they_are():
    assert when_words("not a time") == "not a time"
    assert when_words("2026-11-22T14:35:00Z").startswith("2")


@pytest.mark.parametrize("width", [804, 1184])
def test_nothing_scrolls_sideways_and_sides_go_together(runs, page, qtbot, width):
    page.resize(width, 600)
    page.show()
    cases = page.findChild(DataTable, "history_cases")
    for table in (page.findChild(DataTable, "history_runs"), cases):
        header = table.horizontalHeader()
        assert header.length() <= table.viewport().width() + 1
        assert header.sectionSize(0) >= table.sizeHintForColumn(0)
    assert cases.isColumnHidden(4) == cases.isColumnHidden(5)
