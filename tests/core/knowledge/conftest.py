"""A copy of the knowledge that a test may break, and commands that run in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from core.cli import claims, knowledge
from core.knowledge.load import FILES, load


@pytest.fixture(scope="session")
def known():
    return load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = resources.files("resources").joinpath("knowledge")
    for name in FILES:
        with resources.as_file(source.joinpath(name)) as file:
            shutil.copy(file, tmp_path / name)
    return tmp_path


@pytest.fixture
def spoil(folder: Path) -> Callable[[str, str, str], Path]:
    """Replace the first `old` by `new` in one file of the copy."""

    def change(name: str, old: str, new: str) -> Path:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


@pytest.fixture
def forkwise():
    app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None)
    claims.register(app)
    knowledge.register(app)
    runner = CliRunner()

    def run(*args: str, code: int = 0):
        result = runner.invoke(app, list(args), catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result

    return run
