"""Wording that pages, reports and commands share: counts of 100, plurals, what to find out."""

import pytest

from core.records.outlook import NextBest
from core.records.plurals import count, either
from core.records.shares import of_100
from core.report.outlook import FIND_OUT_NOTE, find_out
from core.report.words import cost


def offer(**more):
    given = {"kind": "question", "subject": "q", "text": "Q?", "evppi": 0.002, "chance": 0.0069}
    return NextBest(**{**given, "cost_s": 15.0} | more)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "fewer than 1 of 100"),
        (0.0049, "fewer than 1 of 100"),
        (0.0069, "1 of 100"),
        (0.09, "9 of 100"),
        (0.991, "99 of 100"),
        (0.9951, "more than 99 of 100"),
        (1.0, "more than 99 of 100"),
    ],
)
def test_a_share_is_never_certain(share, words):
    assert of_100(share) == words


def test_the_window_says_what_the_command_line_says():
    words = pytest.importorskip("gui.decide.words")
    assert words.next_words(offer()) == find_out(offer())
    assert words.of_100(0.0069) == of_100(0.0069) == "1 of 100"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 errors"), (1, "1 error"), (2, "2 errors"), (1200, "1,200 errors")]
)
def test_a_noun_goes_with_its_number(number, words):
    assert count(number, "error") == words
    assert either(number, "is", "are") == ("is" if number == 1 else "are")


def test_a_noun_may_have_a_plural_of_its_own():
    assert [count(n, "launch", "launches") for n in (1, 2)] == ["1 launch", "2 launches"]


@pytest.mark.parametrize(
    ("evppi", "words"),
    [(0.0, "under 0.01 points"), (0.0013, "0.13 points"), (0.0124, "1.2 points")],
)
def test_what_knowing_is_worth_is_shown(evppi, words):
    assert find_out(offer(evppi=evppi)) == (
        f"about 15 s, worth {words}, could change the verdict in 1 of 100"
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "about 1 s"), (25, "about 25 s"), (119, "about 119 s"), (300, "about 5 min")],
)
def test_costs_are_estimates(seconds, words):
    assert cost(seconds) == words


def test_the_note_says_what_the_list_is_ordered_by():
    assert "worth most for the time it takes comes first" in FIND_OUT_NOTE
