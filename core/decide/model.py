"""All that is random, drawn once: readings, points, values, what is feasible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.decide import levels, measured, rules, values
from core.decide.readings import Readings
from core.decide.streams import Floats, Streams
from core.records.answers import Answers
from core.records.base import SIDES
from core.records.knowledge import Criterion, Knowledge
from core.records.run import RunSummary


@dataclass(frozen=True, slots=True)
class Model:
    """One set of answers across all draws.

    Attributes:
        criteria: the criteria, in the order of the rows below.
        levels: mean importance level of each criterion before its own uncertainty.
        points: importance points, shape (criteria, count).
        values: side -> values, shape (criteria, count).
        cells: criterion -> what the evidence says; none for the measured ones.
        ratios: phase -> the log2 ratio that was measured (or is unknown).
        log2_ratios: phase -> the same in each draw, shape (count,).
        fired: rules that hold.
        readings: what each draw takes the answers to be.
    """

    criteria: tuple[Criterion, ...]
    levels: dict[str, float]
    points: Floats
    values: dict[str, Floats]
    cells: dict[str, values.Cell]
    ratios: dict[str, measured.Ratio]
    log2_ratios: dict[str, Floats]
    fired: rules.Fired
    readings: Readings

    @property
    def count(self) -> int:
        """Return the number of draws."""
        return self.points.shape[1]

    def index(self, criterion: str) -> int:
        """Return the row of a criterion."""
        return next(i for i, c in enumerate(self.criteria) if c.id == criterion)


def build(
    knowledge: Knowledge,
    answers: Answers,
    runs: Sequence[RunSummary],
    streams: Streams,
    as_of: dt.date,
) -> Model:
    """Draw everything for one set of answers."""
    readings = Readings(knowledge, answers, streams)
    fired = rules.fire(knowledge, answers, readings)
    per_draw = levels.mean_levels(knowledge, readings, answers.overrides)
    points = levels.drawn_points(
        per_draw,
        streams,
        overridden=answers.overrides,
        widened={criterion for conflict in fired.conflicts for criterion in conflict.widen},
    )
    tasks = answers.chosen("task")
    phases = dict.fromkeys(c.measured for c in knowledge.criteria if c.measured)
    ratios = {phase: measured.combine(runs, phase, tasks) for phase in phases}
    log2 = {phase: measured.draw(ratio, phase, streams) for phase, ratio in ratios.items()}
    cells: dict[str, values.Cell] = {}
    rows: list[tuple[Floats, Floats]] = []
    for criterion in knowledge.criteria:
        if criterion.measured:
            faster = measured.value(log2[criterion.measured])
            rows.append((faster, 1.0 - faster))
            continue
        cell = cells[criterion.id] = values.known(knowledge, criterion, readings, as_of)
        rows.append(values.draw(cell, criterion.id, streams))
    stacked = [np.array([row[i] for row in rows]) for i in range(len(SIDES))]
    return Model(
        criteria=knowledge.criteria,
        levels={id_: float(level.mean()) for id_, level in per_draw.items()},
        points=points,
        values=dict(zip(SIDES, stacked, strict=True)),
        cells=cells,
        ratios=ratios,
        log2_ratios=log2,
        fired=fired,
        readings=readings,
    )
