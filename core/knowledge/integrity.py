"""What must hold between the knowledge files for them to be used at all.

Every function yields problems; nothing here raises. Numbers in brackets are the checker's rules.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.records.answers import NOT_SURE
from core.records.knowledge import Condition, Knowledge, Option, Question

OWN_ANSWER = "your answer"  # the source of a rule or a value that rests on what the person said
SHOWN_ONLY = "shown_only"  # a claim that informs no criterion
SHORT_LENGTH = 80

_ID = re.compile(r"[a-z][a-z0-9_]*")
_CLAIM_ID = re.compile(r"[a-z][a-z0-9_-]*")
_AS_OF = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where.

    Attributes:
        place: the entry, like: question "style", option "free2"; empty: the whole file.
        rule: number of the checker's rule it breaks; 16 for the shape of a file.
    """

    file: str
    place: str
    field: str
    text: str
    rule: int = 16

    def sentence(self) -> str:
        """Return the problem in one sentence."""
        field = f'field "{self.field}"' if self.field else ""
        where = ", ".join(part for part in (self.file, self.place, field) if part)
        sentence = f"{where}: {self.text}"
        # A foreign file's ids reach the terminal: no escape sequences.
        return "".join(sign if sign.isprintable() else "?" for sign in sentence)


def problems(knowledge: Knowledge) -> tuple[Problem, ...]:
    """Return everything that forbids using this knowledge, in the order of the files."""
    return (
        *_meta(knowledge),
        *_ids(knowledge),
        *_criteria(knowledge),
        *_questions(knowledge),
        *_rules(knowledge),
        *_evidence(knowledge),
        *_claims(knowledge),
    )


def _meta(knowledge: Knowledge) -> Iterator[Problem]:
    meta = knowledge.meta
    known = {question.id for question in knowledge.questions}
    for core in meta.core_questions:
        if core not in known:
            yield Problem("meta.toml", "", "core_questions", f'no question "{core}"', 2)
    if not 0 < meta.eps < 1:
        yield Problem("meta.toml", "", "eps", f"{meta.eps} is not between 0 and 1", 3)
    if not 100 <= meta.draws <= 1_000_000:
        yield Problem("meta.toml", "", "draws", f"{meta.draws} is not from 100 to 1,000,000", 3)
    if len(meta.alternatives) != len(set(meta.alternatives)) or len(meta.alternatives) < 2:
        yield Problem("meta.toml", "", "alternatives", "at least two, each once", 1)


def _ids(knowledge: Knowledge) -> Iterator[Problem]:
    """[1] Ids have one form and are unique per kind."""
    kinds = (
        ("criteria.toml", "criterion", _ID, knowledge.criteria),
        ("criteria.toml", "equal", _ID, knowledge.equal),
        ("questions.toml", "question", _ID, knowledge.questions),
        ("rules.toml", "rule", _ID, _all_rules(knowledge)),
        ("evidence.toml", "evidence", _ID, knowledge.evidence),
        ("claims.toml", "aspect", _ID, knowledge.aspects),
        ("claims.toml", "claim", _CLAIM_ID, knowledge.claims),
    )
    for file, kind, form, entries in kinds:
        yield from _id_list(file, "", kind, form, (entry.id for entry in entries))
    for question in knowledge.questions:
        inside = f'question "{question.id}"'
        ids = (option.id for option in question.option)
        yield from _id_list("questions.toml", inside, "option", _ID, ids)


def _id_list(
    file: str, inside: str, kind: str, form: re.Pattern[str], ids: Iterable[str]
) -> Iterator[Problem]:
    seen: set[str] = set()
    for id_ in ids:
        place = f'{kind} "{id_}"' if not inside else f'{inside}, {kind} "{id_}"'
        if not form.fullmatch(id_):
            text = "an id has small letters, digits and underscores, and starts with a letter"
            yield Problem(file, place, "id", text, 1)
        if id_ == NOT_SURE:
            yield Problem(file, place, "id", f'"{NOT_SURE}" is every question\'s own answer', 1)
        if id_ in seen:
            yield Problem(file, place, "id", "the id is used twice", 1)
        seen.add(id_)


