"""The fault catalogue: inject, then look for one clear sentence and for what is left behind."""

import os
import signal
import sys
import time

import pytest

from core.supervise.environment import ignored_variables
from core.supervise.failure import WorkerFailure
from core.supervise.worker import Worker

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="faults of POSIX processes")


def _fail(worker: Worker, do: str, timeout_s: float = 10.0, **fields) -> WorkerFailure:
    with pytest.raises(WorkerFailure) as caught:
        worker.request(do, timeout_s=timeout_s, **fields)
    return caught.value


@pytest.mark.parametrize(
    ("do", "fields", "kind", "words"),
    [
        pytest.param("segfault", {}, "crashed", "SIGSEGV while timed", id="01-segfault"),
        pytest.param("abort", {}, "crashed", "SIGABRT", id="02-abort"),
        pytest.param("exit", {"status": 0}, "crashed", "without an answer", id="03-exit-0"),
        pytest.param("bye", {}, "crashed", "without an answer", id="03-bye-too-early"),
        pytest.param("exit", {"status": 3}, "crashed", "status 3", id="04-exit-3"),
        pytest.param("sleep", {}, "hung", "neither answered nor computed", id="09-sleep"),
        pytest.param("native", {}, "hung", "neither answered nor computed", id="11-gil-held"),
        pytest.param("stop", {}, "hung", "neither answered nor computed", id="12-stopped"),
        pytest.param("raw", {"data": b"no\xff\n".hex()}, "protocol", "no frame", id="16-garbage"),
        pytest.param("raw", {"data": b"{\xff}\n".hex()}, "protocol", "no JSON", id="16-not-json"),
        pytest.param("value", {"text": "NaN"}, "protocol", "no JSON", id="17-nan"),
        pytest.param("value", {"text": "1e400"}, "protocol", "range", id="17-infinite"),
        pytest.param("value", {"text": "[" * 200_000}, "protocol", "deeply", id="18-open"),
        pytest.param("value", {"text": "[" * 40 + "]" * 40}, "protocol", "deeply", id="18-nested"),
        pytest.param(
            "raw",
            {"data": (b"{" * 13_000_000).hex()},
            "protocol",
            "longer than 4 MiB",
            id="19-long",
        ),
        pytest.param("half", {}, "crashed", "middle of an answer", id="20-half-a-frame"),
        pytest.param(
            "raw",
            {"data": b'{"seq":7,"type":"beat"}\n'.hex()},
            "protocol",
            "numbered a frame 7 where 1 was due",
            id="21-forged-number",
        ),
        pytest.param(
            "raw",
            {"data": b'{"seq":true,"type":"beat"}\n'.hex()},
            "protocol",
            "numbered",
            id="21-true-is-no-number",
        ),
        pytest.param(
            "raw",
            {"data": b'{"seq":1,"type":"x"}\n'.hex()},
            "protocol",
            "type x",
            id="unknown-type",
        ),
        pytest.param(
            "raw", {"data": b'{"seq":1,"type":["x"]}\n'.hex()}, "protocol", "type", id="type-list"
        ),
        pytest.param(
            "raw", {"data": b'{"seq":1,"type":"hello"}\n'.hex()}, "protocol", "hello", id="2-hellos"
        ),
        pytest.param(
            "raw",
            {"data": b'{"seq":1,"type":"phase","name":3}\n'.hex()},
            "protocol",
            "phase",
            id="nameless-phase",
        ),
        pytest.param(
            "raw",
            {"data": b'{"seq":1,"type":"done","id":99}\n'.hex()},
            "protocol",
            "never sent",
            id="answer-unasked",
        ),
        pytest.param("beats", {"times": 100_001}, "protocol", "floods", id="flood-of-beats"),
    ],
)
def test_fault_is_named_and_buried(spawn, gone, do, fields, kind, words) -> None:
    worker = spawn()
    failure = _fail(worker, do, **fields)
    assert (failure.kind, failure.side) == (kind, "pytorch")
    assert words in failure.text
    assert failure.text.startswith("PyTorch's worker")
    assert gone(worker.pid), "when the failure is seen, the process is gone"
    assert not worker.alive
    again = _fail(worker, "echo")
    assert again.kind == kind, "a worker that failed is never used again"
    assert spawn().request("echo", timeout_s=5, value="next")["value"] == "next"


def test_05_exception_leaves_the_worker_usable(spawn) -> None:
    worker = spawn()
    failure = _fail(worker, "raise", text="wrong shape", code="missing_compiler")
    assert (failure.kind, failure.code) == ("error", "missing_compiler")
    assert failure.text == "PyTorch: ValueError: wrong shape"
    assert failure.detail == "Traceback: here"
    assert "g++" in failure.remedy
    assert worker.request("echo", timeout_s=5, value=1)["value"] == 1


def test_06_error_text_is_cleaned_and_capped(spawn) -> None:
    failure = _fail(spawn(), "raise", text="<b>\u202eevil\x1b[31m\x00" + "x" * 5000)
    assert failure.text.startswith("PyTorch: ValueError: <b>evil[31mxxx")
    assert len(failure.text) < 700


