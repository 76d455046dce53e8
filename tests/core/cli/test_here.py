"""`--here`: what this machine says, for one person, said on stderr and counted or not."""

from __future__ import annotations

import json

import pytest

from core.cli import here
from core.cli.main import main
from core.knowledge.load import load
from core.records.answers import Answers


@pytest.fixture(scope="module")
def knowledge():
    return load()


def test_only_what_the_knowledge_has_a_word_for_is_kept(knowledge):
    system = next(fact for fact in knowledge.facts if fact.id == "system")
    seen = {"hardware": ("nv_linux", "abacus"), "system": (system.value[0].id,), "moon": ("x",)}
    assert here.known(knowledge, seen) == {
        "hardware": ("nv_linux",),
        "system": (system.value[0].id,),
    }
    assert here.known(knowledge, {"system": ("amiga",)}) == {}


def test_the_question_about_hardware_is_filled_only_where_it_was_left_out():
    seen = {"hardware": ("cpu",)}
    assert here.filled(Answers(), seen).answers == {"hardware": ("cpu",)}
    for said in (("apple",), ("not_sure",)):
        given = Answers(answers={"hardware": said}, found={"system": ("old",)})
        assert here.filled(given, seen) == Answers(answers={"hardware": said}, found=seen)


def test_what_was_found_is_told_in_words(knowledge):
    asked = knowledge.question("hardware")
    lines = here.as_lines(knowledge, here.filled(Answers(), {"hardware": ("nv_linux",)}))
    assert lines == [f"found here: {asked.step}: {asked.find('nv_linux').text}"]
    other = here.filled(Answers(answers={"hardware": ("cpu",)}), {"hardware": ("nv_linux",)})
    assert "does not count" in here.as_lines(knowledge, other)[-1]
    unsure = here.filled(Answers(answers={"hardware": ("not_sure",)}), {"hardware": ("nv_linux",)})
    assert "leave open what will train" in here.as_lines(knowledge, unsure)[-1]
    assert "nothing was found" in here.as_lines(knowledge, Answers())[0]


def test_the_command_reads_this_machine(tmp_path, capsys):
    path = tmp_path / "mine.toml"
    path.write_text('[answers]\ntask = "vision"\n', "utf-8")
    args = ["decide", "--answers", str(path), "--as-of", "2026-11-23", "--json"]
    assert main(args) == 0
    without = json.loads(capsys.readouterr().out)
    assert main([*args, "--here"]) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert "found here: " in printed.err
    assert found["answered"] >= without["answered"]


def test_several_people_have_no_one_machine(tmp_path, capsys):
    paths = []
    for name in ("a", "b"):
        path = tmp_path / f"{name}.toml"
        path.write_text('[answers]\ntask = "vision"\n', "utf-8")
        paths += ["--answers", str(path)]
    assert main(["decide", *paths, "--here"]) == 2
    assert "several" in capsys.readouterr().err
