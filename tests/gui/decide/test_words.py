from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleEvent

from core.records.answers import NOT_SURE, Answers
from core.records.verdict import MeasuredUse
from gui.decide.announce import announce
from gui.decide.words import answer_words, answered_count, bold_figures, day, measured_words, of_100
from gui.widgets.labels import plain_label


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "fewer than 1 of 100"),
        (0.004, "fewer than 1 of 100"),
        (0.09, "9 of 100"),
        (0.844, "84 of 100"),
        (1.0, "more than 99 of 100"),
    ],
)
def test_a_share_is_never_certain(share, words):
    assert of_100(share) == words


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2026-11-22", "22 Nov 2026"),
        ("2026-08", "Aug 2026"),
        ("2026-13", "2026-13"),
        ("today", "today"),
        ("", ""),
    ],
)
def test_dates_are_written_out(date, words):
    assert day(date) == words


@pytest.mark.parametrize(
    ("ratio", "low", "high", "words"),
    [
        (1.25, 1.1, 1.4, "PyTorch 1.25× as fast here, 1.10 to 1.40"),
        (0.8, 0.7, 0.9, "TensorFlow 1.25× as fast here, 1.11 to 1.43"),
        (1.02, 0.9, 1.15, "PyTorch 1.02× as fast here, 0.90 to 1.15"),
    ],
)
def test_a_ratio_is_told_as_who_is_faster(ratio, low, high, words):
    use = MeasuredUse(
        run="r", case="c", criterion="train_speed", ratio=ratio, low=low, high=high, weight=1.0
    )
    assert measured_words(use) == words


def test_an_answer_in_words(knowledge):
    question = knowledge.question("target")
    server = question.find("server").text
    assert answer_words(question, Answers()) == ""
    assert answer_words(question, Answers(answers={"target": (NOT_SURE,)})) == "Not sure"
    both = Answers(answers={"target": ("server", "android")})
    assert answer_words(question, both).startswith(f"{server}, ")


def test_a_sentence_is_said_through_the_screen_reader(qtbot, monkeypatch):
    said: list[QAccessibleEvent] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    label = plain_label("")
    qtbot.addWidget(label)
    announce(label, "PyTorch moved from 78 to 71")
    announce(label, "")
    assert len(said) == 1


def test_figures_are_bold_and_stay_on_one_line() -> None:
    shown = bold_figures("In more than 99 of 100 readings <of> these")
    assert shown == ("In <b>more than 99&nbsp;of&nbsp;100</b> readings &lt;of&gt; these")


def test_an_answer_of_not_sure_is_told_apart_from_one_that_says_something(knowledge):
    first, second, *rest = [question.id for question in knowledge.questions]
    option = knowledge.questions[0].option[0].id
    total = len(rest) + 2
    assert answered_count(knowledge, Answers()) == f"0 of {total} answered"
    said = Answers(answers={first: (option,)})
    assert answered_count(knowledge, said) == f"1 of {total} answered"
    said = Answers(answers={first: (option,), second: (NOT_SURE,)})
    assert answered_count(knowledge, said) == f"1 of {total} answered, 1 not sure"
