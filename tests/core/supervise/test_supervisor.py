"""Starting, cancelling from any state, and the death of the app itself."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from core.supervise import guardian
from core.supervise.failure import WorkerFailure
from core.supervise.supervisor import Supervisor

HOSTILE = Path(__file__).with_name("hostile.py")
ROOT = Path(__file__).parents[3]
STATES = ["echo", "sleep", "spin", "native", "native_spin", "stop", "stopped_children",
          "children_and_native"]  # fmt: skip
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX process groups")


def test_a_worker_says_hello_and_answers_out_of_order(spawn) -> None:
    worker = spawn()
    assert worker.hello["pid"] == worker.pid
    first, second = worker.send("echo", value=1), worker.send("echo", value=2)
    assert worker.wait(second, 5)["value"] == 2
    assert worker.wait(first, 5)["value"] == 1
    worker.request("phase", timeout_s=5, name="warm")
    assert worker.phase == "warm"


def test_close_is_quick_and_may_be_repeated(spawn, gone) -> None:
    worker = spawn()
    start = time.monotonic()
    worker.close()
    worker.close()
    assert time.monotonic() - start < 1
    assert gone(worker.pid)
    with pytest.raises(WorkerFailure, match="has ended"):
        worker.request("echo", timeout_s=5)


def test_cpu_time_counts_the_worker_and_its_children(spawn) -> None:
    worker = spawn()
    before = worker.cpu_ns()
    worker.request("busy", timeout_s=20, seconds=0.2)
    used = worker.cpu_ns() - before
    # At most one CPU was busy; how much of it we got depends on the machine's other work.
    assert 0.02e9 < used < 0.4e9


@pytest.mark.parametrize("state", STATES)
def test_cancel_from_any_state(supervisor, spawn, gone, state) -> None:
    workers = [spawn("pytorch"), spawn("tensorflow")]
    for worker in workers:
        worker.request("phase", timeout_s=5, name="timed")
    numbers = [worker.send(state) for worker in workers]
    seen: list[tuple[str, float]] = []

    def wait() -> None:
        try:
            workers[0].wait(numbers[0] + 50, 60)
        except WorkerFailure as failure:
            seen.append((failure.kind, time.monotonic()))

    waiter = threading.Thread(target=wait)
    waiter.start()
    start = time.monotonic()
    supervisor.cancel()
    took = time.monotonic() - start
    waiter.join(5)
    kind, when = seen[0]
    assert kind == "cancelled"
    assert when - start < 0.1, "acknowledged"
    assert took < 1
    assert all(gone(worker.pid) for worker in workers)
    assert not guardian.bearers(supervisor.mark.encode())
    for worker in workers:
        with pytest.raises(WorkerFailure) as caught:
            worker.send("echo")
        assert caught.value.kind == "cancelled"
    with pytest.raises(WorkerFailure) as caught:
        spawn()
    assert caught.value.kind == "cancelled"


@pytest.mark.parametrize("supervisor", [{"silence_s": 30.0}], indirect=True)
def test_cancel_during_a_start(supervisor, spawn) -> None:
    seen: list[str] = []

    def start() -> None:
        try:
            spawn(extra_env={"HOSTILE_START": "silent"})
        except WorkerFailure as failure:
            seen.append(failure.kind)

    thread = threading.Thread(target=start)
    thread.start()
    while not guardian.bearers(supervisor.mark.encode()):
        time.sleep(0.005)
    supervisor.cancel()
    thread.join(5)
    assert seen == ["cancelled"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(lambda folder: folder / "none", "there is no such file", id="deleted"),
        pytest.param(lambda folder: folder, "it is a folder", id="folder"),
        pytest.param(lambda folder: _file(folder, "text", 0o644), "not a program", id="no-program"),
        pytest.param(
            lambda folder: _file(folder, "\x7fELFx", 0o755), "does not start", id="broken"
        ),
        pytest.param(lambda _: Path("/bin/true"), "without an answer", id="other-program"),
        pytest.param(lambda _: Path("/bin/cat"), "does not start", id="no-python"),
        pytest.param(
            lambda folder: _file(folder, "#!/bin/sh\necho hi\nsleep 600\n", 0o755),
            "printed something",
            id="banner",
        ),
    ],
)
def test_37_useless_interpreters_get_one_sentence(tmp_path, supervisor, make, words) -> None:
    with pytest.raises(WorkerFailure) as caught:
        supervisor.spawn("tensorflow", str(make(tmp_path)), script=HOSTILE)
    assert caught.value.kind == "spawn"
    assert "does not start as TensorFlow's Python" in caught.value.text
    assert words in caught.value.text
    assert caught.value.remedy
    assert supervisor.spawn("tensorflow", sys.executable, script=HOSTILE).alive


def _file(folder: Path, text: str, mode: int) -> Path:
    path = folder / "python of mine ü"
    path.write_text(text)
    path.chmod(mode)
    return path


def test_37_banner_before_the_hello(supervisor, spawn) -> None:
    with pytest.raises(WorkerFailure) as caught:
        spawn(extra_env={"HOSTILE_START": "banner"})
    assert "Welcome to the company" in caught.value.text
    assert "prints something of its own" in caught.value.remedy


APP = """
import sys, threading
from pathlib import Path
from core.supervise.supervisor import Supervisor
supervisor = Supervisor(Path(sys.argv[1]))
workers = [supervisor.spawn(s, sys.executable, script=Path(sys.argv[2]))
           for s in ("pytorch", "tensorflow")]
