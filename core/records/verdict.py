"""The verdict: the one snapshot that wizard, verdict page, table, report and CLI paint."""

from __future__ import annotations

from typing import Literal

import msgspec

from .base import Record
from .outlook import AloneView, AnswerEffect, DirectStatement, Flip, NextBest, Stability
from .people import Disagreement, Person, Veto
from .standing import Label, Margin, Shares, VerdictName


class Contribution(Record, frozen=True):
    """What one criterion adds to the margin.

    Attributes:
        value: points of 100, positive = for PyTorch; the values add up to the margin's mean.
        points: the same in whole points by largest remainder; they add up to the rounded margin.
        level: mean importance level, 0..4.
        measured: ids of the runs that gave its value here; empty when it was not measured here.
        evidence: ids of the evidence used.
        because: the answers, in words, that it hangs on; those said outright first.
    """

    criterion: str
    label: str
    value: float
    points: int
    level: float
    measured: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    because: tuple[str, ...] = ()


class KnownValue(Record, frozen=True):
    """What is known about one criterion, whatever its weight.

    Attributes:
        value: side -> mean value on the criterion's scale, 0..1, in the readings that know one.
        evidence: ids of the evidence used; empty when it was measured here.
        sometimes: those of them that hold in some readings only, since the answers leave it open.
        measured: ids of the runs that gave the value here.
    """

    criterion: str
    value: dict[str, float]
    evidence: tuple[str, ...] = ()
    sometimes: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()


class FiredRule(Record, frozen=True):
    """A knock-out, route or conflict that holds, in all readings or in some.

    Attributes:
        share: in which share of the readings it holds; 1 when the answers fix it.
        out: alternatives it rules out.
        questions: the questions it hangs on.
        condition: the answers and facts under which it holds, as the middle of a sentence with
            "if"; empty where that is not told.
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
    condition: str = ""


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
        regret: side -> mean loss of choosing it, over all readings, in value units; a reading
            that rules it out counts as the whole scale and more.
        if_wrong: side -> mean loss of choosing it in the readings in which both can be used and
            the other is better, in value units; a side that never loses is absent.
        zeroed: criteria the answers set to zero.
        draws: number of readings the shares count.
        preview: True when made from the first draws only; then flips by answers and the parts that
            need other verdicts are empty.
        people: each person's own outcome, where several were asked; `vetoes` and `disagreements`
            (largest first) belong to it.
        levels: criterion -> mean importance level, 0..4.
        central_weights: side -> criterion -> mean weight in the readings that it wins: the kind of
            project for which it comes first. A side that wins in no reading is absent.
        stability: how far each weight may move; empty where no side is named.
        answer_effects: what each answer does alone, largest first.
        alone: where several options were ticked, each of them judged alone.
        direct: criteria that more than one answer set outright.
        missing: criterion -> share of readings in which nothing is known about it.
        known: what is known about each criterion; without those of which nothing is.
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
    people: tuple[Person, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    levels: dict[str, float] = msgspec.field(default_factory=dict)
    central_weights: dict[str, dict[str, float]] = msgspec.field(default_factory=dict)
    stability: tuple[Stability, ...] = ()
    answer_effects: tuple[AnswerEffect, ...] = ()
    alone: tuple[AloneView, ...] = ()
    direct: tuple[DirectStatement, ...] = ()
    missing: dict[str, float] = msgspec.field(default_factory=dict)
    known: tuple[KnownValue, ...] = ()
    if_wrong: dict[str, float] = msgspec.field(default_factory=dict)
