"""What would change the verdict: one answer, two answers, a rule that no longer holds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import msgspec
import numpy as np

from core.decide import levels
from core.decide.aggregate import Outcome, aggregate
from core.decide.build import build, rebuild
from core.decide.conditions import holds
from core.decide.flow import is_skipped
from core.decide.judge import EQUAL, LEANING, Ground, Judgement, judge
from core.decide.model import Given, Model
from core.decide.phrases import quoted, uncapital
from core.decide.streams import Floats, Streams
from core.decide.turning import means
from core.records.answers import Answers
from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Knowledge, Option, Question
from core.records.outlook import Flip
from core.records.shares import of_100

MOST = 3  # of each kind
SCREEN_DRAWS = 2_000  # enough to see where a changed answer leads; hits are confirmed in full
# A share on the screen may lie this far under the threshold and still be over it in full: three
# standard errors of 1,000 independent pairs.
SCREEN_SLACK = 0.05
MOST_PAIRS = 1_500
MOST_CONFIRMED = 5
# Where the answers name no side before any draw is looked at, more draws name none either.
UNNAMED: tuple[Ground, ...] = ("route", "too_few", "bridge")
HARD = 100.0  # distance of a change that fires another hard rule
TAKEN_BACK = 0.5  # distance of a tick that is only taken back
YOUR_ANSWER = "your answer"  # the source of rules that say no more than the person did


@dataclass(frozen=True, slots=True)
class Change:
    """One answer changed; `distance` says how far that is from what was said.

    Attributes:
        text: what would be answered instead, in words.
        answers: all answers with the change in them.
    """

    distance: float
    question: Question
    text: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class _Tried:
    """A change on the screen: its verdict, and what the closed forms need of it."""

    change: Change
    judgement: Judgement
    outcome: Outcome
    levels: Floats
    gap: Floats


def by_answer(given: Given, base: Model, answers: Answers, now: Judgement) -> tuple[Flip, ...]:
    """Return answers that would change the verdict, nearest option first.

    Every other option of every question is tried on a few draws of the same streams; hits are
    confirmed on all of them. Pairs are looked for only where no single answer does it.
    """
    screen = Streams(given.streams.seed, min(SCREEN_DRAWS, given.streams.count))
    few = replace(given, streams=screen)
    start = build(few, answers)
    tried = [_try(few, start, change) for change in changes(given.knowledge, answers)]
    hits = [t.change for t in tried if _may_flip(now, t)]
    found: list[Flip] = []
    for change in sorted(hits, key=lambda change: change.distance):
        if len(found) == MOST:
            break
        after, outcome = _verdict(given, rebuild(given, base, change.answers, change.question.id),
                                  change.answers)  # fmt: skip
        if _differs(now, after):
            found.append(_flip([change], answers, after, outcome))
    return tuple(found) if found else _by_pair(given, answers, now, start, tried)


def _try(few: Given, start: Model, change: Change) -> _Tried:
    model = rebuild(few, start, change.answers, change.question.id)
    after, outcome = _verdict(few, model, change.answers)
    return _Tried(change, after, outcome, _level_vector(model), means(model).gap)


def _level_vector(model: Model) -> Floats:
    return np.array([model.drawn_levels[criterion.id].mean() for criterion in model.criteria])


def _verdict(given: Given, model: Model, answers: Answers) -> tuple[Judgement, Outcome]:
    outcome = aggregate(model, given.knowledge.meta.eps)
    # An open question of worth keeps "either" from being said; being open is no flip.
    after = judge(
        given.knowledge, answers, outcome, model.fired, best_open=math.inf, as_of=given.as_of
    )
    return after, outcome


def _may_flip(now: Judgement, tried: _Tried) -> bool:
    """Return whether a change could give another name on all draws, judged by a few."""
    if _differs(now, tried.judgement):
        return True
    if tried.judgement.ground in UNNAMED or tried.outcome.p_equal >= EQUAL + SCREEN_SLACK:
        return False
    near = LEANING - SCREEN_SLACK
    return any(
        tried.outcome.shares[side] >= near and (now.side is None or side != now.side)
        for side in SIDES
    )


def _differs(now: Judgement, after: Judgement) -> bool:
    return after.side is not None and after.side != now.side


def changes(knowledge: Knowledge, answers: Answers) -> list[Change]:
    """Return every single change of an answered question, with how near it lies.

    Nearest is to take back one of several ticks, or all of them; then comes an option next to the
    one given. An option that fires a rule lies farther, since nobody changes a hard fact to
    please a verdict.
    """
    fired = _fires(knowledge, answers)
    found = []
    for question in knowledge.questions:
        ids = [option.id for option in question.option]
        said = [option for option in answers.chosen(question.id) if option in ids]
        if not said or is_skipped(question, answers):
            continue
        place = ids.index(said[0])
        tried = [(TAKEN_BACK, without, rest) for without, rest in _taken_back(question, said)]
        for i, option in enumerate(question.option):
            if option.id not in said:
                near = TAKEN_BACK if _says_nothing(question, option) else abs(i - place)
                tried.append((near, quoted(option.short or option.text), (option.id,)))
        for near, text, options in tried:
            changed = _with(answers, question.id, options)
            hard = _fires(knowledge, changed) - fired
            found.append(Change(near + HARD * bool(hard), question, text, changed))
    return found


def _taken_back(question: Question, said: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each of several ticks taken back, in words, with those that stay."""
    if len(said) < 2:
        return
    for option in question.option:
        if option.id in said:
            rest = tuple(id_ for id_ in said if id_ != option.id)
            yield f"without {quoted(option.short or option.text)}", rest


