"""T13: what would change it does; weights by hand and runs fed back through `resolve`."""

from __future__ import annotations

import datetime as dt
import functools
import math
import re

import msgspec
import pytest

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.base import SIDE_NAMES, SIDES
from core.records.levels import LEVEL_WORDS
from core.records.outlook import Flip
from core.records.run import Arms, CaseResult, RunSummary
from core.records.verdict import Verdict

KNOWN = load()
DRAWS = 400
# The real knowledge with few draws, so that a full verdict with its flips is quick.
QUICK = msgspec.structs.replace(KNOWN, meta=msgspec.structs.replace(KNOWN.meta, draws=DRAWS))
DAY = dt.date(2026, 11, 22)
MOST = 3
RATIO = re.compile(r"at least ([\d.]+)× faster")


def said(**options: str) -> Answers:
    return Answers(answers={question: (option,) for question, option in options.items()})


PEOPLE = {
    "android": said(
        experience="some", task="vision", outcome="product", existing="tflite_asset",
        target="android", hardware="nv_linux", scale="onegpu", team="tf",
    ),
    "research": said(
        experience="expert", task="newidea", outcome="paper", existing="pt_can_move",
        hardware="nv_linux", scale="severalgpu", team="pt", style="free2", speed="train",
    ),
    "between": said(
        experience="some", task="tabular_nn", outcome="product", existing="none",
        target="browser_run", hardware="cpu", scale="none", team="both", shipping="pipeline",
        speed="both",
    ),
    "close": said(
        experience="some", task="tabular_nn", outcome="product", existing="none",
        target="browser_run", hardware="cpu", scale="none", team="both", shipping="pipeline",
        speed="both", style="struct1",
    ),
    "windows": said(
        experience="some", task="vision", outcome="prototype", existing="none", musts="no_wsl",
        target="desktop", hardware="nv_win", scale="onegpu", team="none",
    ),
}  # fmt: skip


# Where weighing names a side; where it names none: test_t13_sliders.
NAMED = ("android", "research")


@functools.cache
def found(name: str) -> Verdict:
    return resolve(QUICK, PEOPLE[name], as_of=DAY)


@pytest.fixture
def person(name) -> Answers:
    return PEOPLE[name]


@pytest.fixture
def verdict(name) -> Verdict:
    return found(name)


def decide(answers: Answers, measured: tuple[RunSummary, ...] = ()) -> Verdict:
    return resolve(KNOWN, answers, measured, as_of=DAY, draws=DRAWS)


def flips(verdict: Verdict, kind: str) -> list[Flip]:
    return [flip for flip in verdict.flips if flip.kind == kind]


@pytest.mark.parametrize("name", NAMED)
def test_t13_an_importance_changes_who_comes_first_and_a_weaker_one_does_not(person, verdict):
    ahead, other = sorted(SIDES, key=lambda side: -getattr(verdict.shares, side))
    assert verdict.verdict in SIDES
    for flip in flips(verdict, "importance"):
        now = verdict.levels[flip.subject]
        word = re.search(r"” (\w+) instead of (\w+)", flip.what)
        assert word is not None
        assert word[2] == LEVEL_WORDS[round(now)]
        level = LEVEL_WORDS.index(word[1])
        shares = {
            near: decide(
                msgspec.structs.replace(person, overrides={flip.subject: float(near)})
            ).shares
            for near in range(5)
        }
        # An importance set by hand is surer than one that was read out of the answers.
        assert getattr(shares[level], other) > 0.5 - 0.03
        assert SIDE_NAMES[other] in flip.then
        step = 1 if level > now else -1
        between = [near for near in range(5) if now * step < near * step < level * step]
        for near in between:
            assert getattr(shares[near], ahead) > 0.5 - 0.03


@pytest.mark.parametrize("name", NAMED)
def test_t13_no_worded_importance_that_turns_it_clearly_is_left_out(person, verdict):
    assert verdict.verdict in SIDES
    _, other = sorted(SIDES, key=lambda side: -getattr(verdict.shares, side))
    named = {flip.subject for flip in flips(verdict, "importance")}
    assert len(named) <= MOST
    for criterion in KNOWN.criteria:
        for level in range(5):
            shares = decide(
                msgspec.structs.replace(person, overrides={criterion.id: float(level)})
            ).shares
            if getattr(shares, other) > 0.55:
                assert criterion.id in named or len(named) == MOST, (criterion.id, level)


def run(log_mean: float, phase: str) -> RunSummary:
    case = CaseResult(
        workload="tabular_mlp", phase="train" if phase == "train" else "latency", mode="usual",
        arms=Arms(pytorch="torch eager", tensorflow="tf.function"), device="CPU", threads=2,
        state="measured", verdict="no_practical_difference", ratio=math.exp(log_mean), low=0.5,
        high=2.0, log_mean=log_mean, log_se=1e-6, df=1e6, launches=3, agree=3,
    )  # fmt: skip
    return RunSummary(
        run="r", started_utc="", preset="quick", budget_s=1.0, seconds=1.0, pressure=None,
        state="done", cases=(case,),
    )  # fmt: skip


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_t13_a_reported_ratio_draws_level_and_a_clearly_smaller_one_does_not(person, verdict):
    ahead, other = sorted(SIDES, key=lambda side: -getattr(verdict.shares, side))
    for flip in flips(verdict, "ratio"):
        found = RATIO.search(flip.what)
        assert found is not None
        assert flip.what.startswith(SIDE_NAMES[other])
        criterion = KNOWN.criterion(flip.subject)
        assert criterion is not None
        sign = 1.0 if other == "pytorch" else -1.0
        times = float(found[1])
        level = decide(person, (run(sign * math.log(times), criterion.measured),))
        less = decide(person, (run(sign * math.log(times) / 3.0, criterion.measured),))
        assert abs(level.margin.mean) < 1.5  # points of 100; the text is rounded to 0.1×
        toward = 1.0 if ahead == "pytorch" else -1.0
        assert less.margin.mean * toward > abs(level.margin.mean)


def test_t13_there_are_flips_of_every_kind_to_test():
    kinds = {
        flip.kind
        for answers in PEOPLE.values()
        for flip in resolve(QUICK, answers, as_of=DAY).flips
    }
    assert kinds >= {"importance", "weight", "shift", "answer", "ratio", "fact"}


def test_t13_a_ruled_out_side_is_freed_by_an_answer_alone():
    found = resolve(QUICK, PEOPLE["windows"], as_of=DAY)
    assert found.label == "ruled by a constraint"
    assert not flips(found, "importance")
    assert not flips(found, "ratio")
