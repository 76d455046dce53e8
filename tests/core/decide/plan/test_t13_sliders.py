"""T13: a slider position that is told does what it says, set by hand exactly as What if sets it."""

from __future__ import annotations

import re

import msgspec
import pytest
from decide_records import DAY, change
from decide_worlds import World, tries, worlds
from hypothesis import assume, given

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers, TradeOff
from core.records.base import SIDES
from core.records.levels import level_of, level_word, points_of

KNOWN = load()
QUICK = msgspec.structs.replace(KNOWN, meta=msgspec.structs.replace(KNOWN.meta, draws=4000))
MOST = 3
LEVEL = 0.5  # points of 100 under which a lead is shown as even
NOBODY = ("Cannot tell yet", "Either is fine")


def said(**options: str | tuple[str, ...]) -> Answers:
    return Answers(answers={q: (o,) if isinstance(o, str) else o for q, o in options.items()})


STUDENT = said(task="vision", outcome="learn", existing="none", target=("android", "ios"))
ANDROID = said(
    experience="some", task="vision", outcome="product", existing="tflite_asset",
    target="android", hardware="nv_linux", scale="onegpu", team="tf",
)  # fmt: skip
CLOUD = said(
    task="recsys", outcome="longlived", existing="none", target="gcloud", scale="severalgpu",
    team="none", style="struct1", shipping="pipeline",
)  # fmt: skip
PEOPLE = {
    "student": STUDENT,
    "android": ANDROID,
    "cloud": CLOUD,
    "ranked": change(ANDROID, ranking=("device", "ready", "team")),
    "chosen": change(CLOUD, trade_offs=(TradeOff(prefer="struct", over="future"),)),
}


def with_level(answers: Answers, criterion: str, level: float) -> Answers:
    return change(answers, overrides={**answers.overrides, criterion: level})


def margin(knowledge, answers: Answers, runs=()) -> float:
    return resolve(knowledge, answers, runs, as_of=DAY, draws=knowledge.meta.draws).margin.mean


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_t13_setting_exactly_that_draws_level(who):
    person = PEOPLE[who]
    found = resolve(QUICK, person, as_of=DAY)
    for flip in found.flips:
        if flip.kind != "weight":
            continue
        assert flip.value is not None
        assert flip.value == int(flip.value)
        assert 0 <= flip.value <= 100
        level = level_of(int(flip.value))
        after = margin(QUICK, with_level(person, flip.subject, level))
        assert abs(after) < LEVEL
        assert f" set to {int(flip.value)} of 100 points ({level_word(level)})" in flip.what
        now = found.levels[flip.subject]
        assert flip.now == f"It stands at {points_of(now)} of 100 points ({level_word(now)}) now"
        assert flip.then == "the two draw level"


def test_t13_there_are_slider_positions_to_test():
    kinds = [
        flip.kind for person in PEOPLE.values() for flip in resolve(QUICK, person, as_of=DAY).flips
    ]
    assert kinds.count("weight") >= 4


@tries(60)
@given(worlds(draws=40))
def test_t13_sliders_draw_level_in_small_worlds_and_no_word_is_missing(world: World):
    """No worded position of a slider draws level of which nothing is told."""
    found = resolve(world.knowledge, world.answers, world.runs, as_of=DAY)
    told = {flip.subject: flip for flip in found.flips if flip.kind == "weight"}
    if not found.show_shares or found.title in NOBODY:
        assert not told
        return
    for criterion, flip in told.items():
        assert flip.value is not None
        level = level_of(int(flip.value))
        after = with_level(world.answers, criterion, level)
        assert abs(margin(world.knowledge, after, world.runs)) < LEVEL + 1e-4
    assume(len(told) < MOST and not world.answers.trade_offs and abs(found.margin.mean) > 2.0)
    for criterion in found.levels:
        if criterion in told or criterion in world.answers.ranking:
            continue
        for points in (0, 7, 20, 47, 100):
            tried = with_level(world.answers, criterion, level_of(points))
            lead = margin(world.knowledge, tried, world.runs)
            assert abs(lead) >= LEVEL or points == points_of(found.levels[criterion])


@tries(60)
@given(worlds(draws=40))
def test_t13_where_no_side_is_named_only_what_names_one_is_told(world: World):
    found = resolve(world.knowledge, world.answers, world.runs, as_of=DAY)
    assume(found.title in NOBODY)
    for flip in found.flips:
        assert "draw level" not in flip.then
        if flip.kind == "importance":
            assert flip.value is not None
            after = resolve(
                world.knowledge,
                with_level(world.answers, flip.subject, flip.value),
                world.runs,
                as_of=DAY,
            )
            first = max(SIDES, key=lambda side: getattr(after.shares, side))
            assert getattr(after.shares, first) >= 0.65 - 1e-4
            assert after.p_equal < 0.5
            named = re.match(r"(PyTorch|TensorFlow) first in", flip.then)
            assert named is not None
            assert named[1].lower() == first


def test_t13_at_cannot_tell_yet_there_is_a_way_to_either_side():
    open_ = said(
        task="vision", outcome="product", existing="none", target=("android", "server"),
        team="tf", hardware="cpu", scale="none", experience="some", speed="both", musts="none",
    )  # fmt: skip
    found = resolve(QUICK, open_, as_of=DAY)
    assert found.title == "Cannot tell yet"
    ways = [flip for flip in found.flips if flip.kind == "importance"]
    assert {flip.then.split()[0] for flip in ways} == {"PyTorch", "TensorFlow"}
    assert {flip.kind for flip in found.flips} <= {"importance", "answer"}
    assert found.stability == ()


@pytest.mark.parametrize(
    ("options", "first"),
    [
        ({"existing": "pt_must", "musts": "rule_tf"}, "Hard limits: “Nothing of the kind”"),
        ({"musts": ("rule_pt", "rule_tf")}, "Hard limits: without “Only PyTorch allowed”"),
        ({"musts": ("rule_tf", "py314")}, "Hard limits: without “Python 3.14”"),
    ],
)
def test_t13_both_out_is_lifted_by_taking_a_limit_back(options, first):
    found = resolve(QUICK, said(task="vision", **options), as_of=DAY)
    assert found.label == "ruled out"
    assert found.flips[0].what == first
    assert not any("Able to switch later" in flip.what for flip in found.flips)
