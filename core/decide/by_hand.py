"""What the draws say when one importance is set by hand, exactly as What if sets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec
import numpy as np

from core.decide import levels, trade_offs
from core.decide.aggregate import aggregate, firsts, shares
from core.decide.build import build
from core.decide.model import Given, Model
from core.decide.streams import Floats, Streams
from core.decide.turning import gaps
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.levels import MOST_POINTS, level_of

FEW_DRAWS = 2_000  # enough to search on; what is found is confirmed on all of them
LEVEL = 0.005  # value units: a lead under half a point of 100 is shown as even
MOST_STEPS = 2  # of the last search in full


@dataclass(frozen=True, slots=True)
class Tried:
    """The outcome with one importance set by hand.

    Attributes:
        margin: PyTorch's mean lead in value units.
        shares: side -> share of the draws it wins, and "none".
        p_equal: share of the draws in which the two are practically equal.
    """

    margin: float
    shares: dict[str, float]
    p_equal: float

    @property
    def is_level(self) -> bool:
        """Return True when the lead is shown as even."""
        return abs(self.margin) < LEVEL


@dataclass(frozen=True, slots=True)
class _Person:
    """One set of answers with what a changed importance leaves alone, each of shape (count,)."""

    answers: Answers
    model: Model
    gap: Floats
    weighted: Floats
    total: Floats


class ByHand:
    """Importances set by hand, one at a time, by one person or by each of several."""

    def __init__(self, given: Given, people: Sequence[tuple[Answers, Model]]) -> None:
        """Prepare the sums.

        Args:
            given: what the models were built from.
            people: answers and model of each person; all have an equal say.
        """
        self._given = given
        self._people = [_person(answers, model) for answers, model in people]
        self._criteria = given.knowledge.criteria

    @property
    def is_preview(self) -> bool:
        """Return True when only the first draws are there, and there is no time for more."""
        return self._given.streams.count < self._given.knowledge.meta.draws

    def is_quick(self, row: int) -> bool:
        """Return True when setting this importance leaves all others and all draws as they are.

        A ranking without the criterion ranks the others anew, and choices between two tools pick
        the draws that agree.
        """
        id_ = self._criteria[row].id
        return not any(p.answers.trade_offs or id_ in p.answers.ranking for p in self._people)

    def at(self, row: int, level: float) -> Tried:
        """Return the outcome with one criterion at a level, 0 to 4."""
        return _mixture([self._one(person, row, level) for person in self._people])

    def screen(self, row: int) -> ByHand:
        """Return what to search on: all draws where that is quick, else a few."""
        return self if self.is_quick(row) else self._few

    def drawing_level(self, row: int, now: int, *, ahead: float, upwards: bool) -> int | None:
        """Return the points at which the two draw level; None where no slider position does it.

        Args:
            row: of the criterion.
            now: where its slider stands, 0 to 100.
            ahead: the lead as it is; only its sign counts.
            upwards: whether more of it helps the side behind.
        """
        quick = self.screen(row)
        found = quick._crossing(row, now, MOST_POINTS if upwards else 0, ahead)
        if found is None or quick is self:
            return found
        for _ in range(MOST_STEPS):
            tried = self.at(row, level_of(found))
            if tried.is_level:
                return found
            step = 1 if (tried.margin * ahead > 0) is upwards else -1
            found = min(max(found + step, 0), MOST_POINTS)
        return None

    def _crossing(self, row: int, near: int, far: int, ahead: float) -> int | None:
        """Return the whole points between two ends where the lead changes sides, by halving."""
        end = self.at(row, level_of(far))
        if end.margin * ahead > 0:
            return far if end.is_level else None
        while abs(far - near) > 1:
            middle = (near + far) // 2
            if self.at(row, level_of(middle)).margin * ahead > 0:
                near = middle
            else:
                far = middle
        tried = {points: self.at(row, level_of(points)) for points in (near, far)}
        best = min(tried, key=lambda points: abs(tried[points].margin))
        return best if tried[best].is_level else None

    @cached_property
    def _few(self) -> ByHand:
        count = min(FEW_DRAWS, self._given.streams.count)
        if count == self._given.streams.count:
            return self
        few = replace(self._given, streams=Streams(self._given.streams.seed, count))
        return ByHand(few, [(p.answers, build(few, p.answers)) for p in self._people])

    def _one(self, person: _Person, row: int, level: float) -> Tried:
        id_ = self._criteria[row].id
        eps = self._given.knowledge.meta.eps
        if not self.is_quick(row):
            outcome = aggregate(self._rebuilt(person, row, level), eps)
            return Tried(outcome.margin, outcome.shares, outcome.p_equal)
        points = self._points(id_, level)
        before = person.model.points[row]
        total = person.total - before + points
        weighted = person.weighted + (points - before) * person.gap[row]
        lead = np.divide(weighted, total, out=np.zeros_like(total), where=total > 1e-12)
        can = person.model.fired.feasible
        both = can[SIDES[0]] & can[SIDES[1]]
        return Tried(
            margin=float(lead.mean()),
            shares=shares(firsts(lead, can)),
            p_equal=float((both & (np.abs(lead) < eps)).mean()),
        )

    def _points(self, criterion: str, level: float) -> Floats:
        streams = self._given.streams
        half = levels.tau(overridden=True, widened=False)
        return levels.drawn_points(criterion, np.full(streams.count, level), half, streams)

    def _rebuilt(self, person: _Person, row: int, level: float) -> Model:
        """Return the model with the importance set; drawn anew only where a ranking names it."""
        id_, answers = self._criteria[row].id, person.answers
        if id_ in answers.ranking:
            overrides = {**answers.overrides, id_: level}
            return build(self._given, msgspec.structs.replace(answers, overrides=overrides))
        whole = person.model.whole or person.model
        points = whole.points.copy()
        points[row] = self._points(id_, level)
        drawn = {**whole.drawn_levels, id_: np.full(self._given.streams.count, level)}
        changed = replace(whole, points=points, drawn_levels=drawn)
        return trade_offs.apply(changed, answers.trade_offs, self._given.streams)


def _person(answers: Answers, model: Model) -> _Person:
    gap = gaps(model)
    weighted = np.einsum("cn,cn->n", model.points, gap)
    return _Person(answers, model, gap, weighted, model.points.sum(axis=0))


def _mixture(tried: Sequence[Tried]) -> Tried:
    count = len(tried)
    return Tried(
        margin=sum(one.margin for one in tried) / count,
        shares={name: sum(one.shares[name] for one in tried) / count for name in tried[0].shares},
        p_equal=sum(one.p_equal for one in tried) / count,
    )
