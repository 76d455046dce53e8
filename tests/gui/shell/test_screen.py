"""Without a screen: one sentence, exit code 2, no abort."""

import os
import subprocess
import sys

import pytest

from core.records.errors import AppError
from gui.shell import screen


def start(tmp_path, **changes):
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    environment |= {"FORKWISE_HOME": str(tmp_path), **changes}
    return subprocess.run(
        [sys.executable, "-P", "-m", "gui.entry", "--quit-when-shown"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "There is no screen to show the window on"),
        ({"DISPLAY": ":4711", "QT_QPA_PLATFORM": "xcb"}, "The window cannot open"),
        ({"QT_QPA_PLATFORM": "nonsense"}, "The window cannot open"),
    ],
)
def test_one_sentence_and_exit_2(tmp_path, changes, words):
    done = start(tmp_path, **changes)
    assert done.returncode == 2
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"forkwise: {words}")
    assert "forkwise --help" in lines[0]


def test_a_named_platform_is_enough():
    screen.check({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    screen.check({}, "darwin")
    with pytest.raises(AppError, match="no screen"):
        screen.check({}, "linux")
