"""What would change the verdict by one importance: in words of levels, and in slider points."""

from __future__ import annotations

import math
from collections.abc import Iterator

from core.decide import levels
from core.decide.aggregate import Outcome
from core.decide.by_hand import ByHand, Tried
from core.decide.judge import EQUAL, LEANING
from core.decide.model import Model
from core.decide.phrases import quoted
from core.decide.turning import Means, turning_points
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.knowledge import Criterion
from core.records.levels import LEVEL_WORDS, level_of, level_word, points_of
from core.records.outlook import Flip
from core.records.shares import of_100

MOST = 3  # of each kind
# Points by which the closed form on mean values may lie beyond the slider and the draws not.
SLACK = 20.0


def by_importance(hand: ByHand, model: Model, mean: Means, ahead: Side) -> tuple[Flip, ...]:
    """Return single importances that would put the other side first, nearest first.

    The closed form gives the level; it is rounded to the next worded one beyond and confirmed on
    the draws.
    """
    other: Side = next(side for side in SIDES if side != ahead)
    found: list[tuple[float, Flip]] = []
    for i, turning in enumerate(turning_points(mean)):
        if not 0.0 <= turning <= 100.0 or _too_slow(hand, i):
            continue
        criterion = model.criteria[i]
        now = model.levels[criterion.id]
        star = float(levels.level_of(turning))
        level = math.ceil(star) if star > now else math.floor(star)
        if level_word(level) == level_word(now):
            continue
        tried = hand.at(i, float(level))
        if tried.shares[ahead] < 0.5:
            found.append((abs(level - now), _importance(criterion, now, level, other, tried)))
    return _nearest(found)


def by_weight(hand: ByHand, model: Model, outcome: Outcome, mean: Means) -> tuple[Flip, ...]:
    """Return the slider positions, one criterion at a time, at which the two draw level.

    Tried on the draws: setting exactly that by hand leaves a lead of under half a point. Where no
    position does it there is no line.
    """
    found: list[tuple[float, Flip]] = []
    for i, turning in enumerate(turning_points(mean)):
        if not -SLACK <= turning <= 100.0 + SLACK or _too_slow(hand, i):
            continue
        criterion = model.criteria[i]
        level = model.levels[criterion.id]
        now = points_of(level)
        upwards = bool(turning > mean.points[i])
        points = hand.drawing_level(i, now, ahead=outcome.margin, upwards=upwards)
        if points is None or points == now:
            continue
        there = level_of(points)
        flip = Flip(
            kind="weight",
            what=f"{quoted(criterion.label)} set to {_points(points, there)}",
            now=f"It stands at {_points(now, level)} now",
            then="the two draw level",
            subject=criterion.id,
            value=float(points),
        )
        found.append((abs(there - level), flip))
    return _nearest(found)


def deciding(hand: ByHand, model: Model, mean: Means) -> tuple[Flip, ...]:
    """Return single importances that would get a side named where none is, nearest first.

    The nearest for either side is among them where there is one.
    """
    found = sorted(_deciding(hand, model, mean), key=lambda entry: entry[0])
    chosen = [next((e for e in found if e[1] == side), None) for side in SIDES]
    first = [entry for entry in chosen if entry is not None]
    rest = [entry for entry in found if entry not in first]
    return _nearest([(far, flip) for far, _, flip in (*first, *rest)[:MOST]])


def _deciding(hand: ByHand, model: Model, mean: Means) -> Iterator[tuple[float, Side, Flip]]:
    for i, criterion in enumerate(model.criteria):
        if mean.gap[i] == 0.0 or _too_slow(hand, i):
            continue
        now = model.levels[criterion.id]
        seen: set[Side] = set()
        for level in sorted(range(len(LEVEL_WORDS)), key=lambda word, now=now: abs(word - now)):
            if level_word(level) == level_word(now):
                continue
            side = _named(hand.screen(i).at(i, float(level)))
            if side is None or side in seen:
                continue
            tried = hand.at(i, float(level))
            if _named(tried) == side:
                seen.add(side)
                yield abs(level - now), side, _importance(criterion, now, level, side, tried)


def _named(tried: Tried) -> Side | None:
    """Return the side that would be named; None where neither is."""
    if tried.p_equal >= EQUAL:
        return None
    return next((side for side in SIDES if tried.shares[side] >= LEANING), None)


def _too_slow(hand: ByHand, row: int) -> bool:
    return hand.is_preview and not hand.is_quick(row)


def _importance(criterion: Criterion, now: float, level: int, first: Side, tried: Tried) -> Flip:
    return Flip(
        kind="importance",
        what=f"{quoted(criterion.label)} {level_word(level)} instead of {level_word(now)}",
        now=f"It counts as {level_word(now)} now",
        then=f"{SIDE_NAMES[first]} first in {of_100(tried.shares[first])}",
        subject=criterion.id,
        value=float(level),
    )


def _points(points: int, level: float) -> str:
    return f"{points} of 100 points ({level_word(level)})"


def _nearest(found: list[tuple[float, Flip]]) -> tuple[Flip, ...]:
    return tuple(flip for _, flip in sorted(found, key=lambda entry: entry[0])[:MOST])
