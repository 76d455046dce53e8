"""Pros and cons: every one of them is said by the evidence it names."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.base import SIDE_NAMES, SIDES

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


def pooled(make, side, first, second, level=2.0):
    """Return the points where two items about one criterion lean to different sides."""
    sign = 1.0 if side == "pytorch" else -1.0
    leads = {"a": first * sign, "b": second * sign}
    items = [
        make.item(id_, "c0", 0.5 + lead / 2, 0.5 - lead / 2, width=0.02)
        for id_, lead in leads.items()
    ]
    # So that each side has something that speaks for it.
    items += [make.item("c", "c1", 0.5 + sign * 0.3, 0.5 - sign * 0.3, width=0.02),
              make.item("d", "c2", 0.5 - sign * 0.3, 0.5 + sign * 0.3, width=0.02),
              make.item("e", "c3", 0.5 - sign * 0.3, 0.5 + sign * 0.3, width=0.02)]  # fmt: skip
    criteria = [make.criterion("c0", level), *(make.criterion(f"c{i}", 2.0) for i in (1, 2, 3))]
    questions = [make.question(f"q{i}", "x", "y") for i in range(4)]
    known = make.small(criteria, items, questions, draws=400, core=[q.id for q in questions])
    said = Answers(answers={q.id: ("x",) for q in questions})
    return resolve(known, said, as_of=make.DAY).points[side]


@pytest.mark.parametrize("side", SIDES)
def test_what_leads_by_two_hundredths_speaks_for_neither_side(make, side):
    assert "c0" not in {p.criterion for p in pooled(make, side, 0.06, -0.02, level=0.0)}
    assert "c0" in {p.criterion for p in pooled(make, side, 0.10, -0.02, level=0.0)}


@pytest.mark.parametrize("side", SIDES)
def test_what_is_said_is_what_the_leading_item_says_of_that_side(make, side):
    """Of two items that lean apart the one that leans to the side is quoted, for both alike."""
    (point,) = [p for p in pooled(make, side, 0.5, -0.1) if p.criterion == "c0"]
    assert (point.sign, point.evidence) == ("+", "a")
    assert point.text.startswith(f"a of {SIDE_NAMES[side]}")


@pytest.mark.parametrize("side", SIDES)
def test_what_has_no_weight_says_so_and_comes_last(make, side):
    told = [p for p in pooled(make, side, 0.5, 0.5, level=0.0) if p.sign == "+"]
    assert [p.criterion for p in told] == ["c1", "c0"]
    assert told[-1].text.endswith("(no weight for you)")
    assert not told[0].text.endswith("(no weight for you)")
