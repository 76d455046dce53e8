"""What the documents promise stands in the files."""

import re
import tomllib
from pathlib import Path

import pytest

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.knowledge.validate import check_answers
from core.store.answerfile import read_answers

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match
    return match.group().lower()


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "requirement", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]
)
def test_every_dependency_is_pinned_and_explained(requirement: str) -> None:
    name = _name(requirement)
    pins = {_name(line) for line in _text("constraints.txt").splitlines() if "==" in line}
    assert name in pins
    table = [line.lower() for line in _text("CONTRIBUTING.md").splitlines() if "|" in line]
    assert any(f"`{name}`" in line for line in table), f"{name} has no line in CONTRIBUTING.md"


@pytest.mark.parametrize("mark", ["install-debian", "test-debian"])
def test_readme_commands_are_one_line(mark: str) -> None:
    block = rf"<!-- {mark} -->\s+```[a-z]*\n(.*?)\n```\s+<!-- end -->"
    found = re.search(block, _text("README.md"), re.DOTALL)
    assert found, f"README.md has no command marked {mark}"
    command = found.group(1)
    assert "\n" not in command
    assert "-c constraints.txt" in command


def test_version_has_a_changelog_entry() -> None:
    assert f"## {PROJECT['version']}" in _text("CHANGELOG.md")


def test_readme_pictures_exist() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", _text("README.md"))
    assert len(pictures) >= 5
    for picture in pictures:
        assert (ROOT / picture).is_file(), picture


def test_readme_answers_lead_to_a_verdict(tmp_path: Path) -> None:
    found = re.search(r"```toml\n(\[answers\].*?)```", _text("README.md"), re.DOTALL)
    assert found
    file = tmp_path / "mine.toml"
    file.write_text(found.group(1), encoding="utf-8")
    knowledge = load()
    answers = check_answers(knowledge, read_answers(file), file.name)
    verdict = resolve(knowledge, answers, as_of=knowledge.meta.date, draws=2000)
    assert verdict.verdict in ("pytorch", "tensorflow", "either", "undecided")


def test_readme_has_no_blanks_to_fill() -> None:
    assert not re.findall(r"@[A-Z]+@", _text("README.md") + _text("CONTRIBUTING.md"))
