"""The order of the questions: what is done, what comes next, what is passed over.

Free of NumPy, so that the window can show its first question at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.decide.conditions import holds
from core.records.answers import NOT_SURE, Answers
from core.records.knowledge import Knowledge, Question

StepState = Literal["done", "unsure", "current", "ahead", "skipped"]
UNSURE_CAPTION = "Not sure"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the step list.

    Attributes:
        question: id of the question.
        state: done, unsure (answered "not sure"), current, ahead or skipped.
        caption: the answer in a few words; empty while there is none.
        reason: why the question is passed over; empty otherwise.
    """

    question: str
    state: StepState
    caption: str = ""
    reason: str = ""


def is_skipped(question: Question, answers: Answers) -> bool:
    """Return True when the answers so far make a question pointless.

    An answer that is there all the same stays in use; it is only not asked for.
    """
    return any(holds(condition, answers) for condition in question.skip_if)


def caption_of(question: Question, answers: Answers) -> str:
    """Return the answer to a question in a few words; empty when it is open."""
    given = answers.answers.get(question.id, ())
    if NOT_SURE in given:
        return UNSURE_CAPTION
    if len(given) > 1:
        return f"{len(given)} chosen"
    option = question.find(given[0]) if given else None
    return (option.short or option.text) if option else ""


def steps(knowledge: Knowledge, answers: Answers, current: str) -> tuple[Step, ...]:
    """Return every question's place in the step list, in the order they are asked.

    Args:
        knowledge: the questions.
        answers: what was answered so far.
        current: the question on the screen; any other word when none is.
    """
    return tuple(_step(question, answers, current) for question in knowledge.questions)


def _step(question: Question, answers: Answers, current: str) -> Step:
    caption = caption_of(question, answers)
    if question.id == current:
        return Step(question.id, "current", caption)
    if is_skipped(question, answers):
        return Step(question.id, "skipped", caption, question.skip_reason)
    if caption:
        state: StepState = "unsure" if caption == UNSURE_CAPTION else "done"
        return Step(question.id, state, caption)
    return Step(question.id, "ahead")


def next_question(knowledge: Knowledge, answers: Answers, current: str) -> str | None:
    """Return the question after `current` that is not passed over; None after the last.

    An unknown `current` gives the first question.
    """
    asked = _asked(knowledge, answers, current)
    place = asked.index(current) + 1 if current in asked else 0
    return asked[place] if place < len(asked) else None


def previous_question(knowledge: Knowledge, answers: Answers, current: str) -> str | None:
    """Return the question before `current` that is not passed over; None before the first.

    An unknown `current`, such as the summary, gives the last question.
    """
    asked = _asked(knowledge, answers, current)
    place = asked.index(current) - 1 if current in asked else len(asked) - 1
    return asked[place] if place >= 0 else None


def _asked(knowledge: Knowledge, answers: Answers, current: str) -> list[str]:
    return [q.id for q in knowledge.questions if q.id == current or not is_skipped(q, answers)]


def choose(question: Question, chosen: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Return the answer after a person picked one option.

    In a tick-all question the option is toggled; "not sure" and options marked `alone` clear the
    others, and are cleared by them. In any other question it replaces the answer. The options
    come back in the question's own order.
    """
    if not question.multi:
        return (option,)
    if option in chosen:
        return tuple(o for o in chosen if o != option)
    alone = {o.id for o in question.option if o.alone} | {NOT_SURE}
    if option in alone:
        return (option,)
    kept = {*chosen, option} - alone
    return tuple(o.id for o in question.option if o.id in kept)
