"""What people said, as tables: answers side by side, and notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.records.answers import NOT_SURE, Answers
from core.records.knowledge import Knowledge, Question
from core.records.levels import level_word
from core.report.words import label


def heads(people: Sequence[Answers]) -> tuple[str, ...]:
    """Return the column heads of the answers: the question, then one column a person."""
    if len(people) == 1:
        return ("Question", "Answer")
    return ("Question", *(person.name for person in people))


def answers(knowledge: Knowledge, people: Sequence[Answers]) -> tuple[tuple[str, ...], ...]:
    """Return one row for each question that somebody answered, and for what was set by hand."""
    rows = [
        _row(question.text, people, lambda a, q=question: _answer(q, a))
        for question in knowledge.questions
    ]
    rows += [
        _row(
            f"Weight of “{label(knowledge, id_)}”, set by hand",
            people,
            lambda a, id_=id_: level_word(a.overrides[id_]) if id_ in a.overrides else "",
        )
        for id_ in sorted({id_ for a in people for id_ in a.overrides})
    ]
    rows.append(_row("What matters most, in order", people, lambda a: _ranking(knowledge, a)))
    rows.append(_row("Rather one than the other", people, lambda a: _choices(knowledge, a)))
    rows.append(_row("No preference between", people, lambda a: _no_preference(knowledge, a)))
    return tuple(row for row in rows if any(row[1:]))


def notes(knowledge: Knowledge, people: Sequence[Answers]) -> tuple[tuple[str, str], ...]:
    """Return (what the note is on, the note), with the name where there are several people."""
    rows = []
    for person in people:
        for subject, text in sorted(person.notes.items()):
            question = knowledge.question(subject)
            on = question.step if question else "Project"
            rows.append((f"{person.name}: {on}" if len(people) > 1 else on, text))
    return tuple(rows)


def _row(what: str, people: Sequence[Answers], words: Callable[[Answers], str]) -> tuple[str, ...]:
    return (what, *(words(person) for person in people))


def _answer(question: Question, person: Answers) -> str:
    given = person.answers.get(question.id, ())
    if NOT_SURE in given:
        return "Not sure"
    found = (question.find(option) for option in given)
    return ", ".join(option.text for option in found if option is not None)


def _ranking(knowledge: Knowledge, person: Answers) -> str:
    return ", ".join(label(knowledge, id_) for id_ in person.ranking)


def _choices(knowledge: Knowledge, person: Answers) -> str:
    return "; ".join(
        f"{label(knowledge, pair.prefer)} than {label(knowledge, pair.over)}"
        for pair in person.trade_offs
    )


def _no_preference(knowledge: Knowledge, person: Answers) -> str:
    return "; ".join(
        f"{label(knowledge, one)} and {label(knowledge, other)}"
        for one, other in person.no_preference
    )
