"""The checker's rules on what an answer can change: nothing decorative, no gap, no twin."""

from __future__ import annotations

from collections.abc import Iterator

from core.knowledge.finding import Finding
from core.records.knowledge import Criterion, Evidence, Knowledge, Option, Question


def _effect(knowledge: Knowledge, question: Question, option: Option) -> tuple:
    """Return everything that choosing an option does, for comparing options."""
    conditions = [
        (entry.id, entry.when)
        for entries in (
            knowledge.knockouts,
            knowledge.routes,
            knowledge.conflicts,
            knowledge.evidence,
        )
        for entry in entries
    ]
    used = tuple(
        (id_, role)
        for id_, when in conditions
        for role, terms in (("all", when.all), ("any", when.any), ("none", when.none))
        if any(term.q == question.id and option.id in term.is_ for term in terms)
    )
    return (tuple(sorted(option.set.items())), tuple(sorted(option.shift.items())), used)


def decorative(knowledge: Knowledge) -> Iterator[Finding]:
    """4: every question can change something."""
    for question in knowledge.questions:
        effects = {_effect(knowledge, question, option) for option in question.option}
        if len(effects) < 2:
            yield Finding(
                4,
                "error",
                f'questions.toml, question "{question.id}": no answer changes anything; '
                "give two options different effects, or remove it",
            )


def _raises(option: Option, criterion: str) -> bool:
    return option.set.get(criterion, 0) > 0 or option.shift.get(criterion, 0) > 0


def unreachable(knowledge: Knowledge) -> Iterator[Finding]:
    """5: every criterion can count."""
    for criterion in knowledge.criteria:
        reached = criterion.base_level > 0 or any(
            _raises(option, criterion.id)
            for question in knowledge.questions
            for option in question.option
        )
        if not reached:
            yield Finding(
                5,
                "error",
                f'criteria.toml, criterion "{criterion.id}": no answer makes it count; '
                "set or shift it in questions.toml, or give it a base_level",
            )


def uncovered(knowledge: Knowledge) -> Iterator[Finding]:
    """6: a criterion that counts has evidence, whatever was answered."""
    for criterion in knowledge.criteria:
        items = [
            item
            for item in knowledge.evidence
            if item.criterion == criterion.id and item.status == "in_use"
        ]
        if criterion.measured:
            for item in items:
                yield Finding(
                    6,
                    "error",
                    f'evidence.toml, evidence "{item.id}": "{criterion.id}" is measured on the '
                    "person's machine and takes no value from a file; remove the item",
                )
            continue
        if not items:
            yield Finding(
                6,
                "warning",
                f'evidence.toml: criterion "{criterion.id}" has no evidence, so it counts as '
                "unknown; add an item",
            )
            continue
        yield from _gaps(knowledge, criterion, items)


def _gaps(knowledge: Knowledge, criterion: Criterion, items: list[Evidence]) -> Iterator[Finding]:
    """Find options under which no item holds, for items that hang on one question."""
    asked = {term.q for item in items for term in item.when.terms()}
    if len(asked) != 1:
        return
    question = knowledge.question(asked.pop())
    if question is None:
        return
    elsewhere = criterion.base_level > 0 or any(
        _raises(option, criterion.id)
        for other in knowledge.questions
        if other.id != question.id
        for option in other.option
    )
    for option in question.option:
        counts = elsewhere or _raises(option, criterion.id)
        if counts and not any(_holds(item, option.id) for item in items):
            yield Finding(
                6,
                "warning",
                f'evidence.toml: criterion "{criterion.id}" has no evidence when question '
                f'"{question.id}" is answered "{option.id}"; add an item for it',
            )


def _holds(item: Evidence, option: str) -> bool:
    """Evaluate a condition that hangs on one question only."""
    when = item.when
    return (
        all(option in term.is_ for term in when.all)
        and (not when.any or any(option in term.is_ for term in when.any))
        and not any(option in term.is_ for term in when.none)
    )


def alike(knowledge: Knowledge) -> Iterator[Finding]:
    """11: two options of a question do not do the same."""
    for question in knowledge.questions:
        seen: dict[tuple, str] = {}
        for option in question.option:
            effect = _effect(knowledge, question, option)
            if effect in seen:
                yield Finding(
                    11,
                    "error",
                    f'questions.toml, question "{question.id}": options "{seen[effect]}" and '
                    f'"{option.id}" do the same; merge them, or give one another effect',
                )
            seen.setdefault(effect, option.id)
