"""What another process wrote is never replaced; what this one has goes on beside it."""

from __future__ import annotations

import os

import msgspec
import pytest

from core.records.answers import Answers
from core.records.document import Document
from core.records.errors import AppError
from core.store.documents import current_path, read_document, write_document
from core.store.guarded import Guard, kept_apart


def document(option: str) -> Document:
    answers = Answers(answers={"task": (option,)})
    return Document(forkwise=1, saved_utc="2026-11-23T05:00:00Z", title="", answers=answers)


@pytest.fixture(params=["own", "named"])
def path(request, forkwise_home, tmp_path):
    return current_path() if request.param == "own" else tmp_path / "mine.forkwise"


def test_what_was_written_here_is_written_over(path):
    guard = Guard()
    for option in ("vision", "nlp", "audio"):
        assert guard.write(path, document(option)) == path
    assert read_document(path) == document("audio")


def test_what_was_read_here_is_written_over(path):
    write_document(path, document("vision"))
    guard = Guard()
    assert guard.read(path) == document("vision")
    assert guard.write(path, document("nlp")) == path


def test_two_on_one_file_keep_both(path):
    one, other = Guard(), Guard()
    assert one.write(path, document("vision")) == path
    apart = other.write(path, document("nlp"))
    assert apart != path
    assert apart.parent == path.parent
    assert apart.suffix == ".forkwise"
    assert read_document(path) == document("vision")
    assert read_document(apart) == document("nlp")
    # Each goes on with its own file, without a file more for each answer.
    assert one.write(path, document("audio")) == path
    assert other.write(apart, document("text")) == apart
    assert len(list(path.parent.glob("*.forkwise"))) == 2


def test_a_file_that_was_changed_by_hand_stays(path):
    guard = Guard()
    guard.write(path, document("vision"))
    path.write_bytes(msgspec.json.encode(document("by hand")))
    assert guard.write(path, document("nlp")) != path
    assert read_document(path) == document("by hand")


def test_what_cannot_be_read_as_a_document_stays(path):
    path.write_text("somebody's notes")
    with pytest.raises(AppError):
        Guard().read(path.with_name("other.forkwise"))
    assert Guard().write(path, document("nlp")) != path
    assert path.read_text() == "somebody's notes"


def test_a_file_that_was_removed_comes_back(path):
    guard = Guard()
    guard.write(path, document("vision"))
    path.unlink()
    assert guard.write(path, document("nlp")) == path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_in_its_place_holds_nobody_up(path):
    os.mkfifo(path)
    assert Guard().write(path, document("nlp")) != path


def test_a_version_restored_at_reading_is_known(forkwise_home):
    guard = Guard()
    for option in ("vision", "nlp"):
        guard.write(current_path(), document(option))
    current_path().write_text("{ torn")
    told = []
    fresh = Guard()
    assert fresh.read(current_path(), tell=told.append) == document("vision")
    assert told
    assert fresh.write(current_path(), document("audio")) == current_path()


def test_the_words_name_both_files(path):
    said = kept_apart(path, path.with_name("x.forkwise"))
    assert str(path) in said.why
    assert "x.forkwise" in said.what
