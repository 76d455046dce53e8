"""What is written as an answer file is read back as the same answers."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.records.answers import Answers, TradeOff
from core.records.errors import AppError
from core.store.answerfile import read_answers
from core.store.answerfile_out import as_toml, write_answers

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SOME = st.builds(
    Answers,
    name=TEXT,
    answers=st.dictionaries(TEXT, st.lists(TEXT, max_size=3).map(tuple), max_size=3),
    overrides=st.dictionaries(TEXT, st.floats(0, 4), max_size=3),
    ranking=st.lists(TEXT, max_size=3).map(tuple),
    trade_offs=st.lists(st.builds(TradeOff, prefer=TEXT, over=TEXT), max_size=2).map(tuple),
    no_preference=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    notes=st.dictionaries(TEXT, TEXT, max_size=2),
    runs=st.lists(TEXT, max_size=2).map(tuple),
    found=st.dictionaries(TEXT, st.lists(TEXT, max_size=2).map(tuple), max_size=2),
)


@settings(max_examples=60, deadline=None)
@given(SOME)
def test_what_is_written_is_read_back(tmp_path_factory, said):
    path = tmp_path_factory.mktemp("out") / "mine.toml"
    write_answers(path, said)
    assert read_answers(path) == said


def test_it_is_a_file_that_people_can_read():
    said = Answers(
        name="Ana",
        answers={"task": ("vision",), "target": ("android", "ios")},
        trade_offs=(TradeOff(prefer="debug", over="flex"),),
    )
    text = as_toml(said)
    assert 'name = "Ana"\n' in text
    assert '[answers]\ntask = "vision"\ntarget = ["android", "ios"]\n' in text
    assert tomllib.loads(text)["trade_offs"] == [{"prefer": "debug", "over": "flex"}]
    assert "forkwise questions" in text.splitlines()[0]


def test_nothing_said_is_a_valid_file(tmp_path):
    path = tmp_path / "empty.toml"
    write_answers(path, Answers())
    assert read_answers(path) == Answers()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(AppError, match="cannot be written"):
        write_answers(tmp_path / "gone" / "a.toml", Answers())