@pytest.mark.parametrize("supervisor", [{"hello_s": 0.3}], indirect=True)
def test_08_a_start_that_hangs_is_stopped(spawn) -> None:
    start = time.monotonic()
    with pytest.raises(WorkerFailure) as caught:
        spawn(extra_env={"HOSTILE_START": "silent"})
    assert caught.value.kind == "spawn"
    assert "no answer in 0.3 s while starting" in caught.value.text
    assert time.monotonic() - start < 2


def test_10_spin_ignoring_term_ends_with_its_time(spawn) -> None:
    start = time.monotonic()
    failure = _fail(spawn(), "spin", timeout_s=0.4)
    assert failure.kind == "hung"
    assert "gave no answer in 0.4 s" in failure.text
    assert time.monotonic() - start < 2


def test_a_long_busy_step_is_not_taken_for_hung(spawn) -> None:
    # The limit on silence is 0.6 s; it says nothing for twice as long and computes.
    assert spawn().request("busy", timeout_s=20, seconds=1.3)["type"] == "done"


def test_13_stray_prints_land_in_the_log(spawn) -> None:
    worker = spawn()
    worker.request("print", timeout_s=5, times=3)
    worker.close()
    assert worker.stderr_tail().count("a stray line") == 3
    assert "from a child" in worker.log.read_text()


@pytest.mark.parametrize("descriptor", [1, 2], ids=["14-stdout", "15-stderr"])
def test_flood_neither_blocks_nor_fills(spawn, descriptor) -> None:
    worker = spawn()
    assert worker.request("flood", timeout_s=30, fd=descriptor, mib=100)["type"] == "done"
    worker.close()
    assert worker.log.stat().st_size == 5 * 1024 * 1024
    assert len(worker.stderr_tail()) <= 8192


@pytest.mark.parametrize("supervisor", [{"silence_s": 30.0}], indirect=True)
def test_22_closed_output_is_noticed(spawn) -> None:
    start = time.monotonic()
    failure = _fail(spawn(), "close")
    assert failure.kind == "protocol"
    assert "closed its output and went on running" in failure.text
    assert time.monotonic() - start < 4


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        pytest.param("children", {"number": 1}, id="25-child"),
        pytest.param("children", {"number": 3, "session": True}, id="26-new-session"),
        pytest.param("daemon", {}, id="27-daemon"),
        pytest.param("children", {"number": 30}, id="28-many"),
        pytest.param("hold_pipes", {}, id="holder-of-our-pipe"),
    ],
)
@pytest.mark.parametrize("end", ["close", "kill", "crash"])
def test_what_a_worker_starts_ends_with_it(spawn, gone, do, fields, end) -> None:
    worker = spawn()
    pids = worker.request(do, timeout_s=10, **fields)["pids"]
    assert pids
    assert not any(map(gone, pids))
    start = time.monotonic()
    if end == "crash":
        _fail(worker, "abort")
    else:
        getattr(worker, end)()
    assert all(map(gone, pids))
    assert gone(worker.pid)
    assert time.monotonic() - start < 4


@pytest.mark.parametrize("supervisor", [{"memory_limit_bytes": 150 * 2**20}], indirect=True)
def test_29_memory_hog_is_stopped(spawn) -> None:
    failure = _fail(spawn(), "hog", timeout_s=30, bytes=1200 * 2**20)
    assert failure.kind == "memory"
    assert "GiB, before the machine ran out" in failure.text
    assert failure.remedy


@pytest.mark.parametrize("name", ["native_spin", "sleep", "children_and_native", "stop"])
def test_killed_from_outside_is_a_crash(spawn, name) -> None:
    worker = spawn()
    number = worker.send(name)
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(WorkerFailure) as caught:
        worker.wait(number, 10)
    assert caught.value.kind == "crashed"
    assert "killed from outside (SIGKILL)" in caught.value.text


def test_39_the_environment_is_a_list_of_names(monkeypatch, spawn) -> None:
    planted = {
        "PYTHONPATH": "/evil",
        "PYTHONHOME": "/evil",
        "OMP_NUM_THREADS": "7",
        "TF_CONFIG": "{}",
        "KMP_DUPLICATE_LIB_OK": "1",
        "LD_PRELOAD": "",
        "MY_TOKEN": "secret",
    }
    for name, value in planted.items():
        monkeypatch.setenv(name, value)
    seen = spawn(extra_env={"MKL_NUM_THREADS": "2"}).request("env", timeout_s=5)["env"]
    assert not seen.keys() & planted.keys()
    assert seen["PATH"]
    assert seen["MKL_NUM_THREADS"] == "2"
    assert seen["PYTHONNOUSERSITE"] == "1"


def test_39_ignored_variables_are_named() -> None:
    assert ignored_variables({"PATH": "", "TF_CONFIG": "", "OMP_X": "", "MY_TOKEN": ""}) == (
        "OMP_X",
        "TF_CONFIG",
    )


def test_40_nothing_beside_the_person_is_imported(spawn, tmp_path, monkeypatch) -> None:
    for name in ("numpy.py", "torch.py", "json.py"):
        (tmp_path / name).write_text("raise SystemExit('imported by mistake')")
    monkeypatch.chdir(tmp_path)
    answer = spawn().request("env", timeout_s=5)
    assert answer["cwd"] != str(tmp_path)
    assert "" not in answer["path"]
    assert str(tmp_path) not in answer["path"]
