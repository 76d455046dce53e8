"""A foreign edition with texts that nobody would write: refused in a sentence, and at once."""

from __future__ import annotations

import datetime as dt
import json
import time
import tomllib
from pathlib import Path

import pytest

from core.cli.knowledge_rules import check_all
from core.knowledge.check import check_folder
from core.knowledge.integrity import MOST_FOUND
from core.knowledge.load import load
from core.knowledge.texts import MOST_ENTRIES, problem
from core.records.errors import AppError

DAY = dt.date(2026, 11, 23)
CLAIM = 'short = "'
EVIL = [
    ("bidi override", "safe \u202egnp.exe", "U+202E"),
    ("isolate", "a\u2066b", "U+2066"),
    ("escape sequence", "\x1b[31mred", "U+001B"),
    ("control sign", "a\x9bb", "U+009B"),
    ("zero width", "pay\u200bpal", "U+200B"),
    ("line separator", "a\u2028b", "U+2028"),
    ("unit separator", "a\x1fb", "U+001F"),
    ("next line", "a\x85b", "U+0085"),
    ("tag letter", "a\U000e0041b", "U+E0041"),
    ("joiner in a Latin word", "Py\u200cTorch", "U+200C"),
    ("joiners in a row", "\u0915\u200d\u200d\u0937", "U+200D"),
    ("letter that is empty", "a\u3164b", "U+3164"),
    ("grapheme joiner", "a\u034fb", "U+034F"),
    ("rings", "a" + "\u20dd" * 9, "marks"),
    ("a word of a megabyte", "w" * 1_000_000, "1,000,0"),
    ("accents", "e" + "\u0301\u0327" * 100_000, "characters"),
    ("a few accents too many", "e" + "\u0301" * 5, "accents"),
    ("a long word", "w" * 81, "a word of"),
    ("a long text", "word " * 500, "characters"),
]


@pytest.mark.parametrize(("text", "told"), [e[1:] for e in EVIL], ids=[e[0] for e in EVIL])
def test_a_text_that_cannot_be_shown_is_refused_with_its_place(folder, spoil, text, told):
    quoted = json.dumps(text, ensure_ascii=False)[1:-1]
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


QUESTION = (
    '[[question]]\nid = "q{0}"\ngroup = "G"\nstep = "S"\ntext = "T"\nwhy = "W"\noption = []\n'
)
CLAIM_OF = (
    '[[claim]]\nid = "z{0}"\naspect = "a{0}"\nframework = "both"\nold_claim = ""\nverdict = "new"\n'
    'support = "none"\nsupport_reason = "r"\nnow = "n"\ncriterion = "c{0}"\nsources = []\n'
)
FLOODS = {
    "claims": ("claims.toml", '[[claim]]\nid = "x"\n' * 100_000, "100,"),
    "claims with wrong names": ("claims.toml", CLAIM_OF, "there is no aspect"),
    "questions": ("questions.toml", QUESTION, "leave at most 60"),
    "headings": ("meta.toml", "[t{0}]\n", "entries"),
    "deep lists": ("claims.toml", "x = " + "[" * 100_000 + "]" * 100_000, "nested"),
    "deep tables": ("claims.toml", "x = " + "{a=" * 100_000 + "1" + "}" * 100_000, "nested"),
    "a name in parts": ("claims.toml", ".".join(["a"] * 100_000) + " = 1", "divided by dots"),
    "a quoted name in parts": ("claims.toml", ".".join([r'"\""'] * 100_000) + " = 1", "dots"),
    "a heading in parts": ("claims.toml", "[" + ".".join(["a"] * 100_000) + "]", "dots"),
    "digits": ("claims.toml", "x = " + "9" * 5_000, "digits"),
    "a hexadecimal number": ("claims.toml", "x = 0x" + "f" * 50_000, "unknown field"),
    "bytes": ("claims.toml", "# " + "x" * 5_000_000, "larger than 4 MiB"),
}