def _criteria(knowledge: Knowledge) -> Iterator[Problem]:
    claims = {claim.id for claim in knowledge.claims}
    for criterion in knowledge.criteria:
        place = f'criterion "{criterion.id}"'
        if not 0 <= criterion.base_level <= 4:
            text = f"{criterion.base_level:g} is not a level from 0 to 4"
            yield Problem("criteria.toml", place, "base_level", text, 3)
        if set(criterion.anchors) != {"0", "0.5", "1"}:
            text = 'there must be a text for "0", "0.5" and "1"'
            yield Problem("criteria.toml", place, "anchors", text, 3)
    for equal in knowledge.equal:
        for claim in equal.claims:
            if claim not in claims:
                place = f'equal "{equal.id}"'
                yield Problem("criteria.toml", place, "claims", f'no claim "{claim}"', 2)


def _questions(knowledge: Knowledge) -> Iterator[Problem]:
    criteria = {criterion.id for criterion in knowledge.criteria}
    earlier: set[str] = set()
    for question in knowledge.questions:
        place = f'question "{question.id}"'
        if len(question.option) < 2:
            yield Problem("questions.toml", place, "option", "at least two options are needed", 4)
        if question.skip_if and not question.skip_reason:
            yield Problem("questions.toml", place, "skip_reason", "skip_if needs a reason", 8)
        for condition in question.skip_if:
            yield from _condition("questions.toml", place, "skip_if", condition, knowledge)
            for term in condition.terms():
                if term.q not in earlier:
                    text = f'"{term.q}" is not an earlier question'
                    yield Problem("questions.toml", place, "skip_if", text, 8)
        earlier.add(question.id)
        for option in question.option:
            yield from _option(question, option, criteria)


def _option(question: Question, option: Option, criteria: set[str]) -> Iterator[Problem]:
    file, place = "questions.toml", f'question "{question.id}", option "{option.id}"'
    if not 0 < option.prior <= 1000:
        yield Problem(file, place, "prior", f"{option.prior:g} is not above 0, up to 1000", 3)
    if option.alone and not question.multi:
        yield Problem(file, place, "alone", "only options of a tick-all question can be alone", 3)
    for field, effects, low, high in (("set", option.set, 0, 4), ("shift", option.shift, -3, 3)):
        for criterion, level in effects.items():
            if criterion not in criteria:
                yield Problem(file, place, field, f'no criterion "{criterion}"', 2)
            if not low <= level <= high:
                text = f"{criterion} = {level:g} is not from {low} to {high}"
                yield Problem(file, place, field, text, 3)


def _condition(
    file: str, place: str, field: str, condition: Condition, knowledge: Knowledge
) -> Iterator[Problem]:
    """[2] The questions and options of a condition exist."""
    for term in condition.terms():
        question = knowledge.question(term.q)
        if question is None:
            yield Problem(file, place, field, f'no question "{term.q}"', 2)
            continue
        if not term.is_:
            yield Problem(file, place, field, f'"is" is empty for question "{term.q}"', 2)
        for option in term.is_:
            if question.find(option) is None:
                text = f'question "{term.q}" has no option "{option}"'
                yield Problem(file, place, field, text, 2)


def _all_rules(knowledge: Knowledge) -> tuple:
    return (*knowledge.knockouts, *knowledge.routes, *knowledge.conflicts)


def _rules(knowledge: Knowledge) -> Iterator[Problem]:
    criteria = {criterion.id for criterion in knowledge.criteria}
    sides = knowledge.meta.alternatives
    for rule in _all_rules(knowledge):
        place = f'{type(rule).__name__.lower()} "{rule.id}"'
        yield from _condition("rules.toml", place, "when", rule.when, knowledge)
        if not rule.when.terms():
            yield Problem("rules.toml", place, "when", "a rule needs a condition", 2)
    for rule in knowledge.knockouts:
        place = f'knockout "{rule.id}"'
        for side in rule.out:
            if side not in sides:
                yield Problem("rules.toml", place, "out", f'no alternative "{side}"', 2)
        if not rule.out:
            yield Problem("rules.toml", place, "out", "it rules nothing out", 2)
        if not rule.relax.strip():
            yield Problem("rules.toml", place, "relax", "say what to give up to lift it", 14)
    for rule in (*knowledge.knockouts, *knowledge.routes):
        place = f'{type(rule).__name__.lower()} "{rule.id}"'
        yield from _sourced("rules.toml", place, rule.source, rule.date, knowledge.meta.date)
    for rule in knowledge.conflicts:
        for criterion in rule.widen:
            if criterion not in criteria:
                text = f'no criterion "{criterion}"'
                yield Problem("rules.toml", f'conflict "{rule.id}"', "widen", text, 2)


