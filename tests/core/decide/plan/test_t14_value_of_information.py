"""T14: what knowing is worth: never less than nothing, nothing where nothing can change, and what
nested means say, by brute force and by closed form.
"""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from decide_by_hand import by_hand
from decide_records import DAY, change
from decide_worlds import World, tries, worlds
from hypothesis import assume, given
from scipy import integrate, stats

from core.decide.aggregate import aggregate, worth_of_question, worth_of_ratio
from core.decide.build import build
from core.decide.measured import value
from core.decide.model import Given
from core.decide.readings import Reading, priors
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.decide.weigh import weigh
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.knowledge import Option
from core.records.rules import Condition, Knockout, Term

KNOWN = load()
DRAWS = 20_000


def outcome_of(make, pytorch, tensorflow):
    return aggregate(make.model_of(np.ones((1, len(pytorch))), [pytorch], [tensorflow]), 0.03)


def worth(make, utility, drawn, options):
    """Return the worth of a question whose drawn options are given."""
    outcome = outcome_of(make, utility[0], utility[1])
    reading = Reading(make.question("q", *options), (), np.asarray(drawn))
    return worth_of_question(outcome, reading)


def test_t14_knowing_an_answer_is_worth_what_nested_means_say(make):
    random = np.random.default_rng(2)
    utility, drawn = random.random((2, 600)), random.integers(0, 3, 600)
    got = worth(make, utility, drawn, ("a", "b", "c"))
    nested = sum(
        (drawn == o).mean() * max(side[drawn == o].mean() for side in utility) for o in range(3)
    )
    assert got.evppi == pytest.approx(nested - max(side.mean() for side in utility), abs=1e-12)
    assert got.evppi >= 0


def test_t14_an_answer_that_decides_is_worth_much_and_one_that_cannot_nothing(make):
    drawn = np.tile([0, 1, 1, 1], 25)
    pytorch = np.where(drawn == 0, 0.9, 0.2)
    decides = worth(make, (pytorch, 1 - pytorch), drawn, ("a", "b"))
    assert decides.evppi == pytest.approx(0.25 * 0.9 + 0.75 * 0.8 - (0.25 * 0.1 + 0.75 * 0.8))
    assert decides.chance == pytest.approx(0.25)
    idle = worth(make, (np.full(100, 0.6), np.full(100, 0.4)), drawn, ("a", "b"))
    assert (idle.evppi, idle.chance) == (0.0, 0.0)


def test_t14_knowing_a_ratio_is_worth_something_only_if_it_can_turn_the_lead(make):
    ratio = np.linspace(-1, 1, 2000)
    weight = np.ones(2000)
    turning = outcome_of(make, 0.5 + ratio / 4, 0.5 - ratio / 4)
    assert worth_of_ratio(turning, weight, ratio / 2).evppi == pytest.approx(0.125, rel=0.01)
    assert worth_of_ratio(turning, weight, ratio / 2).chance == 0.5  # either, without it
    ahead = outcome_of(make, 0.55 + ratio / 4, 0.45 - ratio / 4)
    assert worth_of_ratio(ahead, weight, ratio / 2).chance == pytest.approx(0.4)
    certain = outcome_of(make, 0.9 + ratio / 100, np.full(2000, 0.1))
    assert worth_of_ratio(certain, weight, ratio / 100).evppi == pytest.approx(0.0, abs=1e-12)


def test_t14_a_ratio_is_worth_nothing_where_none_can_be_used(make):
    nowhere = {side: np.zeros(4, bool) for side in SIDES}
    model = make.model_of(np.ones((1, 4)), [[1, 1, 0, 0]], [[0, 0, 1, 1]], nowhere)
    outcome = aggregate(model, 0.03)
    worth_ = worth_of_ratio(outcome, np.ones(4), np.array([1.0, 1, -1, -1]))
    assert (worth_.evppi, worth_.chance) == (0.0, 0.0)


