"""What the answers bring about on the page of a question: passed over, led past, ruled out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from core.decide.conditions import holds
from core.decide.flow import is_skipped
from core.records.answers import Answers
from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Knowledge
from core.records.rules import Anyway, Condition, Conflict, Knockout, Route, Term

translate = QCoreApplication.translate

DECIDES = ("instead", "bridge")  # kinds of routes that a verdict follows


@dataclass(frozen=True, slots=True)
class Change:
    """A button that answers: its words, the question, and the options it sets."""

    text: str
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One calm line on a question's page; it never blocks.

    Attributes:
        id: of the rule; empty for a question that is passed over.
        kind: what it is.
        title: in a few words; may be empty.
        text: one or two sentences.
        change: the way past it; None where there is no single one.
        decides: the verdict follows from it, so the result can be shown at once.
    """

    id: str
    kind: Literal["passed_over", "route", "knockout", "conflict"]
    title: str
    text: str
    change: Change | None = None
    decides: bool = False


def notices(knowledge: Knowledge, answers: Answers, question: str) -> tuple[Notice, ...]:
    """Return what there is to say on the page of a question, the weightiest first.

    Told by definite answers alone, so that it stands before any reading is counted.
    """
    found = [_passed_over(knowledge, answers, question)]
    found += [
        _ruled_out(rule, knowledge, answers)
        for rule in knowledge.knockouts
        if _caused(rule.when, answers, question)
    ]
    found += [
        _led_past(route, answers)
        for route in knowledge.routes
        if route.strength in DECIDES and _caused(route.when, answers, question)
    ]
    found += [
        _pulls(conflict)
        for conflict in knowledge.conflicts
        if _caused(conflict.when, answers, question)
    ]
    return tuple(notice for notice in found if notice is not None)


def _caused(when: Condition, answers: Answers, question: str) -> bool:
    hangs_on = any(term.q == question for term in (*when.all, *when.any))
    return hangs_on and bool(answers.chosen(question)) and holds(when, answers)


def _passed_over(knowledge: Knowledge, answers: Answers, question: str) -> Notice | None:
    asked = knowledge.question(question)
    if asked is None or not is_skipped(asked, answers):
        return None
    if answers.answers.get(question):
        text = translate("notices", "{0} Your answer counts all the same.")
        title = translate("notices", "Usually passed over:")
        return Notice("", "passed_over", title, text.format(asked.skip_reason))
    return Notice("", "passed_over", translate("notices", "Passed over:"), asked.skip_reason)


def _ruled_out(rule: Knockout, knowledge: Knowledge, answers: Answers) -> Notice:
    out = {
        side for other in knowledge.knockouts if holds(other.when, answers) for side in other.out
    }
    left = [SIDE_NAMES[side] for side in SIDES if side not in out]
    text = translate("notices", "Both are ruled out now. Way out: {0}.")
    text = text.format(rule.relax.rstrip("."))
    if left:
        text = translate("notices", "{0} is left.").format(left[0])
    return Notice(rule.id, "knockout", f"{rule.title}.", text, decides=True)


def _led_past(route: Route, answers: Answers) -> Notice:
    change = _past(route, route.anyway, answers) if route.anyway else None
    return Notice(route.id, "route", f"{route.title}.", route.say, change, decides=True)


def _past(route: Route, anyway: Anyway, answers: Answers) -> Change:
    if anyway.option:
        return Change(anyway.text, anyway.q, (anyway.option,))
    fires = set(_options(anyway.q, (*route.when.all, *route.when.any)))
    given = answers.answers.get(anyway.q, ())
    return Change(anyway.text, anyway.q, tuple(o for o in given if o not in fires))


def _options(question: str, terms: Iterable[Term]) -> Iterable[str]:
    return (option for term in terms if term.q == question for option in term.is_)


def _pulls(conflict: Conflict) -> Notice:
    return Notice(conflict.id, "conflict", "", conflict.say)
