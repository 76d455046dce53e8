"""Everything behind the window, put together: pages, foot, theme, closing during a run."""

import pytest
from decide_worlds import run
from machines import a_machine, a_python
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.records.answers import Answers
from core.records.document import Document
from core.records.errors import AppError
from core.store.documents import current_path, read_document, write_document
from gui.program import Program
from gui.shell.crash import CrashKeeper
from gui.shell.main_window import MainWindow
from gui.shell.messages import Messages
from gui.shell.sheets import StopSheet
from gui.shell.theme import DARK, theme_of
from gui.widgets.page_head import PageHead
from gui.widgets.readings import Readings


class Measuring(QObject):
    """Stands where the measuring controller stands; no engine is started."""

    finished = Signal(object)
    failed = Signal(object)
    runningChanged = Signal(bool)
    machineRead = Signal(object, object)
    interpreterAdded = Signal(object)

    def __init__(self, decision, parent):
        super().__init__(parent)
        self.is_running = False
        self.kept = {}
        self.machine, self.interpreters = None, ()
        self.looked = self.restored = 0

    def restore(self):
        """Nothing was kept."""
        self.restored += 1

    def read_machine(self):
        """The test says when it is done."""
        self.looked += 1

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


# --- what is told and found ------------------------------------------------------------------


@pytest.fixture
def spoken(monkeypatch):
    """What a screen reader is given."""
    said = []
    monkeypatch.setattr("gui.decide.announce.announce", lambda _widget, text: said.append(text))
    return said


def settle(qtbot, program):
    qtbot.waitUntil(program.decision.is_idle, timeout=20_000)


def test_every_change_is_said_once_whatever_page_is_shown(program, window, qtbot, spoken, tmp_path):
    decision = program.decision
    settle(qtbot, program)
    assert spoken == []

    def said_after(act):
        spoken.clear()
        act()
        settle(qtbot, program)
        (said,) = spoken
        assert said == decision.snapshot.moved
        return said

    assert said_after(lambda: decision.choose("task", "vision")).startswith("“What you build”")
    assert said_after(decision.undo).startswith("“What you build” open again")
    assert said_after(decision.redo).startswith("“What you build” back at")
    assert said_after(lambda: decision.note("task", "signs")).startswith("The note on")
    file = tmp_path / "signs.forkwise"
    given = Answers(answers={"task": ("llm",), "outcome": ("paper",)})
    write_document(file, Document(forkwise=1, saved_utc="", title="", answers=given))
    dropped = said_after(lambda: window.fileDropped.emit(str(file)))
    assert dropped.startswith("Opening signs.forkwise")
    assert program.measuring.restored == 2
    program.navigate("history")
    counted = said_after(lambda: decision.set_measured((run(name="one"),)))
    assert counted.startswith("Counting what was measured")
    machine, pythons = a_machine(), (a_python("3.11.2"),)
    found = said_after(lambda: program.measuring.machineRead.emit(machine, pythons))
    assert found.startswith("What was found on this machine")
    program.navigate("decide")
    decision.go("summary")
    assert said_after(decision.clear_all).startswith("Clearing all answers")


def test_where_the_verdict_is_read_its_page_says_what_moved(program, qtbot, spoken, monkeypatch):
    read = []
    monkeypatch.setattr("gui.decide.verdict_view.announce", lambda _widget, text: read.append(text))
    settle(qtbot, program)
    program.navigate("verdict")
    read.clear()
    program.decision.set_answers(Answers(answers={"musts": ("no_code",)}))
    settle(qtbot, program)
    assert spoken == []
    assert read[-1].startswith(program.decision.snapshot.moved)


def test_the_machine_is_read_and_answers_the_question_of_hardware(program, qtbot):
    settle(qtbot, program)
    assert program.measuring.looked == 1
    program.measuring.interpreterAdded.emit(a_python("3.13.0"))
    assert program.decision.snapshot.here is None
    program.measuring.machine, program.measuring.interpreters = a_machine(), (a_python("3.11.2"),)
    program.measuring.machineRead.emit(program.measuring.machine, program.measuring.interpreters)
    assert program.decision.snapshot.answers.answers == {"hardware": ("cpu",)}
    program.measuring.interpreters += (a_python("3.13.0"),)
    program.measuring.interpreterAdded.emit(a_python("3.13.0"))
    assert program.decision.snapshot.answers.found["python"] == ("3.11", "3.13")
    settle(qtbot, program)


def test_what_a_verdict_asks_for_is_offered_on_the_measure_page(program, window, monkeypatch):
    class Page(QWidget):
        asked = ""

        def ask_for(self, phase):
            self.asked = phase

    monkeypatch.setattr("gui.measure.page.MeasurePage", Page)
    window.add_page("measure", Page)
    window.show_page("decide").measureAsked.emit("train")
    assert window.page() == "measure"
    assert window.show_page("measure").asked == "train"


def test_an_alert_that_answers_cannot_be_written_ends_with_the_next_that_are(
    program, window, qtbot, tmp_path
):
    program.tell(AppError("Something else", "it stays", ""))
    folder = current_path().parent
    folder.rename(tmp_path / "away")
    folder.write_text("a file in the place of the folder")
    program.decision.choose("task", "vision")
    qtbot.waitUntil(lambda: len(window.banners.banners()) == 2, timeout=5000)
    assert program.decision.snapshot.unsaved
    folder.unlink()
    (tmp_path / "away").rename(folder)
    program.decision.choose("task", "audio")
    qtbot.waitUntil(lambda: program.decision.snapshot.saved, timeout=5000)
    assert [b.message() for b in window.banners.banners()] == ["Something else\nIt stays."]


def test_the_foot_says_what_the_verdict_page_beside_it_says(qtbot, program, window):
    decision = program.decision
    answers = {"task": ("vision",), "outcome": ("product",), "existing": ("none",),
               "scale": ("onegpu",), "hardware": ("nv_linux",), "target": ("android",)}  # fmt: skip
    decision.set_answers(Answers(answers=answers))
    decision.go("verdict")
    qtbot.waitUntil(decision.is_idle, timeout=10_000)
    view = window.findChild(QWidget, "verdict_page")
    pairs = set()

    def look():
        shown = view.findChild(Readings)
        assert shown is not None
        pairs.add((window.rail.foot.state().shares, shown.shares()))

    decision.snapshotChanged.connect(look)
    decision.answer("team", ("pt",))
    look()
    qtbot.waitUntil(decision.is_idle, timeout=10_000)
    look()
    decision.snapshotChanged.disconnect(look)
    assert len(pairs) > 1
    assert all(foot == page for foot, page in pairs), pairs
