"""The checker: reads the knowledge as an editor would and says in plain words what to mend.

The rules have numbers. Those that load.py enforces (1-3, 7, 8, 14, 16) are repeated here, so that
one list holds everything; 13 and 15 need the decision engine and live in its tests.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core.knowledge import coverage
from core.knowledge.finding import Finding
from core.knowledge.integrity import problems
from core.records.knowledge import Knowledge

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


def check(knowledge: Knowledge, as_of: dt.date | None = None) -> tuple[Finding, ...]:
    """Return every finding, by rule.

    Args:
        knowledge: what was read.
        as_of: the day against which evidence ages; None: the knowledge's own date.
    """
    day = as_of or knowledge.meta.date
    found = [Finding(p.rule, "error", p.sentence()) for p in problems(knowledge)]
    for rule in (
        coverage.decorative(knowledge),
        coverage.unreachable(knowledge),
        coverage.uncovered(knowledge),
        _carried(knowledge, day),
        _aged(knowledge, day),
        _lopsided(knowledge),
        coverage.alike(knowledge),
        _split(knowledge),
        _lost(knowledge),
    ):
        found.extend(rule)
    return tuple(sorted(found, key=lambda finding: finding.rule))


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
