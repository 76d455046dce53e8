"""The decision model once more, written from its description: plain Python, one draw at a time.

Slow and without arrays, so that it shares no trick and no slip with the engine. Only the random
numbers are the engine's own.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from core.decide.streams import Streams
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.knowledge import Criterion, Evidence, Knowledge, Question
from core.records.rules import Condition, Term
from core.records.run import CaseResult, RunSummary

Picked = dict[str, tuple[str, ...]]  # question or fact -> what it is taken to be in a draw
WIDTHS = {"documented": 0.05, "survey": 0.10, "judgement": 0.20, "seed": 0.25}


@dataclass(frozen=True, slots=True)
class Draw:
    """One reading of the answers and the evidence.

    Attributes:
        picked: what each question is taken to be.
        points: criterion -> importance points.
        values: side -> criterion -> value.
        out: the sides that a rule makes impossible.
        rules: the rules that do so.
        levels: criterion -> importance level before its own uncertainty.
        missing: criterion -> how much of its evidence is missing, 0..1; none for measured ones.
        ratios: phase -> log2 of TensorFlow's time over PyTorch's.
    """

    picked: Picked
    points: dict[str, float]
    values: dict[str, dict[str, float]]
    out: frozenset[str]
    rules: frozenset[str]
    levels: dict[str, float]
    missing: dict[str, float]
    ratios: dict[str, float]

    def utility(self, side: str) -> float:
        """Return the weighted mean of a side's values; 0 where nothing has any weight."""
        return math.fsum(self.weight(c) * self.values[side][c] for c in self.points)

    def weight(self, criterion: str) -> float:
        """Return a criterion's share of all points; 0 where nothing has any."""
        total = math.fsum(self.points.values())
        return self.points[criterion] / total if total else 0.0

    def worth(self, side: str) -> float:
        """Return a side's utility, or -1 where it is impossible."""
        return -1.0 if side in self.out else self.utility(side)

    @property
    def lead(self) -> float:
        """Return PyTorch's utility minus TensorFlow's."""
        return self.utility("pytorch") - self.utility("tensorflow")

    def first(self, side: str) -> float:
        """Return 1 when a side comes first, 0.5 in a tie, else 0."""
        other = SIDES[1 - SIDES.index(side)]
        if side in self.out:
            return 0.0
        if other in self.out:
            return 1.0
        ahead = self.lead if side == "pytorch" else -self.lead
        return 0.5 if ahead == 0.0 else float(ahead > 0.0)


def by_hand(
    knowledge: Knowledge,
    answers: Answers,
    runs: Sequence[RunSummary],
    streams: Streams,
    as_of: dt.date,
) -> list[Draw]:
    """Return every draw, trade-off choices already applied."""
    everything = [_draw(knowledge, answers, runs, streams, as_of, i, None)
                  for i in range(streams.count)]  # fmt: skip
    gain = {c.id: c.swing.gain for c in knowledge.criteria if c.swing}
    choices = [t for t in answers.trade_offs if t.prefer in gain and t.over in gain]
    if not choices:
        return everything
    named = {c for t in choices for c in (t.prefer, t.over)}
    for half in (None, 1.0, 2.0, 4.0):
        tried = [_draw(knowledge, answers, runs, streams, as_of, i,
                       (named, half) if half else None)
                 for i in range(streams.count)]  # fmt: skip
        agree = [
            d
            for d in tried
            if all(
                d.points[t.prefer] * gain[t.prefer] >= d.points[t.over] * gain[t.over]
                for t in choices
            )
        ]
        if len(agree) >= 0.05 * streams.count:
            return agree
    return everything


