"""Evidence: pooling, age, conditions, several options at once."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import strategies as st

from core.decide.readings import Readings
from core.decide.streams import Streams
from core.decide.values import draw, half_width, known, usable
from core.records.answers import Answers
from core.records.knowledge import Option
from core.records.rules import Condition, Term

numbers = st.floats(0, 1)
widths = st.floats(0.01, 0.5)


def cell(make, items, answers=None, questions=(), count=2000):
    knowledge = make.small((make.criterion("c"),), items, questions)
    readings = Readings.of(knowledge, answers or Answers(), Streams(1, count))
    criterion = knowledge.criteria[0].id
    return known(usable(knowledge)[criterion], readings, make.DAY)


def when(question, *options):
    return Condition(all=(Term(q=question, is_=options),))


def test_nothing_known_is_anything_from_0_to_1(make):
    found = cell(make, [])
    assert (found.mean["pytorch"] == 0.5).all()
    assert (found.half["tensorflow"] == 0.5).all()
    assert found.missing == 1.0


@pytest.mark.parametrize(
    ("kind", "days", "expected"),
    [
        ("documented", 0, 0.05), ("survey", 0, 0.10), ("judgement", 0, 0.20), ("seed", 0, 0.25),
        ("documented", 365, 0.05), ("documented", 2 * 365.25, 0.10), ("seed", 50_000, 0.5),
        ("documented", -300, 0.05),
    ],
)  # fmt: skip
def test_evidence_gets_wider_from_its_second_year_on(make, kind, days, expected):
    old = make.item("e", "c", 0.5, 0.5, kind=kind, date=make.DAY - dt.timedelta(days=days))
    assert half_width(old, make.DAY) == pytest.approx(expected, abs=2e-4)


def test_an_items_own_width_counts(make):
    assert half_width(make.item("e", "c", 0, 0, width=0.33), make.DAY) == 0.33


def test_only_evidence_in_use_counts(make):
    items = [
        make.item("a", "c", 0.9, 0.1),
        make.item("b", "c", 0.1, 0.9, status="retired"),
        make.item("d", "c", 0.1, 0.9, status="shown_only"),
        make.item("e", "other", 0.1, 0.9),
    ]
    found = cell(make, items)
    assert found.used == ("a",)
    assert found.mean["pytorch"][0] == pytest.approx(0.9)


def test_a_condition_on_an_open_question_holds_in_its_share_of_the_draws(make):
    asked = make.question("q", Option(id="x", text="x", prior=1), Option(id="y", text="y", prior=3))
    items = [make.item("a", "c", 0.9, 0.1, when=when("q", "x")),
             make.item("b", "c", 0.2, 0.8, when=when("q", "y"))]  # fmt: skip
    open_ = cell(make, items, questions=(asked,), count=20_000)
    share = float((open_.mean["pytorch"] > 0.5).mean())
    assert share == pytest.approx(0.25, abs=4 * (0.25 * 0.75 / 10_000) ** 0.5)
    settled = cell(make, items, make.said(q="x"), (asked,))
    assert settled.mean["pytorch"] == pytest.approx(0.9)
    assert settled.used == ("a",)


def test_all_any_and_none_hold_for_open_and_for_settled_questions(make):
    asked = (make.question("q", "x", "y"), make.question("r", "x", "y"))
    x, y = Term(q="q", is_=("x",)), Term(q="r", is_=("x",))
    share = {}
    for name, held in {
        "all": Condition(all=(x, y)), "any": Condition(any=(x, y)), "none": Condition(none=(x, y)),
    }.items():  # fmt: skip
        items = [make.item("a", "c", 0.9, 0.1, when=held)]
        found = cell(make, items, questions=asked, count=20_000)
        share[name] = float((found.mean["pytorch"] > 0.8).mean())
        settled = cell(make, items, make.said(q="x", r="y"), asked)
        assert settled.missing == (0.0 if name == "any" else 1.0)
        half = cell(make, items, make.said(q="y"), asked, count=20_000)
        expected = {"all": 0.0, "any": 0.5, "none": 0.5}[name]
        assert 1.0 - half.missing == pytest.approx(expected, abs=0.03)
    assert share == pytest.approx({"all": 0.25, "any": 0.75, "none": 0.25}, abs=0.02)


def test_several_ticks_are_averaged_and_their_spread_is_added(make):
    asked = make.question("q", "x", "y", "z", multi=True)
    items = [make.item("a", "c", 0.9, 0.5, when=when("q", "x")),
             make.item("b", "c", 0.3, 0.5, when=when("q", "y"))]  # fmt: skip
    both = cell(make, items, make.said(q=("x", "y")), (asked,))
    assert both.mean["pytorch"][0] == pytest.approx(0.6)
    assert both.half["pytorch"][0] == pytest.approx(0.05 + 0.3)
    assert both.half["tensorflow"][0] == pytest.approx(0.05)
    # A tick that no evidence hangs on adds nothing.
    one = cell(make, items, make.said(q=("x", "z")), (asked,))
    assert one.mean["pytorch"][0] == pytest.approx(0.9)
    assert one.half["pytorch"][0] == pytest.approx(0.05)


def test_drawn_values_are_not_clipped_so_means_stay_exact(make):
    found = cell(make, [make.item("a", "c", 1.0, 0.0, width=0.4)], count=4000)
    pytorch, tensorflow = draw(found, "c", Streams(1, 4000))
    assert pytorch.max() > 1.0
    assert tensorflow.min() < 0.0
    assert float((pytorch - tensorflow).mean()) == pytest.approx(1.0, abs=1e-12)
    assert float(np.ptp(pytorch)) == pytest.approx(0.8, abs=0.01)
