"""What is offered to find out next: at most one card, nothing that is worth nothing."""

from __future__ import annotations

import pytest

from core.decide.aggregate import Worth
from core.decide.judge import Judgement
from core.decide.next_best import MOST_NEXT, Offer, best
from core.knowledge.load import load
from core.records.outlook import NextBest

KNOWLEDGE = load()
OPEN = Judgement("undecided", "", "open")


def offer(kind, subject, evppi, cost=10.0):
    told = NextBest(
        kind=kind, subject=subject, text=subject, evppi=evppi, chance=0.1, cost_s=cost
    )  # fmt: skip
    return Offer(told, Worth(evppi, 0.1))


def subjects(*offers, verdict=OPEN):
    return [one.subject for one in best(KNOWLEDGE, verdict, list(offers))]


def test_a_card_may_follow_a_question():
    assert subjects(offer("question", "q", 0.05), offer("trade_off", "c", 0.02)) == ["q", "c"]


def test_a_second_card_gives_way_to_what_is_worth_less():
    found = subjects(
        offer("trade_off", "c1", 0.05), offer("trade_off", "c2", 0.04),
        offer("question", "q1", 0.03), offer("question", "q2", 0.02), offer("question", "q3", 0.01),
    )  # fmt: skip
    assert found == ["c1", "q1", "q2"]
    assert len(found) == MOST_NEXT


def test_what_is_worth_most_a_second_comes_first():
    dear, cheap = offer("benchmark", "dear", 0.08, 80.0), offer("question", "cheap", 0.02)
    assert subjects(dear, cheap) == ["cheap", "dear"]


def test_what_is_worth_nothing_is_not_offered():
    assert subjects(offer("question", "q", 0.0009)) == []
    assert subjects(offer("question", "q", 0.001)) == ["q"]


@pytest.mark.parametrize("ground", ["both_out", "constraint"])
def test_no_card_where_nothing_is_weighed(ground):
    found = subjects(
        offer("trade_off", "c", 0.05), offer("question", "q", 0.02),
        verdict=Judgement("neither", "ruled out", ground),
    )  # fmt: skip
    assert found == ["q"]


def test_nothing_where_the_way_leads_past_both():
    judged = Judgement("neither", "instead", "route")
    assert subjects(offer("question", "q", 0.05), verdict=judged) == []
