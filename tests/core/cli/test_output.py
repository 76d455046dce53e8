"""Printing: where nothing can be printed, and what must not reach a terminal."""

import subprocess
import sys
from pathlib import Path

import pytest

from core.cli.output import printable


def shell(line: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    command = f'"{sys.executable}" -P -m core.cli {line}'
    return subprocess.run(
        ["/bin/sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell is needed")
@pytest.mark.parametrize("command", ["--version", "claims", "questions --json", "runs list"])
@pytest.mark.parametrize("where", [">&-", ">/dev/full"])
def test_a_stdout_that_takes_nothing_is_one_sentence(tmp_path, command, where):
    if where == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = shell(f"{command} {where}", tmp_path)
    assert done.returncode == 2
    assert "forkwise: The results cannot be printed." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_help_on_a_full_disk(tmp_path):
    done = shell("--help >/dev/full", tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path):
    done = shell("claims --format json | head -1", tmp_path)
    assert done.stdout.strip() == "["
    assert done.stderr == ""


def test_a_closed_stderr_harms_nothing(tmp_path):
    done = shell("--version 2>&-", tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("forkwise ")


def test_invisible_characters_are_spelt_out():
    assert printable("a\u202eb\x1b[31m\n\t“×”") == "a⟨U+202E⟩b⟨U+001B⟩[31m\n\t“×”"
