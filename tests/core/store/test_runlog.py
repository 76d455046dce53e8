"""A run log gives back exactly what was written, or names the damaged line."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.records.errors import AppError
from core.store.runlog import RunLog, checksum, list_runs, read_run, read_summary, run_path


@pytest.fixture
def log(lines):
    """The short run on disk."""
    with RunLog.create("2026-run") as log:
        for line in lines:
            log.append(line)
    return log.path


def test_round_trip(log, lines) -> None:
    assert log == run_path("2026-run")
    assert list_runs() == (log,)
    assert read_run(log) == tuple(lines)


def test_summary_comes_from_the_end(log) -> None:
    summary = read_summary(log)
    assert (summary.run, summary.state, summary.seconds) == ("2026-run", "done", 12.5)
    assert summary.log == str(log)
    assert summary.machine is not None
    assert summary.machine.cpu.quota == 1.5


def test_a_torn_last_line_is_left_out_and_told(log, lines) -> None:
    data = log.read_bytes()
    last = data.rstrip(b"\n").rfind(b"\n") + 1
    for cut in (last + 1, last + 40, len(data) - 1):
        log.write_bytes(data[:cut])
        told: list[AppError] = []
        assert read_run(log, tell=told.append) == tuple(lines[:-1])
        assert str(log) in told[0].what
        with pytest.raises(AppError, match="cut off") as caught:
            read_summary(log)
        assert "forkwise runs reanalyse 2026-run" in caught.value.remedy


@pytest.mark.parametrize(
    ("mend", "number", "why"),
    [
        (lambda lines: lines[:1] + lines[2:], 2, "a line is missing"),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], 2, "a line is missing"),
        (lambda lines: lines[1:], 1, "a line is missing"),
        (lambda lines: [*lines[:2], b"", *lines[2:]], 3, "truncated"),
        (lambda lines: [*lines[:2], b'{"line":' + b"[" * 100_000, *lines[3:]], 3, "recursion"),
        (lambda lines: [*lines[:3], lines[3].replace(b"0.1", b"0.9"), lines[4]], 4, "checksum"),
        (lambda lines: [*lines[:3], lines[3].replace(b"2026", b"2027"), lines[4]], 4, "checksum"),
        (lambda lines: [*lines[:3], b"x" * (4 * 2**20 + 1), lines[4]], 4, "longer"),
    ],
)
def test_other_damage_names_the_line(log, mend, number, why) -> None:
    log.write_bytes(b"".join(line + b"\n" for line in mend(log.read_bytes().splitlines())))
    with pytest.raises(AppError) as caught:
        read_run(log)
    assert str(log) in caught.value.what
    assert f"line {number}: " in caught.value.why
    assert why in caught.value.why


def _frame(run: str, seq: int, line: object) -> bytes:
    payload = msgspec.json.encode(line)
    frame = {"run": run, "seq": seq, "check": checksum(run, seq, payload), "line": line}
    return msgspec.json.encode(frame) + b"\n"


def test_well_made_lines_in_the_wrong_place(log, lines) -> None:
    good = log.read_bytes()
    for extra, why in (
        (_frame("2026-run", 5, lines[0]), "header"),
        (_frame("other", 5, lines[1]), "another run"),
        (_frame("2026-run", 5, {"type": "nonsense"}), "nonsense"),
    ):
        log.write_bytes(good + extra)
        with pytest.raises(AppError) as caught:
            read_run(log)
        assert "line 6" in caught.value.why
        assert why in caught.value.why


@pytest.mark.parametrize(
    "change",
    [
        {"steps": [0, 1, 1, 1]},
        {"wall_ns": [0, 1, 1, 1]},
        {"cpu_ns": [1]},
        {"order": "pppp"},
        {"log_ratio": 700.0},
    ],
)
def test_a_round_that_no_machine_gives_is_damage(log, change) -> None:
    """Even under a right checksum: what follows divides by these figures."""
    round_ = {
        "type": "round",
        "launch": 1,
        "case": {"workload": "lstm", "phase": "train", "mode": "usual"},
        "round": 9,
        "order": "pttp",
        "wall_ns": [5, 5, 5, 5],
        "cpu_ns": [5, 5, 5, 5],
        "steps": [1, 1, 1, 1],
        "log_ratio": 0.0,
        "pressure": None,
    }
    good = log.read_bytes()
    log.write_bytes(good + _frame("2026-run", 5, round_))
    assert len(read_run(log)) == 6
    log.write_bytes(good + _frame("2026-run", 5, round_ | change))
    with pytest.raises(AppError) as caught:
        read_run(log)
    assert "line 6" in caught.value.why


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_no_flipped_bit_changes_a_figure(tmp_path, log, lines, data) -> None:
    raw = bytearray(log.read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    damaged = tmp_path / "damaged.jsonl"
    damaged.write_bytes(raw)
    try:
        found = read_run(damaged)
    except AppError:
        return
    assert found == tuple(lines[: len(found)]), "what is shown is what was written"
    assert len(found) >= len(lines) - 1


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(tmp_path, raw) -> None:
    path = tmp_path / "any.jsonl"
    path.write_bytes(raw)
    with pytest.raises(AppError):
        read_run(path)


def test_a_full_disk_leaves_whole_lines(lines, monkeypatch) -> None:
    log = RunLog.create("full")
    for line in lines[:3]:
        log.append(msgspec.structs.replace(line, run="full") if line is lines[0] else line)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(AppError, match="No space left"):
            log.append(lines[3])
    assert len(read_run(log.path)) == 3
    log.append(lines[3])
    log.close()
    log.close()
    assert len(read_run(log.path)) == 4


@pytest.mark.parametrize("run", ["", "../x", "a/b", ".hidden", "x" * 101, "a\0b", "a\nb"])
def test_ids_that_are_no_file_names(run) -> None:
    with pytest.raises(AppError, match="is no id of a run"):
        RunLog.create(run)


def test_a_log_is_never_overwritten(log) -> None:
    before = log.read_bytes()
    with pytest.raises(AppError, match="cannot be made"):
        RunLog.create("2026-run")
    assert log.read_bytes() == before
