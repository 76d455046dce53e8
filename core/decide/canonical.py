"""Answers that say the same, said the same way."""

from __future__ import annotations

import msgspec

from core.records.answers import Answers
from core.records.knowledge import Knowledge, Question


def canonical(knowledge: Knowledge, answers: Answers) -> Answers:
    """Return the answers with every option that stands for several others in their place.

    Someone who ticks "Android" and "iPhones" says what "Android and iPhones" says: the verdict
    must not hang on which of the two they did, nor on which they ticked first. So the options of
    a question stand in its own order, each once; what it does not know stays behind them.
    """
    said = dict(answers.answers)
    for question in knowledge.questions:
        chosen = said.get(question.id)
        if chosen:
            said[question.id] = _settled(question, tuple(chosen))
    if said == answers.answers:
        return answers
    return msgspec.structs.replace(answers, answers=said)


def _settled(question: Question, chosen: tuple[str, ...]) -> tuple[str, ...]:
    places = {option.id: at for at, option in enumerate(question.option)}
    chosen = tuple(sorted(dict.fromkeys(chosen), key=lambda one: places.get(one, len(places))))
    for option in question.option:
        if not option.covers:
            continue
        named = {option.id, *option.covers}
        if option.id in chosen or set(option.covers) <= set(chosen):
            first = min(at for at, one in enumerate(chosen) if one in named)
            rest = [one for one in chosen if one not in named]
            rest.insert(sum(one not in named for one in chosen[:first]), option.id)
            chosen = tuple(rest)
    return chosen
