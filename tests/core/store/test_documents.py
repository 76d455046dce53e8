"""A decision survives crashes, damage and strangers."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.records.document import Document
from core.records.errors import AppError
from core.store import atomic
from core.store.documents import current_path, read_document, write_document

ROOT = Path(__file__).parents[3]


def _titled(document: Document, title: str) -> Document:
    return msgspec.structs.replace(document, title=title)


def test_round_trip_and_three_versions(document) -> None:
    path = current_path()
    for number in range(6):
        write_document(path, _titled(document, f"t{number}"))
    assert read_document(path).title == "t5"
    older = [read_document(version).title for version in atomic.previous(path, 3)]
    assert older == ["t4", "t3", "t2"]
    assert len(list(path.parent.iterdir())) == 4, "no temporary file is left"


def test_a_damaged_decision_is_set_aside_and_told(document) -> None:
    path = current_path()
    for number in range(3):
        write_document(path, _titled(document, f"t{number}"))
    path.write_bytes(b"\0" * 100)
    told: list[AppError] = []
    assert read_document(path, tell=told.append).title == "t1"
    aside = next(path.parent.glob("*.damaged-*"))
    assert aside.read_bytes() == b"\0" * 100
    assert str(aside) in told[0].why
    assert told[0].remedy
    assert read_document(path, tell=told.append).title == "t1", "it has its name back"
    assert len(told) == 1


def test_the_newest_good_version_is_found(document) -> None:
    path = current_path()
    for number in range(4):
        write_document(path, _titled(document, f"t{number}"))
    path.write_text("{")
    atomic.previous(path, 3)[0].write_text("[]")
    assert read_document(path).title == "t1"


def test_a_missing_decision_is_restored_too(document) -> None:
    path = current_path()
    write_document(path, document)
    write_document(path, _titled(document, "second"))
    path.unlink()
    assert read_document(path).title == "First"


def test_nothing_good_is_left(document) -> None:
    path = current_path()
    write_document(path, document)
    path.write_text("{")
    with pytest.raises(AppError, match="nor can an earlier version") as caught:
        read_document(path)
    assert ".damaged-" in caught.value.why
    with pytest.raises(AppError, match="cannot be read"):
        read_document(path)


def test_a_strangers_file_is_left_alone(tmp_path, document) -> None:
    path = tmp_path / "theirs.forkwise"
    write_document(path, document)
    write_document(path, _titled(document, "again"))
    assert list(tmp_path.glob("theirs*")) == [path], "versions are kept at home only"
    path.write_text("{")
    with pytest.raises(AppError, match=r"theirs\.forkwise cannot be read as JSON"):
        read_document(path)
    assert path.read_text() == "{"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[]", '"forkwise" is missing'),
        ('{"forkwise": true}', '"forkwise" is missing'),
        ('{"forkwise": 1}', "saved_utc"),
        ('{"forkwise": 1, "saved_utc": "", "title": 3, "answers": {}}', "$.title"),
        ('{"forkwise": 1, "saved_utc": "", "title": "", "answers": {}, "x": 1}', "`x`"),
        ('{"forkwise": 99, "anything": []}', "a newer Forkwise wrote it"),
    ],
)
def test_what_is_no_document(tmp_path, text, why) -> None:
    path = tmp_path / "x.forkwise"
    path.write_text(text)
    with pytest.raises(AppError) as caught:
        read_document(path)
    assert why in caught.value.why
    assert str(path) in caught.value.what


def test_a_newer_decision_is_not_touched(document) -> None:
    path = current_path()
    write_document(path, document)
    write_document(path, document)
    path.write_text('{"forkwise": 2}')
    with pytest.raises(AppError, match="update Forkwise"):
        read_document(path)
    assert path.read_text() == '{"forkwise": 2}'


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes and devices of POSIX")
@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "device", "loop", "huge", "nul"])
def test_files_that_are_none(tmp_path, kind) -> None:
    path = tmp_path / "x.forkwise"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "device":
            path = Path("/dev/zero")
        case "loop":
            path.symlink_to(path)
        case "huge":
            with path.open("wb") as file:
                file.truncate(2 * 2**30)
        case "nul":
            path = Path("a\0b")
    with pytest.raises(AppError) as caught:
        read_document(path)
    assert caught.value.remedy


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_flipped_bits_are_refused_or_read(tmp_path, document, data) -> None:
    path = tmp_path / "x.forkwise"
    write_document(path, document)
    raw = bytearray(path.read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(raw)
    with suppress(AppError):
        assert isinstance(read_document(path), Document)


def test_a_full_disk_leaves_the_old_file(document, monkeypatch) -> None:
    """Every call that can fail is made to fail once; the old file is whole each time."""
    path = current_path()
    write_document(path, document)
    whole = path.read_bytes()

    def full(*_args: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    for where in ("os.fsync", "tempfile.mkstemp", "pathlib.Path.replace"):
        with monkeypatch.context() as patch:
            patch.setattr(where, full)
            with pytest.raises(AppError, match="cannot be written") as caught:
                write_document(path, _titled(document, "new"))
        assert "No space left" in caught.value.why
        assert path.read_bytes() == whole
        assert not list(path.parent.glob(".*.tmp"))


def test_leftovers_of_killed_writers_go(document) -> None:
    path = current_path()
    old, new = (path.with_name(f".{path.name}.{name}.tmp") for name in ("old", "new"))
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    write_document(path, document)
    assert not old.exists()
    assert new.exists(), "somebody may be writing it now"


WRITER = """
import sys, msgspec
from core.records.answers import Answers
from core.records.document import Document
from core.store.documents import current_path, write_document
path, number = current_path(), 0
while True:
    number += 1
    answers = Answers(notes={"project": "x" * (number % 5000)})
    write_document(path, Document(forkwise=1, saved_utc="", title=str(number), answers=answers))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("written", [1, 4, 9, 16, 25])
def test_kill_while_writing_loses_nothing(written) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline()) for _ in range(written)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += map(int, writer.stdout.read().splitlines())
    told: list[AppError] = []
    assert int(read_document(current_path(), tell=told.append).title) >= acknowledged[-1]
    assert not told
