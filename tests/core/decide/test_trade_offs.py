"""Two-criterion choices leave the draws that agree with them."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from core.decide.build import build
from core.decide.levels import level_of
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.decide.trade_offs import LEAST_KEPT, prefers, strained
from core.decide.weigh import weigh
from core.records.answers import Answers, TradeOff
from core.records.knowledge import Swing


def two(make, first=2.0, second=2.0, gains=(0.25, 0.25)):
    criteria = (
        make.criterion("a", first, swing=Swing(gain=gains[0], text="does a")),
        make.criterion("b", second, swing=Swing(gain=gains[1], text="does b")),
        make.criterion("c", 2.0),
    )
    evidence = (
        make.item("ea", "a", 0.9, 0.4), make.item("eb", "b", 0.4, 0.9),
        make.item("ec", "c", 0.5, 0.5),
    )  # fmt: skip
    return make.small(criteria, evidence)


def model_of(make, knowledge, *choices, count=20_000):
    given = Given(knowledge, (), Streams(1, count), make.DAY)
    return build(given, Answers(trade_offs=tuple(TradeOff(prefer=p, over=o) for p, o in choices)))


def test_only_draws_that_agree_are_kept(make):
    model = model_of(make, two(make), ("a", "b"))
    assert model.strained == ""
    assert prefers(model, "a", "b").all()
    assert 0.4 < model.count / 20_000 < 0.6
    # Both draws of a mirrored pair stay or go together.
    assert model.count % 2 == 0
    half = model.count // 2
    assert (model.points[:, :half] == model.points[:, half:]).all()
    assert (model.values["pytorch"][:, :half] != model.values["pytorch"][:, half:]).any()


def test_gains_count(make):
    """Half the importance is enough when the improvement is twice as large."""
    model = model_of(make, two(make, gains=(0.5, 0.25)), ("a", "b"))
    a, b = (model.points[model.index(id_)] for id_ in ("a", "b"))
    assert (a * 0.5 >= b * 0.25).all()
    assert (a < b).any()


def test_a_choice_moves_the_verdict_to_its_side(make):
    knowledge = two(make)
    shares = {}
    for choices in ((), (("a", "b"),), (("b", "a"),)):
        answers = Answers(trade_offs=tuple(TradeOff(prefer=p, over=o) for p, o in choices))
        found = resolve(knowledge, answers, as_of=make.DAY)
        shares[choices] = found.shares.pytorch
    assert shares[(("b", "a"),)] < 0.2 < shares[()] < 0.8 < shares[(("a", "b"),)]


def test_a_choice_against_the_answers_widens_and_says_so(make):
    model = model_of(make, two(make, 1.0, 3.0), ("a", "b"))
    assert model.strained == "widened"
    assert model.count >= LEAST_KEPT * 20_000
    assert prefers(model, "a", "b").all()
    found = resolve(
        two(make, 1.0, 3.0), Answers(trade_offs=(TradeOff(prefer="a", over="b"),)), as_of=make.DAY
    )
    (rule,) = found.fired_rules
    assert (rule.kind, rule.id, rule.share) == ("conflict", "x_trade_off", 1.0)
    assert rule.text.startswith("You chose “A” over “B”, which does not fit your answers")


def test_a_choice_that_cannot_hold_is_left_out_and_says_so(make):
    """What the answers switched off cannot be preferred."""
    knowledge = two(make, 0.0, 3.0)
    answers = Answers(trade_offs=(TradeOff(prefer="a", over="b"),))
    model = model_of(make, knowledge, ("a", "b"))
    assert model.strained == "left_out"
    found = resolve(knowledge, answers, as_of=make.DAY)
    assert "left out" in found.fired_rules[0].text
    plain = resolve(knowledge, Answers(), as_of=make.DAY)
    assert found.shares == plain.shares


def test_a_criterion_without_a_swing_is_on_no_card(make):
    plain, told = (model_of(make, two(make), *c) for c in ((), (("a", "c"),)))
    assert (plain.points == told.points).all()


def cards_of(make, knowledge, answers=None):
    """Return the cards that are open, whatever the verdict makes of them."""
    given = Given(knowledge, (), Streams(1, 20_000), make.DAY)
    offers = weigh(given, answers or Answers()).offers
    return [offer.next for offer in offers if offer.next.kind == "trade_off"]


def test_a_card_is_offered_where_two_sides_pull_against_each_other(make):
    cards = cards_of(make, two(make))
    assert [side.criterion for side in cards[0].card] == ["a", "b"]
    assert "One does a, the other does b." in cards[0].text
    assert 0.4 < cards[0].chance <= 0.6
    told = Answers(trade_offs=(TradeOff(prefer="b", over="a"),))
    assert not cards_of(make, two(make), told)


def test_the_worth_of_a_card_is_that_of_the_two_answers_to_it(make):
    """EVPPI by hand: the best choice under each answer, by how often it is given."""
    knowledge = two(make)
    (card,) = cards_of(make, knowledge)
    model = model_of(make, knowledge)
    weights = model.points / model.points.sum(axis=0)
    utility = [np.einsum("cn,cn->n", weights, model.values[side]) for side in make.SWAP]
    agrees = prefers(model, "a", "b")
    worth = sum(
        max(u[group].sum() for u in utility) for group in (agrees, ~agrees)
    ) / model.count - max(u.mean() for u in utility)
    assert card.evppi == pytest.approx(worth, abs=1e-4)


@pytest.mark.parametrize("count", [2000, 20_000])
def test_previews_keep_enough(known, make, count):
    swung = msgspec.structs.replace(
        known,
        criteria=tuple(
            msgspec.structs.replace(c, swing=c.swing or Swing(gain=0.25, text="is better"))
            for c in known.criteria
        ),
    )
    given = Given(swung, (), Streams(1, count), make.DAY)
    answers = msgspec.structs.replace(
        make.said(**make.PROJECT), trade_offs=(TradeOff(prefer="learn", over="device"),)
    )
    model = build(given, answers)
    assert model.count >= LEAST_KEPT * count
    assert prefers(model, "learn", "device").all()


@pytest.mark.parametrize(
    ("levels", "half"), [((1.0, 2.2), 1.0), ((1.0, 3.3), 2.0), ((0.5, 4.0), 4.0)]
)
def test_levels_are_taken_as_less_sure_step_by_step_and_no_further(make, levels, half):
    """The first half-width of 1, 2 and 4 that leaves enough draws; only for what is named."""
    model = model_of(make, two(make, *levels), ("a", "b"))
    assert model.strained == "widened"
    for name, level in zip("ab", levels, strict=True):
        drawn = level_of(model.points[model.index(name)])
        assert drawn.max() <= level + half + 1e-9
        assert drawn.min() >= max(level - half, 0.05) - 1e-9
    spread = level_of(model.points[model.index("a")]).max() - levels[0]
    assert spread > 0.9 * half
    other = level_of(model.points[model.index("c")])
    assert (other.min(), other.max()) == pytest.approx((1.5, 2.5), abs=0.02)


def test_one_card_at_a_time_and_at_most_five_criteria_a_side(make):
    swing = Swing(gain=0.25, text="does it")
    names = [f"c{i}" for i in range(14)]
    criteria = [make.criterion(n, 2.0, swing=swing) for n in names]
    evidence = [
        make.item(n, n, *((0.9 - i / 50, 0.1) if i % 2 else (0.1, 0.9 - i / 50)))
        for i, n in enumerate(names)
    ]
    cards = cards_of(make, make.small(criteria, evidence, draws=2000))
    told = {side.criterion for card in cards for side in card.card}
    assert told == {f"c{i}" for i in range(10)}  # the five that count most on each side
    assert len(cards) == 25
    assert all(card.card[0].criterion < card.card[1].criterion for card in cards)


def test_every_choice_that_pulls_against_the_answers_is_named(make):
    knowledge = two(make, 1.0, 3.3)
    model = model_of(make, knowledge, ("a", "b"))
    said = (TradeOff(prefer="a", over="b"), TradeOff(prefer="c", over="b"))
    (rule,) = strained(knowledge, Answers(trade_offs=said), model)
    assert rule.share == 1.0
    assert rule.text.startswith("You chose “A” over “B” and “C” over “B”, which does not fit")


def test_a_small_improvement_that_counts_much_can_be_worth_less_than_a_large_one(make):
    """20 points for the whole gain of a tenth are worth less than 7 for the gain of a half."""
    model = model_of(make, two(make, first=2.0, second=1.0, gains=(0.1, 0.5)))
    assert float(prefers(model, "a", "b").mean()) < 0.3
    assert float(prefers(model, "b", "a").mean()) > 0.7
