"""T21: the verdicts hang on answers and constraints, not on the second decimal of a value."""

from __future__ import annotations

import pytest
from jitter import GOAL, Audit

from core.knowledge.load import load

SEED, DRAWS = 7, 2000


def share_that_changes(rounds: int, record_property) -> float:
    audit = Audit(load(), SEED, DRAWS)
    before = audit.verdicts(audit.knowledge)
    changed = [(n, *pair) for n in range(rounds) for pair in audit.round(n, before).items()]
    record_property("changed", changed)
    return len(changed) / (rounds * len(before))


def test_shaking_the_knowledge_changes_hardly_a_verdict(record_property):
    assert share_that_changes(10, record_property) <= GOAL


@pytest.mark.slow
def test_shaking_it_two_hundred_times_changes_hardly_a_verdict(record_property):
    assert share_that_changes(200, record_property) <= GOAL


def test_a_round_gives_the_same_changes_whenever_it_is_done():
    audit = Audit(load(), SEED, 200)
    before = audit.verdicts(audit.knowledge)
    before |= {"o04": before["o02"]}  # so that there is something to tell
    changed = audit.round(3, before)
    assert changed["o04"] == "neither"
    assert audit.round(3, before) == changed
