"""From answers to importance."""

from __future__ import annotations

import numpy as np
import pytest

from core.decide import levels
from core.decide.readings import Readings
from core.decide.streams import Streams
from core.records.answers import Answers
from core.records.knowledge import Option


def level(make, options, answers=None, *, base=1.0, multi=False, override=None, count=4000):
    asked = make.question("q", *options, multi=multi)
    knowledge = make.small((make.criterion("c", base),), (), (asked,))
    readings = Readings.of(knowledge, answers or Answers(), Streams(1, count))
    return levels.level(knowledge.criteria[0], readings, override)


SHIFTS = (
    Option(id="up", text="", shift={"c": 2}),
    Option(id="more", text="", shift={"c": 1}),
    Option(id="down", text="", shift={"c": -3}),
)
SETS = (
    Option(id="none", text="", set={"c": 0}),
    Option(id="some", text="", set={"c": 2.5}, shift={"c": 1}),
    Option(id="most", text="", set={"c": 3.5}),
)


def test_points_about_double_with_each_level():
    assert levels.points(np.arange(5.0)) == pytest.approx([0, 100 / 15, 20, 700 / 15, 100])


def test_a_level_is_the_inverse_of_its_points():
    for number in np.linspace(0, 4, 9):
        points = float(levels.points(np.array(number)))
        assert levels.level_of(points) == pytest.approx(number)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (("up",), 3.0), (("down",), 0.0), (("up", "more"), 3.0), (("up", "down"), 0.0),
        (("more", "down"), 0.0),
    ],
)  # fmt: skip
def test_shifts_add_to_the_base_and_are_clipped(make, chosen, expected):
    given = Answers(answers={"q": chosen})
    assert (level(make, SHIFTS, given, multi=True) == expected).all()


def test_the_most_is_4(make):
    assert (level(make, SHIFTS, make.said(q="up"), base=3.5) == 4.0).all()


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [(("none",), 0.0), (("some",), 2.5), (("some", "most"), 3.5), (("none", "some"), 2.5)],
)
def test_what_is_said_outright_replaces_the_sum_and_the_higher_wins(make, chosen, expected):
    given = Answers(answers={"q": chosen})
    assert (level(make, SETS, given, base=4.0, multi=True) == expected).all()


def test_an_override_replaces_everything(make):
    assert (level(make, SETS, make.said(q="most"), override=1.5) == 1.5).all()
    assert (level(make, SETS, make.said(q="most"), override=0.0) == 0.0).all()


@pytest.mark.parametrize("given", [{}, {"q": ("not_sure",)}])
def test_an_open_question_is_a_mixture_not_the_middle(make, given):
    options = (Option(id="a", text="", prior=1, set={"c": 0}),
               Option(id="b", text="", prior=1, set={"c": 4}))  # fmt: skip
    found = level(make, options, Answers(answers=given))
    assert set(np.unique(found)) == {0.0, 4.0}
    assert float(found.mean()) == pytest.approx(2.0, abs=4 * 2 / 2000**0.5)


def test_a_level_of_zero_is_certain_and_others_are_not():
    streams = Streams(1, 4000)
    off = levels.drawn_points("c", np.zeros(4000), 0.5, streams)
    assert (off == 0.0).all()
    low = levels.drawn_points("c", np.full(4000, 0.25), 0.5, streams)
    assert low.min() == pytest.approx(float(levels.points(np.array(0.05))))
    some = levels.drawn_points("c", np.full(4000, 2.0), 0.5, streams)
    ends = levels.points(np.array([1.5, 2.5]))
    assert ends[0] <= some.min() < ends[0] * 1.01
    assert ends[1] * 0.99 < some.max() <= ends[1]


def test_the_persons_own_hand_is_surer_and_a_contradiction_less_sure():
    assert levels.tau(overridden=False, widened=False) == 0.5
    assert levels.tau(overridden=True, widened=True) == 0.25
    assert levels.tau(overridden=False, widened=True) == 1.0
