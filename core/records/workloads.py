"""Which workloads stand for a person's project."""

from __future__ import annotations

from .answers import Answers
from .knowledge import Knowledge, Option

# Every workload there is, in the order in which they are shown.
WORKLOAD_IDS = ("tabular_mlp", "image_cnn", "lstm")


def asked_for(knowledge: Knowledge, answers: Answers) -> dict[str, Option]:
    """Return workload -> the first given answer that it stands for; empty when none names one."""
    found: dict[str, Option] = {}
    for question in knowledge.questions:
        for option in question.option:
            if option.id in answers.chosen(question.id):
                for workload in option.workloads:
                    found.setdefault(workload, option)
    return found
