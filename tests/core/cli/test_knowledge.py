"""`forkwise knowledge use`: an edition of one's own, checked, remembered, named, given back."""

from __future__ import annotations

import json
import os
import re
import shutil
from importlib import resources
from pathlib import Path

import pytest

from core.cli import edition
from core.knowledge.edition import load_own
from core.knowledge.load import FILES, load
from core.records.errors import AppError
from core.store.settings import read_settings, settings_path


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("FORKWISE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def own(tmp_path) -> Path:
    """An edition whose first question is worded otherwise."""
    folder = tmp_path / "house rules"
    folder.mkdir()
    source = resources.files("resources").joinpath("knowledge")
    for name in FILES:
        shutil.copy(str(source.joinpath(name)), folder / name)
    file = folder / "questions.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("What are you building?", "What do we build?"), encoding="utf-8")
    file = folder / "questions.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('seed = "What do we build?"', 'seed = "What are you building?"'),
        encoding="utf-8",
    )
    return folder


def used(forkwise) -> dict:
    return json.loads(forkwise("questions", "--json")[0])


def test_an_edition_counts_for_every_command_until_it_is_given_back(forkwise, own, tmp_path):
    before = used(forkwise)["knowledge"]
    out, _ = forkwise("knowledge", "use", str(own))
    assert "own edition “house rules”" in out
    found = used(forkwise)
    assert found["questions"][0]["text"] == "What do we build?"
    mark = found["knowledge"]["hash"][:8]
    assert found["knowledge"]["version"].endswith(f", own edition “house rules”, {mark}")
    assert found["knowledge"]["hash"] != before["hash"]

    answers = tmp_path / "mine.toml"
    answers.write_text('[answers]\nexisting = "pt_must"\n', encoding="utf-8")
    verdict = json.loads(forkwise("decide", "--answers", str(answers), "--json")[0])
    assert verdict["knowledge"] == found["knowledge"]
    for ending in ("html", "md", "json"):
        report = tmp_path / f"out.{ending}"
        forkwise("report", "--answers", str(answers), "-o", str(report))
        assert "own edition “house rules”" in report.read_text(encoding="utf-8")
    rows = json.loads(forkwise("claims", "--format", "json")[0])
    assert len(rows) == len(load().claims)
    assert mark in forkwise("knowledge", "check")[1]

    assert "came with Forkwise" in forkwise("knowledge", "use", "--built-in")[0]
    assert used(forkwise)["knowledge"] == before


def test_settings_beside_it_are_kept(forkwise, own, home):
    home.mkdir()
    settings_path().write_text('theme = "dark"\nmargin = 0.1\n', encoding="utf-8")
    forkwise("knowledge", "use", str(own))
    assert read_settings().knowledge == str(own)
    forkwise("knowledge", "use", "--built-in")
    kept = read_settings()
    assert (kept.theme, kept.margin, kept.knowledge) == ("dark", 0.1, "")


def test_a_path_from_here_is_remembered_in_full(forkwise, own, monkeypatch):
    monkeypatch.chdir(own.parent)
    forkwise("knowledge", "use", own.name)
    assert read_settings().knowledge == str(own)


def test_an_edition_with_errors_is_refused_one_sentence_each(forkwise, own):
    file = own / "criteria.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("base_level = 0.25", "base_level = 9"), encoding="utf-8")
    out, err = forkwise("knowledge", "use", str(own), code=2)
    lines = out.splitlines()
    assert len(lines) > 1
    assert all(re.match(r"error, rule \d+: \w+\.toml, .*; ", line) for line in lines)
    assert "What was in use stays in use" in err
    assert read_settings().knowledge == ""


