"""Conditions on definite answers: data in, True or False out."""

from __future__ import annotations

from core.records.answers import Answers
from core.records.knowledge import Condition, Term


def term_holds(term: Term, answers: Answers) -> bool:
    """Return True when a definite answer to the term's question is one of its options."""
    return any(option in term.is_ for option in answers.chosen(term.q))


def holds(condition: Condition, answers: Answers) -> bool:
    """Return True when all of `all`, one of `any` (if given) and none of `none` hold.

    "Not sure" and open questions are no definite answer: they make no term hold.
    """
    return (
        all(term_holds(term, answers) for term in condition.all)
        and (not condition.any or any(term_holds(term, answers) for term in condition.any))
        and not any(term_holds(term, answers) for term in condition.none)
    )


def questions_of(condition: Condition) -> tuple[str, ...]:
    """Return the questions a condition hangs on, each once, in order."""
    return tuple(dict.fromkeys(term.q for term in condition.terms()))
