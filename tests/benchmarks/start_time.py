"""How much longer Forkwise takes to show its window than a bare one.

Whole processes, alternating, each quitting at its first paint. Appends one JSON line a run:

    python tests/benchmarks/start_time.py [--repeats 11] [--out FILE]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QApplication.quit()
app = QApplication(sys.argv)
window = Window()
window.resize(1280, 820)
window.show()
sys.exit(app.exec())
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return the wall time of one whole process that must end well."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=60)
    return time.perf_counter() - start


def main() -> int:
    """Measure, append and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=11)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results/start.jsonl")
    options = parser.parse_args()
    forkwise = [str(Path(sys.executable).parent / "forkwise"), "--quit-when-shown"]
    bare = [sys.executable, "-c", BARE]
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "FORKWISE_HOME": home}
        for command in (bare, forkwise):  # file cache and bytecode
            seconds(command, environment)
        pairs = [
            (seconds(bare, environment), seconds(forkwise, environment))
            for _ in range(options.repeats)
        ]
    bare_s, forkwise_s = (statistics.median(column) for column in zip(*pairs, strict=True))
    result = {
        "bare_s": round(bare_s, 4),
        "forkwise_s": round(forkwise_s, 4),
        "ratio": round(forkwise_s / bare_s, 3),
        "repeats": options.repeats,
        "platform": os.environ.get("QT_QPA_PLATFORM", "default"),
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("a", encoding="utf-8") as file:
        file.write(json.dumps(result) + "\n")
    sys.stdout.write(json.dumps(result) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
