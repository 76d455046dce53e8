"""Blocks and gates, on an arm that computes nothing but counts."""

import gc

import pytest

from core.worker.errors import CommandError
from core.worker.timing import first_step, is_stationary, run_block, warm


class CountingArm:
    name = "counting"
    parameters = 0

    def __init__(self, each_step=False, result=1.0):
        self.each_step = each_step
        self.result = result
        self.steps = self.reads = self.resets = self.compiled = 0
        self.collecting = []

    def prepare(self):
        self.compiled += 1

    def step(self):
        self.steps += 1
        self.collecting.append(gc.isenabled())
        sum(range(2_000))
        return self.result

    def read(self, result):
        self.reads += 1
        return result

    def checksum(self, result):
        return result

    def reset(self):
        self.resets += 1

    def traces(self):
        return self.compiled

    def output(self):
        return {}

    def gradients(self):
        return {}

    def state(self):
        return {}


def test_a_training_block_ends_in_one_barrier_and_a_latency_block_has_one_a_step():
    train, latency = CountingArm(), CountingArm(each_step=True)
    run_block(train, 10)
    run_block(latency, 10)
    assert (train.steps, train.reads, train.resets) == (10, 1, 1)
    assert (latency.steps, latency.reads, latency.resets) == (10, 10, 1)
    assert not any(train.collecting)
    assert gc.isenabled()


def test_a_block_tells_what_it_took():
    block = run_block(CountingArm(), 50)
    assert set(block) >= {"wall_ns", "cpu_ns", "checksum"}
    assert block["wall_ns"] > 0
    assert block["checksum"] == 1.0


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_numbers_that_are_not_finite_are_an_error(value):
    with pytest.raises(CommandError, match="not finite"):
        run_block(CountingArm(result=value), 1)
    assert gc.isenabled()


def test_the_first_step_counts_compiling_only_where_something_was_compiled():
    first, compiling = first_step(CountingArm())
    assert 0 < compiling <= first
    arm = CountingArm()
    arm.traces = lambda: 0
    assert first_step(arm)[1] == 0


def test_warm_up_ends_at_its_caps():
    found = warm(CountingArm(), 200_000, 5_000_000)
    assert sum(found.blocks_ns) < 50_000_000
    assert 1 <= len(found.blocks_ns) <= 60
    assert found.n >= 1
    assert found.step_ns > 0


def test_warm_up_never_settles_while_something_is_compiled():
    arm = CountingArm()
    arm.traces = lambda: arm.steps
    found = warm(arm, 100_000, 60_000_000_000)
    assert not found.settled
    assert len(found.blocks_ns) == 60


@pytest.mark.parametrize(
    ("blocks", "settled"),
    [
        ([100] * 15, False),
        ([100] * 16, True),
        ([100, 101] * 8, True),
        ([110] * 8 + [100] * 8, False),
        ([100 + i % 2 for i in range(8)] + [80, 120] * 4, False),
        ([500, 300, 200, 150] + [100, 101] * 8, True),
    ],
)
def test_stationary_needs_equal_medians_and_spreads(blocks, settled):
    assert is_stationary(blocks) is settled
