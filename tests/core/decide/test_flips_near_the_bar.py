"""What would change the verdict, where it is close: what is listed, in which order, and once."""

from __future__ import annotations

import pytest
from decide_records import DAY

from core.decide.build import build
from core.decide.by_hand import ByHand, Tried
from core.decide.flips_by_hand import by_weight, deciding
from core.decide.judge import LEANING
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.decide.turning import means
from core.decide.weigh import weigh
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.knowledge import Option
from core.records.levels import level_of, points_of

SIGN = {"pytorch": 1.0, "tensorflow": -1.0}


def known(make, leads, levels, *questions, draws=400, width=0.02):
    """Knowledge with one criterion for each lead (PyTorch's value minus TensorFlow's)."""
    names = [f"c{i}" for i in range(len(leads))]
    criteria = [make.criterion(n, level) for n, level in zip(names, levels, strict=True)]
    items = [
        make.item(n, n, 0.5 + lead / 2, 0.5 - lead / 2, width=width)
        for n, lead in zip(names, leads, strict=True)
    ]
    core = tuple(q.id for q in questions)
    return make.small(criteria, items, questions, draws=draws, core=core)


def weighed(knowledge):
    given = Given(knowledge, (), Streams(1, knowledge.meta.draws), DAY)
    answers = Answers()
    found = weigh(given, answers)
    hand = ByHand(given, [(answers, build(given, answers))])
    return hand, found.model, found.outcome, means(found.model)


@pytest.mark.parametrize("ahead", SIDES)
def test_the_nearest_positions_at_which_the_two_draw_level_are_listed_in_order(make, ahead):
    """Every row's own position is looked for by itself; the three nearest must be the ones told."""
    leads = [SIGN[ahead] * lead for lead in (0.3, -0.9, -0.6, -0.4, -0.75, 0.5)]
    hand, model, outcome, mean = weighed(known(make, leads, (2.2, 1.0, 1.5, 1.0, 0.5, 2.6)))
    alone = []
    for row, criterion in enumerate(model.criteria):
        level = float(model.drawn_levels[criterion.id].mean())
        upwards = SIGN[ahead] * leads[row] < 0.0
        points = hand.drawing_level(row, points_of(level), ahead=outcome.margin, upwards=upwards)
        if points is not None:
            alone.append((abs(level_of(points) - level), criterion.id, float(points)))
    assert len(alone) > 3
    told = [(flip.subject, flip.value) for flip in by_weight(hand, model, outcome, mean)]
    assert told == [(id_, points) for _, id_, points in sorted(alone)[:3]]


def test_what_tells_the_two_not_apart_is_at_no_position_what_decides(make):
    """The lead is under half a point already, and c1 speaks for nobody."""
    hand, model, outcome, mean = weighed(known(make, (0.004, 0.0), (2.0, 2.0)))
    assert abs(outcome.margin) < 0.005
    assert all(flip.subject != "c1" for flip in by_weight(hand, model, outcome, mean))


def test_a_lead_under_half_a_point_is_level_and_over_it_is_not():
    assert Tried(0.0049, {}, 0.0).is_level
    assert not Tried(0.0051, {}, 0.0).is_level
    assert not Tried(-0.0051, {}, 0.0).is_level


def test_an_importance_that_names_a_side_is_listed_once_a_side(make):
    """Two levels of c0 would name PyTorch; the nearer one is told, and what else there is."""
    hand, model, outcome, mean = weighed(known(make, (0.5, -0.5), (1.0, 1.0)))
    assert all(outcome.shares[side] < LEANING for side in SIDES)
    found = deciding(hand, model, mean)
    told = [(flip.subject, flip.then.partition(" first")[0]) for flip in found]
    assert len(told) == len(set(told))
    assert {side for _, side in told} == {"PyTorch", "TensorFlow"}


FULL, FEW = 6_000, 2_000


def close(make, ahead, shift: float, draws: int):
    """Knowledge in which one answer gives c1, which speaks for the side behind, some weight."""
    shifted = Option(id="y", text="Y", shift={"c1": shift})
    questions = [make.question("q0", Option(id="x", text="X"), shifted)]
    questions += [make.question(f"q{i}", "x", "y") for i in range(1, 4)]
    leads = (0.3 * SIGN[ahead], -0.3 * SIGN[ahead])
    return known(make, leads, (2.0, 1.0), *questions, draws=draws, width=0.15)


def straddling(make, ahead) -> tuple[float, int]:
    """Return a shift and a seed where that answer names the other side on all draws only."""
    (other,) = (side for side in SIDES if side != ahead)
    said = Answers(answers={"q0": ("y",), **{f"q{i}": ("x",) for i in range(1, 4)}})

    def named(shift: float, draws: int, seed: int) -> bool:
        found = resolve(close(make, ahead, shift, draws), said, as_of=DAY, seed=seed)
        return getattr(found.shares, other) >= LEANING

    for seed in range(1, 20):
        low, high = 1.0, 2.0
        while high - low > 1e-4:  # the least shift that names the other side on all draws
            middle = (low + high) / 2.0
            low, high = (low, middle) if named(middle, FULL, seed) else (middle, high)
        if named(high, FULL, seed) and not named(high, FEW, seed):
            return high, seed
    raise AssertionError("few draws name the other side wherever all do")


@pytest.mark.parametrize("ahead", SIDES)
def test_what_few_draws_put_just_under_the_bar_is_tried_on_all(make, ahead):
    shift, seed = straddling(make, ahead)
    said = Answers(answers={f"q{i}": ("x",) for i in range(4)})
    flips = resolve(close(make, ahead, shift, FULL), said, as_of=DAY, seed=seed).flips
    assert [f.what for f in flips if f.kind == "answer"] == ["Step q0: “Y”"]


def test_an_option_that_is_gone_from_the_knowledge_is_left_out_of_what_you_said(make):
    shifted = Option(id="y", text="Y", shift={"c1": 3.0})
    questions = [make.question("q0", Option(id="x", text="X"), shifted, multi=True)]
    questions += [make.question(f"q{i}", "x", "y") for i in range(1, 4)]
    knowledge = known(make, (0.4, -0.5), (2.0, 0.5), *questions)
    answers = {"q0": ("x", "gone"), **{f"q{i}": ("x",) for i in range(1, 4)}}
    found = resolve(knowledge, Answers(answers=answers), as_of=DAY)
    (flip,) = [f for f in found.flips if f.kind == "answer" and f.subject == "q0"]
    assert flip.now == "You said “X”"
