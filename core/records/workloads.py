"""Which workloads stand for a person's project."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .answers import Answers
from .knowledge import Knowledge, Option

# Every workload there is, in the order in which they are shown.
WORKLOAD_IDS = ("tabular_mlp", "image_cnn", "lstm")

# Beside workloads that stand for a person's project the others say less about it.
FAR_WEIGHT = 0.25


def asked_for(knowledge: Knowledge, answers: Answers) -> dict[str, Option]:
    """Return workload -> the first given answer that it stands for; empty when none names one."""
    found: dict[str, Option] = {}
    for question in knowledge.questions:
        for option in question.option:
            if option.id in answers.chosen(question.id):
                for workload in option.workloads:
                    found.setdefault(workload, option)
    return found


def weights_for(workloads: Iterable[str], close: Collection[str]) -> dict[str, float]:
    """Return workload -> its weight in a person's mix: 1, or less for what is far from theirs."""
    names = tuple(workloads)
    near = any(name in close for name in names)
    return {name: 1.0 if not near or name in close else FAR_WEIGHT for name in names}