for worker in workers:
    worker.send(sys.argv[3])
print(supervisor.mark, supervisor.guardian_pid, *(w.pid for w in workers), flush=True)
threading.Event().wait()
"""


@pytest.mark.parametrize("state", ["native", "native_spin", "stopped_children",
                                   "children_and_native"])  # fmt: skip
def test_33_killed_app_leaves_nothing(tmp_path, until, gone, state) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", APP, str(tmp_path), str(HOSTILE), state],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as app:
        assert app.stdout is not None
        mark, *pids = app.stdout.readline().split()
        app.kill()
    took = until(
        lambda: all(gone(int(pid)) for pid in pids) and not guardian.bearers(mark.encode()), 3
    )
    assert took < 3


def test_34_a_dead_guardian_is_replaced(supervisor, spawn, until, gone) -> None:
    worker = spawn()
    first = supervisor.guardian_pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    until(lambda: supervisor.guardian_pid not in (None, first), 3)
    assert not gone(supervisor.guardian_pid)
    assert worker.request("echo", timeout_s=5, value=1)["value"] == 1


def test_guardian_buries_listed_groups(tmp_path, until, gone) -> None:
    """A group is killed even if its members carry no mark."""
    victim = subprocess.Popen(["sleep", "600"], start_new_session=True)
    ward = subprocess.Popen(
        [sys.executable, "-I", "-S", guardian.__file__, "FORKWISE_COOKIE=none-such."],
        stdin=subprocess.PIPE,
    )
    assert ward.stdin is not None
    ward.stdin.write(b"+%d\n+%d\n-%d\n" % (victim.pid, 2**22 + 5, 2**22 + 5))
    ward.stdin.close()
    assert ward.wait(5) == 0
    assert victim.wait(5) == -signal.SIGKILL


def test_two_supervisors_do_not_harm_each_other(tmp_path, supervisor, spawn) -> None:
    worker = spawn()
    with Supervisor(tmp_path / "other") as other:
        assert other.spawn("pytorch", sys.executable, script=HOSTILE).alive
        other.cancel()
    assert worker.request("echo", timeout_s=5, value=5)["value"] == 5


def test_waiting_costs_nothing(spawn) -> None:
    """The host sleeps while a worker computes."""
    worker = spawn()
    worker.request("echo", timeout_s=5)
    before = time.process_time()
    worker.request("busy", timeout_s=20, seconds=1.5)
    assert time.process_time() - before < 0.015
