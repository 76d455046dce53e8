"""The program as a process: what it imports, how it ends."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

HEAVY = ("torch", "tensorflow", "pandas", "pyqtgraph", "numpy", "scipy", "msgspec", "jinja2")

LOOK = f"""
import json, sys
import gui.app
from gui.entry import main
sys.argv = ["forkwise", "--quit-when-shown"]
code = main()
heavy = [name for name in {HEAVY} if name in sys.modules]
print(json.dumps({{"code": code, "heavy": heavy, "program": "gui.program" in sys.modules}}))
"""


def test_before_the_first_paint_nothing_heavy_is_imported(forkwise_home):
    done = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"code": 0, "heavy": [], "program": False}
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_order_within_three_seconds(forkwise_home, number):
    program = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from gui.shell.signals import SignalWatch
app = QCoreApplication(sys.argv)
watch = SignalWatch()
def stop(number):
    print("asked", number, flush=True)
    app.exit(128 + number)
watch.asked.connect(stop)
QTimer.singleShot(0, lambda: print("ready", flush=True))
code = app.exec()
watch.close()
sys.exit(code)
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        start = time.monotonic()
        process.send_signal(number)
        assert process.wait(timeout=10) == 128 + number
        assert time.monotonic() - start < 3
        assert process.stdout.read() == f"asked {number.value}\n"


def test_a_folder_that_cannot_be_written_still_gives_a_window(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("FORKWISE_HOME", str(blocked))
    done = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, timeout=60, check=False
    )
    assert json.loads(done.stdout)["code"] == 0
