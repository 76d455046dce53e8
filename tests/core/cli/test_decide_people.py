"""`forkwise decide` with several files: each person's outcome, vetoes by name, the group."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from core.cli.main import main

PERSONAS = Path(__file__).parents[1] / "personas"
DAY = ("--as-of", "2026-11-23")


@pytest.fixture
def decide(capsys):
    def run(files, *more):
        named = [part for file in files for part in ("--answers", str(file))]
        assert main(["decide", *named, *DAY, *more]) == 0
        return capsys.readouterr().out

    return run


@pytest.fixture
def refused(capsys):
    def run(*files):
        named = [part for file in files for part in ("--answers", str(file))]
        assert main(["decide", *named, *DAY]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert len(printed.err.splitlines()) == 1
        assert "Traceback" not in printed.err
        return printed.err

    return run


def personas(*cases):
    return [PERSONAS / f"{case}.toml" for case in cases]


def written(folder, name, text):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_people_who_lean_to_different_sides_are_told_apart(decide):
    found = json.loads(decide(personas("o01", "o03"), "--json"))
    assert found["verdict"] == "split"
    assert [person["name"] for person in found["people"]] == ["o01", "o03"]
    assert [person["verdict"] for person in found["people"]] == ["pytorch", "tensorflow"]
    assert found["disagreements"]
    for row in found["disagreements"]:
        assert set(row["levels"]) == set(row["pulls"]) == {"o01", "o03"}
    assert found["vetoes"] == []
    assert sum(found["shares"].values()) == pytest.approx(1.0, abs=2e-4)


def test_the_text_names_everyone_every_veto_and_the_widest_differences(decide):
    text = decide(personas("o01", "o03", "o08"))
    found = json.loads(decide(personas("o01", "o03", "o08"), "--json"))
    joined = " ".join(text.split())
    assert text.startswith(found["title"] + "\n")
    assert found["sentence"] in joined
    for person in found["people"]:
        assert f"- {person['name']}: {person['title']}" in joined
    assert re.search(
        r"- o03: [^;]*; PyTorch <?\d+, TensorFlow >?\d+ of 100; TensorFlow by \d+ ", joined
    )
    assert "because of their answers" in found["people"][2]["title"]
    (veto,) = found["vetoes"]
    assert f"o08 rules out TensorFlow. {veto['title']}" in joined
    widest = found["disagreements"][0]
    assert f"- {widest['label']}: " in joined
    assert "3 people, with an equal say" in joined
    assert text.index("Each person") < text.index("Vetoes") < text.index("Where people lie")
    assert all(len(line) <= 100 for line in text.splitlines() if "://" not in line)


def test_people_who_weigh_alike_and_mean_opposite_sides_are_told_apart(decide, tmp_path):
    shared = 'task = "tabular_nn"\noutcome = "product"\nexisting = "none"\ntarget = "server"\n'
    files = [
        written(tmp_path, f"{name}.toml", f'[answers]\n{shared}team = "{team}"\n')
        for name, team in (("ana", "tf"), ("ben", "pt"))
    ]
    text = " ".join(decide(files).split())
    assert re.search(
        r"- The team knows it: (ana|ben) \w+ \(2\.\d, \d+ for (TensorFlow|PyTorch)\), "
        r"(ana|ben) \w+ \(2\.\d, \d+ for (TensorFlow|PyTorch)\)",
        text,
    )


def test_a_persons_own_outcome_is_the_one_they_get_alone(decide):
    both = json.loads(decide(personas("o01", "o05"), "--json"))
    for case, person in zip(("o01", "o05"), both["people"], strict=True):
        alone = json.loads(decide(personas(case), "--json"))
        for key in ("verdict", "label", "shares", "margin", "answered"):
            assert person[key] == alone[key]


def test_names_come_from_the_file_or_its_name_and_differ(decide, tmp_path):
    files = [
        written(tmp_path, "a.toml", 'name = "Ana"\n[answers]\ntask = "vision"\n'),
        written(tmp_path, "b.toml", 'name = " Ana "\n[answers]\ntask = "llm"\n'),
        written(tmp_path, "Ana (2).toml", '[answers]\ntask = "rl"\n'),
        written(tmp_path, "ben.json", '{"answers": {"task": "audio"}}'),
    ]
    found = json.loads(decide(files, "--json"))
    names = [person["name"] for person in found["people"]]
    assert names == ["Ana", "Ana (2)", "Ana (2) (2)", "ben"]


def test_the_order_of_files_changes_no_share(decide):
    first = json.loads(decide(personas("o01", "o05"), "--json"))
    second = json.loads(decide(personas("o05", "o01"), "--json"))
    assert first["shares"] == pytest.approx(second["shares"], abs=0.02)
    assert first["verdict"] == second["verdict"]


def test_one_file_twice_is_refused_by_whatever_name(refused, tmp_path):
    (file,) = personas("o01")
    assert "twice" in refused(file, file)
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    said = refused(file, link)
    assert "twice" in said
    assert str(file) in said
    assert "twice" in refused(file, Path(os.path.relpath(file)))


@pytest.mark.parametrize("text", ["[answers]\n", 'name = "Ben"\n', "[answers]\ntask = []\n"])
def test_someone_who_said_nothing_is_refused_by_file(refused, tmp_path, text):
    empty = written(tmp_path, "ben.toml", text)
    said = refused(*personas("o01"), empty)
    assert f"{empty} holds no answers" in said
    assert "Do this" in said


def test_the_file_at_fault_is_named(refused, tmp_path):
    wrong = written(tmp_path, "ben.toml", '[answers]\ntask = "visoin"\n')
    assert str(wrong) in refused(*personas("o01", "o03"), wrong)
    assert "gone.toml" in refused(*personas("o01"), tmp_path / "gone.toml")


def test_a_long_or_odd_name_stays_on_one_line(decide, tmp_path):
    odd = written(tmp_path, "a.toml", f'name = "{"x" * 300}\\n\\u202ey"\n[answers]\ntask = "rl"\n')
    found = json.loads(decide([odd, *personas("o01")], "--json"))
    name = found["people"][0]["name"]
    assert len(name) == 40
    assert "\n" not in name
