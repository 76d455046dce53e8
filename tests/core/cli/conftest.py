"""The command line, run in this process as a person would type it."""

from __future__ import annotations

import pytest

from core.cli.main import main


@pytest.fixture
def forkwise(capsys):
    def run(*args: str, code: int = 0) -> tuple[str, str]:
        capsys.readouterr()
        found = main(list(args))
        out, err = capsys.readouterr()
        assert found == code, err
        return out, err

    return run