def _draw(
    knowledge: Knowledge,
    answers: Answers,
    runs: Sequence[RunSummary],
    streams: Streams,
    as_of: dt.date,
    i: int,
    wider: tuple[set[str], float] | None,
) -> Draw:
    picked = {q.id: _pick(q, answers, streams, i) for q in knowledge.questions}
    facts = _facts(answers)
    definite = {q.id: answers.chosen(q.id) for q in knowledge.questions} | facts
    pulled = {c for x in knowledge.conflicts if _holds(x.when, definite) for c in x.widen}
    ranked = _ranked(answers, streams, i)
    points: dict[str, float] = {}
    values: dict[str, dict[str, float]] = {side: {} for side in SIDES}
    levels: dict[str, float] = {}
    missing: dict[str, float] = {}
    ratios: dict[str, float] = {}
    for c in knowledge.criteria:
        level = _level(knowledge, c, picked, answers)
        if c.id in ranked:
            points[c.id] = ranked[c.id]
            level = min(math.log2(1.0 + 0.15 * ranked[c.id]), 4.0)
        levels[c.id] = level
        if c.id not in ranked or (wider and c.id in wider[0]):
            half = 0.25 if c.id in answers.overrides else 1.0 if c.id in pulled else 0.5
            if wider and c.id in wider[0]:
                half = wider[1]
            points[c.id] = _points(level, half, float(streams.shared(f"level:{c.id}")[i]))
        if c.measured:
            mean, error = _ratio(runs, c.measured, _close(knowledge, answers))
            drawn = mean + error * float(streams.opposed(f"ratio:{c.measured}")[i])
            ratios[c.measured] = drawn
            values["pytorch"][c.id] = _speed(drawn)
            values["tensorflow"][c.id] = 1.0 - _speed(drawn)
            continue
        noise = [float(n[i]) for n in streams.swapped(f"value:{c.id}")]
        for side, u in zip(SIDES, noise, strict=True):
            mean, half, missing[c.id] = _cell(knowledge, c, side, picked | facts, as_of)
            values[side][c.id] = mean + half * u
    held = [k for k in knowledge.knockouts if _holds(k.when, picked | facts)]
    out = frozenset(side for k in held for side in k.out)
    rules = frozenset(k.id for k in held)
    return Draw(picked, points, values, out, rules, levels, missing, ratios)


def _pick(question: Question, answers: Answers, streams: Streams, i: int) -> tuple[str, ...]:
    given = tuple(o for o in answers.chosen(question.id) if question.find(o))
    if given:
        return given
    total = sum(o.prior for o in question.option)
    u = float(streams.shared(f"question:{question.id}")[i])
    edges = accumulate(o.prior / total for o in question.option)
    ids = [o.id for o in question.option]
    return (next((id_ for id_, edge in zip(ids, edges, strict=True) if u < edge), ids[-1]),)


def _facts(answers: Answers) -> Picked:
    seen = answers.found.get("hardware", ())
    if seen and set(seen) != set(answers.chosen("hardware")):
        return {}
    return {id_: v for id_, v in answers.found.items() if id_ != "hardware"}


def _holds(condition: Condition, picked: Picked) -> bool:
    def true(term: Term) -> bool:
        return bool(set(term.is_) & set(picked.get(term.q, ())))

    some = [true(t) for t in condition.any] or [True]
    return all(map(true, condition.all)) and any(some) and not any(map(true, condition.none))


def _level(knowledge: Knowledge, c: Criterion, picked: Picked, answers: Answers) -> float:
    if c.id in answers.overrides:
        return answers.overrides[c.id]
    level, stated = c.base_level, []
    for question in knowledge.questions:
        chosen = [o for o in question.option if o.id in picked[question.id]]
        shifts = [o.shift.get(c.id, 0.0) for o in chosen]
        level += max([0.0, *shifts]) + min([0.0, *shifts])
        stated += [o.set[c.id] for o in chosen if c.id in o.set]
    return min(max(max(stated, default=level), 0.0), 4.0)


def _points(level: float, half: float, u: float) -> float:
    if level == 0.0:
        return 0.0
    noisy = max(level + half * (2.0 * u - 1.0), 0.05)
    return 100.0 * (2.0**noisy - 1.0) / 15.0


def _ranked(answers: Answers, streams: Streams, i: int) -> dict[str, float]:
    """Return points from ordered weights; the first has 100 in the mean (rank-order centroid)."""
    order = [c for c in answers.ranking if c not in answers.overrides]
    n = len(order)
    if not n:
        return {}
    parts = [-math.log(1.0 - float(streams.shared(f"rank:{k}")[i])) for k in range(n)]
    largest_first = sorted(parts, reverse=True)
    centroid = sum(1.0 / k for k in range(1, n + 1)) / n
    return {c: 100.0 / centroid * p / sum(parts) for c, p in zip(order, largest_first, strict=True)}


