"""Loading: every way a file can be wrong ends in one sentence with file, id and field."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.knowledge.load import FILES, REQUIRED, load
from core.knowledge.reading import MAX_BYTES
from core.records.errors import AppError

ONE_OPTION = '{ id = "unimportant", text = "Not at all", prior = 22,'

# file, old text, new text, words that the message must hold
BROKEN = [
    ("meta.toml", 'funding = "', 'fundig = "', ["meta.toml", "fundig", "unknown"]),
    ("meta.toml", "eps = 0.03", "eps = 3", ["eps"]),
    ("meta.toml", "draws = 20000", "draws = 2", ["draws"]),
    ("meta.toml", '"experience", ', '"experienze", ', ["core_questions", "experienze"]),
    ("meta.toml", '["pytorch", "tensorflow"]', '["pytorch"]', ["alternatives"]),
    ("criteria.toml", "base_level = 0.25", "base_level = 7", ['"learn"', "base_level", "7"]),
    ("criteria.toml", "base_level = 0.25", 'base_level = "some"', ['"learn"', "base_level"]),
    ("criteria.toml", '"0.5" = ', '"0.4" = ', ['"learn"', "anchors"]),
    ("criteria.toml", 'id = "flex"', 'id = "learn"', ['"learn"', "twice"]),
    ("criteria.toml", 'id = "learn"', 'id = "Learn"', ['"Learn"', "small letters"]),
    ("criteria.toml", '["a03-tf-free"]', '["a03-gone"]', ['"licence"', "claims", "a03-gone"]),
    ("questions.toml", ONE_OPTION, ONE_OPTION + " colour = 1,",
     ['"speed"', '"unimportant"', "colour"]),
    ("questions.toml", "prior = 22,", "prior = -1,", ['"vision"', "prior"]),
    ("questions.toml", "prior = 22,", 'prior = "x",', ['"vision"', "prior"]),
    ("questions.toml", "set = { flex = 3.5,", "set = { flex = 5,", ['"free2"', "set", "flex = 5"]),
    ("questions.toml", "shift = { tpu = 3 }", "shift = { tpu = 4 }", ['"tpu"', "shift", "tpu = 4"]),
    ("questions.toml", "set = { flex = 3.5,", "set = { flx = 3.5,", ['"free2"', "set", '"flx"']),
    ("questions.toml", 'id = "newidea"', 'id = "rl"', ['"task"', '"rl"', "twice"]),
    ("questions.toml", 'id = "newidea"', 'id = "not_sure"', ["not_sure"]),
    ("questions.toml", 'id = "llm", text', 'id = "llm", alone = true, text', ['"llm"', "alone"]),
    ("questions.toml", 'q = "musts", is = ["no_code"]', 'q = "speed", is = ["some"]',
     ['"target"', "skip_if", "earlier"]),
    ("questions.toml", "skip_reason = ", 'skip_reason = "" # ', ['"target"', "skip_reason"]),
    ("questions.toml", 'is = ["no_code"]', 'is = ["nocode"]', ['"target"', "skip_if", "nocode"]),
    ("rules.toml", 'is = ["pt_must"]', 'is = ["pt_mist"]', ['"k_pt_stay"', "when", "pt_mist"]),
    ("rules.toml", 'q = "existing"', 'q = "existin"', ['"k_pt_stay"', "when", "existin"]),
    ("rules.toml", 'is = ["pt_must"]', "is = []", ['"k_pt_stay"', "empty"]),
    ("rules.toml", 'out = ["tensorflow"]', 'out = ["jax"]', ['"k_pt_stay"', "out", "jax"]),
    ("rules.toml", 'out = ["tensorflow"]', "out = []", ['"k_pt_stay"', "out"]),
    ("rules.toml", 'strength = "instead"', 'strength = "maybe"', ['"r_nocode"', "strength"]),
    ("rules.toml", "date = 2026-11-22", "date = 2199-01-01", ['"k_pt_stay"', "date", "2199"]),
    ("rules.toml", "date = 2026-11-22", 'date = "soon"', ['"k_pt_stay"', "date"]),
    ("rules.toml", 'source = "your answer"', 'source = "hearsay"', ['"k_pt_stay"', "source"]),
    ("rules.toml", 'source = "your answer"', 'source = ""', ['"k_pt_stay"', "source", "empty"]),
    ("rules.toml", 'relax = "Let the existing PyTorch', 'relax = "" # "', ['"k_pt_stay"', "relax"]),
    ("rules.toml", 'widen = ["tpu", "multi"]', 'widen = ["tpu", "mult"]', ['"x_tpu_cpu"', "mult"]),
    ("rules.toml", 'id = "k_tf_stay"', 'id = "k_pt_stay"', ['"k_pt_stay"', "twice"]),
    ("rules.toml", 'when = { all = [ { q = "existing", is = ["pt_must"] } ] }', "when = {}",
     ['"k_pt_stay"', "condition"]),
    ("evidence.toml", 'criterion = "learn"', 'criterion = "learning"', ['"learn"', "learning"]),
    ("evidence.toml", "pytorch = 0.80", "pytorch = 1.80", ['"learn"', "value", "1.8"]),
    ("evidence.toml", "value = { pytorch = 0.80, ", "value = { ", ['"learn"', "value"]),
    ("evidence.toml", "width = 0.10", "width = 0.9", ['"flex"', "width"]),
    ("evidence.toml", '"b02-pt-python"', '"b02"', ['"learn"', "claims", "b02"]),
    ("claims.toml", 'aspect = "best_use"', 'aspect = "best"', ['"t01-best-use-tf"', "aspect"]),
    ("claims.toml", 'verdict = "partly"', 'verdict = "half"', ['"t01-best-use-tf"', "verdict"]),
    ("claims.toml", 'criterion = "shown_only"', 'criterion = "show"',
     ['"t01-best-use-tf"', "criterion"]),
    ("claims.toml", 'url = "https://', 'url = "http://', ['"t01-best-use-tf"', "sources"]),
    ("claims.toml", 'as_of = "2026-08-21"', 'as_of = "last year"', ['"t01-best-use-tf"', "as_of"]),
    ("claims.toml", 'as_of = "2026-08-21"', 'as_of = "2027-01"', ['"t01-best-use-tf"', "2027-01"]),
    ("claims.toml", 'short = "', 'short = "' + "x" * 80, ['"t01-best-use-tf"', "short"]),
    ("claims.toml", 'support_reason = "', 'support_reason = "" # "',
     ['"b03-pt-syntax"', "support_reason"]),
    ("claims.toml", 'support = "none"', 'support = "sourced"', ['"b03-pt-syntax"', "sources"]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "words"), BROKEN)
def test_broken_entry_is_named(spoil, file, old, new, words):
    with pytest.raises(AppError) as caught:
        load(spoil(file, old, new))
    assert caught.value.what.startswith(file)
    for word in words:
        assert word in str(caught.value)
    assert "\n" not in caught.value.what
    assert caught.value.remedy


@pytest.mark.parametrize("name", REQUIRED)
def test_missing_file(folder, name):
    (folder / name).unlink()
    with pytest.raises(AppError, match=name):
        load(folder)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "body", [b"", b"\x00\xff\xfe", b"[meta", b"a = " + b"[" * 20000, b'"\\u0000" = 1']
)
def test_damaged_file(folder, name, body):
    (folder / name).write_bytes(body)
    with pytest.raises(AppError) as caught:
        load(folder)
    assert name in caught.value.what


def test_too_large_file(folder):
    with (folder / "claims.toml").open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(AppError, match="larger than 4 MiB"):
        load(folder)


def test_folder_in_place_of_a_file(folder):
    (folder / "rules.toml").unlink()
    (folder / "rules.toml").mkdir()
    with pytest.raises(AppError, match=r"rules\.toml: it cannot be read"):
        load(folder)


def test_no_such_folder(tmp_path):
    with pytest.raises(AppError, match="nowhere: there is no such folder"):
        load(tmp_path / "nowhere")


def test_escape_sequences_do_not_reach_the_terminal(spoil):
    with pytest.raises(AppError) as caught:
        load(spoil("criteria.toml", 'id = "learn"', 'id = "\\u001b[31mred"'))
    assert "\x1b" not in str(caught.value)


def test_several_problems_are_counted(spoil):
    spoil("criteria.toml", "base_level = 0.25", "base_level = 9")
    folder = spoil("rules.toml", 'source = "your answer"', 'source = ""')
    with pytest.raises(AppError) as caught:
        load(folder)
    assert "1 more" in caught.value.why


def test_hash_follows_the_content(known, folder, spoil):
    assert load(folder).hash == known.hash
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert load(folder).hash == known.hash
    assert load(spoil("meta.toml", "20000", "20001")).hash != known.hash


def test_loading_is_quick_and_needs_no_numpy():
    code = (
        "import sys, time; t = time.process_time()\n"
        "from core.knowledge.load import load; load()\n"
        "assert 'numpy' not in sys.modules and 'typer' not in sys.modules\n"
        "print(time.process_time() - t)"
    )
    best = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                             check=True).stdout)
        for _ in range(3)
    )  # fmt: skip
    assert best < 0.3  # about 0.08 s on an idle machine; CPU time, so a busy one matters little


@pytest.mark.parametrize("value", ["2026-11-22T10:00:00", "2026-11-22T10:00:00Z", "10:00:00"])
def test_a_time_is_no_date(spoil, value):
    with pytest.raises(AppError, match="k_pt_stay"):
        load(spoil("rules.toml", "date = 2026-11-22", f"date = {value}"))


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e400", "99999999999999999999"])
@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("meta.toml", "eps = 0.03"),
        ("meta.toml", "draws = 20000"),
        ("criteria.toml", "base_level = 0.25"),
        ("questions.toml", "prior = 22"),
        ("questions.toml", "flex = 3.5"),
        ("evidence.toml", "pytorch = 0.80"),
        ("evidence.toml", "width = 0.10"),
    ],
)
def test_numbers_that_are_none(spoil, file, old, number):
    key = old.split(" = ")[0]
    with pytest.raises(AppError) as caught:
        load(spoil(file, old, f"{key} = {number}"))
    assert caught.value.what.startswith(file)


@given(st.sampled_from(FILES), st.integers(0, 200_000), st.binary(max_size=6), st.integers(0, 40))
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_random_damage_is_refused_or_harmless(folder, name, place, junk, cut):
    file = folder / name
    before = file.read_bytes()
    start = place % len(before)
    file.write_bytes(before[:start] + junk + before[start + cut :])
    error = None
    try:
        load(folder)
    except AppError as caught:
        error = caught
    finally:
        file.write_bytes(before)
    # The file named is not always the damaged one: an id lost here is missed elsewhere.
    assert error is None or (".toml" in error.what and error.remedy)
