"""T13: every flip is real and no smaller one is left out, by trying everything on small worlds."""

from __future__ import annotations

import numpy as np
import pytest
from decide_records import DAY, change
from decide_worlds import World, tries, worlds
from hypothesis import assume, given

from core.decide import measured
from core.decide.build import build
from core.decide.conditions import holds
from core.decide.flow import is_skipped
from core.decide.model import Given
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.records.base import SIDES

MOST = 3
HARD = 100  # nobody changes a hard fact to please a verdict: such changes come last


def decide(world: World, **more):
    return resolve(
        change(world.knowledge, **more.get("knowledge", {})),
        change(world.answers, **more.get("answers", {})),
        world.runs,
        as_of=DAY,
    )


def hard_rules(world: World, answers) -> set[str]:
    rules = (*world.knowledge.knockouts, *world.knowledge.routes)
    return {
        rule.id
        for rule in rules
        if holds(rule.when, answers) and getattr(rule, "strength", "instead") == "instead"
    }


def single_changes(world: World):
    """Yield (how far, what it says, the answers) of every other answer to an answered question."""
    before = hard_rules(world, world.answers)
    for question in world.knowledge.questions:
        said = world.answers.chosen(question.id)
        if not said or is_skipped(question, world.answers):
            continue
        ids = [option.id for option in question.option]
        others: list[tuple[float, str, tuple[str, ...]]] = []
        for place, option in enumerate(question.option):
            if option.id not in said:
                far = abs(place - ids.index(next(iter(said))))
                if question.multi and option.alone and not option.set and not option.shift:
                    far = 0.5
                others.append((far, f"“{option.text}”", (option.id,)))
            elif len(said) > 1:
                rest = tuple(id_ for id_ in said if id_ != option.id)
                others.append((0.5, f"without “{option.text}”", rest))
        for far, what, options in others:
            changed = {**world.answers.answers, question.id: options}
            fires = hard_rules(world, change(world.answers, answers=changed)) - before
            yield far + HARD * bool(fires), f"{question.step}: {what}", changed


def names_another(now, after) -> bool:
    return after.verdict in SIDES and after.verdict != now.verdict


def may_flip(verdict) -> bool:
    return verdict.verdict != "insufficient" and "nothing was left" not in verdict.title


@tries(60)
@given(worlds())
def test_t13_answer_flips_are_all_there_is_nearest_first(world: World):
    now = decide(world)
    assume(may_flip(now))
    real = {
        what: far
        for far, what, answers in single_changes(world)
        if names_another(now, decide(world, answers={"answers": answers}))
    }
    found = [flip.what for flip in now.flips if flip.kind == "answer"]
    assert len(found) == min(len(real), MOST)
    assert set(found) <= set(real)
    assert [real[what] for what in found] == sorted(real.values())[:MOST]


@tries(60)
@given(worlds())
def test_t13_pairs_are_real_and_only_where_no_single_answer_does_it(world: World):
    now = decide(world)
    pairs = [flip for flip in now.flips if flip.kind == "pair"]
    if any(flip.kind == "answer" for flip in now.flips):
        assert pairs == []
    changed = {what: answers for _, what, answers in single_changes(world)}
    for flip in pairs:
        first, second = flip.what.split(" and ")
        (other,) = flip.others
        both = {**changed[first], other: changed[second][other]}
        assert flip.subject != other
        assert names_another(now, decide(world, answers={"answers": both}))


