"""T13: what would change the verdict, put back and tried one by one."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from core.decide import measured
from core.decide.aggregate import aggregate
from core.decide.build import build
from core.decide.by_hand import ByHand
from core.decide.flips import MOST, by_ratio
from core.decide.flips_by_hand import by_importance
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.decide.turning import means, turning_gaps, turning_points
from core.records.answers import Answers
from core.records.levels import LEVEL_WORDS, level_word

STYLES = ("free2", "mid", "struct2")


@pytest.fixture(params=STYLES)
def made(request, known, make):
    answers = make.said(**make.PROJECT | {"style": request.param}, speed="train")
    return Given(known, (make.run(make.case(0.2)),), Streams(1, 4000), make.DAY), answers


@pytest.fixture
def built(made):
    return build(*made)


def lead(model, points_, gaps):
    return float(points_ @ gaps)


def test_t13_the_turning_importance_makes_the_two_level(built):
    """Put back, S = 0; a step beyond, the other side leads."""
    mean = means(built)
    p, d = mean.points, mean.gap
    seen = 0
    for i, star in enumerate(turning_points(mean)):
        if d[i] == 0.0:
            assert np.isnan(star)
        if not abs(star) < 1e4:  # alike but for rounding: no importance could do it
            continue
        seen += 1
        changed = p.copy()
        changed[i] = star
        assert lead(built, changed, d) == pytest.approx(0.0, abs=1e-9)
        sides = []
        for step in (-0.1, 0.1):
            changed[i] = star + step
            sides.append(lead(built, changed, d) > 0)
        assert sides[0] != sides[1]
    assert seen > 10


def test_t13_the_turning_ratio_makes_the_two_level(built):
    """Through the value function and back."""
    mean = means(built)
    p, d = mean.points, mean.gap
    seen = 0
    for i, (criterion, star) in enumerate(zip(built.criteria, turning_gaps(mean), strict=True)):
        if not criterion.measured or not abs(star) < 1.0:
            continue
        ratio = measured.ratio_for(float(star))
        value = measured.value(np.array([np.log2(ratio)]))[0]
        changed = d.copy()
        changed[i] = 2.0 * value - 1.0
        assert lead(built, p, changed) == pytest.approx(0.0, abs=1e-9)
        seen += 1
    assert seen


def share_with(made, criterion, level):
    """Return PyTorch's share when one criterion is set to this level by hand."""
    given, answers = made
    by_hand = msgspec.structs.replace(answers, overrides={criterion: float(level)})
    return aggregate(build(given, by_hand), 0.03).shares["pytorch"]


def test_t13_importance_flips_are_real_and_the_nearest(made, built):
    """Brute force over every worded level of every criterion."""
    outcome = aggregate(built, 0.03)
    ahead_pytorch = outcome.shares["pytorch"] > 0.5
    real = {}
    for criterion in built.criteria:
        now = built.levels[criterion.id]
        for level in range(5):
            turned = (share_with(made, criterion.id, level) > 0.5) is not ahead_pytorch
            if turned and level_word(level) != level_word(now):
                distance = abs(level - now)
                real[criterion.id] = min(real.get(criterion.id, (99, 0)), (distance, level))
    given, answers = made
    hand = ByHand(given, [(answers, built)])
    found = by_importance(hand, built, means(built), "pytorch" if ahead_pytorch else "tensorflow")
    assert len(found) <= MOST
    for flip in found:
        assert flip.subject in real
        _, level = real[flip.subject]
        assert f"” {LEVEL_WORDS[level]} instead of " in flip.what
    nearest = sorted(real, key=lambda id_: real[id_][0])[: len(found)]
    assert [flip.subject for flip in found] == nearest or len(real) > len(found)


def verdict_with(known, make, **options):
    return resolve(known, make.said(**options), as_of=make.DAY)


@pytest.mark.parametrize(
    "project",
    [
        {"team": "none"},
        {"team": "both", "target": "server"},
        {"team": "tf", "existing": "tflite_asset", "style": "struct1"},
    ],
)
def test_t13_answer_flips_are_real_and_no_nearer_one_is_left_out(known, make, project):
    """Every option of every answered question, each resolved in full."""
    said = make.PROJECT | project
    known = msgspec.structs.replace(known, meta=msgspec.structs.replace(known.meta, draws=4000))
    now = verdict_with(known, make, **said)
    found = [flip for flip in now.flips if flip.kind == "answer"]
    real = {}
    for question in known.questions:
        if question.id not in said:
            continue
        ids = [option.id for option in question.option]
        for i, option in enumerate(question.option):
            if option.id == said[question.id]:
                continue
            # Two draws short of a full verdict, which would look for flips of its own.
            after = resolve(
                known, make.said(**said | {question.id: option.id}), as_of=make.DAY, draws=3998
            )
            if after.verdict in make.SWAP and after.verdict != now.verdict:
                rules = {r.id for r in after.fired_rules if r.kind == "knockout" and r.share == 1}
                hard = 100 * bool(rules - {r.id for r in now.fired_rules if r.share == 1})
                name = option.short or option.text
                real[f"{question.step}: “{name}”"] = abs(i - ids.index(said[question.id])) + hard
    assert found
    assert {flip.what for flip in found} <= set(real)
    distances = [real[flip.what] for flip in found]
    assert distances == sorted(distances)
    if len(found) < MOST:
        assert len(real) == len(found)
    else:
        assert distances == sorted(real.values())[:MOST]


def test_t13_no_ratio_is_named_where_speed_does_not_matter_or_cannot_help(known, make):
    off = make.said(**make.PROJECT, speed="unimportant")
    model = build(Given(known, (), Streams(1, 2000), make.DAY), off)
    assert by_ratio(model, aggregate(model, 0.03), means(model)) == ()
    # So far ahead elsewhere that even a factor of four could not turn it.
    far = make.small(
        (make.criterion("c", 4.0), make.criterion("s", 0.5, measured="train")),
        (make.item("e", "c", 0.95, 0.05),),
    )
    model = build(Given(far, (), Streams(1, 2000), make.DAY), Answers())
    assert by_ratio(model, aggregate(model, 0.03), means(model)) == ()


def test_t13_the_ratio_is_told_for_the_side_that_is_behind(known, make):
    found = verdict_with(known, make, **make.PROJECT | {"team": "none"}, speed="train")
    assert found.verdict == "pytorch"
    for flip in found.flips:
        if flip.kind == "ratio":
            assert flip.what.startswith("TensorFlow ")
            assert flip.now == "Not measured yet"


def test_t13_no_ratio_is_named_where_the_lead_ends_while_the_leader_is_still_faster(make):
    """PyTorch's lead is all speed: TensorFlow need not become faster, so nothing says it must."""
    knowledge = make.small(
        (make.criterion("c", 2.0), make.criterion("s", 3.0, measured="train")),
        (make.item("e", "c", 0.4, 0.6),),
    )
    runs = (make.run(make.case(1.2)),)
    model = build(Given(knowledge, runs, Streams(1, 2000), make.DAY), Answers())
    assert 0.0 < turning_gaps(means(model))[1] < 1.0
    assert by_ratio(model, aggregate(model, 0.03), means(model)) == ()
