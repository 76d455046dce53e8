"""Rule 1: ids have one form, name one thing each, and never change their meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from core.knowledge.finding import Finding
from core.records.answers import NOT_SURE
from core.records.knowledge import Knowledge

_ID = re.compile(r"[a-z][a-z0-9_]*")
_CLAIM_ID = re.compile(r"[a-z][a-z0-9_-]*")
_VALUE_ID = re.compile(r"[a-z0-9][a-z0-9_.]*")  # versions of Python begin with a digit

_RETIRED = re.compile(
    r"(criterion|equal|question|option|fact|value|rule|evidence|aspect|claim):[a-z][a-z0-9_.-]*"
)


def rule_1_ids(knowledge: Knowledge) -> Iterator[Finding]:
    """Every id is well formed, used once, and not taken from an entry that was removed."""
    yield from _alternatives(knowledge)
    for file, inside, kind, form, ids in _lists(knowledge):
        yield from _list(file, inside, kind, form, ids)
    yield from _facts_apart(knowledge)
    yield from _reused(knowledge)


def _alternatives(knowledge: Knowledge) -> Iterator[Finding]:
    sides = knowledge.meta.alternatives
    if len(sides) != len(set(sides)) or len(sides) < 2:
        what = f"it holds {', '.join(sides) or 'nothing'}"
        mend = "name at least two, each once"
        yield Finding(1, "error", "meta.toml", "", "alternatives", what, mend)


def _lists(
    knowledge: Knowledge,
) -> Iterator[tuple[str, str, str, re.Pattern[str], tuple[str, ...]]]:
    """Yield file, surrounding entry, kind, form and ids of everything that has an id."""
    rules = (*knowledge.knockouts, *knowledge.routes, *knowledge.conflicts)
    kinds: tuple[tuple[str, str, re.Pattern[str], Iterable[Any]], ...] = (
        ("criteria.toml", "criterion", _ID, knowledge.criteria),
        ("criteria.toml", "equal", _ID, knowledge.equal),
        ("questions.toml", "question", _ID, knowledge.questions),
        ("rules.toml", "fact", _ID, knowledge.facts),
        ("rules.toml", "rule", _ID, rules),
        ("evidence.toml", "evidence", _ID, knowledge.evidence),
        ("claims.toml", "aspect", _ID, knowledge.aspects),
        ("claims.toml", "claim", _CLAIM_ID, knowledge.claims),
    )
    for file, kind, form, entries in kinds:
        yield file, "", kind, form, tuple(entry.id for entry in entries)
    for question in knowledge.questions:
        inside = f'question "{question.id}"'
        yield "questions.toml", inside, "option", _ID, tuple(o.id for o in question.option)
    for fact in knowledge.facts:
        inside = f'fact "{fact.id}"'
        yield "rules.toml", inside, "value", _VALUE_ID, tuple(v.id for v in fact.value)


def _list(
    file: str, inside: str, kind: str, form: re.Pattern[str], ids: Iterable[str]
) -> Iterator[Finding]:
    seen: set[str] = set()
    for id_ in ids:
        place = ", ".join(part for part in (inside, f'{kind} "{id_}"') if part)

        def wrong(what: str, mend: str, place: str = place) -> Finding:
            return Finding(1, "error", file, place, "id", what, mend)

        if not form.fullmatch(id_):
            yield wrong(
                "an id has small letters, digits and underscores, and starts with a letter",
                "write it so",
            )
        if id_ == NOT_SURE:
            yield wrong(f'"{NOT_SURE}" is every question\'s own answer', "choose another id")
        if id_ in seen:
            yield wrong("the id is used twice", "give one of the two another id")
        seen.add(id_)


def _facts_apart(knowledge: Knowledge) -> Iterator[Finding]:
    """A condition names questions and facts alike, so no id may be both."""
    for fact in knowledge.facts:
        if knowledge.question(fact.id) is not None:
            yield Finding(
                1, "error", "rules.toml", f'fact "{fact.id}"', "id",
                "there is a question of that id", "give the fact another id",
            )  # fmt: skip


def _reused(knowledge: Knowledge) -> Iterator[Finding]:
    retired = set(knowledge.meta.retired)
    for entry in knowledge.meta.retired:
        if not _RETIRED.fullmatch(entry):
            yield Finding(
                1, "error", "meta.toml", "", "retired", f'"{entry}" names no kind and id',
                'write it like "evidence:old_id", or "option:question.old_id"',
            )  # fmt: skip
    for file, inside, kind, _, ids in _lists(knowledge):
        owner = re.search(r'"([^"]*)"', inside)
        for id_ in ids:
            name = f"{kind}:{owner[1]}.{id_}" if owner else f"{kind}:{id_}"
            if name in retired:
                place = ", ".join(part for part in (inside, f'{kind} "{id_}"') if part)
                yield Finding(
                    1, "error", file, place, "id",
                    "an entry that was removed had this id, and old answer files may name it",
                    "choose an id that was never used",
                )  # fmt: skip
