"""What each criterion weighs for one person, and what it adds to their verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.knowledge.ledger import NOTHING, Cell
from core.knowledge.ledger_words import points_text
from core.records.levels import level_word
from core.records.verdict import Verdict

_SOME = 0.5  # a level that rounds to "none" does not matter


@dataclass(frozen=True, slots=True)
class Stake:
    """One criterion for one person.

    Attributes:
        level: mean importance level, 0..4.
        value: points of 100 it adds to PyTorch's lead; None where nothing was weighed.
        points: the same in the whole points that the verdict page shows.
    """

    level: float
    value: float | None = None
    points: int = 0

    @property
    def matters(self) -> bool:
        """Return True when the criterion has a weight that is not "none"."""
        return self.level >= _SOME

    @property
    def place(self) -> tuple[float, float]:
        """Return what sorts what matters most to the front."""
        return -self.level, -abs(self.value or 0.0)


def stakes(verdict: Verdict | None) -> dict[str, Stake]:
    """Return criterion -> stake; empty while the person has answered nothing."""
    if verdict is None or not verdict.answered:
        return {}
    rows = {row.criterion: row for row in verdict.contributions} if verdict.show_shares else {}
    found = {}
    for criterion, level in verdict.levels.items():
        row = rows.get(criterion)
        value = row.value if row else 0.0 if verdict.show_shares else None
        found[criterion] = Stake(level, value, row.points if row else 0)
    return found


def weight_cell(stake: Stake | None) -> Cell:
    """Return a weight in a word, sorted by its level."""
    return NOTHING if stake is None else Cell(level_word(stake.level), stake.level)


def contribution_cell(stake: Stake | None) -> Cell:
    """Return a contribution in whole points, sorted from TensorFlow's to PyTorch's."""
    if stake is None or stake.value is None:
        return NOTHING
    return Cell(points_text(stake.points), stake.value)


def first_what_matters(
    criteria: Mapping[str, str], found: Mapping[str, Stake]
) -> dict[str, tuple[float, float, int]]:
    """Return row -> its place, from row -> criterion: what matters to the person first.

    Rows that enter no verdict come last; rows of equal weight keep their order.
    """
    last = (1.0, 0.0)
    return {
        row: (*(found[criterion].place if criterion in found else last), at)
        for at, (row, criterion) in enumerate(criteria.items())
    }
