"""Which answers a criterion's place in the sum hangs on."""

from __future__ import annotations

from collections.abc import Mapping

from core.decide.conditions import holds
from core.records.answers import Answers
from core.records.knowledge import Evidence, Knowledge, Option, Question


def answers_behind(knowledge: Knowledge, answers: Answers) -> dict[str, tuple[str, ...]]:
    """Return criterion -> the answers, in words, that raise its importance or choose its values.

    What was said outright comes first, then what chooses the values, then what only implies. An
    answer that lowers an importance is no reason for what is left of it. Where the person ranked
    a criterion or set its weight by hand, no answer gives it its importance: only those that
    choose its values are reasons.
    """
    by_hand = {*answers.ranking, *answers.overrides}
    said = [(q, o) for q in knowledge.questions for o in q.option if o.id in answers.chosen(q.id)]
    found: list[tuple[str, str]] = []
    for _, option in said:
        found += [(id_, _words(option)) for id_ in _raised(option.set, by_hand)]
    for item in knowledge.evidence:
        if item.status == "in_use" and holds(item.when, answers):
            found += [(item.criterion, words) for words in _chosen_by(item, said)]
    for _, option in said:
        found += [(id_, _words(option)) for id_ in _raised(option.shift, by_hand)]
    behind: dict[str, dict[str, None]] = {}
    for criterion, words in found:
        behind.setdefault(criterion, {})[words] = None
    return {criterion: tuple(words) for criterion, words in behind.items()}


def _raised(changes: Mapping[str, float], by_hand: set[str]) -> list[str]:
    return [id_ for id_, change in changes.items() if change > 0.0 and id_ not in by_hand]


def _chosen_by(item: Evidence, said: list[tuple[Question, Option]]) -> list[str]:
    terms = (*item.when.all, *item.when.any)
    return [
        _words(option)
        for question, option in said
        if any(term.q == question.id and option.id in term.is_ for term in terms)
    ]


def _words(option: Option) -> str:
    return option.short or option.text
