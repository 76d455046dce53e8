"""The one pure function: knowledge, answers and measurements in, a verdict out."""

from __future__ import annotations

import datetime as dt

import msgspec

from core.decide import effects, flips, flips_by_answer, judge, next_best, rules, waterfall, words
from core.decide.assemble import Told, assemble
from core.decide.because import answers_behind
from core.decide.by_hand import ByHand
from core.decide.canonical import canonical
from core.decide.constraint_words import behind
from core.decide.model import Given
from core.decide.streams import Streams
from core.decide.trade_offs import strained
from core.decide.weigh import Weighed, weigh
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.knowledge import Knowledge
from core.records.outlook import Flip
from core.records.run import RunSummary
from core.records.verdict import Verdict

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
    given = given_of(knowledge, measured, seed=seed, as_of=as_of, draws=draws)
    answers = canonical(knowledge, answers)
    weighed = weigh(given, answers)
    verdict = assemble(given, weighed.model, weighed.outcome, tell(given, answers, weighed))
    changes = _flips(given, answers, weighed, preview=verdict.preview)
    verdict = msgspec.structs.replace(
        verdict, flips=changes, direct=effects.direct(knowledge, answers)
    )
    if verdict.preview:
        return verdict
    moved = ()
    if weighed.judgement.ground not in judge.SETTLED:
        moved = effects.by_answer(given, weighed.model, weighed.outcome, answers)
    return msgspec.structs.replace(
        verdict, answer_effects=moved, alone=effects.alone(given, answers)
    )


def given_of(
    knowledge: Knowledge,
    measured: tuple[RunSummary, ...],
    *,
    seed: int,
    as_of: dt.date,
    draws: int | None,
) -> Given:
    """Return what stays the same whatever the answers are."""
    full = knowledge.meta.draws
    streams = Streams(seed, full if draws is None else min(draws, full))
    # A run that is named twice is one piece of evidence.
    runs = tuple({run.run: run for run in measured}.values())
    return Given(knowledge, runs, streams, as_of)


def tell(given: Given, answers: Answers, weighed: Weighed) -> Told:
    """Return one person's verdict in records and words."""
    knowledge, model = given.knowledge, weighed.model
    verdict, outcome = weighed.judgement, weighed.outcome
    answered = judge.core_answered(knowledge, answers)
    # Past a route no answer that is open can rule anything out.
    decided = SIDES if verdict.ground == "route" else model.fired.decided()
    fired = rules.as_records(knowledge, model.fired, decided) + strained(knowledge, answers, model)
    find_next = next_best.best(knowledge, verdict, weighed.offers)
    cause = behind(verdict, knowledge, answers)
    headline = words.title(verdict, cause)
    said = words.sentence(
        verdict,
        outcome,
        model.fired,
        behind=cause,
        core=(answered, len(knowledge.meta.core_questions)),
        find_out=next_best.most_telling(knowledge, find_next),
    )
    counted = verdict.ground in judge.WEIGHED
    rows = waterfall.as_records(model, outcome, answers_behind(knowledge, answers))
    return Told(
        verdict=verdict.verdict,
        label=verdict.label,
        title=headline,
        sentence=said,
        counted=counted,
        borderline=bool(verdict.borderline),
        rows=rows,
        fired=fired,
        next_best=find_next,
        reasons=words.reasons(headline, said, rows if counted else (), fired),
        answered=sum(answers.is_answered(q.id) for q in knowledge.questions),
        core_answered=answered,
        ratios=(model.ratios,),
    )


def _flips(given: Given, answers: Answers, weighed: Weighed, *, preview: bool) -> tuple[Flip, ...]:
    verdict, model = weighed.judgement, weighed.model
    found: tuple[Flip, ...] = ()
    if verdict.ground in judge.WEIGHED:
        hand = ByHand(given, [(answers, model)])
        found = flips.by_numbers(hand, model, weighed.outcome, verdict.ground)
    if not preview and verdict.ground not in ("too_few", "nothing_matters"):
        found += flips_by_answer.by_answer(given, model, answers, verdict)
        found += flips_by_answer.by_rule(given, model, answers, verdict)
    return tuple(sorted(found, key=lambda flip: FLIP_ORDER.index(flip.kind)))
