"""Answer files of every form; whatever else a file holds is one AppError and nothing worse."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.records.answers import Answers, TradeOff
from core.records.document import Document
from core.records.errors import AppError
from core.store.answerfile import TOML_LIMIT, read_answers
from core.store.strictjson import DOCUMENT_LIMIT

SAID = Answers(
    name="Ü",
    answers={"task": ("vision",), "target": ("android", "server"), "team": ("not_sure",)},
    overrides={"debug": 3.0, "flex": 0.5},
    ranking=("debug", "flex"),
    trade_offs=(TradeOff(prefer="debug", over="flex"),),
    notes={"project": "Zeichen \u2013 und \U0001f6a6"},
    runs=("2026-run",),
)
TOML = """
name = "Ü"
ranking = ["debug", "flex"]
runs = ["2026-run"]
trade_offs = [{ prefer = "debug", over = "flex" }]
[answers]
task = "vision"
target = ["android", "server"]
team = "not_sure"
[overrides]
debug = 3
flex = 0.5
[notes]
project = "Zeichen \u2013 und \U0001f6a6"
"""


def as_json(**more) -> dict:
    value = msgspec.to_builtins(SAID)
    value["answers"]["task"] = "vision"  # a bare string stands for one option
    return {**value, **more}


def as_document() -> bytes:
    return msgspec.json.encode(
        Document(forkwise=1, saved_utc="2026-11-22T10:00:00Z", title="First", answers=SAID)
    )


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def refused(path: Path) -> AppError:
    with pytest.raises(AppError) as caught:
        read_answers(path)
    problem = caught.value
    assert str(path) in problem.what
    assert problem.why
    assert problem.remedy
    assert "\n" not in str(problem)
    return problem


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.toml", TOML),
        ("A.TOML", TOML),
        ("bom.toml", b"\xef\xbb\xbf" + TOML.encode()),
        ("a.json", json.dumps(as_json())),
        ("bom.json", b"\xef\xbb\xbf" + json.dumps(as_json()).encode()),
        ("a.forkwise", as_document()),
        ("document.json", as_document()),
    ],
)
def test_every_form_says_the_same(tmp_path, name, content):
    assert read_answers(write(tmp_path, name, content)) == SAID


def test_a_file_may_say_nothing_but_must_say_it(tmp_path):
    assert read_answers(write(tmp_path, "a.json", "{}")) == Answers()
    assert read_answers(write(tmp_path, "a.toml", "[answers]\n")) == Answers()
    for name in ("empty.toml", "empty.json", "empty.forkwise"):
        assert "empty" in refused(write(tmp_path, name, " \r\n")).what


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.toml", '[answers]\ntask = "a"\ntask = "b"\n', ["line 3"]),
        ("a.toml", "overrides.debug = 1" + "0" * 400, ["debug"]),
        ("a.toml", "\n\n[answers\n", ["line 3"]),
        ("a.toml", b"name = \xff", ["byte 7", "UTF-8"]),
        ("a.toml", "[answers]\ntask = 3", ['"answers"', '"task"', "the number 3"]),
        ("a.toml", "[answers]\ntask = true", ['"task"', "true or false"]),
        ("a.toml", "[answers]\ntask = [1]", ['"task"', "list"]),
        ("a.toml", "[answers]\ntask = 2026-11-22", ['"task"', "date"]),
        ("a.toml", "answers = 2026-11-22", ["answers"]),
        ("a.toml", '[overrides]\ndebug = "strong"', ['"overrides"', '"debug"', "0 to 4"]),
        ("a.toml", "[overrides]\ndebug = true", ['"overrides"', '"debug"']),
        ("a.toml", "[notes]\ntask = 1", ['"notes"', '"task"']),
        ("a.toml", 'answer = "x"', ["answer"]),
        ("a.toml", "x = " + "[" * 5000 + "]" * 5000, ["deep"]),
        ("a.toml", "overrides.debug = 1" + "0" * 5000, ["digits"]),
        ("a.toml", "a." * 200_000 + "a = 1", ["32 parts"]),
        ("a.json", '{"answers": {"task": "a", "task": "b"}}', ["'task'", "twice"]),
        ("a.json", '{"answers":\n {"task" "a"}}', ["line 2"]),
        ("a.json", '{"overrides": {"debug": NaN}}', ["NaN"]),
        ("a.json", '{"overrides": {"debug": 1e999}}', ["too large"]),
        ("a.json", "[" * 100_000, ["deep"]),
        ("a.json", '{"answers": {"task": null}}', ['"task"', "null"]),
        ("a.json", '{"answers": {"task": {"x": 1}}}', ['"task"', "table"]),
        ("a.json", '{"answers": []}', ["answers"]),
        ("a.json", '["vision"]', ["a list"]),
        ("a.json", '"vision"', ["a text"]),
        ("a.json", '{"trade_offs": [{"prefer": "a"}]}', ["trade_offs", "over"]),
        ("a.json", b"\x00\x01\x02\x03", ["line 1"]),
        ("a.json", '{"name": "\\ud800"}', ["surrogate"]),
        ("a.forkwise", "{}", ["forkwise"]),
        ("a.forkwise", '{"forkwise": true}', ["forkwise"]),
        ("a.forkwise", '{"forkwise": 99}', ["newer"]),
        ("a.json", '{"forkwise": 99}', ["newer"]),
        ("a.forkwise", '{"forkwise": 1, "saved_utc": "", "title": ""}', ["answers"]),
        (
            "a.forkwise",
            '{"forkwise": 1, "saved_utc": "", "title": "", "answers": {"answers": {"task": 1}}}',
            ["answers.answers", '"task"'],
        ),
        ("a.txt", "[answers]", [".toml"]),
        ("answers", "[answers]", ["no ending"]),
    ],
)
def test_bad_files_are_refused_with_the_place(tmp_path, name, content, words):
    said = str(refused(write(tmp_path, name, content)))
    for word in words:
        assert word.casefold() in said.casefold()
    assert len(said) < len(str(tmp_path)) * 2 + 500  # never the whole content


def test_things_that_are_no_file_are_refused(tmp_path):
    refused(tmp_path / "gone.toml")
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    refused(folder)
    refused(tmp_path / ("long" * 100 + ".toml"))
    loop = tmp_path / "loop.json"
    loop.symlink_to(loop)
    refused(loop)
    with pytest.raises(AppError):
        read_answers(Path("nul\0.toml"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_that_nobody_writes_to_does_not_hold_us(tmp_path):
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert "ordinary file" in refused(pipe).why


@pytest.mark.parametrize(("name", "limit"), [("a.toml", TOML_LIMIT), ("a.json", DOCUMENT_LIMIT)])
def test_large_files_are_refused_unread(tmp_path, name, limit):
    path = write(tmp_path, name, "{}")
    os.truncate(path, limit + 1)
    assert "too large" in refused(path).what


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    path = write(tmp_path, "a.toml", TOML)
    path.chmod(0)
    assert "ermission" in refused(path).why


def _only_app_error(name: str, data: bytes) -> None:
    """Read a file of that content; any other error than an AppError is a failure."""
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), name, data)
        try:
            read = read_answers(path)
        except AppError:
            return
    assert isinstance(read, Answers)
    for key, options in read.answers.items():
        assert isinstance(key, str)
        assert isinstance(options, tuple)
        assert all(isinstance(option, str) for option in options)
    assert all(isinstance(level, float) for level in read.overrides.values())


SOURCES = {
    ".toml": TOML.encode(),
    ".json": json.dumps(as_json(), ensure_ascii=False).encode(),
    ".forkwise": as_document(),
}
MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(
    ending=st.sampled_from(sorted(SOURCES)),
    cuts=st.lists(
        st.tuples(
            st.integers(0, 10_000),
            st.integers(0, 12),
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from(
                    [b'"', b"[", b"]", b"{", b"}", b"=", b",", b"\n", b"\x00", b"null", b"nan",
                     b"-inf", b"1e400", b"9" * 40, b"\\ud83d", b"1979-05-27", b"true", b"'''"]
                ),
            ),
        ),
        min_size=1,
        max_size=4,
    ),
)  # fmt: skip
def test_a_mutated_file_gives_answers_or_an_app_error(ending, cuts):
    data = SOURCES[ending]
    for start, length, instead in cuts:
        start %= len(data) + 1
        data = data[:start] + instead + data[start + length :]
    _only_app_error(f"mutated{ending}", data)


@MANY
@given(ending=st.sampled_from(sorted(SOURCES)), data=st.binary(max_size=200))
@example(ending=".toml", data=b"a=2026-11-22T10:00:00+99:00")
@example(ending=".toml", data=b"a.b=1\n[a]\n")
@example(ending=".json", data=b"-0")
def test_any_bytes_give_answers_or_an_app_error(ending, data):
    _only_app_error(f"any{ending}", data)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.sampled_from(["task", "vision", "not_sure", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["answers", "overrides", "notes", "task", "prefer", ""]), inner
        )
    ),
    max_leaves=8,
)


@MANY
@given(
    field=st.sampled_from(
        ["name", "answers", "overrides", "ranking", "trade_offs", "notes", "runs", "forkwise",
         "title", "page", "saved_utc", "other"]
    ),
    value=VALUES,
    document=st.booleans(),
)  # fmt: skip
def test_a_field_of_any_shape_gives_answers_or_an_app_error(field, value, document):
    whole = json.loads(SOURCES[".forkwise"]) if document else as_json()
    whole[field] = value
    _only_app_error("shape.json", json.dumps(whole).encode())
    if document:
        inner = json.loads(SOURCES[".forkwise"])
        inner["answers"][field] = value
        _only_app_error("shape.forkwise", json.dumps(inner).encode())
