"""Knock-outs, routes and conflicts: which hold, in which draws, and what would lift them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from core.decide.conditions import holds, questions_of
from core.decide.readings import Readings
from core.decide.rounding import four
from core.decide.streams import Bools, Ints
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.knowledge import Knowledge
from core.records.rule_words import condition_words
from core.records.rules import Conflict, Knockout, Route
from core.records.verdict import FiredRule

# A knock-out that hangs on an open question is worth a line from this share of the draws on.
WORTH_TELLING = 0.005


@dataclass(frozen=True, slots=True)
class Fired:
    """The rules that hold.

    Attributes:
        knockouts: those that hold in at least one draw, with the draws they hold in.
        routes: those that definite answers fire, in the order of the file.
        conflicts: the same for conflicts.
        feasible: side -> the draws in which nothing rules it out, shape (count,).
    """

    knockouts: tuple[tuple[Knockout, Bools], ...]
    routes: tuple[Route, ...]
    conflicts: tuple[Conflict, ...]
    feasible: dict[str, Bools]

    def route(self, strength: str) -> Route | None:
        """Return the first route of a strength, or None."""
        return next((route for route in self.routes if route.strength == strength), None)

    def kept(self, keep: Ints) -> Fired:
        """Return what fired in some draws only, by their indexes."""
        return replace(
            self,
            knockouts=tuple((k, m[keep]) for k, m in self.knockouts if m[keep].any()),
            feasible={side: mask[keep] for side, mask in self.feasible.items()},
        )

    def decided(self) -> frozenset[str]:
        """Return the sides that a knock-out rules out in every draw."""
        return frozenset(side for knockout in self.certain() for side in knockout.out)

    def certain(self) -> tuple[Knockout, ...]:
        """Return the knock-outs that hold in every draw."""
        return tuple(knockout for knockout, mask in self.knockouts if mask.all())


def fire(knowledge: Knowledge, answers: Answers, readings: Readings) -> Fired:
    """Return the rules that hold. Routes and conflicts need definite answers, knock-outs do not."""
    held = [(knockout, readings.mask(knockout.when)) for knockout in knowledge.knockouts]
    knockouts = tuple((knockout, mask) for knockout, mask in held if mask.any())
    return Fired(
        knockouts=knockouts,
        routes=tuple(route for route in knowledge.routes if holds(route.when, answers)),
        conflicts=tuple(c for c in knowledge.conflicts if holds(c.when, answers)),
        feasible={side: _feasible(side, knockouts, readings.count) for side in SIDES},
    )


def _feasible(side: str, knockouts: Sequence[tuple[Knockout, Bools]], count: int) -> Bools:
    out = np.zeros(count, dtype=np.bool_)
    for knockout, mask in knockouts:
        if side in knockout.out:
            out = out | mask
    return ~out


def relaxations(fired: Fired) -> tuple[tuple[tuple[Knockout, ...], str], ...]:
    """Return the smallest sets of knock-outs whose removal frees a side, with that side.

    Larger sets are looked for only when no smaller one is enough.
    """
    certain = fired.certain()
    for size in range(1, len(certain) + 1):
        found = []
        for given_up in combinations(certain, size):
            rest = [k for k in certain if k not in given_up]
            freed = [s for s in SIDES if not any(s in k.out for k in rest)]
            # One set frees one side here: giving up a rule that hits neither frees nothing.
            found += [(given_up, s) for s in freed if all(s in k.out for k in given_up)]
        if found:
            return tuple(found)
    return ()


def as_records(
    knowledge: Knowledge, fired: Fired, decided: Collection[str] = ()
) -> tuple[FiredRule, ...]:
    """Return what fired as records for a verdict: surest knock-outs first, then the rest.

    Args:
        knowledge: for the words of conditions.
        fired: the rules that hold.
        decided: sides about which no open answer can change anything any more; what only rules
            these out in some draws is left out.
    """
    told = [
        _knockout(knowledge, k, mask) for k, mask in fired.knockouts if _counts(k, mask, decided)
    ]
    told.sort(key=lambda rule: -rule.share)
    told += [_route(route) for route in fired.routes]
    told += [_conflict(conflict) for conflict in fired.conflicts]
    return tuple(told)


def _counts(knockout: Knockout, mask: Bools, decided: Collection[str]) -> bool:
    """Return True when a rule holds often enough to be told, and can still change something."""
    open_ = mask.all() or not set(knockout.out) <= set(decided)
    return bool(mask.mean() >= WORTH_TELLING and open_)


def _knockout(knowledge: Knowledge, knockout: Knockout, mask: Bools) -> FiredRule:
    return FiredRule(
        id=knockout.id,
        kind="knockout",
        title=knockout.title,
        text=knockout.reason,
        share=four(float(mask.mean())),
        out=knockout.out,
        relax=knockout.relax,
        source=knockout.source,
        date=knockout.date.isoformat(),
        questions=questions_of(knockout.when),
        condition=condition_words(knowledge, knockout.when),
    )


def _route(route: Route) -> FiredRule:
    return FiredRule(
        id=route.id,
        kind="route",
        title=route.title,
        text=route.say,
        share=1.0,
        strength=route.strength,
        relax=route.relax,
        source=route.source,
        date=route.date.isoformat(),
        questions=questions_of(route.when),
    )


def _conflict(conflict: Conflict) -> FiredRule:
    return FiredRule(
        id=conflict.id,
        kind="conflict",
        title="Two answers pull against each other",
        text=f"{conflict.say} What they touch is weighed less surely.",
        share=1.0,
        questions=questions_of(conflict.when),
    )
