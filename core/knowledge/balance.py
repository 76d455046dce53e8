"""Rules 10, 12 and 17: neither side and no part of the old comparison comes off badly."""

from __future__ import annotations

from collections.abc import Iterator

from core.knowledge.finding import Finding
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
GROUP_SHARE = (0.10, 0.35)
LONGER = 2  # one side's texts may be this many times as long as the other's
# Names that would give away which tool a trade-off card means.
NAMES = ("torch", "tensor", "keras", "jax", "litert", "tflite")


def rule_10_detail(knowledge: Knowledge) -> Iterator[Finding]:
    """Both sides are described in equal detail, and trade-off cards name neither."""
    for item in knowledge.evidence:
        length = {side: len(text.strip()) for side, text in item.text.items()}
        if length and max(length.values()) > LONGER * min(length.values()):
            sizes = ", ".join(f"{side} {size}" for side, size in length.items())
            yield Finding(
                10, "error", "evidence.toml", f'evidence "{item.id}"', "text",
                f"the two sides are unequal in length ({sizes} characters)",
                "bring them within a factor of two",
            )  # fmt: skip
    for criterion in knowledge.criteria:
        swing = criterion.swing.text.casefold() if criterion.swing else ""
        for name in NAMES:
            if name in swing:
                yield Finding(
                    10, "error", "criteria.toml", f'criterion "{criterion.id}"', "swing",
                    f'its text holds "{name}"', "word it so that it could be either tool",
                )  # fmt: skip


def rule_12_groups(knowledge: Knowledge) -> Iterator[Finding]:
    """No group outweighs the others only by having been cut into more criteria."""
    points: dict[str, float] = {}
    for criterion in knowledge.criteria:
        base = (2**criterion.base_level - 1) / 15
        points[criterion.group] = points.get(criterion.group, 0) + base
    total = sum(points.values())
    low, high = GROUP_SHARE
    for group, base in points.items():
        share = base / total if total else low
        if not low <= share <= high:
            heaviest = max(
                (c for c in knowledge.criteria if c.group == group), key=lambda c: c.base_level
            )
            yield Finding(
                12, "error", "criteria.toml", f'criterion "{heaviest.id}"', "base_level",
                f'group "{group}" has {100 * share:.0f} % of the weight before any answer',
                f"keep every group between {100 * low:.0f} and {100 * high:.0f} %",
            )  # fmt: skip


def rule_17_old_comparison(knowledge: Knowledge) -> Iterator[Finding]:
    """Every row and question of the old comparison has its place."""
    rows = {row for criterion in knowledge.criteria for row in criterion.seed_rows}
    for row in OLD_ROWS:
        if row not in rows:
            yield Finding(
                17, "error", "criteria.toml", "", "seed_rows",
                f'no criterion answers for the old row "{row}"', "name it where it belongs",
            )  # fmt: skip
    asked = {question.seed for question in knowledge.questions}
    for old in OLD_QUESTIONS:
        if old not in asked:
            yield Finding(
                17, "error", "questions.toml", "", "seed",
                f'no question grew from the old one "{old}"', "name it where it belongs",
            )  # fmt: skip
