"""The one pure function: knowledge, answers and measurements in, a verdict out."""

from __future__ import annotations

import datetime as dt
import math

from core.decide import flips, judge, points, rules, waterfall, words
from core.decide.aggregate import Outcome, Worth, aggregate, worth_of_question, worth_of_ratio
from core.decide.flow import is_skipped
from core.decide.model import Given, Model, build
from core.decide.streams import Streams
from core.records.answers import Answers
from core.records.errors import AppError
from core.records.knowledge import Knowledge
from core.records.outlook import Flip, NextBest
from core.records.run import RunSummary
from core.records.standing import Margin, Shares
from core.records.verdict import KnowledgeRef, MeasuredUse, Verdict

QUESTION_COST_S = 15.0
BENCHMARK_COST_S = 100.0  # the budget of a quick run of one workload
WORTH_ASKING = 0.001  # EVPPI under which an open question is not offered
MOST_NEXT = 3


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
            the same streams, and make a preview without changed answers and flips.

    Raises:
        AppError: the answers use something this version cannot weigh.
    """
    _refuse_unknown(answers)
    full = knowledge.meta.draws
    streams = Streams(seed, full if draws is None else min(draws, full))
    preview = streams.count < full
    # A run that is named twice is one piece of evidence.
    runs = tuple({run.run: run for run in measured}.values())
    given = Given(knowledge, runs, streams, as_of)
    model = build(given, answers)
    outcome = aggregate(model, knowledge.meta.eps)
    open_ = _worths(knowledge, answers, model, outcome)
    best_open = max((worth.evppi for _, worth in open_), default=0.0)
    verdict = judge.judge(
        knowledge, answers, outcome, model.fired, best_open=best_open, as_of=as_of
    )
    answered = judge.core_answered(knowledge, answers)
    rows = waterfall.as_records(model, outcome)
    fired = rules.as_records(model.fired)
    find_next = _next_best(knowledge, verdict, open_)
    behind = words.answers_behind(verdict, knowledge, answers)
    headline = words.title(verdict, behind)
    said = words.sentence(
        verdict,
        outcome,
        model.fired,
        said=behind,
        core=(answered, len(knowledge.meta.core_questions)),
        find_out=_most_telling(knowledge, find_next),
    )
    low, high = outcome.range()
    weighed = verdict.ground in ("lead", "open", "equal")
    changes: tuple[Flip, ...] = ()
    if weighed:
        changes = flips.by_importance(model, outcome) + flips.by_ratio(model, outcome)
    if not preview and verdict.ground not in ("too_few", "nothing_matters"):
        changes += flips.by_answer(given, model, answers, verdict)
    return Verdict(
        verdict=verdict.verdict,
        label=verdict.label,
        title=headline,
        sentence=said,
        show_shares=weighed,
        borderline=verdict.borderline,
        shares=Shares(
            pytorch=_4(outcome.shares["pytorch"]),
            tensorflow=_4(outcome.shares["tensorflow"]),
            none=_4(outcome.shares["none"]),
        ),
        margin=Margin(mean=_4(100 * outcome.margin), low=_4(100 * low), high=_4(100 * high)),
        p_equal=_4(outcome.p_equal),
        regret={side: _4(value) for side, value in outcome.regret().items()},
        contributions=rows,
        zeroed=tuple(id_ for id_, level in model.levels.items() if level == 0.0),
        equal_facts=tuple(fact.text for fact in knowledge.equal),
        fired_rules=fired,
        flips=changes,
        next_best=find_next,
        reasons=words.reasons(headline, said, rows if weighed else (), fired, knowledge),
        points=points.both_sides(knowledge, model, rows),
        measured=_measured(model),
        answered=sum(answers.is_answered(q.id) for q in knowledge.questions),
        core_answered=answered,
        knowledge=KnowledgeRef(
            id=knowledge.meta.id, version=knowledge.meta.version, hash=knowledge.hash
        ),
        seed=seed,
        as_of=as_of.isoformat(),
        draws=streams.count,
        monte_carlo_error=_4(outcome.monte_carlo_error()),
        preview=preview,
        levels={id_: _4(level) for id_, level in model.levels.items()},
    )


def _refuse_unknown(answers: Answers) -> None:
    for field in ("ranking", "trade_offs"):
        if getattr(answers, field):
            raise AppError(
                f'The answers hold "{field}", which this version cannot weigh yet',
                "leaving it out silently would give another verdict than the one asked for",
                f'remove "{field}", or set levels under "overrides"',
            )


def _most_telling(knowledge: Knowledge, offers: tuple[NextBest, ...]) -> str:
    """Return what to find out first, as a sentence; empty when nothing is worth it."""
    if not offers:
        return ""
    first = offers[0]
    question = knowledge.question(first.subject) if first.kind == "question" else None
    doing = f"Answering {words.quoted(question.step)}" if question else "Measuring here"
    return f"{doing} would tell you most."


def _worths(
    knowledge: Knowledge, answers: Answers, model: Model, outcome: Outcome
) -> list[tuple[NextBest, Worth]]:
    """Return every open question and unrun benchmark with what knowing it is worth."""
    found = []
    for reading in model.readings.open():
        if is_skipped(reading.question, answers):
            continue
        worth = worth_of_question(outcome, reading)
        found.append(_offer("question", reading.question.id, reading.question.text, worth))
    for criterion in knowledge.criteria:
        if criterion.measured and not model.ratios[criterion.measured].used:
            worth = worth_of_ratio(outcome, model.log2_ratios[criterion.measured])
            text = f"Measure here: {criterion.label[0].lower()}{criterion.label[1:]}"
            found.append(_offer("benchmark", criterion.measured, text, worth))
    return found


def _offer(kind: str, subject: str, text: str, worth: Worth) -> tuple[NextBest, Worth]:
    benchmark = kind == "benchmark"
    offer = NextBest(
        kind="benchmark" if benchmark else "question",
        subject=subject,
        text=text,
        evppi=_4(worth.evppi),
        chance=_4(worth.chance),
        cost_s=BENCHMARK_COST_S if benchmark else QUESTION_COST_S,
    )
    return offer, worth


def _next_best(
    knowledge: Knowledge,
    verdict: judge.Judgement,
    open_: list[tuple[NextBest, Worth]],
) -> tuple[NextBest, ...]:
    """Return at most three things to find out, the most worth a second first.

    With too few answers the core questions come first, whatever they are worth.
    """
    if verdict.ground == "route":
        return ()
    ranked = sorted(open_, key=lambda o: -o[1].evppi / o[0].cost_s)
    if verdict.ground == "too_few":
        core = knowledge.meta.core_questions
        ranked = [o for o in ranked if o[0].subject in core]
        return tuple(offer for offer, _ in ranked[:MOST_NEXT])
    return tuple(offer for offer, worth in ranked if worth.evppi >= WORTH_ASKING)[:MOST_NEXT]


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
                    ratio=_4(math.exp(case.log_mean or 0.0)),
                    low=_4(case.low or 0.0),
                    high=_4(case.high or 0.0),
                    weight=_4(used.weight),
                )
            )
    return tuple(uses)


def _4(value: float) -> float:
    """Round for print; adding 0 turns -0.0 into 0.0."""
    return round(float(value), 4) + 0.0
