"""Rules 2, 8 and 14: what entries say of each other."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from core.knowledge.finding import Finding
from core.records.knowledge import Knowledge
from core.records.rules import Condition, Route
from core.records.workloads import WORKLOAD_IDS

SHOWN_ONLY = "shown_only"  # a claim that informs no criterion
MOST_COMPARED = 400  # ids among which the nearest is looked for; more take long


def _missing(
    file: str, place: str, field: str, kind: str, id_: str, valid: Iterable[str]
) -> Finding:
    what = f'there is no {kind} "{id_}"'
    return Finding(2, "error", file, place, field, what, _nearest(id_, valid))


def _nearest(id_: str, valid: Iterable[str]) -> str:
    known = list(valid)
    if len(known) > MOST_COMPARED:
        return "name one that exists"
    near = difflib.get_close_matches(id_, known, n=1, cutoff=0.0)
    return f'name one that exists, nearest is "{near[0]}"' if near else "add it, or remove this"


def rule_2_references(knowledge: Knowledge) -> Iterator[Finding]:
    """Every id that an entry names exists."""
    yield from _core_questions(knowledge)
    yield from _effects(knowledge)
    yield from _covers(knowledge)
    yield from _conditions(knowledge)
    yield from _rules(knowledge)
    yield from _evidence(knowledge)
    yield from _claims(knowledge)


def _core_questions(knowledge: Knowledge) -> Iterator[Finding]:
    known = [question.id for question in knowledge.questions]
    for core in knowledge.meta.core_questions:
        if core not in known:
            yield _missing("meta.toml", "", "core_questions", "question", core, known)


def _effects(knowledge: Knowledge) -> Iterator[Finding]:
    known = [criterion.id for criterion in knowledge.criteria]
    for question in knowledge.questions:
        for option in question.option:
            place = f'question "{question.id}", option "{option.id}"'
            for field, named in (("set", option.set), ("shift", option.shift)):
                for id_ in named:
                    if id_ not in known:
                        yield _missing("questions.toml", place, field, "criterion", id_, known)


def _covers(knowledge: Knowledge) -> Iterator[Finding]:
    for question in knowledge.questions:
        for option in question.option:
            others = [other.id for other in question.option if other.id != option.id]
            place = f'question "{question.id}", option "{option.id}"'
            for id_ in option.covers:
                if id_ not in others:
                    yield _missing("questions.toml", place, "covers", "other option", id_, others)
            for id_ in option.workloads:
                if id_ not in WORKLOAD_IDS:
                    yield _missing(
                        "questions.toml", place, "workloads", "workload", id_, WORKLOAD_IDS
                    )
            if option.covers and not question.multi:
                yield Finding(
                    2, "error", "questions.toml", place, "covers",
                    "only one option of this question can be ticked", "remove it",
                )  # fmt: skip


def _conditions(knowledge: Knowledge) -> Iterator[Finding]:
    values = {q.id: [o.id for o in q.option] for q in knowledge.questions}
    values |= {fact.id: [v.id for v in fact.value] for fact in knowledge.facts}
    for question in knowledge.questions:
        place = f'question "{question.id}"'
        for condition in question.skip_if:
            yield from _condition("questions.toml", place, "skip_if", condition, values)
    for rule in (*knowledge.knockouts, *knowledge.routes, *knowledge.conflicts):
        place = f'{type(rule).__name__.lower()} "{rule.id}"'
        yield from _condition("rules.toml", place, "when", rule.when, values)
        if not rule.when.terms():
            yield Finding(
                2, "error", "rules.toml", place, "when", "a rule needs a condition",
                "name the answers that fire it",
            )  # fmt: skip
    for item in knowledge.evidence:
        place = f'evidence "{item.id}"'
        yield from _condition("evidence.toml", place, "when", item.when, values)


def _condition(
    file: str, place: str, field: str, condition: Condition, values: dict[str, list[str]]
) -> Iterator[Finding]:
    for term in condition.terms():
        if term.q not in values:
            yield _missing(file, place, field, "question or fact", term.q, values)
            continue
        if not term.is_:
            yield Finding(
                2, "error", file, place, field, f'"is" is empty for "{term.q}"',
                "name the answers that count",
            )  # fmt: skip
        for option in term.is_:
            if option not in values[term.q]:
                yield Finding(
                    2, "error", file, place, field, f'"{term.q}" has no "{option}"',
                    _nearest(option, values[term.q]),
                )  # fmt: skip


def _rules(knowledge: Knowledge) -> Iterator[Finding]:
    sides = knowledge.meta.alternatives
    criteria = [criterion.id for criterion in knowledge.criteria]
    for rule in knowledge.knockouts:
        place = f'knockout "{rule.id}"'
        for side in rule.out:
            if side not in sides:
                yield _missing("rules.toml", place, "out", "alternative", side, sides)
        if not rule.out:
            yield Finding(
                2, "error", "rules.toml", place, "out", "it rules nothing out",
                f"name {' or '.join(sides)}",
            )  # fmt: skip
    for route in knowledge.routes:
        yield from _anyway(route, knowledge)
    for conflict in knowledge.conflicts:
        for id_ in conflict.widen:
            if id_ not in criteria:
                place = f'conflict "{conflict.id}"'
                yield _missing("rules.toml", place, "widen", "criterion", id_, criteria)


def _anyway(route: Route, knowledge: Knowledge) -> Iterator[Finding]:
    """The way past a route is another answer to a question that the route hangs on."""
    anyway, place = route.anyway, f'route "{route.id}"'
    if anyway is None:
        return
    fires = {t.q: t.is_ for t in (*route.when.all, *route.when.any)}
    question = knowledge.question(anyway.q)
    if question is None or anyway.q not in fires:
        yield Finding(
            2, "error", "rules.toml", place, "anyway", f'it does not hang on "{anyway.q}"',
            _nearest(anyway.q, fires),
        )  # fmt: skip
        return
    if not anyway.option:
        return
    others = [o.id for o in question.option if o.id not in fires[anyway.q]]
    if anyway.option not in others:
        yield Finding(
            2, "error", "rules.toml", place, "anyway",
            f'"{anyway.q}" has no "{anyway.option}" that lifts it', _nearest(anyway.option, others),
        )  # fmt: skip


def _evidence(knowledge: Knowledge) -> Iterator[Finding]:
    criteria = [criterion.id for criterion in knowledge.criteria]
    claims = dict.fromkeys(claim.id for claim in knowledge.claims)  # in order, and quick to ask
    sides = set(knowledge.meta.alternatives)
    for item in knowledge.evidence:
        place = f'evidence "{item.id}"'
        if item.criterion not in criteria:
            yield _missing(
                "evidence.toml", place, "criterion", "criterion", item.criterion, criteria
            )
        for field, keys in (("value", item.value), ("text", item.text)):
            if set(keys) != sides:
                yield Finding(
                    2, "error", "evidence.toml", place, field,
                    f"it has {', '.join(keys) or 'nothing'}",
                    f"give one for each of {', '.join(sorted(sides))}",
                )  # fmt: skip
        for id_ in item.claims:
            if id_ not in claims:
                yield _missing("evidence.toml", place, "claims", "claim", id_, claims)
    for equal in knowledge.equal:
        for id_ in equal.claims:
            if id_ not in claims:
                place = f'equal "{equal.id}"'
                yield _missing("criteria.toml", place, "claims", "claim", id_, claims)


def _claims(knowledge: Knowledge) -> Iterator[Finding]:
    aspects = [aspect.id for aspect in knowledge.aspects]
    criteria = [*(criterion.id for criterion in knowledge.criteria), SHOWN_ONLY]
    for claim in knowledge.claims:
        place = f'claim "{claim.id}"'
        if claim.aspect not in aspects:
            yield _missing("claims.toml", place, "aspect", "aspect", claim.aspect, aspects)
        if claim.criterion not in criteria:
            yield _missing(
                "claims.toml", place, "criterion", "criterion", claim.criterion, criteria
            )


def rule_8_skips(knowledge: Knowledge) -> Iterator[Finding]:
    """A question is skipped by earlier answers only, so no circle can arise, and says why."""
    earlier: set[str] = set()
    for question in knowledge.questions:
        place = f'question "{question.id}"'
        if question.skip_if and not question.skip_reason.strip():
            yield Finding(
                8, "error", "questions.toml", place, "skip_reason", "skip_if needs a reason",
                "say in one sentence why the question is passed over",
            )  # fmt: skip
        for condition in question.skip_if:
            for term in condition.terms():
                if term.q not in earlier:
                    yield Finding(
                        8, "error", "questions.toml", place, "skip_if",
                        f'"{term.q}" is not an earlier question',
                        "name one that stands above it, or move this question down",
                    )  # fmt: skip
        earlier.add(question.id)


def rule_14_relax(knowledge: Knowledge) -> Iterator[Finding]:
    """A knock-out says what to give up so that it no longer holds."""
    for rule in knowledge.knockouts:
        if not rule.relax.strip():
            yield Finding(
                14, "error", "rules.toml", f'knockout "{rule.id}"', "relax", "it is empty",
                "say what to give up to lift it",
            )  # fmt: skip
