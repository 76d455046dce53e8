"""What to find out next: what knowing it is worth, by the seconds it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.decide.aggregate import (
    Outcome,
    Worth,
    worth_of_choice,
    worth_of_question,
    worth_of_ratio,
)
from core.decide.conditions import questions_of
from core.decide.flow import is_skipped
from core.decide.judge import Judgement
from core.decide.model import Model
from core.decide.phrases import quoted, uncapital
from core.decide.rounding import four
from core.decide.trade_offs import prefers
from core.decide.waterfall import contributions
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.knowledge import Criterion, Knowledge
from core.records.outlook import CardSide, NextBest

Kind = Literal["question", "benchmark", "trade_off"]

# Seconds: reading and answering; the budget of a quick run of one workload.
COST_S: dict[Kind, float] = {"question": 15.0, "trade_off": 15.0, "benchmark": 100.0}
WORTH_ASKING = 0.001  # EVPPI under which nothing is offered
MOST_NEXT = 3
HERE = " here"
MOST_ON_CARDS = 5  # criteria for each side that cards are made of


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to find out, and what knowing it is worth."""

    next: NextBest
    worth: Worth

    @property
    def per_second(self) -> float:
        """Return EVPPI per second of what it costs."""
        return self.worth.evppi / self.next.cost_s


def offers(knowledge: Knowledge, answers: Answers, model: Model, outcome: Outcome) -> list[Offer]:
    """Return every open question, unrun benchmark and trade-off card."""
    found = []
    ruling = {id_ for knockout in knowledge.knockouts for id_ in questions_of(knockout.when)}
    for reading in model.readings.open():
        asked = reading.question
        if not is_skipped(asked, answers):
            worth = worth_of_question(outcome, reading, rules=asked.id in ruling)
            text = f"{asked.step}: {uncapital(asked.text)}"
            found.append(_offer("question", asked.id, text, worth))
    for criterion in knowledge.criteria:
        if criterion.measured and not model.ratios[criterion.measured].used:
            worth = _worth_of_measuring(criterion, model, outcome)
            found.append(_offer("benchmark", criterion.measured, _measuring(criterion), worth))
    return found + _cards(answers, model, outcome)


def _measuring(criterion: Criterion) -> str:
    here = "" if criterion.label.endswith(HERE) else HERE
    return f"Measure {uncapital(criterion.label)}{here}"


def _worth_of_measuring(criterion: Criterion, model: Model, outcome: Outcome) -> Worth:
    row = model.index(criterion.id)
    pytorch, tensorflow = (model.values[side][row] for side in SIDES)
    return worth_of_ratio(outcome, outcome.weights[row], pytorch - tensorflow)


def best_open(found: list[Offer]) -> float:
    """Return the largest EVPPI of an open question or an unrun benchmark.

    Cards do not count here: how surely a person weighs two things is never known to the end, and
    "either is fine" would never be said.
    """
    return max((o.worth.evppi for o in found if o.next.kind != "trade_off"), default=0.0)


def best(knowledge: Knowledge, verdict: Judgement, found: list[Offer]) -> tuple[NextBest, ...]:
    """Return at most three things to find out, the most worth a second first.

    With too few answers the core questions come first, whatever they are worth. At most one card
    at a time: each answer to one moves what the others are worth.
    """
    if verdict.ground == "route":
        return ()
    ranked = sorted(found, key=lambda offer: -offer.per_second)
    if verdict.ground == "too_few":
        core = knowledge.meta.core_questions
        return tuple(o.next for o in ranked if o.next.subject in core)[:MOST_NEXT]
    if verdict.ground in ("both_out", "constraint"):
        ranked = [offer for offer in ranked if offer.next.kind != "trade_off"]
    chosen: list[NextBest] = []
    for offer in ranked:
        second_card = offer.next.kind == "trade_off" and any(n.kind == "trade_off" for n in chosen)
        if offer.worth.evppi >= WORTH_ASKING and not second_card:
            chosen.append(offer.next)
    return tuple(chosen[:MOST_NEXT])


def most_telling(knowledge: Knowledge, found: tuple[NextBest, ...]) -> str:
    """Return what to find out first, as a sentence; empty when nothing is worth it.

    It names the first of the list, in the list's own words.
    """
    if not found:
        return ""
    first = found[0]
    question = knowledge.question(first.subject)
    what = "Choosing between two imaginary tools"
    if first.kind == "question" and question:
        what = f"Answering {quoted(question.step)}"
    elif first.kind == "benchmark":
        what = first.text.replace("Measure", "Measuring", 1)
    return f"{what} would tell you most for the time it takes."


def _cards(answers: Answers, model: Model, outcome: Outcome) -> list[Offer]:
    """Return a card for each pair of criteria that pull to different sides and count most."""
    value = contributions(model, outcome)
    order = sorted(range(len(value)), key=lambda i: -abs(value[i]))
    swings = [i for i in order if model.criteria[i].swing and value[i] != 0.0]
    for_pytorch = [i for i in swings if value[i] > 0.0][:MOST_ON_CARDS]
    for_tensorflow = [i for i in swings if value[i] < 0.0][:MOST_ON_CARDS]
    told = {frozenset((choice.prefer, choice.over)) for choice in answers.trade_offs}
    told |= {frozenset(pair) for pair in answers.no_preference}
    found = []
    for i in for_pytorch:
        for j in for_tensorflow:
            pair = (model.criteria[i], model.criteria[j])
            if frozenset(c.id for c in pair) in told:
                continue
            found.append(_card(pair, model, outcome))
    return found


def _card(pair: tuple[Criterion, Criterion], model: Model, outcome: Outcome) -> Offer:
    """Return one card; the sides stand in the order of the alphabet, not of what they favour."""
    a, b = sorted(pair, key=lambda criterion: criterion.id)
    worth = worth_of_choice(outcome, prefers(model, a.id, b.id))
    sides = tuple(CardSide(criterion=c.id, text=c.swing.text if c.swing else "") for c in (a, b))
    text = f"Two tools, otherwise equal. One {sides[0].text}, the other {sides[1].text}. Which?"
    return _offer("trade_off", f"{a.id} {b.id}", text, worth, sides)


def _offer(
    kind: Kind, subject: str, text: str, worth: Worth, card: tuple[CardSide, ...] = ()
) -> Offer:
    offer = NextBest(
        kind=kind,
        subject=subject,
        text=text,
        evppi=four(worth.evppi),
        chance=four(worth.chance),
        cost_s=COST_S[kind],
        card=card,
    )
    return Offer(offer, worth)
