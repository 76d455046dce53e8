"""`forkwise knowledge` on paths that hold no edition and editions without cases; ids listed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from core.knowledge.load import BUILT_IN, FILES, REQUIRED, load
from core.knowledge.validate import check_answers
from core.records.answers import Answers


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("FORKWISE_HOME", str(tmp_path / "home"))


@pytest.fixture
def own(tmp_path) -> Path:
    folder = tmp_path / "ours"
    folder.mkdir()
    for name in FILES:
        source = resources.files("resources").joinpath("knowledge", name)
        shutil.copy(str(source), folder / name)
    return folder


def test_a_folder_that_is_not_there_is_one_line(forkwise, tmp_path):
    gone = tmp_path / "gone"
    out, err = forkwise("knowledge", "check", str(gone), code=2)
    assert out.splitlines() == [
        f"error, rule 16: {gone}: there is no such folder; name a folder that holds "
        f"{', '.join(REQUIRED)}"
    ]
    assert "1 error, 0 warnings" in err


def test_a_file_of_an_edition_is_answered_with_its_folder(forkwise, own):
    out, _ = forkwise("knowledge", "check", str(own / "meta.toml"), code=2)
    assert out.count("\n") == 1
    assert f"this is a file, not a folder; name the folder that holds it: {own}" in out


def test_an_empty_folder_is_one_line(forkwise, tmp_path):
    (tmp_path / "empty").mkdir()
    out, _ = forkwise("knowledge", "check", str(tmp_path / "empty"), code=2)
    assert out.count("\n") == 1
    assert "none of the six files is there" in out


def test_a_folder_in_the_place_of_a_file_is_called_one(forkwise, own):
    (own / "meta.toml").unlink()
    (own / "meta.toml").mkdir()
    out, _ = forkwise("knowledge", "check", str(own), code=2)
    assert out.startswith("error, rule 16: meta.toml: it cannot be read: it is a folder;")


@pytest.mark.parametrize(
    ("name", "before", "after", "words"),
    [
        ("meta.toml", "draws = ", 'draws = "many" # ', "a text is not a whole number"),
        ("meta.toml", "[meta]", "[meta]\nid = 1\nid = 2", "the same key stands twice (at line"),
        ("meta.toml", "[meta]", "[meta]\nfoo = 1", "there is an unknown field `foo`"),
    ],
)
def test_what_does_not_fit_is_told_in_words(forkwise, own, name, before, after, words):
    file = own / name
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    out, _ = forkwise("knowledge", "check", str(own), code=2)
    assert words in out
    for jargon in ("Expected", "object", "overwrite", "`str`", "`int`"):
        assert jargon not in out


def test_an_edition_without_cases_is_tried_on_none_and_says_so(forkwise, own):
    out, _ = forkwise("knowledge", "check", str(own))
    (line,) = [line for line in out.splitlines() if "rule 15" in line]
    assert line.startswith("warning, rule 15: cases.toml: no expert's case was tried")
    assert f"copy {BUILT_IN.joinpath('cases.toml')} into the folder" in line
    _, err = forkwise("knowledge", "use", str(own))
    assert line in err


def test_cases_that_were_copied_are_tried(forkwise, own):
    text = BUILT_IN.joinpath("cases.toml").read_text(encoding="utf-8")
    (own / "cases.toml").write_text(text, encoding="utf-8")
    out, _ = forkwise("knowledge", "check", str(own))
    assert "rule 15" not in out


def test_criteria_are_listed_with_what_they_mean(forkwise):
    out, _ = forkwise("questions")
    named = {row["id"]: row for row in json.loads(forkwise("questions", "--json")[0])["criteria"]}
    known = load()
    assert set(named) == {criterion.id for criterion in known.criteria}
    out = out[out.index("Criteria, named by") :]
    for criterion in known.criteria:
        line = next(text for text in out.splitlines() if text.split()[:1] == [criterion.id])
        assert f"{criterion.label}: {criterion.question_to_self}" in line
        assert ("(not in trade_offs)" in line) is (criterion.swing is None)
        assert named[criterion.id]["meaning"] == criterion.question_to_self
        assert named[criterion.id]["label"] == criterion.label
    overrides = dict.fromkeys(named, 2.0)
    assert check_answers(known, Answers(overrides=overrides), "x").overrides == overrides


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell is needed")
def test_a_reader_that_goes_early_is_no_failure(tmp_path):
    """Both streams go to a reader that closes while the command still prints."""
    line = f'("{sys.executable}" -P -m core.cli claims --format json 2>&1; echo $? >rc) | head -c 9'
    subprocess.run(["/bin/sh", "-c", line], cwd=tmp_path, capture_output=True, check=True)
    assert (tmp_path / "rc").read_text().strip() == "0"
