"""Several people: each one's outcome, what they veto, where they lie apart."""

from __future__ import annotations

from .base import Record
from .standing import Label, Margin, Shares, VerdictName


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
    """

    criterion: str
    label: str
    levels: dict[str, float]
    spread: float
