"""What would change the verdict: one importance, one answer, one measured ratio."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import msgspec
import numpy as np

from core.decide import levels, measured
from core.decide.aggregate import Outcome, aggregate, firsts, shares
from core.decide.conditions import holds
from core.decide.flow import is_skipped
from core.decide.judge import Judgement, judge
from core.decide.model import Given, Model, build, rebuild
from core.decide.streams import Floats, Streams
from core.decide.words import level_word, of_100, quoted
from core.records.answers import Answers
from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.knowledge import Knowledge, Option, Question
from core.records.outlook import Flip

MOST = 3  # of each kind
SCREEN_DRAWS = 400  # enough to see where a changed answer leads; hits are confirmed in full


def leader(outcome: Outcome) -> Side:
    """Return the side that comes first in more of the draws."""
    return max(SIDES, key=lambda s: outcome.shares[s])


def turning_points(model: Model) -> Floats:
    """Return the points at which each criterion alone would make the two draw level.

    With mean points p and mean value differences d, S = sum p_c d_c is zero at
    p_c* = -(S - p_c d_c) / d_c. NaN where d_c is 0; outside 0..100 no level can do it.
    """
    p, d = _means(model)
    rest = float(p @ d) - p * d
    return np.divide(-rest, d, out=np.full_like(d, np.nan), where=d != 0.0)


def turning_gaps(model: Model) -> Floats:
    """Return the value difference of each criterion at which the two would draw level.

    d_c* = -(S - p_c d_c) / p_c; NaN where p_c is 0.
    """
    p, d = _means(model)
    rest = float(p @ d) - p * d
    return np.divide(-rest, p, out=np.full_like(p, np.nan), where=p != 0.0)


def _means(model: Model) -> tuple[Floats, Floats]:
    return model.points.mean(axis=1), _gap(model).mean(axis=1)


def _gap(model: Model) -> Floats:
    pytorch, tensorflow = SIDES
    return model.values[pytorch] - model.values[tensorflow]


def by_importance(model: Model, outcome: Outcome) -> tuple[Flip, ...]:
    """Return single importances that would put the other side first, nearest first.

    The closed form gives the level; it is rounded to the next worded one beyond and confirmed on
    the draws.
    """
    ahead = leader(outcome)
    other = next(s for s in SIDES if s != ahead)
    gap = _gap(model)
    found: list[tuple[float, Flip]] = []
    for i, turning in enumerate(turning_points(model)):
        if not 0.0 <= turning <= 100.0:
            continue
        criterion = model.criteria[i]
        now = model.levels[criterion.id]
        star = levels.level_of(turning)
        level = math.ceil(star) if star > now else math.floor(star)
        share = _share_at(model, i, float(level), gap)
        if share[ahead] >= 0.5 or level_word(level) == level_word(now):
            continue
        flip = Flip(
            kind="importance",
            what=f"{quoted(criterion.label)} {level_word(level)} instead of {level_word(now)}",
            now=f"It counts as {level_word(now)} now",
            then=f"{SIDE_NAMES[other]} first in {of_100(share[other])}",
            subject=criterion.id,
        )
        found.append((abs(level - now), flip))
    return tuple(flip for _, flip in sorted(found, key=lambda f: f[0])[:MOST])


def _share_at(model: Model, row: int, level: float, gap: Floats) -> dict[str, float]:
    points = np.broadcast_to(levels.points(np.array(level)), (model.count,))
    weighted = model.points * gap
    difference = weighted.sum(axis=0) - weighted[row] + points * gap[row]
    return shares(firsts(difference, model.fired.feasible))


def by_ratio(model: Model, outcome: Outcome) -> tuple[Flip, ...]:
    """Return the measured speed ratios at which the lead would vanish.

    The value difference at which it does, put through the inverse of the value function. No line
    where even the largest ratio could not do it.
    """
    pytorch, tensorflow = SIDES
    ahead = leader(outcome)
    other = tensorflow if ahead == pytorch else pytorch
    flips = []
    for criterion, turning in zip(model.criteria, turning_gaps(model), strict=True):
        if not criterion.measured or not abs(turning) < 1.0:
            continue
        helps_other = turning < 0.0 if ahead == pytorch else turning > 0.0
        if not helps_other:
            continue
        factor = measured.ratio_for(float(turning))
        times = factor if other == pytorch else 1.0 / factor
        doing = {"train": "trains", "latency": "answers"}.get(criterion.measured, "runs")
        flips.append(
            Flip(
                kind="ratio",
                what=f"{SIDE_NAMES[other]} {doing} at least {times:.1f}× faster here",
                now=_ratio_now(model.ratios[criterion.measured]),
                then="the two draw level",
                subject=criterion.id,
            )
        )
    return tuple(flips)


def _ratio_now(ratio: measured.Ratio) -> str:
    if not ratio.used:
        return "Not measured yet"
    factor = 2.0**ratio.mean
    name = SIDE_NAMES["pytorch" if factor >= 1.0 else "tensorflow"]
    return f"Measured here: {name} {max(factor, 1.0 / factor):.2f}× faster"


def by_answer(given: Given, base: Model, answers: Answers, now: Judgement) -> tuple[Flip, ...]:
    """Return single answers that would change the verdict, nearest option first.

    Every other option of every question is tried on a few draws of the same streams; hits are
    confirmed on all of them.
    """
    few = replace(given, streams=Streams(given.streams.seed, SCREEN_DRAWS))
    if given.streams.count > SCREEN_DRAWS:
        screen = build(few, answers)
    else:
        few, screen = given, base
    hits = [
        change
        for change in _changes(given.knowledge, answers)
        if _differs(now, _verdict(few, screen, change)[0])
    ]
    found: list[Flip] = []
    for change in sorted(hits, key=lambda hit: hit.distance):
        if len(found) == MOST:
            break
        after, outcome = _verdict(given, base, change)
        if not _differs(now, after):
            continue
        question, option = change.question, change.option
        said = _said(question, answers)
        found.append(
            Flip(
                kind="answer",
                what=f"{question.step}: {quoted(option.short or option.text)}",
                now=f"You said {quoted(said)}" if said else "Not answered yet",
                then=_then(after, outcome),
                subject=question.id,
            )
        )
    return tuple(found)


def _said(question: Question, answers: Answers) -> str:
    options = [question.find(id_) for id_ in answers.chosen(question.id)]
    return ", ".join(option.short or option.text for option in options if option)


@dataclass(frozen=True, slots=True)
class _Change:
    """One answer changed to one option; `distance` says how far that is from what was said."""

    distance: float
    question: Question
    option: Option
    answers: Answers


def _verdict(given: Given, base: Model, change: _Change) -> tuple[Judgement, Outcome]:
    model = rebuild(given, base, change.answers, change.question.id)
    outcome = aggregate(model, given.knowledge.meta.eps)
    # An open question of worth keeps "either" from being said; being open is no flip.
    after = judge(
        given.knowledge, change.answers, outcome, model.fired, best_open=math.inf, as_of=given.as_of
    )
    return after, outcome


def _changes(knowledge: Knowledge, answers: Answers) -> list[_Change]:
    """Return every single change of an answered question, with how near it lies.

    Near is an option next to the one given; an option that fires a rule lies farther, since
    nobody changes a hard fact to please a verdict.
    """
    fired = _fires(knowledge, answers)
    found = []
    for question in knowledge.questions:
        ids = [option.id for option in question.option]
        said = [option for option in answers.chosen(question.id) if option in ids]
        if not said or is_skipped(question, answers):
            continue
        place = ids.index(said[0])
        for i, option in enumerate(question.option):
            if option.id in said:
                continue
            changed = msgspec.structs.replace(
                answers, answers={**answers.answers, question.id: (option.id,)}
            )
            hard = _fires(knowledge, changed) - fired
            distance = abs(i - place) + 100.0 * bool(hard)
            found.append(_Change(distance, question, option, changed))
    return found


def _fires(knowledge: Knowledge, answers: Answers) -> set[str]:
    rules = (*knowledge.knockouts, *(r for r in knowledge.routes if r.strength == "instead"))
    return {rule.id for rule in rules if holds(rule.when, answers)}


def _differs(now: Judgement, after: Judgement) -> bool:
    return after.side is not None and after.side != now.side


def _then(after: Judgement, outcome: Outcome) -> str:
    if after.side is None:
        return "no name"
    if after.ground == "constraint":
        return f"{SIDE_NAMES[after.side]}, by that alone"
    return f"{SIDE_NAMES[after.side]} first in {of_100(outcome.shares[after.side])}"
