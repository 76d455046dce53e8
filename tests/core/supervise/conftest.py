"""A supervisor per test, and proof that each test leaves nothing behind."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.records.base import Side
from core.supervise import guardian
from core.supervise.supervisor import Supervisor
from core.supervise.worker import Worker

HOSTILE = Path(__file__).with_name("hostile.py")


@pytest.fixture
def supervisor(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Supervisor]:
    """A supervisor whose patience is short; afterwards no process and no thread is left.

    Parametrise it indirectly with keywords of `Supervisor` for other limits.
    """
    before = set(threading.enumerate())
    options = {"silence_s": 0.6, "hello_s": 10.0, **getattr(request, "param", {})}
    supervisor = Supervisor(tmp_path, **options)
    try:
        yield supervisor
    finally:
        supervisor.close()
    assert not guardian.bearers(supervisor.mark.encode())
    assert set(threading.enumerate()) <= before


@pytest.fixture
def spawn(supervisor: Supervisor) -> Callable[..., Worker]:
    """Start a hostile worker."""

    def start(side: Side = "pytorch", **options) -> Worker:
        return supervisor.spawn(side, sys.executable, script=HOSTILE, **options)

    return start


@pytest.fixture
def until() -> Callable[[Callable[[], object], float], float]:
    """Wait for a condition and return how long it took; fail after the limit."""

    def wait(condition: Callable[[], object], limit_s: float) -> float:
        start = time.monotonic()
        while not condition():
            if time.monotonic() - start > limit_s:
                pytest.fail(f"not within {limit_s} s")
            time.sleep(0.005)
        return time.monotonic() - start

    return wait


@pytest.fixture
def gone() -> Callable[[int], bool]:
    """Tell whether a process has ended; a zombie has."""

    def is_gone(pid: int) -> bool:
        try:
            text = Path(f"/proc/{pid}/stat").read_text()
        except (FileNotFoundError, ProcessLookupError):
            return True
        return text.rpartition(")")[2].split()[0] in "ZX"

    return is_gone
