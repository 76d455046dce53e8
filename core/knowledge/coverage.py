"""Rules 4, 5, 6 and 11: what an answer can change; nothing decorative, no gap, no twin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from core.knowledge.finding import Finding
from core.records.knowledge import Criterion, Evidence, Knowledge, Option, Question
from core.records.rules import Condition, Fact, Term

# Combinations of answers, times items, looked at for one criterion; beyond it gaps are not looked
# for. The most there is now is 504.
MOST_COMBINATIONS = 20_000
MOST_TOLD = 8  # gaps named for one criterion

Said = Mapping[str, str]  # question or fact -> what it is; one that is missing is unknown


Uses = Mapping[tuple[str, str], list[tuple[str, str]]]  # question, option -> where conditions ask


def _uses(knowledge: Knowledge) -> Uses:
    """Return which conditions hang on each answer, as (id of the entry, all, any or none)."""
    found: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    entries = (
        *knowledge.knockouts, *knowledge.routes, *knowledge.conflicts, *knowledge.evidence
    )  # fmt: skip
    for entry in entries:
        when = entry.when
        for role, terms in (("all", when.all), ("any", when.any), ("none", when.none)):
            for answer in {(term.q, option) for term in terms for option in term.is_}:
                found[answer].append((entry.id, role))
    return found


def _effect(uses: Uses, question: Question, option: Option) -> tuple:
    """Return everything that choosing an option does, for comparing options."""
    used = tuple(uses.get((question.id, option.id), ()))
    return (tuple(sorted(option.set.items())), tuple(sorted(option.shift.items())), used)


def rule_4_decorative(knowledge: Knowledge) -> Iterator[Finding]:
    """Every question has at least two options, and can change something."""
    uses = _uses(knowledge)
    for question in knowledge.questions:
        place = f'question "{question.id}"'
        if len(question.option) < 2:
            yield Finding(
                4, "error", "questions.toml", place, "option", "there is nothing to choose",
                "write at least two options",
            )  # fmt: skip
        elif len({_effect(uses, question, option) for option in question.option}) < 2:
            yield Finding(
                4, "error", "questions.toml", place, "option", "no answer changes anything",
                "give two options different effects, or remove the question",
            )  # fmt: skip


def _raises(option: Option, criterion: str) -> bool:
    return option.set.get(criterion, 0) > 0 or option.shift.get(criterion, 0) > 0


def rule_5_unreachable(knowledge: Knowledge) -> Iterator[Finding]:
    """Every criterion can count."""
    for criterion in knowledge.criteria:
        reached = criterion.base_level > 0 or any(
            _raises(option, criterion.id)
            for question in knowledge.questions
            for option in question.option
        )
        if not reached:
            yield Finding(
                5, "error", "criteria.toml", f'criterion "{criterion.id}"', "base_level",
                "no answer makes it count",
                "set or shift it in questions.toml, or give it a base_level",
            )  # fmt: skip


def rule_6_evidence(knowledge: Knowledge) -> Iterator[Finding]:
    """A criterion that counts has evidence, whatever was answered."""
    for criterion in knowledge.criteria:
        items = [
            item
            for item in knowledge.evidence
            if item.criterion == criterion.id and item.status == "in_use"
        ]
        if criterion.measured:
            for item in items:
                yield Finding(
                    6, "error", "evidence.toml", f'evidence "{item.id}"', "criterion",
                    f'"{criterion.id}" is measured on the person\'s machine and takes no value '
                    "from a file",
                    "remove the item",
                )  # fmt: skip
        elif not items:
            yield _gap(criterion, "", "add an item")
        else:
            yield from _gaps(knowledge, criterion, items)


def _gap(criterion: Criterion, when: str, mend: str) -> Finding:
    return Finding(
        6, "warning", "evidence.toml", f'criterion "{criterion.id}"', "when",
        f"it has no evidence{when}, so it counts as unknown", mend,
    )  # fmt: skip


def _gaps(knowledge: Knowledge, criterion: Criterion, items: list[Evidence]) -> Iterator[Finding]:
    """Find the answers under which the criterion counts and no item holds."""
    named = dict.fromkeys(term.q for item in items for term in item.when.terms())
    asked = [q for q in map(knowledge.question, named) if q is not None]
    facts = [fact for fact in knowledge.facts if fact.id in named]
    cases = prod((*(len(q.option) for q in asked), *(len(f.value) + 1 for f in facts)))
    if cases * len(items) > MOST_COMBINATIONS:
        return
    elsewhere = criterion.base_level > 0 or any(
        _raises(option, criterion.id)
        for other in knowledge.questions
        if other.id not in named
        for option in other.option
    )
    told: dict[str, None] = {}
    for options in product(*(question.option for question in asked)):
        if not (elsewhere or any(_raises(option, criterion.id) for option in options)):
            continue
        said = {q.id: o.id for q, o in zip(asked, options, strict=True)}
        for seen in _seen(facts):
            if not any(_holds(item.when, {**said, **seen}) for item in items):
                told[_in_words({**said, **seen})] = None
    for when in list(told)[:MOST_TOLD]:
        yield _gap(criterion, f" when {when}", "add an item for it")


def _seen(facts: list[Fact]) -> Iterator[dict[str, str]]:
    """Yield everything the facts can be, unknown included."""
    for values in product(*((None, *(v.id for v in fact.value)) for fact in facts)):
        yield {f.id: v for f, v in zip(facts, values, strict=True) if v is not None}


def _in_words(said: Said) -> str:
    return " and ".join(f'"{id_}" is "{value}"' for id_, value in said.items())


def _holds(when: Condition, said: Said) -> bool:
    """Evaluate a condition where every question and fact is at most one thing."""

    def term(term_: Term) -> bool:
        return said.get(term_.q) in term_.is_

    return (
        all(map(term, when.all))
        and (not when.any or any(map(term, when.any)))
        and not any(map(term, when.none))
    )


def rule_11_alike(knowledge: Knowledge) -> Iterator[Finding]:
    """Two options of a question do not do the same."""
    uses = _uses(knowledge)
    for question in knowledge.questions:
        seen: dict[tuple, str] = {}
        for option in question.option:
            effect = _effect(uses, question, option)
            if effect in seen:
                yield Finding(
                    11, "error", "questions.toml",
                    f'question "{question.id}", option "{option.id}"', "shift",
                    f'it does the same as option "{seen[effect]}"',
                    "merge them, or give one another effect",
                )  # fmt: skip
            seen.setdefault(effect, option.id)
