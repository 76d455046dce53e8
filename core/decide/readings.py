"""What each draw takes the answers to be: fixed where answered, drawn where open."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from core.decide.conditions import believed
from core.decide.streams import Bools, Floats, Ints, Streams
from core.records.answers import Answers
from core.records.knowledge import Knowledge, Question
from core.records.rules import Condition, Term


@dataclass(frozen=True, slots=True)
class Reading:
    """One question across all draws.

    Attributes:
        question: the question.
        chosen: the options of a definite answer; empty when the question is open.
        drawn: for an open question, the index of the option in each draw, shape (count,).
    """

    question: Question
    chosen: tuple[str, ...]
    drawn: Ints | None


@dataclass(frozen=True, slots=True)
class Readings:
    """All questions across all draws.

    An open question, "not sure" included, is a mixture over its options by their priors, and all
    that follows from an option follows in the draws that drew it.

    Attributes:
        count: number of draws.
        facts: the machine facts that count.
        by_id: question id -> its reading.
    """

    count: int
    facts: dict[str, tuple[str, ...]]
    by_id: dict[str, Reading]

    @classmethod
    def of(cls, knowledge: Knowledge, answers: Answers, streams: Streams) -> Readings:
        """Return what each draw takes these answers to be."""
        by_id = {q.id: _read(q, answers, streams) for q in knowledge.questions}
        return cls(streams.count, believed(answers), by_id)

    def answered(self, question: str, chosen: tuple[str, ...]) -> Readings:
        """Return the same readings with one question answered by these options."""
        return self._with(Reading(self.by_id[question].question, chosen, None))

    def changed(self, question: str, answers: Answers, streams: Streams) -> Readings:
        """Return the same readings with one question as these answers have it, or open."""
        return self._with(_read(self.by_id[question].question, answers, streams))

    def kept(self, keep: Ints) -> Readings:
        """Return the readings of some draws only, by their indexes."""
        by_id = {
            id_: r if r.drawn is None else Reading(r.question, r.chosen, r.drawn[keep])
            for id_, r in self.by_id.items()
        }
        return Readings(keep.size, self.facts, by_id)

    def _with(self, reading: Reading) -> Readings:
        return replace(self, by_id={**self.by_id, reading.question.id: reading})

    def open(self) -> tuple[Reading, ...]:
        """Return the questions without a definite answer."""
        return tuple(r for r in self.by_id.values() if r.drawn is not None)

    def term(self, term: Term) -> bool | Bools:
        """Return whether a term holds: one truth for all draws, or one a draw."""
        reading = self.by_id.get(term.q)
        if reading is None:
            return any(value in term.is_ for value in self.facts.get(term.q, ()))
        if reading.drawn is None:
            return any(option in term.is_ for option in reading.chosen)
        table = np.array([option.id in term.is_ for option in reading.question.option])
        return table[reading.drawn]

    def holds(self, condition: Condition) -> bool | Bools:
        """Return whether a condition holds: one truth for all draws, or one a draw."""
        result: bool | Bools = True
        for term in condition.all:
            result = both(result, self.term(term))
        if condition.any:
            one: bool | Bools = False
            for term in condition.any:
                one = negate(both(negate(one), negate(self.term(term))))
            result = both(result, one)
        for term in condition.none:
            result = both(result, negate(self.term(term)))
        return result

    def mask(self, condition: Condition) -> Bools:
        """Return whether a condition holds in each draw, shape (count,)."""
        return np.broadcast_to(np.asarray(self.holds(condition)), (self.count,))


def both(a: bool | Bools, b: bool | Bools) -> bool | Bools:
    """Return `a and b`, a plain bool as long as both are."""
    if isinstance(a, bool):
        return b if a else False
    if isinstance(b, bool):
        return a if b else False
    return a & b


def negate(a: bool | Bools) -> bool | Bools:
    """Return `not a`, a plain bool if `a` is one."""
    return not a if isinstance(a, bool) else ~a


def priors(question: Question) -> Floats:
    """Return how common each option is, as shares that add up to 1."""
    weights = np.array([option.prior for option in question.option], dtype=np.float64)
    return weights / weights.sum()


def _read(question: Question, answers: Answers, streams: Streams) -> Reading:
    chosen = tuple(option for option in answers.chosen(question.id) if question.find(option))
    return Reading(question, chosen, None if chosen else _draw(question, streams))


def _draw(question: Question, streams: Streams) -> Ints:
    edges = np.cumsum(priors(question))[:-1]
    return np.searchsorted(edges, streams.shared(f"question:{question.id}"), side="right")
