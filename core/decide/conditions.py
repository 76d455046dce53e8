"""Conditions on definite answers and on what this machine is: data in, True or False out."""

from __future__ import annotations

from core.records.answers import Answers
from core.records.rules import Condition, Term

HARDWARE = "hardware"  # the question that says what will be trained on


def believed(answers: Answers) -> dict[str, tuple[str, ...]]:
    """Return the machine facts that count: none once the person trains on something else.

    That is told by the question about hardware: its answer has to be what was seen here.
    """
    seen = answers.found.get(HARDWARE, ())
    if seen and set(answers.chosen(HARDWARE)) != set(seen):
        return {}
    return {id_: values for id_, values in answers.found.items() if id_ != HARDWARE}


def definite(answers: Answers, subject: str) -> tuple[str, ...]:
    """Return what is known for sure about a question or a machine fact; empty when nothing is."""
    return answers.chosen(subject) or believed(answers).get(subject, ())


def term_holds(term: Term, answers: Answers) -> bool:
    """Return True when what is known about the term's subject is one of its options."""
    return any(option in term.is_ for option in definite(answers, term.q))


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
    """Return the questions and facts a condition hangs on, each once, in order."""
    return tuple(dict.fromkeys(term.q for term in condition.terms()))
