"""The verdict: the one snapshot that wizard, verdict page, table, report and CLI paint."""

from __future__ import annotations

from typing import Literal

import msgspec

from .base import Record

VerdictName = Literal[
    "pytorch", "tensorflow", "either", "neither", "insufficient", "undecided", "split"
]
Label = Literal[
    "", "leaning", "clear", "strong", "ruled by a constraint", "borderline", "ruled out", "instead"
]


class Shares(Record, frozen=True):
    """Share of plausible readings in which each comes first; the three add up to 1."""

    pytorch: float
    tensorflow: float
    none: float


class Margin(Record, frozen=True):
    """PyTorch's lead in points of 100: mean and the range that holds 90 of 100 readings."""

    mean: float
    low: float
    high: float


class Contribution(Record, frozen=True):
    """What one criterion adds to the margin.

    Attributes:
        value: points of 100, positive = for PyTorch; the values add up to the margin's mean.
        points: the same in whole points by largest remainder; they add up to the rounded margin.
        level: mean importance level, 0..4.
        measured: ids of the runs that gave its value here; empty when it was not measured here.
        evidence: ids of the evidence used.
    """

    criterion: str
    label: str
    value: float
    points: int
    level: float
    measured: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


class FiredRule(Record, frozen=True):
    """A knock-out, route or conflict that holds, in all readings or in some.

    Attributes:
        share: in which share of the readings it holds; 1 when the answers fix it.
        out: alternatives it rules out.
        questions: the questions it hangs on.
    """

    id: str
    kind: Literal["knockout", "route", "conflict"]
    title: str
    text: str
    share: float
    out: tuple[str, ...] = ()
    strength: str = ""
    relax: str = ""
    source: str = ""
    date: str = ""
    questions: tuple[str, ...] = ()


class Flip(Record, frozen=True):
    """A smallest change that would turn the verdict.

    Attributes:
        kind: importance, answer or ratio.
        what: the change, in the words the person answered with.
        now: how it stands today.
        then: what the verdict would be.
        subject: id of the criterion or question.
    """

    kind: Literal["importance", "answer", "ratio"]
    what: str
    now: str
    then: str
    subject: str


class NextBest(Record, frozen=True):
    """An open question or an unrun benchmark that could change the verdict.

    Attributes:
        evppi: expected value of partial perfect information, in value units (0..1).
        chance: share of readings in which knowing it would change the named framework.
        cost_s: what it costs to find out, in seconds.
    """

    kind: Literal["question", "benchmark"]
    subject: str
    text: str
    evppi: float
    chance: float
    cost_s: float


class Point(Record, frozen=True):
    """One pro (sign "+") or con (sign "-") of a side, with where it comes from."""

    sign: Literal["+", "-"]
    text: str
    criterion: str
    kind: str
    date: str
    evidence: str = ""


class MeasuredUse(Record, frozen=True):
    """A measured case that entered the verdict, and the ratio it entered with."""

    run: str
    case: str
    criterion: str
    ratio: float
    low: float
    high: float
    weight: float


class KnowledgeRef(Record, frozen=True):
    """Which knowledge a verdict rests on."""

    id: str
    version: str
    hash: str


class Verdict(Record, frozen=True):
    """The result of `core.decide.resolve.resolve`.

    Attributes:
        title: the verdict in words, a headline.
        sentence: the verdict in natural frequencies; never 0 or 100.
        show_shares: False where nothing was weighed (a constraint, a route, too few answers):
            the shares are computed but not shown.
        p_equal: share of readings in which the two are practically equal.
        zeroed: criteria the answers set to zero.
        draws: number of readings the shares count.
        preview: True when made from the first draws only.
    """

    verdict: VerdictName
    label: Label
    title: str
    sentence: str
    show_shares: bool
    borderline: bool
    shares: Shares
    margin: Margin
    p_equal: float
    regret: dict[str, float]
    contributions: tuple[Contribution, ...]
    zeroed: tuple[str, ...]
    equal_facts: tuple[str, ...]
    fired_rules: tuple[FiredRule, ...]
    flips: tuple[Flip, ...]
    next_best: tuple[NextBest, ...]
    reasons: tuple[str, ...]
    points: dict[str, tuple[Point, ...]]
    measured: tuple[MeasuredUse, ...]
    answered: int
    core_answered: int
    knowledge: KnowledgeRef
    seed: int
    as_of: str
    draws: int
    monte_carlo_error: float
    preview: bool = False
    people: tuple[dict[str, str | float], ...] = ()
    levels: dict[str, float] = msgspec.field(default_factory=dict)