@pytest.mark.parametrize("name", FLOODS)
def test_no_flood_stalls_the_checker(folder, name):
    file, text, told = FLOODS[name]
    if "{0}" in text:
        text = "".join(text.replace("{0}", str(at)) for at in range(4_000))
    whole = folder / file
    whole.write_text(f"{whole.read_text('utf-8')}\n{text}\n", "utf-8")
    begun = time.process_time()
    knowledge, found = check_all(folder, DAY)
    assert time.process_time() - begun < 5.0
    errors = [finding for finding in found if finding.level == "error"]
    assert told in errors[0].text
    assert len(errors) <= 3 * MOST_FOUND
    assert max(len(finding.text) for finding in found) < 400
    assert knowledge is None or errors


def test_as_much_as_is_allowed_is_checked_in_time(folder):
    criteria = MOST_ENTRIES["criterion"] - len(load().criteria)
    items = MOST_ENTRIES["evidence"] - len(load().evidence)
    append(
        folder / "criteria.toml",
        '[[criterion]]\nid = "c{0}"\ngroup = "run"\nlabel = "L"\nquestion_to_self = "Q"\n'
        'base_level = 0.05\nanchors = { "0" = "a", "0.5" = "b", "1" = "c" }\n',
        range(criteria),
    )
    append(
        folder / "evidence.toml",
        '[[evidence]]\nid = "e{0}"\ncriterion = "c{1}"\nkind = "judgement"\nsource = "a friend"\n'
        'value = { pytorch = 0.5, tensorflow = 0.5 }\ntext = { pytorch = "p", tensorflow = "t" }\n'
        'date = 2026-11-01\nbecause = "r"\nwhen = { any = [{ q = "task", is = ["vision"] },'
        ' { q = "style", is = ["any"] }, { q = "gpu", is = ["amd"] }] }\n',
        range(items), criteria,
    )  # fmt: skip
    begun = time.process_time()
    knowledge, found = check_all(folder, DAY)
    assert time.process_time() - begun < 5.0
    assert knowledge is not None
    assert {finding.rule for finding in found if finding.level == "error"} <= {12}
    assert any(finding.rule == 13 for finding in found)  # the engine was asked as well


def append(file: Path, entry: str, places: range, turns: int = 1) -> None:
    added = (entry.replace("{0}", str(at)).replace("{1}", str(at % turns)) for at in places)
    file.write_text(f"{file.read_text('utf-8')}\n{''.join(added)}", "utf-8")


def test_half_a_character_is_no_toml(folder, spoil):
    spoil("claims.toml", CLAIM, f"{CLAIM}\\ud800")
    (finding,) = check_folder(folder)[1]
    assert (finding.rule, finding.file) == (16, "claims.toml")


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999", "9" * 4_000])
def test_numbers_beyond_all_bounds_are_named(folder, spoil, number):
    spoil("criteria.toml", "base_level = 0.25", f"base_level = {number}")
    found = check_folder(folder)[1]
    first = next(finding for finding in found if finding.level == "error")
    assert (first.file, first.field) == ("criteria.toml", "base_level")
    assert len(first.text) < 400


def test_other_scripts_are_welcome():
    joined = (
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\U0001f469\u200d\U0001f4bb",
        "✔\ufe0f",
    )
    written = ("Überprüfung", "深層学習と画像認識", "प्रशिक्षण", "e\u0301", "ကျွန်ုပ်", "ภาษาไทยนี้")
    for text in (*joined, *written):
        assert problem({"now": text}) is None
    assert problem({"now": "two\nlines"}) is None


def test_what_comes_with_forkwise_keeps_well_within():
    from core.knowledge.load import BUILT_IN

    for file in BUILT_IN.iterdir():
        if file.name.endswith(".toml"):
            assert problem(tomllib.loads(file.read_text("utf-8"))) is None
