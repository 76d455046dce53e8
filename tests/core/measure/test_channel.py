from __future__ import annotations

import os
import threading
import time

import msgspec
import pytest

from core.measure.channel import Cancelled, Commands, EventWriter, listen, obey
from core.measure.clock import Clock, Forecast, OutOfTime
from core.records.events import Breathe, Event, Notice


@pytest.fixture
def pipe():
    ends = os.pipe()
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            continue


def test_commands_come_in_over_the_pipe(pipe):
    commands = Commands()
    thread = listen(pipe[0], commands)
    os.write(pipe[1], b'{"type":"pause"}\nnonsense\n{"type":"breathed","seq":4}\n')
    assert commands.await_breath(4, 5.0)
    assert commands.paused
    assert not commands.cancelled
    os.write(pipe[1], b'{"type":"resume"}\n{"type":"can')
    commands.hold()
    os.write(pipe[1], b'cel"}\n')
    os.close(pipe[1])
    thread.join(5.0)
    assert commands.cancelled


def test_the_end_of_the_pipe_cancels(pipe):
    commands = Commands()
    os.close(pipe[1])
    listen(pipe[0], commands).join(5.0)
    with pytest.raises(Cancelled):
        commands.check()


@pytest.mark.parametrize(
    "line", [b"", b"{}", b'{"type":"sing"}', b'{"type":"breathed"}', b"\xff\xfe", b"[" * 9999]
)
def test_what_is_no_command_changes_nothing(line):
    commands = Commands()
    assert not obey(line, commands)
    assert not commands.cancelled


def test_a_cancel_wakes_whoever_waits_and_tells_listeners_once():
    commands, told = Commands(), []
    commands.on_cancel(lambda: told.append("early"))
    threading.Timer(0.05, commands.cancel).start()
    start = time.monotonic()
    with pytest.raises(Cancelled):
        commands.rest(30.0)
    assert time.monotonic() - start < 5.0
    commands.cancel()
    commands.on_cancel(lambda: told.append("late"))
    assert told == ["early", "late"]


def test_a_breath_that_never_comes_is_waited_for_only_so_long():
    assert not Commands().await_breath(1, 0.01)


def test_events_are_lines_and_a_closed_reader_cancels(pipe):
    commands = Commands()
    emit = EventWriter(pipe[1], commands)
    emit(Breathe(seq=1))
    emit(Notice(code="x", what="½"))
    lines = os.read(pipe[0], 4096).splitlines()
    assert msgspec.json.decode(lines[0], type=Event) == Breathe(seq=1)
    assert len(lines) == 2
    os.close(pipe[0])
    emit(Breathe(seq=2))
    assert commands.cancelled


class Hands:
    """A clock whose hands are moved by the test."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_a_pause_does_not_spend_the_budget():
    hands = Hands()
    clock = Clock(10.0, hands)
    hands.at += 4.0

    def wait() -> None:
        hands.at += 60.0

    clock.hold(wait)
    assert clock.elapsed_s == pytest.approx(4.0)
    assert clock.left_s == pytest.approx(6.0)


def test_work_is_cut_off_within_the_promise():
    hands = Hands()
    clock = Clock(10.0, hands)
    hands.at += 10.3
    clock.check()
    hands.at += 0.2
    with pytest.raises(OutOfTime):
        clock.check()
    assert clock.elapsed_s < 11.0


def test_progress_never_goes_back_and_never_promises_the_past():
    hands = Hands()
    clock = Clock(100.0, hands)
    seen = []
    for rest in (50.0, 80.0, 10.0, 40.0, 0.0):
        hands.at += 10.0
        seen.append(clock.progress(rest))
    assert [d for d, _ in seen] == sorted(d for d, _ in seen)
    assert all(eta >= 1.0 for _, eta in seen)
    assert seen[-1][0] < 1.0


def test_a_forecast_learns_from_what_launches_take():
    forecast = Forecast()
    assert forecast.launch_s(2) > 8.0
    forecast.started(3.0)
    forecast.visited("a", fixed_s=1.0, round_s=0.1, rounds=8)
    forecast.finished(2, 9.0)
    assert forecast.launch_s(2) == 9.0
    assert forecast.least_s(("a",)) == pytest.approx(4.8)
