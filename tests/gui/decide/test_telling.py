"""The line on what moved: its numbers are those on the screen."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest

from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.shares import whole_shares
from gui.controllers.decision import DecisionController
from gui.controllers.telling import Telling
from gui.shell.foot import foot_of

KNOWLEDGE = load()
DAY = dt.date(2026, 11, 23)
FIVE = {"task": ("vision",), "outcome": ("product",), "existing": ("none",), "scale": ("onegpu",),
        "hardware": ("nv_linux",)}  # fmt: skip


def verdict(draws, **more):
    return resolve(KNOWLEDGE, Answers(answers={**FIVE, **more}), as_of=DAY, draws=draws)


def pytorchs(found) -> int:
    return whole_shares(found.shares.pytorch, found.shares.tensorflow, found.shares.none)[0]


@pytest.fixture(scope="module")
def states():
    """Return previews and full results of two states that a person goes through."""
    return [
        (verdict(60, **more), verdict(4000, **more))
        for more in ({"target": ("android",)}, {"target": ("android",), "team": ("pt",)})
    ]


def test_full_results_are_compared_when_both_came(states):
    telling = Telling()
    for number, (preview, full) in enumerate(states):
        if number:
            telling.begin("This")
        telling.take(preview, KNOWLEDGE, preview=True)
        telling.take(full, KNOWLEDGE, preview=False)
    assert re.findall(r"\d+", telling.text)[:2] == [str(pytorchs(full)) for _, full in states]


def test_the_line_ends_where_the_headline_stands_also_for_quick_people(states):
    (first, _), (second, full) = states
    telling = Telling()
    telling.take(first, KNOWLEDGE, preview=True)
    telling.begin("This")
    telling.take(second, KNOWLEDGE, preview=True)
    telling.take(full, KNOWLEDGE, preview=False)
    assert pytorchs(second) != pytorchs(full)  # or the test says nothing
    assert re.findall(r"\d+", telling.text)[:2] == [str(pytorchs(first)), str(pytorchs(full))]


def test_noise_between_preview_and_full_result_is_no_movement(states):
    first, full = states[0]
    telling = Telling()
    telling.take(first, KNOWLEDGE, preview=True)
    telling.begin("This")
    telling.take(first, KNOWLEDGE, preview=True)
    telling.take(full, KNOWLEDGE, preview=False)
    assert pytorchs(first) != pytorchs(full)  # or the test says nothing
    assert f"left PyTorch at {pytorchs(full)} of 100" in telling.text


def last_number(text: str) -> int:
    return int(re.findall(r"(\d+) of 100", text)[-1])


def in_the_headline(shown) -> int:
    return int(re.findall(r"In (\d+) of 100", shown.sentence)[0])


@pytest.fixture
def open_case(quick_knowledge):
    """Return a controller on a case where both sides have a share, with answers to play with."""
    controller = DecisionController(lambda: quick_knowledge, as_of=DAY)
    controller.open()
    controller.set_answers(Answers(answers={**FIVE, "target": ("android",)}))
    controller.warm_up()
    yield controller
    controller.close()


@pytest.mark.parametrize("pause", [True, False], ids=["slow", "quick"])
def test_every_way_to_change_an_answer_ends_in_the_numbers_beside_it(qtbot, open_case, pause):
    decision = open_case
    qtbot.waitUntil(decision.is_idle, timeout=10_000)
    ranked = msgspec.structs.replace(decision.snapshot.answers, ranking=("serve", "ready"))
    for change in (
        lambda: decision.answer("team", ("pt",)),
        lambda: decision.answer("experience", ("first",)),
        decision.undo,
        decision.redo,
        decision.undo,
        lambda: decision.override("ready", 4.0),
        lambda: decision.set_answers(ranked, "ranking what matters"),
    ):
        change()
        if pause:
            qtbot.waitUntil(decision.is_idle, timeout=10_000)
    qtbot.waitUntil(decision.is_idle, timeout=10_000)
    now = decision.snapshot
    assert not now.preview
    assert last_number(now.moved) == in_the_headline(now.verdict)
    assert foot_of(now.verdict).count.startswith(f"{in_the_headline(now.verdict)} ")
