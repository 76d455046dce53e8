"""Coming to rest: a spinning thread is waited for, a sleeping one is not."""

import threading
import time

import pytest

from core.worker import silence


def test_sleeping_threads_are_rest():
    wake = threading.Event()
    sleeper = threading.Thread(target=wake.wait)
    sleeper.start()
    try:
        # On a loaded machine the new thread may take a while to get to its wait at all.
        assert any(silence.fall_silent() for _ in range(20))
    finally:
        wake.set()
        sleeper.join()


def _spin(seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        sum(range(100))


@pytest.mark.parametrize("rule", ["_threads_sleep", "_cpu_time_stands"])
def test_a_spinning_thread_is_waited_for_up_to_a_cap(rule, monkeypatch):
    monkeypatch.setattr(silence, "_threads_sleep", getattr(silence, rule))
    monkeypatch.setattr(silence, "LONGEST_NS", 20_000_000)
    spinner = threading.Thread(target=_spin, args=(0.5,))
    spinner.start()
    assert not silence.fall_silent()
    spinner.join()
    assert any(silence.fall_silent() for _ in range(20))