def _says_nothing(question: Question, option: Option) -> bool:
    """Return True for the option of a tick-all question that takes back all others."""
    return question.multi and option.alone and not option.set and not option.shift


def _with(answers: Answers, question: str, options: tuple[str, ...]) -> Answers:
    return msgspec.structs.replace(answers, answers={**answers.answers, question: options})


def _fires(knowledge: Knowledge, answers: Answers) -> set[str]:
    rules = (*knowledge.knockouts, *(r for r in knowledge.routes if r.strength == "instead"))
    return {rule.id for rule in rules if holds(rule.when, answers)}


def _by_pair(
    given: Given, answers: Answers, now: Judgement, start: Model, tried: Sequence[_Tried]
) -> tuple[Flip, ...]:
    """Return two answers that would change the verdict together, nearest first.

    Pairs are screened on mean values, where the effects of two answers on levels and values add
    up closely enough to rank them; the nearest that cross over are confirmed on all draws.
    """
    if now.side is None:
        return ()
    soft = [t for t in tried if t.change.distance < HARD]
    found: list[Flip] = []
    for a, b in _crossing(now.side == "pytorch", start, soft)[:MOST_CONFIRMED]:
        both = _with(a.answers, b.question.id, b.answers.answers[b.question.id])
        after, outcome = _verdict(given, build(given, both), both)
        if _differs(now, after):
            found.append(_flip([a, b], answers, after, outcome))
    return tuple(found[:MOST])


def _crossing(
    pytorch_leads: bool, start: Model, tried: Sequence[_Tried]
) -> list[tuple[Change, Change]]:
    """Return the pairs of changes that turn the lead on mean values, nearest first."""
    pairs = [
        (i, j)
        for i, j in combinations(range(len(tried)), 2)
        if tried[i].change.question.id != tried[j].change.question.id
    ]
    distance = [tried[i].change.distance + tried[j].change.distance for i, j in pairs]
    nearest = sorted(range(len(pairs)), key=lambda k: distance[k])[:MOST_PAIRS]
    if not nearest:
        return []
    first = np.array([pairs[k][0] for k in nearest])
    second = np.array([pairs[k][1] for k in nearest])
    level, gap = _level_vector(start), means(start).gap
    moved = np.array([t.levels for t in tried]) - level
    turned = np.array([t.gap for t in tried]) - gap
    both = np.clip(level + moved[first] + moved[second], 0.0, levels.MOST)
    lead = (levels.points(both) * (gap + turned[first] + turned[second])).sum(axis=1)
    crossed = np.flatnonzero(lead < 0.0 if pytorch_leads else lead > 0.0)
    return [(tried[first[k]].change, tried[second[k]].change) for k in crossed]


def _flip(made: Sequence[Change], answers: Answers, after: Judgement, outcome: Outcome) -> Flip:
    said = [_said(change.question, answers) for change in made]
    what = " and ".join(f"{change.question.step}: {change.text}" for change in made)
    return Flip(
        kind="answer" if len(made) == 1 else "pair",
        what=what,
        now=f"You said {' and '.join(quoted(text) for text in said)}",
        then=_then(after, outcome),
        subject=made[0].question.id,
        others=tuple(change.question.id for change in made[1:]),
    )


def _said(question: Question, answers: Answers) -> str:
    options = [question.find(id_) for id_ in answers.chosen(question.id)]
    return ", ".join(option.short or option.text for option in options if option)


def by_rule(given: Given, base: Model, answers: Answers, now: Judgement) -> tuple[Flip, ...]:
    """Return the facts behind constraints that would change the verdict if they ceased to hold.

    Only facts about the world: what the person said is changed by changing the answer.
    """
    found = []
    for knockout in base.fired.certain():
        if knockout.source == YOUR_ANSWER:
            continue
        rest = tuple(k for k in given.knowledge.knockouts if k.id != knockout.id)
        without = replace(given, knowledge=msgspec.structs.replace(given.knowledge, knockouts=rest))
        after, outcome = _verdict(without, build(without, answers), answers)
        if after.side == now.side and after.verdict == now.verdict:
            continue
        found.append(
            Flip(
                kind="fact",
                what=f"{quoted(knockout.title)} no longer held",
                now=knockout.reason,
                then=_then(after, outcome),
                subject=knockout.id,
            )
        )
    return tuple(found[:MOST])


def _then(after: Judgement, outcome: Outcome) -> str:
    if after.ground == "bridge" and after.route:
        through = uncapital(after.route.title)
        return through if through.startswith("either") else f"either: {through}"
    if after.side is None:
        return "neither would be named"
    if after.ground == "constraint":
        return f"{SIDE_NAMES[after.side]}, by that alone"
    return f"{SIDE_NAMES[after.side]} first in {of_100(outcome.shares[after.side])}"
