"""The wire, with real worker processes and with pipes. No framework is imported here."""

import ast
import contextlib
import io
import json
import os
import sys
import sysconfig
import threading
from pathlib import Path

import pytest

from core.worker import wire

ROOT = Path(__file__).parents[2]
WORKER = ROOT / "core" / "worker"


def test_hello_comes_unasked_and_first(start):
    worker = start()
    assert worker.hello["type"] == "hello"
    assert worker.hello["pid"] == worker.process.pid
    assert worker.hello["python"].count(".") == 2
    assert Path(worker.hello["executable"]).samefile(sys.executable)


def test_the_search_path_holds_only_the_interpreters_own_folders(start):
    path = [Path(entry) for entry in start().hello["path"]]
    own = {
        Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")
    }
    for entry in path:
        assert entry.suffix == ".zip" or any(entry.is_relative_to(folder) for folder in own), entry
        # A virtual environment may lie inside the checkout; the checkout itself is not searched.
        assert entry != ROOT
        assert entry.is_relative_to(sys.prefix) or not entry.is_relative_to(ROOT), entry


def test_a_hostile_working_folder_is_not_on_the_path(start, tmp_path):
    folder = tmp_path / "trap"
    folder.mkdir()
    for name in ("numpy", "torch", "json", "worker", "wire", "core"):
        (folder / f"{name}.py").write_text("raise SystemExit('a trap')\n")
    worker = start(folder=folder)
    assert worker.done("ping")["type"] == "done"


def test_quit_is_answered_then_bye_then_exit_0(start):
    worker = start()
    worker.done("quit")
    assert worker.read()["type"] == "bye"
    assert worker.read() is None
    assert worker.process.wait(10) == 0


def test_hanging_up_ends_the_worker(start):
    assert start().hang_up() == wire.ORPHANED_EXIT


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[1]", "object"),
        (b"[" * 100_000, "nested"),
        (b'{"do": "ping"}', "id"),
        (b'{"id": true, "do": "ping"}', "id"),
    ],
)
def test_a_line_that_is_no_command_is_an_error_without_number(start, line, words):
    worker = start()
    worker.write(line)
    frame = worker.answer()
    assert (frame["type"], frame["id"], frame["code"]) == ("error", None, "bad_command")
    assert words in frame["text"]
    assert worker.done("ping")


@pytest.mark.parametrize(
    ("do", "fields", "words"),
    [
        ("dance", {}, "dance"),
        ("import", {"threads": "many"}, "threads"),
        ("import", {"threads": -1}, "threads"),
        ("block", {"case": "a/b/c", "n": 1}, "not built"),
        ("build", {"case": "a/b/c"}, "not imported"),
        ("parity", {}, "case"),
    ],
)
def test_a_wrong_command_is_told_and_the_worker_lives_on(start, do, fields, words):
    worker = start()
    frame = worker.ask(do, **fields)
    assert (frame["type"], frame["code"]) == ("error", "bad_command")
    assert words in frame["text"]
    assert "Traceback" in frame["traceback"]
    assert worker.done("ping")


def test_a_line_over_the_limit_ends_the_worker(start):
    worker = start()
    with contextlib.suppress(BrokenPipeError):  # it need not wait for the rest
        worker.write(b"x" * (wire.LINE_LIMIT + 10))
    assert worker.process.wait(10) == wire.ORPHANED_EXIT


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_the_standard_streams_are_moved_aside(start):
    worker = start()
    descriptors = Path(f"/proc/{worker.process.pid}/fd")
    assert (descriptors / "0").readlink() == Path(os.devnull)
    assert (descriptors / "1").readlink() == worker.log
    assert (descriptors / "2").readlink() == worker.log


def test_a_missing_framework_is_named(start):
    worker = start(options=("-S", "-s", "-u"))  # without the site-packages
    frame = worker.ask("import", threads=0)
    assert frame["code"] == "missing_framework"
    assert "torch" in frame["text"]
    assert worker.done("ping")


def test_a_framework_that_fails_to_import_is_named(start, tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "torch.py").write_text("raise OSError('libtorch_cpu.so: cannot open')\n")
    worker = start(PYTHONPATH=str(broken))
    frame = worker.ask("import", threads=0)
    assert frame["code"] == "import_failed"
    assert "libtorch_cpu.so" in frame["text"]


def test_a_bad_side_is_refused(start):
    worker = start("jax")
    assert worker.hello is None
    assert worker.process.wait(10) == 2


def test_the_worker_loads_nothing_of_the_app(start):
    worker = start(options=("-s", "-u", "-X", "importtime"))
    worker.done("quit")
    worker.process.wait(10)
    modules = _imported(worker.log)
    assert "worker.commands" in modules
    strangers = {name.split(".")[0] for name in modules} & {
        "PySide6", "psutil", "msgspec", "numpy", "core", "gui", "pandas", "scipy", "torch",
    }  # fmt: skip
    assert not strangers


def _imported(log):
    lines = log.read_text().splitlines()
    return {line.split("|")[-1].strip() for line in lines if line.startswith("import time:")}


def _pipe_channel():
    source, feed = os.pipe()
    drain, sink = os.pipe()
    return wire.Channel(source, sink), source, feed, drain, sink


def test_large_frames_go_through_a_small_pipe_whole():
    channel, source, feed, drain, sink = _pipe_channel()
    received = []

    def read():
        with io.FileIO(drain) as stream:
            received.append(stream.readline())

    reader = threading.Thread(target=read)
    reader.start()
    channel.send("done", text="é" * 600_000)
    reader.join(10)
    os.close(sink)
    os.close(feed)
    assert list(channel.lines()) == []
    os.close(source)
    assert json.loads(received[0])["text"] == "é" * 600_000


def test_frames_that_are_too_long_or_not_finite_are_refused_before_a_byte_is_written():
    channel, source, feed, drain, sink = _pipe_channel()
    os.close(feed)
    assert list(channel.lines()) == []
    with pytest.raises(wire.FrameTooLongError):
        channel.send("done", text="x" * wire.LINE_LIMIT)
    with pytest.raises(ValueError, match="Out of range"):
        channel.send("done", value=float("nan"))
    channel.send("beat")
    assert json.loads(os.read(drain, 1_000)) == {"seq": 0, "type": "beat"}
    for descriptor in (source, drain, sink):
        os.close(descriptor)


@pytest.mark.parametrize("path", sorted(WORKER.rglob("*.py")), ids=lambda p: p.name)
def test_worker_files_parse_as_python_39(path):
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))