def _cell(
    knowledge: Knowledge, c: Criterion, side: str, picked: Picked, as_of: dt.date
) -> tuple[float, float, float]:
    """Return centre, half-width and how much of the evidence is missing."""
    void = {claim.id for claim in knowledge.claims if claim.verdict in ("wrong", "outdated")}
    items = [
        e
        for e in knowledge.evidence
        if e.criterion == c.id and e.status == "in_use" and not (e.claims and void >= {*e.claims})
    ]
    for question in [t.q for e in items for t in e.when.terms()]:
        named = {o for e in items for t in (*e.when.all, *e.when.any) if t.q == question
                 for o in t.is_}  # fmt: skip
        told = [o for o in picked.get(question, ()) if o in named]
        if len(picked.get(question, ())) > 1 and told:
            each = [_pooled(items, side, picked | {question: (o,)}, as_of) for o in told]
            means, halves, gone = zip(*each, strict=True)
            spread = (max(means) - min(means)) / 2.0
            return (
                sum(means) / len(each), sum(halves) / len(each) + spread, sum(gone) / len(each),
            )  # fmt: skip
    return _pooled(items, side, picked, as_of)


def _pooled(
    items: Sequence[Evidence], side: str, picked: Picked, as_of: dt.date
) -> tuple[float, float, float]:
    held = [e for e in items if _holds(e.when, picked) and side in e.value]
    if not held:
        return 0.5, 0.5, 1.0
    halves = []
    for e in held:
        years = (as_of - e.date).days / 365.25
        own = WIDTHS[e.kind] if e.width is None else e.width
        halves.append(min(0.5, own + 0.05 * max(0.0, years - 1.0)))
    precision = [h**-2 for h in halves]
    mean = sum(p * e.value[side] for p, e in zip(precision, held, strict=True)) / sum(precision)
    apart = max(abs(e.value[side] - mean) for e in held)
    return mean, min(0.5, max(0.02, sum(precision) ** -0.5, apart / 2.0)), 0.0


def _close(knowledge: Knowledge, answers: Answers) -> set[str]:
    """Return the workloads that some answer names."""
    said = [(q, o) for q in knowledge.questions for o in q.option if o.id in answers.chosen(q.id)]
    return {workload for _, option in said for workload in option.workloads}


def _ratio(runs: Sequence[RunSummary], phase: str, named: set[str]) -> tuple[float, float]:
    """Return the log2 of TensorFlow's time over PyTorch's, and its standard error."""
    told: dict[str, list[CaseResult]] = {}
    for case in (c for r in {r.run: r for r in runs}.values() for c in r.cases):
        if case.phase == phase and case.verdict not in (None, "disturbed"):
            told.setdefault(case.workload, []).append(case)
    if not told:
        return 0.0, 0.5
    close = named & told.keys()
    raw = {w: 1.0 if w in close or not close else 0.25 for w in told}
    omega = {w: raw[w] / sum(raw.values()) for w in told}
    each = {w: _one_workload(cases) for w, cases in told.items()}
    mean = sum(omega[w] * each[w][0] for w in told)
    between = sum(omega[w] * (each[w][0] - mean) ** 2 for w in told)
    within = sum((omega[w] * each[w][1]) ** 2 for w in told)
    return mean, math.sqrt(within + between)


def _one_workload(cases: Sequence[CaseResult]) -> tuple[float, float]:
    number: Callable[[float | None], float] = lambda x: x or 0.0  # noqa: E731
    means = [number(c.log_mean) / math.log(2.0) for c in cases]
    degrees = [max(3.0, number(c.df)) for c in cases]
    errors = [number(c.log_se) / math.log(2.0) * math.sqrt(d / (d - 2.0))
              for c, d in zip(cases, degrees, strict=True)]  # fmt: skip
    precision = [e**-2 for e in errors]
    mean = sum(p * m for p, m in zip(precision, means, strict=True)) / sum(precision)
    return mean, max(sum(precision) ** -0.5, *(abs(m - mean) for m in means))


def _speed(log2_ratio: float) -> float:
    """Return PyTorch's value: nothing under 5 %, all at a factor of four beyond that."""
    beyond = max(0.0, abs(log2_ratio) - math.log2(1.05))
    return 0.5 + math.copysign(min(beyond / 2.0, 1.0) / 2.0, log2_ratio)
