"""Pros and cons: every one of them is said by the evidence it names."""

from __future__ import annotations

import datetime as dt
import random

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers

KNOWLEDGE = load()
DAY = dt.date(2026, 11, 23)
ITEMS = {item.id: item for item in KNOWLEDGE.evidence}


def profiles(count: int):
    drawn = random.Random(7)
    for _ in range(count):
        asked = [q for q in KNOWLEDGE.questions if drawn.random() < 0.7]
        yield Answers(answers={q.id: (drawn.choice(q.option).id,) for q in asked})


def test_a_point_stands_under_the_sign_that_its_evidence_has():
    seen = 0
    for answers in profiles(40):
        verdict = resolve(KNOWLEDGE, answers, as_of=DAY, draws=200)
        for side, points in verdict.points.items():
            other = "tensorflow" if side == "pytorch" else "pytorch"
            for point in points:
                if not point.evidence:
                    continue
                value = ITEMS[point.evidence].value
                lead = value[side] - value[other]
                assert lead > 0.0 if point.sign == "+" else lead < 0.0, (point, value)
                seen += 1
    assert seen > 100


def test_both_sides_have_as_many_of_each_sign():
    for answers in profiles(20):
        points = resolve(KNOWLEDGE, answers, as_of=DAY, draws=200).points
        pros = {side: sum(p.sign == "+" for p in said) for side, said in points.items()}
        cons = {side: sum(p.sign == "-" for p in said) for side, said in points.items()}
        assert pros["pytorch"] == pros["tensorflow"]
        assert cons["pytorch"] == cons["tensorflow"]
