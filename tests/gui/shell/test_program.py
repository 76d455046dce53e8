"""Everything behind the window, put together: pages, foot, theme, closing during a run."""

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from core.records.errors import AppError
from core.store.documents import current_path, read_document
from gui.program import Program
from gui.shell.crash import CrashKeeper
from gui.shell.main_window import MainWindow
from gui.shell.messages import Messages
from gui.shell.sheets import StopSheet
from gui.shell.theme import DARK, theme_of
from gui.widgets.page_head import PageHead


class Measuring(QObject):
    """Stands where the measuring controller stands; no engine is started."""

    finished = Signal(object)
    failed = Signal(object)
    runningChanged = Signal(bool)

    def __init__(self, decision, parent):
        super().__init__(parent)
        self.is_running = False
        self.kept = {}

    def restore(self):
        """Nothing was kept."""

    def keep(self, **changes):
        self.kept.update(changes)

    def close(self):
        self.is_running = False


@pytest.fixture
def window(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def fresh(qapp, window, monkeypatch):
    """A program that has not had a turn of the loop yet."""
    monkeypatch.setattr("gui.program.MeasuringController", Measuring)
    # The loop is pytest's: it must not end with the window.
    monkeypatch.setattr(QApplication, "exit", lambda *_: None)
    crash = CrashKeeper(None)
    return Program(qapp, window, Messages(crash, window.banners, window), "light", None, window)


@pytest.fixture
def program(qtbot, window, fresh):
    program = fresh
    with qtbot.waitSignal(program.ready), qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield program
    program.finish(0)


def test_decide_comes_first_and_the_rest_on_its_visit(program, window):
    assert window.built_pages() == ("decide",)
    program.navigate("report")
    program.navigate("history")
    assert window.built_pages() == ("decide", "report", "history")


def test_an_answer_reaches_the_foot_and_the_disk(program, window, qtbot):
    question = program.decision.snapshot.knowledge.questions[0]
    qtbot.waitUntil(program.decision.is_idle, timeout=20_000)
    program.decision.choose(question.id, question.option[0].id)
    qtbot.waitUntil(program.decision.is_idle, timeout=20_000)
    qtbot.waitUntil(program.documents.is_idle)
    assert window.rail.foot.state().name
    kept = read_document(current_path())
    assert kept.answers.answers == {question.id: (question.option[0].id,)}
    assert kept.knowledge_hash == program.decision.snapshot.knowledge.hash


def test_the_head_says_when_answers_are_not_saved_and_when_they_are(program, window, qtbot):
    def head_says(words):
        seen = {head.context.text().split(" · ")[-1] for head in window.findChildren(PageHead)}
        return words in seen

    first, second = program.decision.snapshot.knowledge.questions[:2]
    documents = current_path().parent
    documents.rmdir()
    documents.write_text("a file in the place of the folder")
    program.decision.choose(first.id, first.option[0].id)
    qtbot.waitUntil(lambda: head_says("not saved"))
    assert not head_says("saved")
    (banner,) = window.banners.banners()
    assert str(documents) in banner.message()
    documents.unlink()
    program.decision.choose(second.id, second.option[0].id)
    assert head_says("saving")
    qtbot.waitUntil(lambda: head_says("saved"))
    assert not head_says("not saved")
    assert set(read_document(current_path()).answers.answers) == {first.id, second.id}


def test_the_foot_leads_to_the_verdict_from_any_page(program, window):
    program.navigate("history")
    window.rail.foot.click()
    assert window.page() == "decide"
    assert program.decision.snapshot.question == "verdict"


def test_what_fails_in_measuring_is_told_once_and_until_the_next_run(program, window):
    error = AppError("The measurement stopped before its end", "out of memory", "run it again")
    program.measuring.failed.emit(error)
    program.measuring.failed.emit(error)
    (banner,) = window.banners.banners()
    assert banner.says(error)
    program.documents.failed.emit(AppError("The disk is full", "", ""))
    program.measuring.runningChanged.emit(True)
    assert [b.says(error) for b in window.banners.banners()] == [False]


def test_who_is_quicker_than_the_program_keeps_their_page(fresh, window, qtbot):
    with qtbot.waitSignal(fresh.ready):
        fresh.navigate("history")
    assert window.page() == "history"
    fresh.finish(0)


def test_the_end_may_come_before_the_program_is_complete(fresh, window):
    assert fresh.finish(0) == 0
    assert window.built_pages() == ()


def test_closing_during_a_run_asks_and_keeps_measuring(program, window, qtbot):
    program.measuring.is_running = True
    assert not window.close()
    sheet = window.findChild(StopSheet)
    sheet.reject()
    assert program.measuring.is_running
    assert window.isVisible()


def test_closing_during_a_run_stops_it_when_told_to(program, window, qtbot):
    program.measuring.is_running = True
    window.close()
    with qtbot.waitSignal(window.closed):
        window.findChild(StopSheet).accept()
    assert not program.measuring.is_running
    assert not window.isVisible()


def test_a_signal_asks_nobody(program, window):
    program.measuring.is_running = True
    program._signals.asked.emit(15)
    assert window.findChild(StopSheet) is None
    assert program.finish(0) == 143
    assert not program.measuring.is_running


def test_the_appearance_changes_and_is_kept(program, window, qtbot):
    program._on_theme_chosen("dark")
    qtbot.waitUntil(lambda: theme_of(window) is DARK)
    assert program.measuring.kept == {"theme": "dark"}
    program._on_theme_chosen("light")
