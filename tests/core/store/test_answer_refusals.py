"""What does not fit in an answer file is refused in words, with a mend that fits."""

from __future__ import annotations

import pytest

from core.records.errors import AppError
from core.store.answerfile import read_answers


@pytest.mark.parametrize(
    ("name", "text", "why", "mend"),
    [
        ("a.toml", "foo = 1\n", 'there is no field "foo"', "correct its spelling, or take it out"),
        ("a.toml", "name = 5\n", 'field "name": a whole number is not a text', "write a text"),
        ("a.toml", "found = []\n", 'field "found": a list is not a table', "write a table"),
        ("a.toml", "notes = 3\n", 'field "notes": a whole number is not a table', "write a table"),
        (
            "a.toml",
            'trade_offs = [{ prefer = "debug" }]\n',
            'field "trade_offs[0]": the field "over" is missing',
            "add it",
        ),
        (
            "a.toml",
            'no_preference = [["debug"]]\n',
            'field "no_preference[0]": the list has 1 entries, not 2',
            "write 2 entries",
        ),
        (
            "a.toml",
            '[answers]\ntask = "vision"\ntask = "llm"\n',
            "the same key stands twice (at line 3",
            "mend the file",
        ),
        ("a.json", '{"ranking": "debug"}', 'field "ranking": a text is not a list', "write a list"),
    ],
)
def test_words_without_the_parsers_types(tmp_path, name, text, why, mend):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AppError) as told:
        read_answers(file)
    assert str(file) in told.value.what
    assert told.value.why.startswith(why)
    assert told.value.remedy.startswith(mend)
    for jargon in ("`", "Expected", "Object", "overwrite"):
        assert jargon not in told.value.why
