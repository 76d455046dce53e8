"""The one pure function: knowledge, answers and measurements in, a verdict out."""

from __future__ import annotations

import datetime as dt
import math

from core.decide import (
    effects,
    flips,
    flips_by_answer,
    judge,
    next_best,
    points,
    rules,
    waterfall,
    words,
)
from core.decide.aggregate import Outcome
from core.decide.model import Given, Model
from core.decide.rounding import four
from core.decide.streams import Streams
from core.decide.trade_offs import strained
from core.decide.weigh import weigh
from core.records.answers import Answers
from core.records.knowledge import Knowledge
from core.records.outlook import Flip
from core.records.run import RunSummary
from core.records.standing import Margin, Shares
from core.records.verdict import KnowledgeRef, MeasuredUse, Verdict

FLIP_ORDER = ("importance", "weight", "shift", "answer", "pair", "ratio", "fact")


def resolve(
    knowledge: Knowledge,
    answers: Answers,
    measured: tuple[RunSummary, ...] = (),
    *,
    seed: int = 1,
    as_of: dt.date,
    draws: int | None = None,
) -> Verdict:
    """Return the verdict; equal inputs give an equal verdict, to the last byte.

    Args:
        knowledge: what is known.
        answers: what the person said; options that do not exist count as not said.
        measured: runs whose measurements count.
        seed: of the random streams.
        as_of: the day evidence ages against.
        draws: number of readings; None for the knowledge's own number. Fewer are the first of
            the same streams, and make a preview: without what needs other verdicts.
    """
    full = knowledge.meta.draws
    streams = Streams(seed, full if draws is None else min(draws, full))
    preview = streams.count < full
    # A run that is named twice is one piece of evidence.
    runs = tuple({run.run: run for run in measured}.values())
    given = Given(knowledge, runs, streams, as_of)
    weighed = weigh(given, answers)
    model, outcome, verdict = weighed.model, weighed.outcome, weighed.judgement
    answered = judge.core_answered(knowledge, answers)
    rows = waterfall.as_records(model, outcome)
    fired = rules.as_records(model.fired) + strained(knowledge, answers, model)
    find_next = next_best.best(knowledge, verdict, weighed.offers)
    behind = words.answers_behind(verdict, knowledge, answers)
    headline = words.title(verdict, behind)
    said = words.sentence(
        verdict,
        outcome,
        model.fired,
        said=behind,
        core=(answered, len(knowledge.meta.core_questions)),
        find_out=next_best.most_telling(knowledge, find_next),
    )
    low, high = outcome.range()
    counted = verdict.ground in judge.WEIGHED
    return Verdict(
        verdict=verdict.verdict,
        label=verdict.label,
        title=headline,
        sentence=said,
        show_shares=counted,
        borderline=verdict.borderline,
        shares=Shares(
            pytorch=four(outcome.shares["pytorch"]),
            tensorflow=four(outcome.shares["tensorflow"]),
            none=four(outcome.shares["none"]),
        ),
        margin=Margin(mean=four(100 * outcome.margin), low=four(100 * low), high=four(100 * high)),
        p_equal=four(outcome.p_equal),
        regret={side: four(value) for side, value in outcome.regret().items()},
        contributions=rows,
        zeroed=tuple(id_ for id_, level in model.levels.items() if level == 0.0),
        equal_facts=tuple(fact.text for fact in knowledge.equal),
        fired_rules=fired,
        flips=_flips(given, model, outcome, answers, verdict, preview=preview),
        next_best=find_next,
        reasons=words.reasons(headline, said, rows if counted else (), fired, knowledge),
        points=points.both_sides(knowledge, model, rows),
        measured=_measured(model),
        answered=sum(answers.is_answered(q.id) for q in knowledge.questions),
        core_answered=answered,
        knowledge=KnowledgeRef(
            id=knowledge.meta.id, version=knowledge.meta.version, hash=knowledge.hash
        ),
        seed=seed,
        as_of=as_of.isoformat(),
        draws=model.count,
        monte_carlo_error=four(outcome.monte_carlo_error()),
        preview=preview,
        levels={id_: four(level) for id_, level in model.levels.items()},
        central_weights=effects.central_weights(model, outcome) if counted else {},
        stability=flips.stability(model) if counted else (),
        answer_effects=() if preview else effects.by_answer(given, model, outcome, answers),
        alone=() if preview else effects.alone(given, answers),
        direct=effects.direct(knowledge, answers),
        missing=effects.missing(model),
    )


def _flips(
    given: Given,
    model: Model,
    outcome: Outcome,
    answers: Answers,
    verdict: judge.Judgement,
    *,
    preview: bool,
) -> tuple[Flip, ...]:
    found: tuple[Flip, ...] = ()
    if verdict.ground in judge.WEIGHED:
        found = flips.by_numbers(model, outcome)
    if not preview and verdict.ground not in ("too_few", "nothing_matters"):
        found += flips_by_answer.by_answer(given, model, answers, verdict)
        found += flips_by_answer.by_rule(given, model, answers, verdict)
    return tuple(sorted(found, key=lambda flip: FLIP_ORDER.index(flip.kind)))


def _measured(model: Model) -> tuple[MeasuredUse, ...]:
    uses = []
    for criterion in model.criteria:
        if not criterion.measured:
            continue
        for used in model.ratios[criterion.measured].used:
            case = used.case
            uses.append(
                MeasuredUse(
                    run=used.run,
                    case=case.case.id,
                    criterion=criterion.id,
                    ratio=four(math.exp(case.log_mean or 0.0)),
                    low=four(case.low or 0.0),
                    high=four(case.high or 0.0),
                    weight=four(used.weight),
                )
            )
    return tuple(uses)
