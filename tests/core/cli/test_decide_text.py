"""A verdict as plain text: sums that add up, doubt told as doubt."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli.main import main

PERSONAS = Path(__file__).parents[1] / "personas"


@pytest.fixture
def text(capsys):
    def print_(case: str) -> str:
        file = str(PERSONAS / f"{case}.toml")
        assert main(["decide", "--answers", file, "--as-of=2026-11-23"]) == 0
        return capsys.readouterr().out

    return print_


@pytest.mark.parametrize("case", ["o01", "o03", "o07"])
def test_the_points_add_up(text, case):
    lines = text(case).splitlines()
    start = lines.index("What adds up to it, in points of 100") + 2
    end = next(i for i, line in enumerate(lines) if " ahead by" in line)
    rows = [re.search(r" (\d+) for (PyTorch|TensorFlow) +\w", line) for line in lines[start:end]]
    assert all(rows)
    total = sum(int(row[1]) * (1 if row[2] == "PyTorch" else -1) for row in rows if row)
    ahead = 1 if lines[end].startswith("PyTorch") else -1
    assert total == ahead * int(lines[end].split()[-1])


def test_what_hangs_on_open_questions_is_not_told_as_settled(text):
    shown = text("o09")
    assert "Hangs on open questions" in shown
    assert "Ruled out\n" not in shown
    assert "What adds up to it" not in shown


def test_a_constraint_shows_its_way_out_and_no_shares(text):
    shown = text("o08")
    assert "What adds up to it" not in shown
    assert "Ruled out\n" in shown
    assert "Way out: Allow WSL2." in shown


def test_a_day_before_the_knowledge_is_named_as_such(capsys):
    file = str(PERSONAS / "o01.toml")
    told = {}
    for day in ("2020-01-01", "2026-12-31", "9999-12-31"):
        assert main(["decide", "--answers", file, f"--as-of={day}"]) == 0
        told[day] = " ".join(capsys.readouterr().out.split())
    assert "2020-01-01 lies before the knowledge’s own date, 2026-" in told["2020-01-01"]
    assert "lies before" not in told["2026-12-31"] + told["9999-12-31"]


def test_lines_fit_a_terminal(text):
    for case in ("o03", "o10"):
        assert all(len(line) <= 100 for line in text(case).splitlines() if "://" not in line)


def test_the_command_line_is_built_without_numpy():
    code = (
        "import sys\nfrom core.cli.main import build_app\nbuild_app()\n"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
