"""Constraints in words: what makes them hold, who is left, what would lift them."""

from __future__ import annotations

from dataclasses import dataclass

from core.decide.aggregate import Outcome
from core.decide.conditions import definite
from core.decide.judge import Judgement
from core.decide.phrases import quoted, uncapital
from core.decide.rules import Fired, relaxations
from core.records.answers import Answers
from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Knowledge
from core.records.plurals import listed
from core.records.rules import Knockout


@dataclass(frozen=True, slots=True)
class Behind:
    """What makes a constraint hold: answers, and what this machine is, each in words."""

    said: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


def behind(judgement: Judgement, knowledge: Knowledge, answers: Answers) -> Behind:
    """Return what makes the constraints of a judgement hold, in words, each once."""
    said: dict[str, None] = {}
    found: dict[str, None] = {}
    facts = {fact.id: fact for fact in knowledge.facts}
    for knockout in judgement.knockouts:
        for term in (*knockout.when.all, *knockout.when.any):
            chosen = set(definite(answers, term.q)) & set(term.is_)
            question, fact = knowledge.question(term.q), facts.get(term.q)
            said |= (
                dict.fromkeys(o.text for o in question.option if o.id in chosen) if question else {}
            )
            found |= dict.fromkeys(v.text for v in fact.value if v.id in chosen) if fact else {}
    return Behind(tuple(said), tuple(found))


def cause(behind: Behind) -> str:
    """Return what decides a constraint, as the end of a headline."""
    if behind.found and not behind.said:
        return "this machine"
    if behind.found:
        return "your answers and this machine"
    return "your answers" if len(behind.said) > 1 else "one answer"


def constraint(judgement: Judgement, outcome: Outcome, behind: Behind) -> str:
    """Return why one side is left, as sentences."""
    name = SIDE_NAMES[judgement.side or ""]
    other = next(SIDE_NAMES[s] for s in SIDES if s != judgement.side)
    if behind.said or behind.found:
        parts = []
        if behind.said:
            parts.append(f"you said {listed([quoted(answer) for answer in behind.said])}")
        if behind.found:
            parts.append(f"this machine: {listed([quoted(seen) for seen in behind.found])}")
        given = "; ".join(parts)
        given = given[0].upper() + given[1:]
    else:
        given = "Every answer still open says the same"
    text = f"{given}, so {other} is ruled out and {name} is left."
    if outcome.shares["none"] > 0.0:
        text += f" What is still open could rule {name} out too."
    return f"{text} No share is shown, since nothing else was weighed."


def both_out(fired: Fired) -> str:
    """Return what rules both out and the smallest ways out, as sentences."""
    certain = fired.certain()
    ruled = "; ".join(
        f"“{k.title}” rules out {' and '.join(SIDE_NAMES[s] for s in k.out)}" for k in certain
    )
    ways = [
        f"{' and '.join(_relax(k) for k in given_up)}, which leaves {SIDE_NAMES[side]}"
        for given_up, side in relaxations(fired)
    ]
    if not certain:
        return "In most readings of your answers, both are ruled out."
    if not ways:
        return f"{ruled}."
    opening = "One way out is enough" if len(ways) > 1 else "The shortest way out"
    return f"{ruled}. {opening}: {'; or '.join(ways)}."


def _relax(knockout: Knockout) -> str:
    return uncapital(knockout.relax)
