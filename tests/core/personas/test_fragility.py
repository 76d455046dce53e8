"""The verdicts hang on answers and constraints, not on the second decimal of a value."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import msgspec
import numpy as np

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.store.answerfile import read_answers

HERE = Path(__file__).parent
ALL = tomllib.loads((HERE / "expectations.toml").read_text(encoding="utf-8"))
EXPECTED = {case: said for case, said in ALL.items() if case.startswith("o")}
DAY = dt.date(2026, 11, 23)
ROUNDS = 12


def shaken(known, random):
    """Move every value by up to 0.05 and scale every base level by 0.5 to 1.5."""
    replace = msgspec.structs.replace
    evidence = tuple(
        replace(e, value={side: v + random.uniform(-0.05, 0.05) for side, v in e.value.items()})
        for e in known.evidence
    )
    criteria = tuple(
        replace(c, base_level=c.base_level * random.uniform(0.5, 1.5)) for c in known.criteria
    )
    return replace(known, evidence=evidence, criteria=criteria)


def test_shaking_the_knowledge_changes_hardly_a_verdict(record_property):
    """T21."""
    known, random = load(), np.random.default_rng(7)
    answers = {case: read_answers(HERE / f"{case}.toml") for case in EXPECTED}
    changed = [
        case
        for knowledge in (shaken(known, random) for _ in range(ROUNDS))
        for case, said in EXPECTED.items()
        if resolve(knowledge, answers[case], as_of=DAY, draws=2000).verdict != said["expected"]
    ]
    record_property("changed", len(changed))
    assert len(changed) <= 0.05 * ROUNDS * len(EXPECTED), changed