def test_an_edition_that_turns_a_case_it_brings_is_refused(forkwise, own):
    file = own / "evidence.toml"
    text = file.read_text(encoding="utf-8")
    turned = re.sub(
        r"value = \{ pytorch = (\S+), tensorflow = (\S+) \}",
        r"value = { pytorch = \2, tensorflow = \1 }",
        text,
    )
    file.write_text(turned, encoding="utf-8")
    source = resources.files("resources").joinpath("knowledge")
    shutil.copy(str(source.joinpath("cases.toml")), own / "cases.toml")
    out, _ = forkwise("knowledge", "use", str(own), code=2)
    assert "error, rule 15: cases.toml" in out
    assert "change the case in cases.toml of this folder" in out
    (own / "cases.toml").write_text(
        '[[case]]\nid = "ours"\ntitle = "Ours"\nexpected = "tensorflow"\nalso_acceptable = []\n'
        'constraint = true\nwhy = "House rule."\nanswers = { musts = ["rule_tf"] }\n',
        encoding="utf-8",
    )
    forkwise("knowledge", "use", str(own))


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), ["neither", "--built-in"]),
        (("somewhere", "--built-in"), ["both", "--built-in"]),
        (("nowhere",), ["nowhere is no folder", "copy", "resources"]),
    ],
)
def test_what_use_takes(forkwise, args, words):
    _, err = forkwise("knowledge", "use", *args, code=2)
    for word in words:
        assert word in err


def test_settings_that_cannot_be_read_are_not_written_over(forkwise, own, home):
    home.mkdir()
    settings_path().write_text("theme = ", encoding="utf-8")
    _, err = forkwise("knowledge", "use", str(own), code=2)
    assert "settings" in err
    assert settings_path().read_text(encoding="utf-8") == "theme = "
    # What came with Forkwise counts then, and one line says so.
    out, err = forkwise("questions")
    assert "What are you building?" in out
    assert "settings" in err


def test_an_edition_that_vanished_is_one_sentence_with_two_ways_out(forkwise, own):
    forkwise("knowledge", "use", str(own))
    shutil.rmtree(own)
    for command in (("questions",), ("claims",)):
        out, err = forkwise(*command, code=2)
        assert out == ""
        assert err.count("\n") == 1
        for word in (str(own), "is not there", "bring it back", edition.BACK):
            assert word in err
    knowledge, problem = edition.open_edition()
    assert knowledge.hash == load().hash
    assert problem is not None
    assert "is not there" in problem.what
    forkwise("knowledge", "use", "--built-in")
    assert edition.open_edition() == (load(), None)


def test_an_edition_that_broke_since_names_file_field_and_ways_out(forkwise, own):
    forkwise("knowledge", "use", str(own))
    file = own / "rules.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('relax = "Let the', 'relax = "" # "', 1), encoding="utf-8")
    _, err = forkwise("questions", code=2)
    for word in (str(own), 'knockout "k_pt_stay"', '"relax"', "say what to give up", edition.BACK):
        assert word in err
    knowledge, problem = edition.open_edition()
    assert (knowledge.own, problem is None) == ("", False)


def test_the_window_opens_an_edition_that_is_in_order(forkwise, own):
    forkwise("knowledge", "use", str(own))
    knowledge, problem = edition.open_edition()
    assert problem is None
    assert knowledge.own == "house rules"
    assert knowledge == load_own(own)


@pytest.mark.skipif(os.name == "nt", reason="needs a file system that takes such names")
def test_a_hostile_folder_name_reaches_no_terminal(own, tmp_path):
    evil = tmp_path / "a\x1b[31mb\u202ec"
    own.rename(evil)
    version = load_own(evil).meta.version
    assert version.isprintable()
    assert "a?[31mb" in version


def test_a_home_that_cannot_be_written_blocks_no_command(forkwise, tmp_path, monkeypatch):
    blocker = tmp_path / "file"
    blocker.write_text("", encoding="utf-8")
    monkeypatch.setenv("FORKWISE_HOME", str(blocker / "home"))
    out, err = forkwise("questions")
    assert "What are you building?" in out
    assert err
    knowledge, problem = edition.open_edition()
    assert knowledge.own == ""
    assert isinstance(problem, AppError)
