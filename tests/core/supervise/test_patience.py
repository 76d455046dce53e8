"""When a silent worker hangs, and what it is taken to be doing."""

import time

import pytest

from core.supervise.exchange import Exchange
from core.supervise.frames import ProtocolError
from core.supervise.patience import Patience

SILENCE_S = 10.0


class Life:
    """A clock and a worker's CPU time, both moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.cpu_s = 0.0

    def goes_on(self, seconds: float, *, busy: float = 0.0) -> None:
        self.now += seconds
        self.cpu_s += seconds * busy

    def cpu_ns(self) -> int:
        return int(self.cpu_s * 1e9)


@pytest.fixture
def life(monkeypatch):
    life = Life()
    monkeypatch.setattr(time, "monotonic", lambda: life.now)
    return life


@pytest.fixture
def patience(life):
    return Patience(SILENCE_S, life.cpu_ns)


def test_silent_and_idle_is_over_after_the_whole_time(life, patience):
    assert patience.until() - life.now == SILENCE_S / 2
    life.goes_on(SILENCE_S / 2)
    assert not patience.is_over()
    assert patience.until() - life.now == SILENCE_S / 2
    life.goes_on(SILENCE_S / 2 - 0.1)
    assert not patience.is_over()
    life.goes_on(0.1)
    assert patience.is_over()


def test_silent_and_busy_has_all_the_time_it_wants(life, patience):
    for _ in range(20):
        life.goes_on(SILENCE_S / 2, busy=0.02)
        assert not patience.is_over()


def test_what_it_computed_before_the_last_half_does_not_help(life, patience):
    life.goes_on(SILENCE_S / 2, busy=1.0)
    assert not patience.is_over()
    life.goes_on(SILENCE_S / 2, busy=0.005)
    assert patience.is_over()


def test_a_sign_of_life_begins_anew(life, patience):
    life.goes_on(SILENCE_S / 2)
    assert not patience.is_over()
    life.goes_on(SILENCE_S / 2)
    patience.heard()
    assert patience.until() - life.now == SILENCE_S / 2
    assert not patience.is_over()


def test_a_sign_of_life_in_the_middle_of_the_look_is_no_error(life):
    """The thread that reads and the thread that waits meet here."""
    patience = Patience(SILENCE_S, lambda: (patience.heard(), 0)[1])
    for _ in range(3):
        life.goes_on(SILENCE_S / 2)
        patience.is_over()


def test_what_a_worker_is_doing_and_owes():
    exchange = Exchange()
    assert (exchange.doing(), exchange.owes()) == ("start", False)
    first, second = exchange.ask("build"), exchange.ask("warm")
    assert first != second
    assert (exchange.doing(), exchange.owes()) == ("build", True)
    assert not exchange.take({"type": "phase", "name": "p" * 500})
    assert exchange.doing() == exchange.phase == "p" * 80
    assert exchange.take({"type": "done", "id": second})
    assert exchange.take({"type": "error", "id": first})
    assert not exchange.owes()
    exchange.ask("quit")
    assert not exchange.owes()
    assert not exchange.take({"type": "bye"})
    assert exchange.said_bye


@pytest.mark.parametrize("number", [0, 7, -1, None, "1", True, 1.0])
def test_an_answer_that_nobody_asked_for_is_refused(number):
    exchange = Exchange()
    exchange.take({"type": "hello"})
    exchange.take({"type": "done", "id": exchange.ask("build")})
    assert exchange.ask("warm") == 1
    with pytest.raises(ProtocolError, match="never sent"):
        exchange.take({"type": "done", "id": number})
