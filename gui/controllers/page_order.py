"""The order of the pages of Decide: questions, all answers, the verdict, and what lies behind."""

from __future__ import annotations

from core.decide.flow import Step, next_question, previous_question
from core.records.answers import Answers
from core.records.document import Document
from core.records.knowledge import Knowledge
from gui.controllers.answer_changes import answered
from gui.controllers.snapshot import RANKING, SUMMARY, TEAM, VERDICT, WHAT_IF

BEHIND = (WHAT_IF, RANKING, TEAM)  # pages that are opened from the verdict
BEYOND = (SUMMARY, VERDICT, *BEHIND)


def exists(knowledge: Knowledge, page: str) -> bool:
    """Return True for a question or one of the pages beyond them."""
    return page in BEYOND or knowledge.question(page) is not None


def first_page(knowledge: Knowledge, document: Document | None) -> str:
    """Return where a start begins: where the last one ended, as far as that was kept."""
    page = document.page if document else ""
    if page in BEHIND:
        # A trial is not stored, so a start goes back to the verdict it was made from.
        page = VERDICT
    return page if exists(knowledge, page) else knowledge.questions[0].id


def page_after(knowledge: Knowledge, answers: Answers, page: str) -> str:
    """Return the page after one: the next question that applies, all answers, the verdict.

    Where the very answer on the page makes all that follows pointless, the verdict comes at once.
    """
    if page == VERDICT or page in BEHIND:
        return page
    if page == SUMMARY:
        return VERDICT
    following = next_question(knowledge, answers, page)
    if following is not None:
        return following
    without = answered(answers, page, ())
    return SUMMARY if next_question(knowledge, without, page) is None else VERDICT


def page_before(
    knowledge: Knowledge, answers: Answers, steps: tuple[Step, ...], page: str, came_from: str
) -> str:
    """Return the page before one; the first question itself where there is none.

    Args:
        knowledge: the questions.
        answers: what was said.
        steps: the step list.
        page: where the person stands.
        came_from: where they came from to a page that can be opened from several; "" for a
            question that was reached in the usual order.
    """
    if page in (TEAM, RANKING):
        return came_from or VERDICT
    if page == WHAT_IF:
        return VERDICT
    if page == VERDICT:
        return came_from or SUMMARY
    if page == SUMMARY:
        return [step.question for step in steps if step.state != "skipped"][-1]
    return came_from or previous_question(knowledge, answers, page) or page
