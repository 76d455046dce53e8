"""What a ranking on trial is at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.records.answers import Answers
from core.records.knowledge import Criterion, Knowledge
from core.records.verdict import Verdict

Order = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RankingSnapshot:
    """Everything the page of the ranking paints; a new one for each change.

    Attributes:
        answers: what is kept, the ranking that was kept earlier included.
        order: ids of the ranked criteria, most important first.
        centres: criterion -> middle of its share of the weight of all that is ranked, 0..1.
        own_levels: criterion -> level without any ranking, by the answers or set by hand.
        before: the verdict on what is kept.
        verdict: the verdict on trial; `before` itself while nothing differs.
        preview: True when `verdict` counts the first readings only.
        moved: what the last change did, one sentence; empty before the first.
    """

    knowledge: Knowledge
    answers: Answers
    order: Order
    centres: Mapping[str, float]
    own_levels: Mapping[str, float]
    before: Verdict
    verdict: Verdict
    preview: bool = False
    moved: str = ""
    can_undo: bool = False
    can_redo: bool = False

    @property
    def differs(self) -> bool:
        """Return True when there is something to keep."""
        return self.order != ranked(self.answers)

    @property
    def others(self) -> tuple[Criterion, ...]:
        """Return the criteria that are not ranked, the most important first."""
        rest = [c for c in self.knowledge.criteria if c.id not in self.order]
        return tuple(sorted(rest, key=lambda c: -self.own_levels.get(c.id, 0.0)))

    def counts(self, criterion: str) -> bool:
        """Return True for a criterion that counts in some reading without any ranking."""
        return self.own_levels.get(criterion, 0.0) > 0.0


def ranked(answers: Answers) -> Order:
    """Return the ranking that counts: a weight set by hand takes its criterion out of it."""
    return tuple(id_ for id_ in answers.ranking if id_ not in answers.overrides)
