"""Back leads to where someone came from: once, and never round in circles."""

from __future__ import annotations

import pytest

from gui.controllers.snapshot import SUMMARY, TEAM, VERDICT


@pytest.mark.parametrize("origin", [VERDICT, SUMMARY])
def test_a_question_opened_from_a_page_leads_back_to_it(decision, origin):
    first = decision.snapshot.question
    decision.go(SUMMARY)
    decision.go(origin)
    decision.go("hardware")
    decision.back()
    assert decision.snapshot.question == origin
    # Once: the page's own way back is what it was.
    decision.back()
    assert decision.snapshot.question not in (origin, "hardware")
    assert decision.snapshot.question != first or origin == SUMMARY


def test_going_on_from_there_is_the_usual_order_again(decision):
    decision.go(VERDICT)
    decision.go("existing")
    decision.next()
    following = decision.snapshot.question
    assert following not in (VERDICT, SUMMARY)
    decision.back()
    assert decision.snapshot.question == "existing"
    decision.back()
    assert decision.snapshot.question not in (VERDICT, SUMMARY, "existing")


def test_pages_behind_the_verdict_lead_back_as_ever(decision):
    decision.go(SUMMARY)
    decision.go(VERDICT)
    decision.go(TEAM)
    decision.back()
    assert decision.snapshot.question == VERDICT
    decision.back()
    assert decision.snapshot.question == SUMMARY
