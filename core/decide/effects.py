"""What a verdict is made of beyond its bars: each answer, each target, each side's own project."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from core.decide import words
from core.decide.aggregate import Outcome, aggregate
from core.decide.build import rebuild
from core.decide.constraint_words import behind
from core.decide.judge import WEIGHED
from core.decide.model import Given, Model, touched_by
from core.decide.rounding import four
from core.decide.waterfall import contributions
from core.decide.weigh import weigh
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.knowledge import Criterion, Knowledge, Option, Question
from core.records.outlook import AloneView, AnswerEffect, DirectStatement
from core.records.standing import Shares


def central_weights(model: Model, outcome: Outcome) -> dict[str, dict[str, float]]:
    """Return side -> criterion -> mean weight in the draws that the side wins.

    The typical weights for which it comes first (SMAA-2: Lahdelma and Salminen, 2001,
    https://doi.org/10.1287/opre.49.3.444.11220). A side that wins in no draw is left out.
    """
    found: dict[str, dict[str, float]] = {}
    for side in SIDES:
        won = outcome.first[side]
        if won.any():
            # No product by BLAS: its threads may sum in another order on another machine.
            mean = np.average(outcome.weights, axis=1, weights=won)
            found[side] = {
                c.id: four(w) for c, w in zip(model.criteria, mean, strict=True) if w > 0
            }
    return found


def missing(model: Model) -> dict[str, float]:
    """Return criterion -> share of the draws in which it counts and nothing is known about it."""
    found = {}
    for id_, cell in model.cells.items():
        share = four(float((cell.unknown * (model.points[model.index(id_)] > 0.0)).mean()))
        if share > 0.0:
            found[id_] = share
    return found


def by_answer(
    given: Given, base: Model, outcome: Outcome, answers: Answers
) -> tuple[AnswerEffect, ...]:
    """Return what each answer does to the lead, largest first; these do not add up."""
    found = []
    sums = contributions(base, outcome)
    for question in given.knowledge.questions:
        said = _said(question, answers)
        if not said:
            continue
        rest = {id_: o for id_, o in answers.answers.items() if id_ != question.id}
        open_ = msgspec.structs.replace(answers, answers=rest)
        model = rebuild(given, base, open_, question.id)
        left = aggregate(model, given.knowledge.meta.eps)
        without, effect = left.margin, 100.0 * (outcome.margin - left.margin)
        about = touched_by(given.knowledge, question.id)
        rows = [i for i, criterion in enumerate(base.criteria) if criterion.id in about]
        own = float((sums - contributions(model, left))[rows].sum())
        found.append(
            AnswerEffect(
                question=question.id,
                step=question.step,
                answer=", ".join(option.short or option.text for option in said),
                without=four(100.0 * without),
                effect=four(effect),
                # Of an effect that is shown as none there are no parts: they would be rounding.
                dilutes=four(effect) != 0.0 and own * effect < 0.5 * effect * effect,
            )
        )
    return tuple(sorted(found, key=lambda row: -abs(row.effect)))


def alone(given: Given, answers: Answers) -> tuple[AloneView, ...]:
    """Return each of several ticked options judged as if it were the only one.

    Only for questions whose options lead to different values: where it will run, say.
    """
    valued = {term.q for item in given.knowledge.evidence for term in item.when.terms()}
    found = []
    for question in given.knowledge.questions:
        said = _said(question, answers)
        if question.multi and question.id in valued and len(said) > 1:
            found += [_alone(given, answers, question, option) for option in said]
    return tuple(found)


def _alone(given: Given, answers: Answers, question: Question, option: Option) -> AloneView:
    only = msgspec.structs.replace(answers, answers={**answers.answers, question.id: (option.id,)})
    weighed = weigh(given, only)
    verdict, outcome = weighed.judgement, weighed.outcome
    return AloneView(
        question=question.id,
        option=option.id,
        text=option.short or option.text,
        title=words.title(verdict, behind(verdict, given.knowledge, only)),
        shares=Shares(**{name: four(share) for name, share in outcome.shares.items()}),
        show_shares=verdict.ground in WEIGHED,
        margin=four(100.0 * outcome.margin),
    )


def direct(knowledge: Knowledge, answers: Answers) -> tuple[DirectStatement, ...]:
    """Return the criteria that more than one answer set outright, with each level said."""
    found = []
    for criterion in knowledge.criteria:
        if criterion.id in answers.overrides or criterion.id in answers.ranking:
            continue
        said = _stated(knowledge.questions, criterion, answers)
        if len(said) > 1:
            found.append(
                DirectStatement(
                    criterion=criterion.id,
                    label=criterion.label,
                    level=max(level for _, _, level in said),
                    said=said,
                )
            )
    return tuple(found)


def _stated(
    questions: Sequence[Question], criterion: Criterion, answers: Answers
) -> tuple[tuple[str, str, float], ...]:
    return tuple(
        (question.id, option.short or option.text, option.set[criterion.id])
        for question in questions
        for option in _said(question, answers)
        if criterion.id in option.set
    )


def _said(question: Question, answers: Answers) -> list[Option]:
    chosen = answers.chosen(question.id)
    return [option for option in question.option if option.id in chosen]