@pytest.mark.parametrize("draws", [40, 200, 1_000])
def test_t14_a_ratio_that_moves_little_is_worth_little_however_few_draws_are_left(make, draws):
    """What else is uncertain scatters; a best choice by chance in a few draws is worth nothing."""
    random = np.random.default_rng(3)
    gap = random.normal(0.0, 0.001, draws)
    rest = np.tile([0.3, -0.3], draws // 2) + random.normal(0.0, 0.05, draws)
    outcome = outcome_of(make, 0.5 + rest / 2 + gap / 2, 0.5 - rest / 2 - gap / 2)
    assert worth_of_ratio(outcome, np.ones(draws), gap).evppi <= np.abs(gap).mean()


def test_t14_an_open_question_that_may_rule_a_side_out_is_worth_the_utility_of_failing(make):
    asked = make.question("q", Option(id="x", text="x", prior=1), Option(id="y", text="y", prior=1))
    out = Knockout(
        id="k", out=("pytorch",), when=Condition(all=(Term(q="q", is_=("x",)),)), title="K",
        reason="R.", relax="Do y", source="s", date=make.DAY,
    )  # fmt: skip
    knowledge = make.small(
        (make.criterion("c"),),
        (make.item("e", "c", 0.9, 0.1),),
        (asked,),
        core=("q",),
        knockouts=(out,),
    )
    found = resolve(knowledge, make.said(), as_of=make.DAY)
    # Best without knowing: TensorFlow's .1 everywhere; knowing: .9 in half, .1 in half.
    (offer,) = found.next_best
    assert offer.subject == "q"
    assert offer.evppi == pytest.approx(0.4, abs=0.02)
    assert offer.chance == pytest.approx(0.5, abs=0.02)
    assert found.shares.pytorch == pytest.approx(0.5, abs=0.02)
    (rule,) = found.fired_rules
    assert rule.share == pytest.approx(0.5, abs=0.02)
    assert rule.questions == ("q",)


def test_t14_what_may_be_ruled_out_hides_nothing_that_is_weighed(make):
    """A side that is out in few readings is not behind in all others."""
    limits = make.question(
        "limits", Option(id="x", text="x", prior=1), Option(id="y", text="y", prior=19)
    )
    taste = make.question(
        "taste", Option(id="p", text="p", prior=1), Option(id="t", text="t", prior=1)
    )
    out = Knockout(
        id="k", out=("pytorch",), when=Condition(all=(Term(q="limits", is_=("x",)),)), title="K",
        reason="R.", relax="Do y", source="s", date=make.DAY,
    )  # fmt: skip
    when = {o: Condition(all=(Term(q="taste", is_=(o,)),)) for o in ("p", "t")}
    knowledge = make.small(
        (make.criterion("c"),),
        (
            make.item("e", "c", 0.52, 0.48, when=when["p"]),
            make.item("f", "c", 0.48, 0.52, when=when["t"]),
        ),
        (limits, taste),
        core=("limits", "taste"),
        knockouts=(out,),
    )
    found = weigh(Given(knowledge, (), Streams(1, DRAWS), DAY), Answers()).offers
    worths = {offer.next.subject: offer.worth for offer in found}
    # In 19 of 20 readings both can be used, and knowing the taste gains .02 in half of those.
    assert worths["taste"].evppi == pytest.approx(0.95 * 0.02, abs=0.004)
    assert worths["taste"].chance == pytest.approx(0.95 / 2, abs=0.03)
    assert worths["limits"].evppi > 0.0


@tries(40)
@given(worlds())
def test_t14_nothing_is_worth_less_than_nothing(world: World):
    given_ = Given(world.knowledge, world.runs, Streams(1, world.knowledge.meta.draws), DAY)
    weighed = weigh(given_, world.answers)
    for offer in weighed.offers:
        assert offer.worth.evppi >= 0.0
        assert 0.0 <= offer.worth.chance <= 1.0
        # Knowing one thing is worth no more than knowing everything.
        best = np.maximum(*(weighed.outcome.utility[side] for side in SIDES)).mean()
        all_ = float(best) - max(weighed.outcome.utility[side].mean() for side in SIDES)
        assert offer.worth.evppi <= all_ + 1e-12


@pytest.mark.parametrize("seed", range(6))
def test_t14_two_open_questions_by_exact_enumeration(make, seed):
    """One criterion, so a utility is its value: sums over every combination with its prior."""
    random = np.random.default_rng(seed)
    sizes, names = (2, 3), ("q", "r")
    asked = tuple(
        make.question(
            name,
            *(Option(id=f"o{i}", text="", prior=float(random.integers(1, 5))) for i in range(size)),
        )
        for name, size in zip(names, sizes, strict=True)
    )
    mean = random.random((2, *sizes))
    evidence = tuple(
        make.item(
            f"e{i}{j}", "c", *mean[:, i, j],
            when=Condition(all=(Term(q="q", is_=(f"o{i}",)), Term(q="r", is_=(f"o{j}",)))),
        )
        for i, j in itertools.product(*map(range, sizes))
    )  # fmt: skip
    knowledge = make.small((make.criterion("c"),), evidence, asked, core=())
    prior = [priors(question) for question in asked]
    overall = np.einsum("aij,i,j->a", mean, *prior).max()
    exact = {
        "q": prior[0] @ np.einsum("aij,j->ai", mean, prior[1]).max(axis=0) - overall,
        "r": prior[1] @ np.einsum("aij,i->aj", mean, prior[0]).max(axis=0) - overall,
    }
    found = weigh(Given(knowledge, (), Streams(1, DRAWS), DAY), Answers()).offers
    # Both draws of a pair share their answers: half of them count.
    error = 4.0 * float(np.ptp(mean)) / math.sqrt(DRAWS / 2)
    assert {offer.next.subject for offer in found} == set(names)
    for offer in found:
        assert offer.worth.evppi == pytest.approx(exact[offer.next.subject], abs=error)


@pytest.mark.parametrize("question", ["team", "style", "existing"])
def test_t14_on_the_real_knowledge_by_answering(make, question):
    """Brute force: answer it each way, with other random numbers, and take the better side."""
    said = {q: o for q, o in make.said(**make.PROJECT).answers.items() if q != question}

    def utilities(answers, seed):
        outcome = aggregate(
            build(Given(KNOWN, (), Streams(seed, DRAWS), DAY), Answers(answers=answers)), 0.03
        )
        return np.array([outcome.utility[side].mean() for side in SIDES])

    asked = KNOWN.question(question)
    assert asked
    each = np.array([utilities({**said, question: (o.id,)}, 5) for o in asked.option])
    nested = priors(asked) @ each.max(axis=1) - (priors(asked) @ each).max()
    given_ = Given(KNOWN, (), Streams(1, DRAWS), DAY)
    offers = weigh(given_, Answers(answers=said)).offers
    (offer,) = [o for o in offers if o.next.subject == question]
    assert offer.worth.evppi == pytest.approx(nested, abs=4.0 * 0.5 / math.sqrt(DRAWS / 2))


@pytest.mark.parametrize("lead", [0.0, 0.1, -0.2])
def test_t14_an_unrun_benchmark_by_integration(make, lead):
    """E[max(0, lead given the ratio)] minus max(0, mean lead), over the normal of the ratio."""
    knowledge = make.small(
        (make.criterion("c", 2.0), make.criterion("s", 3.0, measured="train")),
        (make.item("e", "c", 0.5 + lead / 2, 0.5 - lead / 2),),
    )
    given_ = Given(knowledge, (), Streams(1, DRAWS), DAY)
    weighed = weigh(given_, Answers())
    share = weighed.outcome.weights.mean(axis=1)

    def gain(ratio):
        ahead = share[0] * lead + share[1] * (2.0 * float(value(np.array(ratio))) - 1.0)
        return max(0.0, ahead) * stats.norm.pdf(ratio, scale=0.5)

    exact = integrate.quad(gain, -4, 4, limit=200)[0] - max(0.0, share[0] * lead)
    (offer,) = [o for o in weighed.offers if o.next.kind == "benchmark"]
    assert offer.worth.evppi == pytest.approx(exact, abs=0.003)


def test_t14_what_changes_nothing_is_worth_nothing_and_not_offered(make):
    idle = make.question("q", "x", "y")
    knowledge = make.small((make.criterion("c"),), (make.item("e", "c", 0.9, 0.1),), (idle,))
    given_ = Given(knowledge, (), Streams(1, DRAWS), DAY)
    (offer,) = weigh(given_, Answers()).offers
    assert (offer.worth.evppi, offer.worth.chance) == (0.0, 0.0)
    found = resolve(change(knowledge, meta=change(knowledge.meta, core_questions=())), Answers(),
                    as_of=DAY)  # fmt: skip
    assert found.next_best == ()


def nested(draws, group, count):
    """Return EVPPI and chance in plain Python: the best side of each group against the best.

    Per draw of `count`, which may be more than those given.
    """
    rooms = {}
    for draw, name in zip(draws, group, strict=True):
        rooms.setdefault(name, []).append(draw)

    def best(some):
        return max(math.fsum(d.worth(side) for d in some) for side in SIDES)

    wins = {side: math.fsum(d.first(side) for d in draws) for side in SIDES}
    named = "pytorch" if wins["pytorch"] >= wins["tensorflow"] else "tensorflow"
    other = SIDES[1 - SIDES.index(named)]
    turned = [
        some
        for some in rooms.values()
        if math.fsum(d.first(other) for d in some) > math.fsum(d.first(named) for d in some)
    ]
    evppi = (math.fsum(best(some) for some in rooms.values()) - best(draws)) / count
    return max(evppi, 0.0), sum(map(len, turned)) / count


def worth_of_knowing(measured, draws):
    """Return EVPPI and chance of one speed: all else at its mean, which hangs on no ratio."""
    both = [draw for draw in draws if not draw.out]
    if not both:
        return 0.0, 0.0

    def weight(draw):
        total = math.fsum(draw.points.values())
        return draw.points[measured] / total if total else 0.0

    def gap(draw):
        return draw.values["pytorch"][measured] - draw.values["tensorflow"][measured]

    mean_weight = math.fsum(map(weight, both)) / len(both)
    rest = math.fsum(d.lead - weight(d) * gap(d) for d in both) / len(both)
    leads = [rest + mean_weight * gap(draw) for draw in both]
    total = math.fsum(leads)
    best = {side: math.fsum(max(0.0, sign * x) for x in leads) for side, sign in ((1, 1), (-1, -1))}
    evppi = best[1] - max(0.0, total)
    assert evppi == pytest.approx(best[-1] - max(0.0, -total), abs=1e-9)
    even = 1e-12 * max(map(abs, leads))  # under it is rounding
    told = [x for x in leads if abs(x) > even]
    turned = sum(x * total < 0.0 for x in told)
    if abs(total) <= 1e-12 * math.fsum(map(abs, leads)):
        turned = len(told) / 2.0
    return max(0.0, evppi) / len(draws), turned / len(draws)


@tries(60)
@given(worlds())
def test_t14_every_offer_by_hand(world: World):
    """Each draw in its group, by the option drawn or the card's answer; each ratio by itself."""
    streams = Streams(1, world.knowledge.meta.draws)
    draws = by_hand(world.knowledge, world.answers, world.runs, streams, DAY)
    assume(all(abs(draw.lead) > 1e-12 for draw in draws))
    offers = weigh(Given(world.knowledge, world.runs, streams, DAY), world.answers).offers
    found = {(o.next.kind, o.next.subject): o.worth for o in offers}
    asked = {q.id for q in world.knowledge.questions if not world.answers.is_answered(q.id)}
    assert {subject for kind, subject in found if kind == "question"} == asked
    ruling = {term.q for knockout in world.knowledge.knockouts for term in knockout.when.terms()}
    for (kind, subject), worth_ in found.items():
        if kind == "question":
            group = [draw.picked[subject] for draw in draws]
        elif kind == "benchmark":
            (measured,) = [c.id for c in world.knowledge.criteria if c.measured == subject]
            evppi, chance = worth_of_knowing(measured, draws)
            assert worth_.evppi == pytest.approx(evppi, abs=1e-9)
            assert worth_.chance == pytest.approx(chance, abs=1e-9)
            continue
        else:
            a, b = subject.split()
            gain = {c.id: c.swing.gain for c in world.knowledge.criteria if c.swing}
            group = [d.points[a] * gain[a] >= d.points[b] * gain[b] for d in draws]
        # What can rule nothing out is judged where both can be used, other questions there too.
        within = [(draw, g) for draw, g in zip(draws, group, strict=True) if not draw.out]
        evppi, chance = nested([d for d, _ in within], [g for _, g in within], len(draws))
        if kind == "question" and subject in ruling:
            overall = nested(draws, group, len(draws))
            if abs(overall[0] - evppi) < 1e-9:
                assert worth_.chance in (pytest.approx(chance), pytest.approx(overall[1]))
                chance = worth_.chance
            elif overall[0] > evppi:
                evppi, chance = overall
        assert worth_.evppi == pytest.approx(evppi, abs=1e-9)
        assert worth_.chance == pytest.approx(chance, abs=1e-9)
    told = resolve(world.knowledge, world.answers, world.runs, as_of=DAY).next_best
    cost = {"question": 15.0, "trade_off": 15.0, "benchmark": 100.0}
    assert all(offer.cost_s == cost[offer.kind] for offer in told)
    rates = [found[offer.kind, offer.subject].evppi / offer.cost_s for offer in told]
    assert rates == sorted(rates, reverse=True)
    assert len(told) <= 3
    assert sum(offer.kind == "trade_off" for offer in told) <= 1


@pytest.mark.parametrize("draws", [2_000, 20_000])
def test_t14_measuring_what_does_not_matter_is_worth_nothing(make, draws):
    """Speed is said not to matter; what an open question rules out makes utilities scatter."""
    said = make.said(**make.PROJECT | {"target": "mcu", "speed": "unimportant"})
    weighed = weigh(Given(KNOWN, (), Streams(1, draws), DAY), said)
    assert {weighed.model.levels[c] for c in ("train_speed", "infer_speed")} == {0.0}
    worth = {o.next.subject: o.worth.evppi for o in weighed.offers if o.next.kind == "benchmark"}
    assert worth == {"train": 0.0, "latency": 0.0}


def test_t14_an_answer_that_rules_nothing_out_is_worth_what_it_is_where_both_can_be_used(make):
    """It only goes along with what another question rules out: that is not its own worth."""
    pytorch, tensorflow = np.full(400, 0.6), np.full(400, 0.5)
    drawn = np.tile([0, 0, 1, 1], 100)
    out = drawn == 0  # PyTorch cannot be used there, for another reason
    can = {"pytorch": ~out, "tensorflow": np.ones(400, bool)}
    model = make.model_of(np.ones((1, 400)), [pytorch], [tensorflow], feasible=can)
    reading = Reading(make.question("q", "a", "b"), (), drawn)
    outcome = aggregate(model, 0.03)
    assert worth_of_question(outcome, reading, rules=False).evppi == pytest.approx(0.0, abs=1e-12)
    assert worth_of_question(outcome, reading).evppi > 0.01
