"""Pressure is what others take; our own work is none."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from core.machine.pressure import Others, PressureMeter

BUSY = "import time\nend = time.monotonic() + {}\nwhile time.monotonic() < end: pass"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def stat(*cpus: tuple[int, int, int]) -> str:
    """Return /proc/stat of CPUs given as (user, idle, steal) ticks."""
    lines = ["cpu  9 9 9 9 9 9 9 9 9 9"]
    lines += [f"cpu{n} {u} 0 0 {i} 7 0 0 {s} {u} 0" for n, (u, i, s) in enumerate(cpus)]
    return "\n".join([*lines, "intr 5 5", ""])


def process(ticks: int) -> str:
    return f"1 (a) b) S 0 1 1 0 -1 0 0 0 0 0 {ticks} 0 0 0 20 0 1 0 5\n"


@pytest.fixture
def others(plant, monkeypatch) -> Callable[..., Others | None]:
    """Read what others took over 10 s of clock between two trees."""
    monkeypatch.setattr(os, "sysconf", lambda _name: 100)

    def read(before: dict, after: dict, *, cpus=frozenset({0, 1}), pids=(1,)) -> Others | None:
        clock = Clock()
        root = plant(before)
        meter = PressureMeter(root, cpus=cpus, clock=clock)
        mark = meter.mark(pids)
        plant(after)
        clock.now += 10
        return meter.since(mark)

    return read


@pytest.fixture
def reading(others) -> Callable[..., float | None]:
    """Read the pressure over 10 s of clock between two trees."""

    def read(*trees: dict, **more) -> float | None:
        found = others(*trees, **more)
        return None if found is None else found.share

    return read


def _tree(cpus: str, own: int) -> dict[str, str]:
    return {"proc/stat": cpus, "proc/1/stat": process(own)}


def test_a_calm_machine(reading) -> None:
    same = stat((0, 0, 0), (0, 0, 0))
    assert reading(_tree(same, 0), _tree(stat((0, 1000, 0), (0, 1000, 0)), 0)) == 0


def test_our_own_work_is_no_pressure(reading) -> None:
    before, after = stat((0, 0, 0), (0, 0, 0)), stat((900, 100, 0), (800, 200, 0))
    assert reading(_tree(before, 50), _tree(after, 1750)) == 0


def test_others_and_steal_count(reading) -> None:
    before, after = stat((0, 0, 0), (0, 0, 0)), stat((900, 60, 40), (300, 700, 0))
    assert reading(_tree(before, 0), _tree(after, 1000)) == pytest.approx(0.12)


def test_what_another_virtual_machine_took_is_told_apart(others) -> None:
    before, after = stat((0, 0, 0), (0, 0, 0)), stat((900, 60, 40), (300, 690, 10))
    assert others(_tree(before, 0), _tree(after, 1000)).stolen_s == pytest.approx(0.5)


def test_only_our_cpus_count(reading) -> None:
    before, after = stat((0, 0, 0), (0, 0, 0)), stat((1000, 0, 0), (100, 900, 0))
    assert reading(_tree(before, 0), _tree(after, 0), cpus=frozenset({1})) == pytest.approx(0.1)


def test_a_quota_makes_the_machine_smaller(reading) -> None:
    quota = {"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "50000 100000\n"}
    before, after = stat((0, 0, 0), (0, 0, 0)), stat((100, 900, 0), (0, 1000, 0))
    assert reading({**_tree(before, 0), **quota}, _tree(after, 0)) == pytest.approx(0.2)


def test_descendants_are_ours_and_count_once(reading) -> None:
    family = {
        "proc/1/task/1/children": "2 \n",
        "proc/2/task/7/children": "3 ",
        "proc/2/stat": process(0),
    }
    before = {**_tree(stat((0, 0, 0), (0, 0, 0)), 0), **family, "proc/3/stat": process(0)}
    after = {"proc/stat": stat((1000, 0, 0), (500, 500, 0)), "proc/3/stat": process(1500)}
    assert reading(before, after, pids=(1, 2)) == 0


def test_a_worker_that_ended_does_not_count_backwards(reading) -> None:
    before, after = stat((0, 0, 0), (0, 0, 0)), stat((500, 500, 0), (0, 1000, 0))
    assert reading(_tree(before, 5000), _tree(after, 0)) == pytest.approx(0.25)


@pytest.mark.parametrize("text", ["", "cpu 1 2 3", "cpu0 1 2\ncpu1 3", "garbage"])
def test_what_cannot_be_read_is_unknown(plant, text) -> None:
    meter = PressureMeter(plant({"proc/stat": text}), cpus=frozenset({0, 1}))
    mark = meter.mark(())
    assert mark is None
    assert meter.since(mark) is None


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_on_this_machine_a_burner_shows_unless_it_is_ours() -> None:
    meter = PressureMeter()
    with subprocess.Popen([sys.executable, "-c", BUSY.format(1.0)]) as burner:
        ours, theirs = meter.mark((os.getpid(),)), meter.mark(())
        burner.wait()
        as_others, as_ours = meter.since(theirs), meter.since(ours)
    assert as_others is not None
    assert as_ours is not None
    # The machine may have other work: only the difference between the two readings is known.
    assert as_others.share > as_ours.share + 0.1


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_reading_is_cheap() -> None:
    meter = PressureMeter()
    start = time.thread_time()
    for _ in range(50):
        meter.mark((os.getpid(),))
    assert (time.thread_time() - start) / 50 < 0.005
    assert Path("/proc/stat").exists()
