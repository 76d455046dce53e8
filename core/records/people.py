"""Several people: each one's outcome, what they veto, where they lie apart."""

from __future__ import annotations

import msgspec

from .base import Record
from .standing import Label, Margin, Shares, VerdictName

PULL = 1.0  # points of 100 from which a criterion is said to pull to a side


class Person(Record, frozen=True):
    """One person of several: their own outcome.

    Attributes:
        name: whose answers they are.
        share: how much of the group this person is, 0..1.
        vetoes: ids of the rules by which their answers rule something out.
    """

    name: str
    share: float
    verdict: VerdictName
    label: Label
    title: str
    sentence: str
    show_shares: bool
    shares: Shares
    margin: Margin
    answered: int
    vetoes: tuple[str, ...] = ()


class Veto(Record, frozen=True):
    """A constraint that one person's answers set, with their name; no average hides it."""

    name: str
    rule: str
    title: str
    text: str
    out: tuple[str, ...]
    relax: str = ""


class Disagreement(Record, frozen=True):
    """How far people lie apart on one criterion.

    Attributes:
        levels: name -> mean importance level, 0..4.
        spread: largest minus smallest level.
        pulls: name -> points of 100 that it gives in their own sum, positive = PyTorch: people may
            weigh it alike and mean opposite sides.
    """

    criterion: str
    label: str
    levels: dict[str, float]
    spread: float
    pulls: dict[str, float] = msgspec.field(default_factory=dict)

    @property
    def is_opposed(self) -> bool:
        """Return True when it pulls some people to one side and some to the other."""
        return (
            min(self.pulls.values(), default=0.0)
            <= -PULL
            <= PULL
            <= max(self.pulls.values(), default=0.0)
        )
