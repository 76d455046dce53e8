from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure import gates
from core.measure.rounds import is_long, log_ratio, seen_enough, step_ns, toss

times = st.integers(1_000, 10_000_000_000)


def test_the_coin_is_fair_and_repeats_with_its_seed():
    orders = [toss(random.Random(n), long=False) for n in range(400)]
    assert set(orders) == {"pttp", "tppt"}
    assert 160 <= orders.count("pttp") <= 240
    assert orders == [toss(random.Random(n), long=False) for n in range(400)]
    assert {toss(random.Random(n), long=True) for n in range(40)} == {"pt", "tp"}


def test_long_blocks_make_short_rounds():
    assert not is_long({"pytorch": 20e6, "tensorflow": 49e6})
    assert is_long({"pytorch": 20e6, "tensorflow": 50e6})


@given(times, times, st.floats(-100, 100), st.sampled_from(["pttp", "tppt"]))
def test_a_linear_drift_of_the_logarithm_cancels(p, t, drift, order):
    base = {"p": p, "t": t}
    wall = [base[o] * math.exp(drift * i / 1000) for i, o in enumerate(order)]
    found = log_ratio(order, tuple(wall), (1, 1, 1, 1))  # type: ignore[arg-type]
    assert found == pytest.approx(math.log(t / p), abs=1e-9)


@given(st.lists(times, min_size=4, max_size=4), st.lists(times, min_size=4, max_size=4))
def test_swapping_the_sides_turns_the_sign(wall, steps):
    found = log_ratio("pttp", tuple(wall), tuple(steps))
    assert log_ratio("tppt", tuple(wall), tuple(steps)) == pytest.approx(-found, abs=1e-12)


def test_a_round_of_two_blocks():
    assert log_ratio("tp", (30, 10), (3, 2)) == pytest.approx(math.log(10 / 5))
    assert step_ns("tp", (30, 10), (3, 2), "tensorflow") == 10.0
    assert step_ns("pttp", (10, 30, 34, 20), (5, 8, 8, 5), "pytorch") == 3.0


def test_a_launch_stops_when_more_rounds_would_not_help():
    assert not seen_enough(7, 7, (0.001, 0.002), 0.05)
    assert seen_enough(8, 8, (-0.02, 0.03), 0.05)
    assert not seen_enough(8, 8, (-0.2, 0.3), 0.05)
    assert not seen_enough(8, 8, (0.2, 0.4), 0.05)
    assert seen_enough(8, 8, (0.30, 0.34), 0.05)
    assert not seen_enough(59, 59, None, 0.05)
    assert seen_enough(60, 0, None, 0.05)


def seen(**fields) -> gates.Telemetry:
    calm = {
        "wall_ns": 100_000_000,
        "pressure": 0.01,
        "major_faults": 0,
        "suspended_ns": 0,
        "cpus": 2.0,
    }
    return gates.Telemetry(**{**calm, **fields})


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, ""),
        ({"pressure": None}, ""),
        ({"pressure": 0.24}, ""),
        ({"pressure": 0.3}, "machine_busy"),
        ({"wall_ns": 10**10, "pressure": 0.21}, "machine_busy"),
        ({"major_faults": 1}, "page_fault"),
        ({"suspended_ns": 10**9}, "suspended"),
        ({"power_changed": True}, "power_changed"),
        # 2 CPUs for 100 ms: one tick of 10 ms is the reading itself, and 1 % is allowed.
        ({"stolen_ns": 10_000_000}, ""),
        ({"stolen_ns": 20_000_000}, "stolen"),
        ({"stolen_ns": 20_000_000, "pressure": 0.9}, "stolen"),
    ],
)
def test_a_round_is_dropped_by_what_the_machine_says(fields, reason):
    assert gates.drop_reason(seen(**fields)) == reason


def test_what_cannot_be_read_is_never_called_calm():
    words = [gates.pressure_word(p) for p in (None, 0.0, 0.049, 0.05, 0.2, 0.21)]
    assert words == ["not readable here", "calm", "calm", "noisy", "noisy", "busy"]


def test_the_sleep_of_this_machine_can_be_read():
    assert gates.sleep_gap_ns() >= -gates.SUSPEND_NS
