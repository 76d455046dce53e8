"""All that is random, drawn once: readings, points, values, what is feasible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from core.decide import levels, measured, ranking, rules, values
from core.decide.conditions import HARDWARE
from core.decide.readings import Readings
from core.decide.streams import Floats, Ints, Streams
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.knowledge import Criterion, Knowledge
from core.records.run import RunSummary
from core.records.workloads import asked_for


@dataclass(frozen=True, slots=True)
class Given:
    """What stays the same while answers change: knowledge, measurements, streams, the day."""

    knowledge: Knowledge
    runs: Sequence[RunSummary]
    streams: Streams
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Model:
    """One set of answers across all draws.

    Attributes:
        criteria: the criteria, in the order of the rows below.
        drawn_levels: importance level of each criterion before its own uncertainty, each of
            shape (count,).
        points: importance points, shape (criteria, count).
        values: side -> values, shape (criteria, count).
        cells: criterion -> what the evidence says; none for the measured ones.
        ratios: phase -> the log2 ratio that was measured (or is unknown).
        log2_ratios: phase -> the same in each draw, shape (count,).
        fired: rules that hold.
        readings: what each draw takes the answers to be.
        strained: whether trade-off choices pull against the answers: "widened" when levels had to
            be taken as less sure for them, "left_out" when not even that was enough.
        whole: the model before trade-off choices left draws out of it; None where none did.
    """

    criteria: tuple[Criterion, ...]
    drawn_levels: dict[str, Floats]
    points: Floats
    values: dict[str, Floats]
    cells: dict[str, values.Cell]
    ratios: dict[str, measured.Ratio]
    log2_ratios: dict[str, Floats]
    fired: rules.Fired
    readings: Readings
    strained: Literal["", "widened", "left_out"] = ""
    whole: Model | None = None

    @property
    def count(self) -> int:
        """Return the number of draws."""
        return self.points.shape[1]

    @property
    def levels(self) -> dict[str, float]:
        """Return the mean importance level of each criterion."""
        return {id_: float(level.mean()) for id_, level in self.drawn_levels.items()}

    def index(self, criterion: str) -> int:
        """Return the row of a criterion."""
        return next(i for i, c in enumerate(self.criteria) if c.id == criterion)

    def kept(self, keep: Ints) -> Model:
        """Return the model in some draws only, by their indexes."""
        return replace(
            self,
            drawn_levels={id_: level[keep] for id_, level in self.drawn_levels.items()},
            points=self.points[:, keep],
            values={side: rows[:, keep] for side, rows in self.values.items()},
            cells={id_: cell.kept(keep) for id_, cell in self.cells.items()},
            log2_ratios={phase: drawn[keep] for phase, drawn in self.log2_ratios.items()},
            fired=self.fired.kept(keep),
            readings=self.readings.kept(keep),
        )


def draw_all(given: Given, answers: Answers) -> Model:
    """Draw everything for one set of answers, trade-off choices left aside."""
    readings = Readings.of(given.knowledge, answers, given.streams)
    phases = dict.fromkeys(c.measured for c in given.knowledge.criteria if c.measured)
    close = asked_for(given.knowledge, answers)
    ratios = {phase: measured.combine(given.runs, phase, close) for phase in phases}
    log2 = {phase: measured.draw(ratio, phase, given.streams) for phase, ratio in ratios.items()}
    return _assemble(given, answers, readings, ratios, log2, None, frozenset())


def draw_changed(given: Given, base: Model, answers: Answers, question: str) -> Model:
    """Return what `draw_all` returns, from a model that differs in one question.

    Only what hangs on that question is drawn again.
    """
    if question not in base.readings.by_id or _reaches_far(given, answers, question):
        return draw_all(given, answers)
    readings = base.readings.changed(question, answers, given.streams)
    return _assemble(
        given, answers, readings, base.ratios, base.log2_ratios, base,
        touched_by(given.knowledge, question),
    )  # fmt: skip


def _reaches_far(given: Given, answers: Answers, question: str) -> bool:
    """Return whether a question moves more than the criteria that name it.

    The mix of workloads follows the answers that name some, and what this machine is counts only
    while the person trains on it.
    """
    asked = given.knowledge.question(question)
    mixes = bool(given.runs) and asked is not None and any(o.workloads for o in asked.option)
    return mixes or (question == HARDWARE and bool(answers.found))


def touched_by(knowledge: Knowledge, question: str) -> frozenset[str]:
    """Return the criteria whose importance or value hangs on a question."""
    asked = knowledge.question(question)
    moved = {c for o in asked.option for c in (*o.set, *o.shift)} if asked else set()
    weighed = {
        item.criterion
        for item in knowledge.evidence
        if any(term.q == question for term in item.when.terms())
    }
    return frozenset(moved | weighed)


def _assemble(
    given: Given,
    answers: Answers,
    readings: Readings,
    ratios: dict[str, measured.Ratio],
    log2: dict[str, Floats],
    base: Model | None,
    touched: frozenset[str],
) -> Model:
    """Put a model together; rows of `base` whose criterion is not touched are kept."""
    fired = rules.fire(given.knowledge, answers, readings)
    drawn, points = _importance(given, answers, readings, fired, base, touched)
    cells, drawn_values = _worth(given, readings, log2, base, touched)
    return Model(
        criteria=given.knowledge.criteria,
        drawn_levels=drawn,
        points=points,
        values=drawn_values,
        cells=cells,
        ratios=ratios,
        log2_ratios=log2,
        fired=fired,
        readings=readings,
    )


def _importance(
    given: Given,
    answers: Answers,
    readings: Readings,
    fired: rules.Fired,
    base: Model | None,
    touched: frozenset[str],
) -> tuple[dict[str, Floats], Floats]:
    """Return the levels, and the points of shape (criteria, count)."""
    criteria, streams = given.knowledge.criteria, given.streams
    ranked = ranking.points([c for c in answers.ranking if c not in answers.overrides], streams)
    widened = _widened(fired)
    before = _widened(base.fired) if base else frozenset()
    drawn = dict(base.drawn_levels) if base else {}
    points = base.points.copy() if base else np.empty((len(criteria), streams.count))
    for i, criterion in enumerate(criteria):
        id_ = criterion.id
        known = base is not None and id_ not in touched
        if known and (id_ in widened) == (id_ in before):
            continue
        override = answers.overrides.get(id_)
        if id_ in ranked:
            drawn[id_] = np.minimum(levels.level_of(ranked[id_]), levels.MOST)
            points[i] = ranked[id_]
            continue
        if not known:
            drawn[id_] = levels.level(criterion, readings, override)
        tau = levels.tau(overridden=override is not None, widened=id_ in widened)
        points[i] = levels.drawn_points(id_, drawn[id_], tau, streams)
    return drawn, points


def _worth(
    given: Given,
    readings: Readings,
    log2: dict[str, Floats],
    base: Model | None,
    touched: frozenset[str],
) -> tuple[dict[str, values.Cell], dict[str, Floats]]:
    """Return what the evidence says, and side -> values of shape (criteria, count)."""
    criteria, streams = given.knowledge.criteria, given.streams
    items = values.usable(given.knowledge)
    cells = dict(base.cells) if base else {}
    shape = (len(criteria), streams.count)
    pytorch, tensorflow = (base.values[s].copy() if base else np.empty(shape) for s in SIDES)
    for i, criterion in enumerate(criteria):
        id_ = criterion.id
        if base is not None and id_ not in touched:
            continue
        if criterion.measured:
            pytorch[i] = measured.value(log2[criterion.measured])
            tensorflow[i] = 1.0 - pytorch[i]
        else:
            cells[id_] = values.known(items[id_], readings, given.as_of)
            pytorch[i], tensorflow[i] = values.draw(cells[id_], id_, streams)
    return cells, dict(zip(SIDES, (pytorch, tensorflow), strict=True))


def _widened(fired: rules.Fired) -> frozenset[str]:
    return frozenset(c for conflict in fired.conflicts for c in conflict.widen)
