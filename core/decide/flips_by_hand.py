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
    candidates: list[tuple[float, int, int]] = []
    for i, turning in enumerate(turning_points(mean)):
        if not 0.0 <= turning <= 100.0 or _too_slow(hand, i):
            continue
        now = _level(model, i)
        star = float(levels.level_of(turning))
        level = math.ceil(star) if star > now else math.floor(star)
        if level_word(level) != level_word(now):
            candidates.append((abs(level - now), i, level))
    found: list[Flip] = []
    for _, i, level in sorted(candidates):
        tried = hand.at(i, float(level))
        if tried.shares[other] > tried.shares[ahead]:
            found.append(_importance(model, i, level, other, tried))
        if len(found) == MOST:
            break
    return tuple(found)


def by_weight(hand: ByHand, model: Model, outcome: Outcome, mean: Means) -> tuple[Flip, ...]:
    """Return the slider positions, one criterion at a time, at which the two draw level.

    Tried on the draws, the nearest by the closed form first: setting exactly that by hand leaves
    a lead of under half a point. Where no position does it there is no line.
    """
    turning = turning_points(mean)
    candidates = [
        (abs(float(levels.level_of(min(max(turning[i], 0.0), 100.0))) - _level(model, i)), i)
        for i in range(len(turning))
        if -SLACK <= turning[i] <= 100.0 + SLACK and not _too_slow(hand, i)
    ]
    found: list[tuple[float, Flip]] = []
    for _, i in sorted(candidates):
        criterion, level = model.criteria[i], _level(model, i)
        now = points_of(level)
        upwards = bool(turning[i] > mean.points[i])
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
        if len(found) == MOST:
            break
    return tuple(flip for _, flip in sorted(found, key=lambda entry: entry[0]))


def deciding(hand: ByHand, model: Model, mean: Means) -> tuple[Flip, ...]:
    """Return single importances that would get a side named where none is, nearest first.

    The nearest for either side is among them where there is one.
    """
    found: list[tuple[Side, Flip]] = []
    for _, i, level in sorted(_worded(hand, model, mean)):
        missing = [side for side in SIDES if side not in [named for named, _ in found]]
        if not missing and len(found) >= MOST:
            break
        side = _named(hand.screen(i).at(i, float(level)))
        if side is None or (len(found) >= MOST - len(missing) and side not in missing):
            continue
        if any(f.subject == model.criteria[i].id and named == side for named, f in found):
            continue
        tried = hand.at(i, float(level))
        if _named(tried) == side:
            found.append((side, _importance(model, i, level, side, tried)))
    return tuple(flip for _, flip in found)


def _worded(hand: ByHand, model: Model, mean: Means) -> Iterator[tuple[float, int, int]]:
    """Yield every other worded level of every criterion: how far it is, the row, the level."""
    for i in range(len(model.criteria)):
        if mean.gap[i] == 0.0 or _too_slow(hand, i):
            continue
        now = _level(model, i)
        for level, word in enumerate(LEVEL_WORDS):
            if word != level_word(now):
                yield abs(level - now), i, level


def _named(tried: Tried) -> Side | None:
    """Return the side that would be named; None where neither is."""
    if tried.p_equal >= EQUAL:
        return None
    return next((side for side in SIDES if tried.shares[side] >= LEANING), None)


def _too_slow(hand: ByHand, row: int) -> bool:
    return hand.is_preview and not hand.is_quick(row)


def _level(model: Model, row: int) -> float:
    return float(model.drawn_levels[model.criteria[row].id].mean())


def _importance(model: Model, row: int, level: int, first: Side, tried: Tried) -> Flip:
    criterion, now = model.criteria[row], _level(model, row)
    return Flip(
        kind="importance",
        what=f"{quoted(criterion.label)} {level_word(level)} instead of {level_word(now)}",
        now=f"It counts as {level_word(now)} now",
        then=f"{SIDE_NAMES[first]} first in {of_100(tried.shares[first])}{_close(tried, first)}",
        subject=criterion.id,
        value=float(level),
    )


def _close(tried: Tried, first: Side) -> str:
    """Return that a lead is too close to name a side, as the end of a sentence, where it is."""
    return ", too close to name it" if tried.shares[first] < LEANING else ""


def _points(points: int, level: float) -> str:
    return f"{points} of 100 points ({level_word(level)})"
