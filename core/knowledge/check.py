"""The checker: reads the knowledge as an editor would and says in plain words what to mend.

The rules have numbers. Those that load.py enforces (1-3, 7, 8, 14, 16) are repeated here, so that
one list holds everything; 13 and 15 need the decision engine and live in its tests.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from core.knowledge.integrity import problems
from core.records.knowledge import Criterion, Evidence, Knowledge, Option, Question

Level = Literal["error", "warning"]

# What the old comparison and its chooser asked; nothing of it may be lost.
OLD_ROWS = (
    "Best Use Case",
    "Industry Adoption",
    "Backward Compatibility",
    "Visualization Tools",
    "Custom Layers",
    "Model Export",
    "Deployment Tools",
    "Error Messaging",
    "Cloud & TPU Support",
    "Experiment Tracking",
    "Philosophy",
)
OLD_QUESTIONS = (
    "Beginner",
    "What are you building?",
    "Speed",
    "Team",
    "Flexible or structured",
    "Mobile, hardware and deployment",
)
MONTH_DAYS = 365.25 / 12
GROUP_SHARE = (0.10, 0.35)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend.

    Attributes:
        rule: number of the rule.
        level: an error makes verdicts wrong or impossible; a warning weakens them.
        text: one sentence that names the file, the entry's id and what to do.
    """

    rule: int
    level: Level
    text: str


def check(knowledge: Knowledge, as_of: dt.date | None = None) -> tuple[Finding, ...]:
    """Return every finding, by rule.

    Args:
        knowledge: what was read.
        as_of: the day against which evidence ages; None: the knowledge's own date.
    """
    day = as_of or knowledge.meta.date
    found = [Finding(p.rule, "error", p.sentence()) for p in problems(knowledge)]
    for rule in (
        _decorative(knowledge),
        _unreachable(knowledge),
        _uncovered(knowledge),
        _carried(knowledge, day),
        _aged(knowledge, day),
        _lopsided(knowledge),
        _alike(knowledge),
        _split(knowledge),
        _lost(knowledge),
    ):
        found.extend(rule)
    return tuple(sorted(found, key=lambda finding: finding.rule))


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


def _decorative(knowledge: Knowledge) -> Iterator[Finding]:
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


def _unreachable(knowledge: Knowledge) -> Iterator[Finding]:
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


def _uncovered(knowledge: Knowledge) -> Iterator[Finding]:
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


def _carried(knowledge: Knowledge, day: dt.date) -> Iterator[Finding]:
    """7: evidence is carried by claims, and the knowledge is not from the future."""
    for item in knowledge.evidence:
        if not item.claims:
            yield Finding(
                7,
                "warning",
                f'evidence.toml, evidence "{item.id}": no claim carries it; name one in claims',
            )
    if knowledge.meta.date > day:
        yield Finding(
            7,
            "warning",
            f'meta.toml, field "date": {knowledge.meta.date} lies in the future; correct it, or '
            "this computer's clock",
        )


def _aged(knowledge: Knowledge, day: dt.date) -> Iterator[Finding]:
    """9: no criterion rests on old evidence alone."""
    for criterion in knowledge.criteria:
        dates = [
            item.date
            for item in knowledge.evidence
            if item.criterion == criterion.id and item.status == "in_use"
        ]
        if not dates:
            continue
        months = int((day - max(dates)).days / MONTH_DAYS)
        if months >= 12:
            yield Finding(
                9,
                "error" if months >= 24 else "warning",
                f'evidence.toml: the newest evidence for criterion "{criterion.id}" is '
                f"{months} months old; check it again and date it",
            )


def _lopsided(knowledge: Knowledge) -> Iterator[Finding]:
    """10: both sides are described in equal detail."""
    for criterion in knowledge.criteria:
        length = dict.fromkeys(knowledge.meta.alternatives, 0)
        for item in knowledge.evidence:
            if item.criterion == criterion.id:
                for side, text in item.text.items():
                    length[side] = length.get(side, 0) + len(text)
        if max(length.values()) > 2 * min(length.values()):
            sizes = ", ".join(f"{side} {size}" for side, size in length.items())
            yield Finding(
                10,
                "error",
                f'evidence.toml: the texts for criterion "{criterion.id}" are unequal in length '
                f"({sizes} characters); bring them within a factor of two",
            )


def _alike(knowledge: Knowledge) -> Iterator[Finding]:
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


def _split(knowledge: Knowledge) -> Iterator[Finding]:
    """12: no group outweighs the others only by having been cut into more criteria."""
    points: dict[str, float] = {}
    for criterion in knowledge.criteria:
        base = (2**criterion.base_level - 1) / 15
        points[criterion.group] = points.get(criterion.group, 0) + base
    total = sum(points.values())
    if not total:
        return
    for group, base in points.items():
        share = base / total
        if not GROUP_SHARE[0] <= share <= GROUP_SHARE[1]:
            yield Finding(
                12,
                "error",
                f'criteria.toml: group "{group}" has {share:.0%} of the weight before any '
                "answer; keep every group between 10 and 35 %".replace("%;", " %;"),
            )


def _lost(knowledge: Knowledge) -> Iterator[Finding]:
    """17: every row and question of the old comparison has its place."""
    rows = {row for criterion in knowledge.criteria for row in criterion.seed_rows}
    for row in OLD_ROWS:
        if row not in rows:
            yield Finding(
                17,
                "error",
                f'criteria.toml: no criterion answers for the old row "{row}"; name it in '
                "seed_rows",
            )
    asked = {question.seed for question in knowledge.questions}
    for old in OLD_QUESTIONS:
        if old not in asked:
            yield Finding(
                17,
                "error",
                f'questions.toml: no question grew from the old one "{old}"; name it in seed',
            )
