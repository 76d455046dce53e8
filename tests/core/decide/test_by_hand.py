"""An importance set by hand is what building everything anew with it gives, by every way to it."""

from __future__ import annotations

import msgspec
import pytest

from core.decide.aggregate import aggregate
from core.decide.build import build
from core.decide.by_hand import ByHand
from core.decide.levels import level_of
from core.decide.model import Given
from core.decide.streams import Streams
from core.records.answers import Answers, TradeOff
from core.records.knowledge import Swing

DRAWS = 400
PLAIN = Answers(name="Ana", overrides={"b": 3.0})
RANKED = Answers(name="Ben", ranking=("b", "a", "c"))
CHOSEN = Answers(name="Cem", trade_offs=(TradeOff(prefer="a", over="b"),))


@pytest.fixture
def given(make) -> Given:
    criteria = [
        make.criterion(id_, level, swing=Swing(gain=0.25, text=f"does {id_}"))
        for id_, level in (("a", 2.0), ("b", 2.0), ("c", 1.0))
    ]
    items = [
        make.item("ea", "a", 0.7, 0.5), make.item("eb", "b", 0.4, 0.8),
        make.item("ec", "c", 0.5, 0.5),
    ]  # fmt: skip
    return Given(make.small(criteria, items, draws=DRAWS), (), Streams(1, DRAWS), make.DAY)


def anew(given: Given, answers: Answers, criterion: str, level: float):
    overrides = {**answers.overrides, criterion: level}
    model = build(given, msgspec.structs.replace(answers, overrides=overrides))
    return aggregate(model, given.knowledge.meta.eps)


@pytest.mark.parametrize("answers", [PLAIN, RANKED, CHOSEN], ids=lambda a: a.name)
@pytest.mark.parametrize("level", [0.0, 1.0, 4.0])
@pytest.mark.parametrize("criterion", ["a", "b"])
def test_one_person(given, answers, criterion, level):
    model = build(given, answers)
    tried = ByHand(given, [(answers, model)]).at(model.index(criterion), level)
    right = anew(given, answers, criterion, level)
    assert tried.margin == pytest.approx(right.margin)
    assert tried.p_equal == pytest.approx(float(right.equal.mean()))
    assert tried.shares == pytest.approx(right.shares)


def test_several_people_have_an_equal_say(given):
    people = [PLAIN, RANKED, CHOSEN]
    hand = ByHand(given, [(person, build(given, person)) for person in people])
    tried = hand.at(0, 3.0)
    right = [anew(given, person, "a", 3.0) for person in people]
    assert tried.margin == pytest.approx(sum(one.margin for one in right) / 3)
    assert tried.p_equal == pytest.approx(sum(float(one.equal.mean()) for one in right) / 3)
    for name, share in tried.shares.items():
        assert share == pytest.approx(sum(one.shares[name] for one in right) / 3)


@pytest.mark.parametrize("answers", [PLAIN, RANKED], ids=lambda a: a.name)
def test_where_the_two_draw_level_no_other_position_is_nearer_to_it(given, answers):
    """Every whole position of the slider is tried: the more weight, the more for TensorFlow."""
    model = build(given, answers)
    hand = ByHand(given, [(answers, model)])
    row = model.index("b")  # speaks for TensorFlow
    margins = [hand.at(row, float(level_of(points))).margin for points in range(101)]
    assert margins == sorted(margins, reverse=True)
    now = 50
    toward = range(now, 101) if margins[now] > 0.0 else range(now + 1)
    found = hand.drawing_level(row, now, ahead=margins[now], upwards=margins[now] > 0.0)
    level = [points for points in toward if abs(margins[points]) < 0.005]
    if not level:
        assert found is None
    else:
        assert found in level
        assert abs(margins[found]) <= min(abs(margins[p]) for p in level) + 1e-12


def test_a_leader_that_needs_nothing_of_it_is_level_nowhere(given):
    """At no importance at all the other criteria still speak for PyTorch."""
    answers = Answers(overrides={"a": 4.0, "b": 0.0})
    model = build(given, answers)
    hand = ByHand(given, [(answers, model)])
    assert aggregate(model, given.knowledge.meta.eps).margin > 0.0
    row = model.index("b")
    assert hand.drawing_level(row, 0, ahead=1.0, upwards=False) is None
