"""`forkwise report`, as a process."""

import json
import subprocess
import sys

import pytest

ANSWERS = '[answers]\ntask = "vision"\nexperience = "not_sure"\n'


def forkwise(*args):
    return subprocess.run(
        [sys.executable, "-P", "-s", "-m", "core.cli", *args],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "answers.toml"
    path.write_text(ANSWERS)
    return path


def test_all_three_formats_are_written_and_repeat(answers, tmp_path):
    for suffix in ("html", "md", "json"):
        out = tmp_path / f"out.{suffix}"
        texts = []
        for _ in range(2):
            done = forkwise(
                "report", "--answers", str(answers), "--as-of", "2026-11-23", "-o", str(out)
            )
            assert done.returncode == 0, done.stderr
            assert done.stdout == ""
            texts.append(out.read_bytes())
        assert texts[0] == texts[1]
    assert json.loads(texts[0])["answers"]["answers"]["task"] == ["vision"]


def test_several_files_are_one_report_on_several_people(answers, tmp_path):
    ben = tmp_path / "ben.toml"
    ben.write_text('[answers]\ntask = "llm"\nexisting = "pt_must"\n')
    for suffix in ("html", "md", "json"):
        out = tmp_path / f"out.{suffix}"
        named = ("--answers", str(answers), "--answers", str(ben))
        done = forkwise("report", *named, "--as-of", "2026-11-23", "-o", str(out))
        assert done.returncode == 0, done.stderr
        assert "ben" in out.read_text("utf-8")
    data = json.loads(out.read_bytes())
    assert [person["name"] for person in data["verdict"]["people"]] == ["answers", "ben"]
    assert [said["name"] for said in data["answers"]] == ["answers", "ben"]
    again = ("--answers", str(ben), "--answers", str(ben))
    refused = forkwise("report", *again, "-o", str(tmp_path / "no.md"))
    assert refused.returncode == 2
    assert "twice" in refused.stderr
    assert not (tmp_path / "no.md").exists()


@pytest.mark.parametrize(
    ("out", "as_of", "words"),
    [
        ("out.pdf", "2026-11-23", ".html, .md or .json"),
        ("out.md", "yesterday", "YYYY-MM-DD"),
        ("missing/out.md", "2026-11-23", "cannot be written"),
    ],
)
def test_bad_input_is_refused_with_a_remedy(answers, tmp_path, out, as_of, words):
    done = forkwise(
        "report", "--answers", str(answers), "--as-of", as_of, "-o", str(tmp_path / out)
    )
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_answer_that_is_unknown_names_its_file(tmp_path):
    path = tmp_path / "answers.toml"
    path.write_text('[answers]\ntask = "visoin"\n')
    done = forkwise("report", "--answers", str(path), "-o", str(tmp_path / "out.md"))
    assert done.returncode == 2
    assert "answers.toml" in done.stderr
