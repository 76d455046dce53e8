"""One set of answers, weighed and judged: what every verdict is made from."""

from __future__ import annotations

from dataclasses import dataclass

from core.decide import next_best
from core.decide.aggregate import Outcome, aggregate
from core.decide.build import build
from core.decide.judge import Judgement, judge
from core.decide.model import Given, Model
from core.records.answers import Answers


@dataclass(frozen=True, slots=True)
class Weighed:
    """Draws, shares, what could be found out, and the verdict on them."""

    model: Model
    outcome: Outcome
    offers: list[next_best.Offer]
    judgement: Judgement


def weigh(given: Given, answers: Answers) -> Weighed:
    """Return one set of answers weighed."""
    model = build(given, answers)
    outcome = aggregate(model, given.knowledge.meta.eps)
    offers = next_best.offers(given.knowledge, answers, model, outcome)
    judgement = judge(
        given.knowledge,
        answers,
        outcome,
        model.fired,
        best_open=next_best.best_open(offers),
        as_of=given.as_of,
    )
    return Weighed(model, outcome, offers, judgement)
