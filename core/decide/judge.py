"""Which verdict, in the fixed order of tests; no words, no figures for people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from core.decide.aggregate import Outcome
from core.decide.rules import Fired
from core.records.answers import Answers
from core.records.base import SIDES, Side
from core.records.knowledge import Knowledge
from core.records.rules import Knockout, Route
from core.records.standing import Label, VerdictName

LEANING, CLEAR, STRONG = 0.65, 0.80, 0.95
EQUAL = 0.5  # share of practically equal draws from which either is fine
FEWEST_CORE = 4  # of the core questions
WORTH_KNOWING = 0.005  # EVPPI from which an open question keeps "either" from being said
STALE_DAYS = 365

Ground = Literal[
    "route", "both_out", "constraint", "too_few", "bridge", "nothing_matters", "equal", "open",
    "lead", "split",
]  # fmt: skip

Near = Literal["", "share", "equal"]
_TWO = 2.0  # Monte Carlo errors from a threshold within which a verdict is borderline

# The grounds on which the weighing itself decided, so that shares and bars mean something.
WEIGHED: tuple[Ground, ...] = ("lead", "open", "equal")

# Those on which a rule decided alone, so that what moves the lead moves nothing.
SETTLED: tuple[Ground, ...] = ("route", "both_out", "constraint")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict and the test that gave it.

    Attributes:
        ground: the test that applied.
        side: the side that is named; None when none is.
        route: the route behind a route or a bridge.
        knockouts: the constraints behind a constraint or both out.
        borderline: what lies within two Monte Carlo errors of a threshold, so that other draws
            could have given another verdict: the larger share, or the share of practically equal
            draws; empty for nothing.
        stale: only that the newest evidence is older than twelve months keeps it from being strong.
    """

    verdict: VerdictName
    label: Label
    ground: Ground
    side: Side | None = None
    route: Route | None = None
    knockouts: tuple[Knockout, ...] = ()
    borderline: Near = ""
    stale: bool = False


def core_answered(knowledge: Knowledge, answers: Answers) -> int:
    """Return how many of the core questions have a definite answer."""
    return sum(answers.is_answered(question) for question in knowledge.meta.core_questions)


def is_stale(knowledge: Knowledge, as_of: dt.date) -> bool:
    """Return True when even the newest evidence is older than twelve months."""
    used = (item.date for item in knowledge.evidence if item.status == "in_use")
    newest = max(used, default=knowledge.meta.date)
    return (as_of - newest).days > STALE_DAYS


def judge(
    knowledge: Knowledge,
    answers: Answers,
    outcome: Outcome,
    fired: Fired,
    *,
    best_open: float,
    as_of: dt.date,
) -> Judgement:
    """Return the verdict: the first test that applies decides.

    Args:
        knowledge: for the core questions and the age of the evidence.
        answers: for the number of core questions answered.
        outcome: shares over the draws.
        fired: rules that hold.
        best_open: the largest EVPPI of an open question or an unrun benchmark.
        as_of: the day the evidence is judged from.
    """
    instead, bridge = fired.route("instead"), fired.route("bridge")
    if instead is not None:
        return Judgement("neither", "instead", "route", route=instead)
    if outcome.shares["none"] > 0.5:
        return Judgement("neither", "ruled out", "both_out", knockouts=fired.certain())
    only = _only_one(fired)
    if only is not None:
        behind = tuple(k for k in fired.certain() if only not in k.out)
        return Judgement(only, "ruled by a constraint", "constraint", only, knockouts=behind)
    if core_answered(knowledge, answers) < FEWEST_CORE:
        return Judgement("insufficient", "", "too_few")
    if bridge is not None:
        return Judgement("either", "", "bridge", route=bridge)
    return compared(outcome, best_open=best_open, stale=is_stale(knowledge, as_of))


def compared(outcome: Outcome, *, best_open: float, stale: bool) -> Judgement:
    """Return what the shares alone say, once neither rules nor missing answers decide."""
    if outcome.nothing_matters:
        return Judgement("either", "", "nothing_matters")
    side = max(SIDES, key=lambda s: outcome.shares[s])
    share = outcome.shares[side]
    near: Near = "share" if _is_near(share, outcome) else ""
    near_equal: Near = (
        "equal" if abs(outcome.p_equal - EQUAL) <= _TWO * outcome.equal_error() else ""
    )
    if outcome.p_equal >= EQUAL:
        return Judgement("either", "", "equal", borderline=near_equal)
    if share < LEANING and best_open < WORTH_KNOWING:
        return Judgement("either", "", "equal", borderline=near)
    borderline = near_equal or near
    if share < LEANING:
        return Judgement("undecided", "", "open", borderline=borderline)
    label: Label = "leaning" if share < CLEAR else "clear"
    kept_back = share >= STRONG and stale
    if share >= STRONG and not stale:
        label = "strong"
    return Judgement(side, label, "lead", side, borderline=borderline, stale=kept_back)


def _is_near(share: float, outcome: Outcome) -> bool:
    """Return True when the larger share lies too near a threshold for this number of draws."""
    near = _TWO * outcome.monte_carlo_error()
    return any(abs(share - threshold) <= near for threshold in (LEANING, CLEAR, STRONG))


def _only_one(fired: Fired) -> Side | None:
    """Return the side that is left when the other is ruled out in every draw.

    The one that is left may itself be ruled out in some draws, by questions still open; that
    calls for a word of warning, not for silence about the answer that is given.
    """
    possible: list[Side] = [side for side in SIDES if fired.feasible[side].any()]
    return possible[0] if len(possible) == 1 else None