def _sourced(
    file: str, place: str, source: str, date: dt.date, newest: dt.date, *, link: bool = True
) -> Iterator[Problem]:
    """[7] Everything has a source, and no date lies after the knowledge's own."""
    if not source.strip():
        yield Problem(file, place, "source", "it is empty", 7)
    elif link and source != OWN_ANSWER and not source.startswith("https://"):
        text = f'neither an https link nor "{OWN_ANSWER}"'
        yield Problem(file, place, "source", text, 7)
    if date > newest:
        text = f"{date} lies after the date of the knowledge, {newest} in meta.toml"
        yield Problem(file, place, "date", text, 7)


def _evidence(knowledge: Knowledge) -> Iterator[Problem]:
    criteria = {criterion.id for criterion in knowledge.criteria}
    claims = {claim.id for claim in knowledge.claims}
    sides = set(knowledge.meta.alternatives)
    file = "evidence.toml"
    for item in knowledge.evidence:
        place = f'evidence "{item.id}"'
        if item.criterion not in criteria:
            yield Problem(file, place, "criterion", f'no criterion "{item.criterion}"', 2)
        yield from _condition(file, place, "when", item.when, knowledge)
        for field, keys in (("value", item.value), ("text", item.text)):
            if set(keys) != sides:
                text = f"there must be one for each of {', '.join(sorted(sides))}"
                yield Problem(file, place, field, text, 2)
        for side, value in item.value.items():
            if not 0 <= value <= 1:
                yield Problem(file, place, "value", f"{side} = {value:g} is not from 0 to 1", 3)
        if item.width is not None and not 0 < item.width <= 0.5:
            yield Problem(file, place, "width", f"{item.width:g} is not above 0 and up to 0.5", 3)
        for claim in item.claims:
            if claim not in claims:
                yield Problem(file, place, "claims", f'no claim "{claim}"', 2)
        # A judgement may name a person or a role instead of a page.
        link = item.kind != "judgement"
        newest = knowledge.meta.date
        yield from _sourced(file, place, item.source, item.date, newest, link=link)


def _claims(knowledge: Knowledge) -> Iterator[Problem]:
    criteria = {criterion.id for criterion in knowledge.criteria}
    aspects = {aspect.id for aspect in knowledge.aspects}
    newest = knowledge.meta.date.isoformat()
    file = "claims.toml"
    for claim in knowledge.claims:
        place = f'claim "{claim.id}"'
        if claim.aspect not in aspects:
            yield Problem(file, place, "aspect", f'no aspect "{claim.aspect}"', 2)
        if claim.criterion != SHOWN_ONLY and claim.criterion not in criteria:
            yield Problem(file, place, "criterion", f'no criterion "{claim.criterion}"', 2)
        if len(claim.short) > SHORT_LENGTH:
            text = f"{len(claim.short)} characters, at most {SHORT_LENGTH}"
            yield Problem(file, place, "short", text, 3)
        if claim.support == "sourced" and not claim.sources:
            yield Problem(file, place, "sources", "a sourced claim needs a source", 7)
        if claim.support == "none" and not claim.support_reason.strip():
            yield Problem(file, place, "support_reason", "say why there is no source", 7)
        for source in claim.sources:
            if not source.url.startswith("https://"):
                yield Problem(file, place, "sources", f'"{source.url}" is no https link', 7)
            if source.as_of and not _AS_OF.fullmatch(source.as_of):
                text = f'as_of "{source.as_of}" is not like 2026-11 or 2026-11-22'
                yield Problem(file, place, "sources", text, 7)
            elif source.as_of > newest:
                text = f"as_of {source.as_of} lies after the date of the knowledge, {newest}"
                yield Problem(file, place, "sources", text, 7)
