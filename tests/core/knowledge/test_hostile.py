"""A foreign edition with texts that nobody would write: refused in a sentence, and at once."""

from __future__ import annotations

import json
import time
import tomllib

import pytest

from core.knowledge.check import check_folder
from core.knowledge.load import load
from core.knowledge.texts import problem
from core.records.errors import AppError

CLAIM = 'short = "'
EVIL = [
    ("bidi override", "safe \u202egnp.exe", "U+202E"),
    ("isolate", "a\u2066b", "U+2066"),
    ("escape sequence", "\x1b[31mred", "U+001B"),
    ("control sign", "a\x9bb", "U+009B"),
    ("zero width", "pay\u200bpal", "U+200B"),
    ("line separator", "a\u2028b", "U+2028"),
    ("a word of a megabyte", "w" * 1_000_000, "1,000,0"),
    ("accents", "e" + "\u0301\u0327" * 100_000, "characters"),
    ("a few accents too many", "e" + "\u0301" * 5, "accents"),
    ("a long word", "w" * 61, "a word of"),
    ("a long text", "word " * 500, "characters"),
]


@pytest.mark.parametrize(("text", "told"), [e[1:] for e in EVIL], ids=[e[0] for e in EVIL])
def test_a_text_that_cannot_be_shown_is_refused_with_its_place(folder, spoil, text, told):
    quoted = json.dumps(text)[1:-1].replace("\\u007f", "")
    spoil("claims.toml", CLAIM, f"{CLAIM}{quoted}")
    begun = time.process_time()
    knowledge, found = check_folder(folder)
    assert time.process_time() - begun < 5.0
    assert knowledge is None
    (finding,) = found
    assert (finding.rule, finding.file, finding.field) == (20, "claims.toml", "short")
    assert finding.place.startswith('claim "')
    assert told in finding.text
    assert finding.mend
    assert len(finding.text) < 400
    with pytest.raises(AppError):
        load(folder)


def test_markup_is_text_like_any_other(folder, spoil):
    spoil("claims.toml", 'now = "', "now = \"<img src='file:///etc/passwd'> <script>x</script> ")
    knowledge = load(folder)
    assert any("<script>" in claim.now for claim in knowledge.claims)


def test_an_id_of_ten_thousand_signs_is_not_repeated(folder, spoil):
    spoil("claims.toml", 'id = "', f'id = "{"x" * 10_000}')
    (finding,) = check_folder(folder)[1]
    assert finding.field == "id"
    assert len(finding.text) < 400


def test_a_hundred_thousand_claims_are_too_many(folder):
    file = folder / "claims.toml"
    file.write_text(file.read_text("utf-8") + '[[claim]]\nid = "x"\n' * 100_000, "utf-8")
    begun = time.process_time()
    (finding,) = check_folder(folder)[1]
    assert time.process_time() - begun < 5.0
    assert "entries" in finding.text


def test_other_scripts_are_welcome():
    for text in ("Überprüfung", "深層学習と画像認識", "प्रशिक्षण", "می‌خواهم", "éè"):
        assert problem({"now": text}) is None
    assert problem({"now": "two\nlines"}) is None


def test_what_comes_with_forkwise_keeps_well_within():
    from core.knowledge.load import BUILT_IN

    for file in BUILT_IN.iterdir():
        if file.name.endswith(".toml"):
            assert problem(tomllib.loads(file.read_text("utf-8"))) is None