@tries(60)
@given(worlds())
def test_t13_a_rule_that_no_longer_holds_changes_the_verdict(world: World):
    now = decide(world)
    assume(may_flip(now))
    certain = {rule.id for rule in now.fired_rules if rule.kind == "knockout" and rule.share == 1.0}
    real = []
    for knockout in world.knowledge.knockouts:
        if knockout.id in certain and knockout.source != "your answer":
            rest = tuple(k for k in world.knowledge.knockouts if k.id != knockout.id)
            after = decide(world, knowledge={"knockouts": rest})
            side, before = (v.verdict if v.verdict in SIDES else None for v in (after, now))
            # Being open is no flip: "either" and "cannot tell yet" both name nobody.
            nobody = {"either", "undecided"}
            same = after.verdict == now.verdict or {after.verdict, now.verdict} <= nobody
            if side != before or not same:
                real.append(knockout.id)
    rules = {knockout.id for knockout in world.knowledge.knockouts}
    found = [flip.subject for flip in now.flips if flip.kind == "fact" and flip.subject in rules]
    assert found == real[:MOST]


@tries(80)
@given(worlds(rules=False))
def test_t13_every_number_put_back_makes_the_two_level_on_mean_values(world: World):
    now = decide(world)
    streams = Streams(1, world.knowledge.meta.draws)
    model = build(Given(world.knowledge, world.runs, streams, DAY), world.answers)
    points = model.points.mean(axis=1)
    mean = {side: model.values[side].mean(axis=1) for side in SIDES}
    gap = mean["pytorch"] - mean["tensorflow"]
    reach = 1e-4 * float(np.abs(gap).max() + 1.0)  # the last decimal that is shown
    for flip in now.flips:
        if flip.value is None or flip.kind in ("importance", "weight"):
            continue  # both are tried on the draws: test_t13_sliders
        row = model.index(flip.subject)
        others = np.delete(np.arange(len(points)), row)
        lead = None
        if flip.kind == "ratio":
            there = 2.0 * measured.value(np.array([np.log2(flip.value)]))[0] - 1.0
            lead = (points[others] @ gap[others] + points[row] * there) / points.sum()
        elif flip.kind == "fact":
            behind = "PyTorch" if flip.what.startswith("PyTorch") else "TensorFlow"
            sign, side = (1.0, "pytorch") if behind == "PyTorch" else (-1.0, "tensorflow")
            there = gap[row] + sign * (flip.value - mean[side][row])
            lead = (points[others] @ gap[others] + points[row] * there) / points.sum()
        if lead is not None:
            assert float(lead) == pytest.approx(0.0, abs=reach)


@tries(60)
@given(worlds(rules=False))
def test_t13_within_its_interval_a_weight_leaves_the_same_side_ahead(world: World):
    """Stability: level at an end that is not 0 or 1, the leader ahead inside, not beyond."""
    now = decide(world)
    assume(now.stability)
    streams = Streams(1, world.knowledge.meta.draws)
    model = build(Given(world.knowledge, world.runs, streams, DAY), world.answers)
    points = model.points.mean(axis=1)
    gap = (model.values["pytorch"] - model.values["tensorflow"]).mean(axis=1)
    start = float(points @ gap / points.sum())
    assume(abs(start) > 1e-3)
    assert {row.criterion for row in now.stability} == {
        c.id for c, p in zip(model.criteria, points, strict=True) if p > 0.0
    }
    assert [r.weight for r in now.stability] == sorted(r.weight for r in now.stability)[::-1]
    for held in now.stability:
        row = model.index(held.criterion)
        others = np.delete(np.arange(len(points)), row)
        assert held.weight == pytest.approx(float(points[row] / points.sum()), abs=1e-4)
        if points[others].sum() < 1e-9:
            assert (held.low, held.high) == (0.0, 1.0)
            continue
        rest = float(points[others] @ gap[others] / points[others].sum())

        def lead(weight, row=row, rest=rest):
            return float(np.sign(start) * (weight * gap[row] + (1.0 - weight) * rest))

        assert 0.0 <= held.low <= held.weight <= held.high <= 1.0
        for inside in np.linspace(held.low, held.high, 5):
            assert lead(inside) > -2e-4
        for end, beyond in ((held.low, -0.01), (held.high, 0.01)):
            if 0.0 < end < 1.0:
                assert lead(end) == pytest.approx(0.0, abs=2e-4)
                assert lead(end + beyond) < lead(end)
