"""The same thing said in several ways leads to one verdict."""

from __future__ import annotations

import datetime as dt
import itertools

import msgspec
import pytest

from core.decide.canonical import canonical
from core.decide.group import resolve_group
from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers

KNOWLEDGE = load()
DAY = dt.date(2026, 11, 23)
REST = {"task": ("vision",), "outcome": ("learn",), "existing": ("none",), "musts": ("none",)}


def phones(*target: str, name: str = "") -> Answers:
    return Answers(answers={**REST, "target": target}, name=name)


WAYS = [
    ("bothphones",), ("android", "ios"), ("ios", "android"), ("bothphones", "android"),
    ("ios", "bothphones", "android"),
]  # fmt: skip


@pytest.mark.parametrize("target", WAYS[1:])
def test_ticking_both_is_the_option_that_names_both(target):
    plain = resolve(KNOWLEDGE, phones(*WAYS[0]), as_of=DAY, draws=400)
    assert resolve(KNOWLEDGE, phones(*target), as_of=DAY, draws=400) == plain


def test_other_targets_stay_beside_it_in_the_questions_order():
    said = canonical(KNOWLEDGE, phones("server", "ios", "desktop", "android"))
    assert said.answers["target"] == ("server", "desktop", "bothphones")
    alone = canonical(KNOWLEDGE, phones("ios", "server", "ios"))
    assert alone.answers["target"] == ("server", "ios")


def test_it_holds_for_each_person_of_a_team():
    for one, other in itertools.combinations(WAYS, 2):
        first, second = (
            resolve_group(
                KNOWLEDGE, (phones(*way, name="Ana"), phones("server", name="Ben")),
                as_of=DAY, draws=200,
            )
            for way in (one, other)
        )  # fmt: skip
        assert msgspec.json.encode(first.shares) == msgspec.json.encode(second.shares)


def test_answers_without_such_an_option_stay_as_they_are():
    answers = phones("server", "not_sure")
    assert canonical(KNOWLEDGE, answers) is answers
