"""Real worker processes, started as the app starts them: by file path, in an empty folder."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

MAIN = Path(__file__).parents[2] / "core" / "worker" / "main.py"
WORKLOADS = ("tabular_mlp", "image_cnn", "lstm")
SEED = 20261122
KEPT = ("PATH", "HOME", "LANG", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
END_S = 30
# Temporary files go with the test; compiled kernels are shared, or every test compiles anew.
OWN = {
    "TF_CPP_MIN_LOG_LEVEL": "1",
    "TORCHINDUCTOR_CACHE_DIR": str(Path(tempfile.gettempdir()) / "forkwise-test-kernels"),
}


class WorkerProcess:
    """A worker, spoken to line by line. Every frame's seq is checked."""

    def __init__(self, side, folder, main=MAIN, options=("-s", "-u"), **environment):
        folder.mkdir(parents=True, exist_ok=True)
        self.side = side
        self.log = folder / f"{side}.log"
        base = {name: os.environ[name] for name in KEPT if name in os.environ}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, *options, str(main), side],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=folder,
                env={**base, **OWN, "TMPDIR": str(folder), **environment},
            )
        assert self.process.stdin
        assert self.process.stdout
        self._to, self._from = self.process.stdin, self.process.stdout
        self._next = 0
        self._number = 0
        self.frames = []
        self.hello = self.read()

    def read(self):
        line = self._from.readline()
        if not line:
            return None
        frame = json.loads(line)
        assert frame["seq"] == self._next
        self._next += 1
        self.frames.append(frame)
        return frame

    def write(self, line):
        self._to.write(line + b"\n")
        self._to.flush()

    def send(self, do, **fields):
        self._number += 1
        self.write(json.dumps({"id": self._number, "do": do, **fields}).encode())
        return self._number

    def answer(self):
        while (frame := self.read()) is not None:
            if frame["type"] in ("done", "error"):
                return frame
        raise AssertionError(f"the worker ended without an answer: {self.log.read_text()[-2000:]}")

    def ask(self, do, **fields):
        number = self.send(do, **fields)
        frame = self.answer()
        assert frame["id"] == number
        return frame

    def done(self, do, **fields):
        frame = self.ask(do, **fields)
        assert frame["type"] == "done", frame
        return frame

    def build(self, workload, phase, mode="usual", seed=SEED):
        case = f"{workload}/{phase}/{mode}"
        folder = str(self.log.parent)
        return case, self.done(
            "build",
            case=case,
            workload=workload,
            phase=phase,
            mode=mode,
            seed=seed,
            folder=folder,
        )

    def hang_up(self):
        self._to.close()
        return self.process.wait(END_S)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(END_S)
        self._to.close()
        self._from.close()


@pytest.fixture(scope="session")
def worker_process():
    """Return the class, for fixtures of a wider scope than `start`."""
    return WorkerProcess


@pytest.fixture
def start(tmp_path):
    """Start workers; those still alive at the end are killed."""
    running = []

    def launch(side="pytorch", **options):
        worker = WorkerProcess(
            side, options.pop("folder", tmp_path / f"w{len(running)}"), **options
        )
        running.append(worker)
        return worker

    yield launch
    for worker in running:
        worker.close()


class Figures:
    """What a side wrote for every workload and phase, and what it said of each case."""

    def __init__(self, side, folder):
        self.facts = {}
        self.built = {}
        self.files = {}
        self.blocks = {}
        worker = WorkerProcess(side, folder)
        try:
            self.facts = worker.done("import", threads=1)
            for workload in WORKLOADS:
                for phase in ("train", "latency"):
                    case, built = worker.build(workload, phase)
                    self.built[workload, phase] = built
                    written = worker.done("parity", case=case, folder=str(folder))
                    self.files[workload, phase] = folder / written["file"]
                    self.blocks[workload, phase] = [
                        worker.done("block", case=case, n=3) for _ in range(2)
                    ]
                    worker.done("drop", case=case)
            worker.done("quit")
        finally:
            worker.close()


@pytest.fixture(scope="session")
def figures(tmp_path_factory):
    """Return the figures of both sides, unmutated."""
    return {
        side: Figures(side, tmp_path_factory.mktemp(side)) for side in ("pytorch", "tensorflow")
    }
