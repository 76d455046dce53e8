"""One measurement at a time on a machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.records.errors import AppError
from core.supervise.lock import machine_lock

ROOT = Path(__file__).parents[3]
HOLD = """
import sys
from core.supervise.lock import machine_lock
with machine_lock("measuring \\x1b[31m tabular_mlp"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def lock_file(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("FORKWISE_LOCK", str(tmp_path / "lock"))
    return tmp_path / "lock"


def test_the_second_one_hears_who_holds_it(lock_file) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AppError) as caught, machine_lock("another"):
            pass
        assert f"process {holder.pid} since 20" in caught.value.why
        assert "measuring [31m tabular_mlp" in caught.value.why
        assert caught.value.remedy
        holder.kill()
    with machine_lock("the next one"):
        assert str(os.getpid()) in lock_file.read_text()
    assert lock_file.read_text() == ""


def test_it_is_free_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), machine_lock("a"):
        raise ZeroDivisionError
    with machine_lock("b"):
        pass


def test_it_holds_within_one_process_too() -> None:
    with machine_lock("a"), pytest.raises(AppError, match="Another measurement"):  # noqa: SIM117
        with machine_lock("b"):
            pass


def test_garbage_in_the_file_of_a_holder(lock_file) -> None:
    with machine_lock("a"):
        lock_file.write_bytes(b"\xff{]")
        with pytest.raises(AppError, match="has not said who it is"), machine_lock("b"):
            pass


@pytest.mark.parametrize("kind", ["folder", "link", "missing"])
def test_unusable_lock_files_are_named(lock_file, kind, monkeypatch) -> None:
    if kind == "folder":
        lock_file.mkdir()
    elif kind == "link":
        lock_file.symlink_to("elsewhere")
    else:
        monkeypatch.setenv("FORKWISE_LOCK", str(lock_file / "deeper" / "lock"))
    with pytest.raises(AppError) as caught, machine_lock("a"):
        pass
    assert str(lock_file) in caught.value.why
    assert "FORKWISE_LOCK" in caught.value.remedy
