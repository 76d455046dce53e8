"""A verdict put together from what was weighed and what is told about it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from core.decide import effects, flips, known, points
from core.decide.aggregate import Outcome
from core.decide.measured import Ratio
from core.decide.model import Given, Model
from core.decide.rounding import four
from core.records.base import SIDES
from core.records.outlook import NextBest
from core.records.standing import Label, Margin, Shares, VerdictName
from core.records.verdict import Contribution, FiredRule, KnowledgeRef, MeasuredUse, Verdict


@dataclass(frozen=True, slots=True)
class Told:
    """What judging gave, in records and words.

    Attributes:
        counted: the weighing itself decided, so that shares mean something.
        rows: what adds up to the lead.
        ratios: the measured ratios that entered, of each person for several.
    """

    verdict: VerdictName
    label: Label
    title: str
    sentence: str
    counted: bool
    borderline: bool
    rows: tuple[Contribution, ...]
    fired: tuple[FiredRule, ...]
    next_best: tuple[NextBest, ...]
    reasons: tuple[str, ...]
    answered: int
    core_answered: int
    ratios: tuple[dict[str, Ratio], ...]


def assemble(given: Given, model: Model, outcome: Outcome, told: Told) -> Verdict:
    """Return the verdict without what needs other verdicts."""
    knowledge = given.knowledge
    return Verdict(
        verdict=told.verdict,
        label=told.label,
        title=told.title,
        sentence=told.sentence,
        show_shares=told.counted,
        borderline=told.borderline,
        shares=shares_of(outcome),
        margin=margin_of(outcome),
        p_equal=four(outcome.p_equal),
        regret={side: four(value) for side, value in outcome.regret().items()},
        if_wrong={side: four(value) for side, value in outcome.if_wrong().items()},
        contributions=told.rows,
        zeroed=tuple(id_ for id_, level in model.levels.items() if level == 0.0),
        equal_facts=tuple(fact.text for fact in knowledge.equal),
        fired_rules=told.fired,
        flips=(),
        next_best=told.next_best,
        reasons=told.reasons,
        points=points.both_sides(knowledge, model, told.rows),
        measured=_measured(model, told.ratios),
        answered=told.answered,
        core_answered=told.core_answered,
        knowledge=KnowledgeRef(
            id=knowledge.meta.id, version=knowledge.meta.version, hash=knowledge.hash
        ),
        seed=given.streams.seed,
        as_of=given.as_of.isoformat(),
        draws=model.count,
        monte_carlo_error=four(outcome.monte_carlo_error()),
        preview=given.streams.count < knowledge.meta.draws,
        levels={id_: four(level) for id_, level in model.levels.items()},
        central_weights=effects.central_weights(model, outcome) if told.counted else {},
        # Where no side is named there is no lead that a weight could end.
        stability=flips.stability(model) if told.counted and told.verdict in SIDES else (),
        missing=effects.missing(model),
        known=known.values(knowledge, model, told.ratios),
    )


def shares_of(outcome: Outcome) -> Shares:
    """Return the shares as a record."""
    return Shares(**{name: four(share) for name, share in outcome.shares.items()})


def margin_of(outcome: Outcome) -> Margin:
    """Return the lead and its range in points of 100."""
    low, high = outcome.range()
    mean = outcome.margin
    return Margin(mean=four(100.0 * mean), low=four(100.0 * low), high=four(100.0 * high))


def _measured(model: Model, ratios: Iterable[dict[str, Ratio]]) -> tuple[MeasuredUse, ...]:
    """Return the measured cases that entered, with their mean weight over the people."""
    found: dict[tuple[str, str, str], MeasuredUse] = {}
    people = tuple(ratios)
    for own in people:
        for criterion in model.criteria:
            for used in own[criterion.measured].used if criterion.measured else ():
                case = used.case
                key = (criterion.id, used.run, case.case.id)
                before = found[key].weight if key in found else 0.0
                found[key] = MeasuredUse(
                    run=used.run,
                    case=case.case.id,
                    criterion=criterion.id,
                    ratio=four(math.exp(case.log_mean or 0.0)),
                    low=four(case.low or 0.0),
                    high=four(case.high or 0.0),
                    weight=four(before + used.weight / len(people)),
                )
    return tuple(found.values())
