"""Autosave: soon, synced, whole; and reading at the start."""

import json

import pytest

from core.records.answers import Answers
from core.records.document import TeamFile
from core.records.errors import AppError
from core.store.documents import current_path, read_document
from gui.controllers.document import DocumentController


@pytest.fixture
def documents(qapp):
    controller = DocumentController()
    yield controller
    controller.close()


def kept(controller):
    """Return the answers a controller finds on disk."""
    document = controller.load()
    assert document is not None
    return document.answers


def answers(option):
    return Answers(answers={"task": (option,)})


def test_first_start_has_no_document(documents):
    assert documents.load() is None


def test_a_change_is_on_disk_within_half_a_second(documents, qtbot):
    with qtbot.waitSignal(documents.saved, timeout=500):
        documents.save(answers("vision"), "outcome")
    kept = read_document(current_path())
    assert kept.answers == answers("vision")
    assert kept.page == "outcome"
    assert documents.is_idle()


def test_many_changes_end_with_the_newest(documents, qtbot):
    for number in range(50):
        documents.save(answers(f"o{number}"), "task")
    qtbot.waitUntil(documents.is_idle, timeout=2000)
    assert read_document(current_path()).answers == answers("o49")


def test_the_team_is_kept_beside_the_answers(documents, qtbot):
    team = (TeamFile(path=""), TeamFile(path="/tmp/ana.toml", name="Ana"))
    documents.keep_team(team)
    documents.save(answers("vision"), "task")
    qtbot.waitUntil(documents.is_idle, timeout=2000)
    kept = read_document(current_path())
    assert (kept.team, kept.answers) == (team, answers("vision"))
    documents.keep_team(team[:1])
    qtbot.waitUntil(documents.is_idle, timeout=2000)
    kept = read_document(current_path())
    assert (kept.team, kept.answers, kept.page) == (team[:1], answers("vision"), "task")
    assert documents.load() == kept
    assert documents.team() == team[:1]


def test_changes_while_a_write_goes_on_are_written_too(documents, qtbot):
    seen = []

    def again():
        seen.append(read_document(current_path()).answers)
        if len(seen) < 3:
            documents.save(answers(f"o{len(seen)}"), "task")

    documents.saved.connect(again)
    documents.save(answers("o0"), "task")
    qtbot.waitUntil(lambda: len(seen) == 3, timeout=3000)
    assert seen == [answers("o0"), answers("o1"), answers("o2")]


def test_closing_writes_what_waits(qapp):
    controller = DocumentController()
    controller.save(answers("vision"), "task")
    controller.close()
    assert kept(DocumentController()) == answers("vision")


def test_title_survives_a_save(documents, tmp_path, qtbot):
    documents.save(answers("vision"), "task")
    documents.flush()
    path = current_path()
    data = json.loads(path.read_text())
    data["title"] = "Road signs"
    path.write_text(json.dumps(data))
    documents.load()
    documents.save(answers("text"), "task")
    documents.flush()
    assert read_document(path).title == "Road signs"


def test_a_named_file_is_read_and_written(qapp, documents, tmp_path):
    documents.save(answers("vision"), "task")
    documents.flush()
    mine = tmp_path / "mine.forkwise"
    mine.write_bytes(current_path().read_bytes())
    controller = DocumentController(mine)
    assert kept(controller) == answers("vision")
    controller.save(answers("text"), "task")
    controller.close()
    assert read_document(mine).answers == answers("text")
    assert read_document(current_path()).answers == answers("vision")


def test_a_damaged_named_file_is_refused_and_left_alone(qapp, tmp_path):
    mine = tmp_path / "mine.forkwise"
    mine.write_text("not a document")
    controller = DocumentController(mine)
    with pytest.raises(AppError):
        controller.load()
    controller.save(answers("text"), "task")
    controller.close()
    assert mine.read_text() == "not a document"
    assert read_document(current_path()).answers == answers("text")


def test_a_full_disk_is_told_and_the_answers_wait(documents, qtbot, forkwise_home):
    folder = current_path().parent
    documents.save(answers("vision"), "task")
    folder.rename(forkwise_home / "away")
    folder.write_text("a file in the place of the folder")
    with qtbot.waitSignal(documents.failed) as told:
        qtbot.waitUntil(lambda: documents._timer.isActive() is False, timeout=1000)
    assert isinstance(told.args[0], AppError)
    folder.unlink()
    (forkwise_home / "away").rename(folder)
    documents.flush()
    assert read_document(current_path()).answers == answers("vision")


def test_what_could_not_be_written_is_unsaved_until_the_next_change_is(
    documents, qtbot, forkwise_home
):
    folder = current_path().parent
    said = []
    documents.saved.connect(lambda: said.append("saved"))
    documents.unsaved.connect(lambda: said.append("unsaved"))
    folder.rename(forkwise_home / "away")
    folder.write_text("a file in the place of the folder")
    documents.save(answers("vision"), "task")
    qtbot.waitUntil(lambda: bool(said), timeout=2000)
    assert not documents.is_idle()
    folder.unlink()
    (forkwise_home / "away").rename(folder)
    documents.save(answers("text"), "task")
    qtbot.waitUntil(documents.is_idle, timeout=2000)
    assert said == ["unsaved", "saved"]
    assert read_document(current_path()).answers == answers("text")


def test_a_damaged_decision_comes_back_from_its_previous_version(qapp, qtbot):
    controller = DocumentController()
    for option in ("one", "two"):
        controller.save(answers(option), "task")
        controller.flush()
    controller.close()
    current_path().write_text("{ torn")
    controller = DocumentController()
    with qtbot.waitSignal(controller.failed):
        found = kept(controller)
    assert found == answers("one")
    controller.close()


def test_two_windows_on_one_home_keep_the_answers_of_both(qapp, qtbot):
    one, two = DocumentController(), DocumentController()
    assert (one.load(), two.load()) == (None, None)
    one.save(answers("vision"), "task")
    qtbot.waitUntil(one.is_idle, timeout=2000)
    two.save(answers("text"), "task")
    with qtbot.waitSignal(two.failed) as told:
        qtbot.waitUntil(two.is_idle, timeout=2000)
    assert str(two.path()) in told.args[0].what
    assert not two.is_unwritten
    for option, controller in (("audio", one), ("video", two)):
        controller.save(answers(option), "task")
        controller.close()
    assert read_document(current_path()).answers == answers("audio")
    assert two.path() != current_path()
    assert read_document(two.path()).answers == answers("video")
