"""Names of people from files: readable, on one line, and different."""

from pathlib import Path

import pytest

from core.records.answers import Answers
from core.store.people import LONGEST, distinct, name_of


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        ("Ana", "x.toml", "Ana"),
        ("  Ana \n B ", "x.toml", "Ana B"),
        ("", "ben.toml", "ben"),
        (" \t", "ben.b.toml", "ben.b"),
        ("", " .toml", " .toml"),
        ("", "ben\udcff.toml", "ben?"),
        ("\u202eanA", "x.toml", "⟨U+202E⟩anA"),
        ("", "gnp\u202e.toml", "gnp⟨U+202E⟩"),
        ("A\x07na\u200b", "x.toml", "A⟨U+0007⟩na⟨U+200B⟩"),
        ("Zoë Müller-李", "x.toml", "Zoë Müller-李"),
    ],
)
def test_the_name_in_the_file_or_the_files_own(name, path, expected):
    assert name_of(Answers(name=name), Path(path)) == expected


def test_a_very_long_name_is_cut():
    name = name_of(Answers(name="x" * 500), Path("a.toml"))
    assert len(name) == LONGEST
    assert name.endswith("…")


def test_names_differ_whatever_they_were():
    assert distinct(["a", "b", "a", "a (2)", "a"]) == ("a", "b", "a (2)", "a (2) (2)", "a (3)")
    assert distinct([]) == ()
