"""Two-criterion choices: draws that contradict them are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.decide import levels
from core.decide.model import Model
from core.decide.phrases import quoted
from core.decide.streams import Bools, Floats, Streams
from core.records.answers import Answers, TradeOff
from core.records.knowledge import Knowledge
from core.records.plurals import listed
from core.records.verdict import FiredRule

LEAST_KEPT = 0.05  # of the draws: 1,000 of 20,000
# Half-widths tried in turn for the importance of what the choices name, where the answers leave
# too few draws that agree with them.
WIDER = (1.0, 2.0, 4.0)


def apply(model: Model, choices: Sequence[TradeOff], streams: Streams) -> Model:
    """Return the model in the draws that agree with every choice.

    Preferring a over b means that a's improvement is worth at least b's: points times gain. Where
    too few draws agree, the importance of the criteria involved is taken as less sure, step by
    step; `Model.strained` says so. Choices that even then are met by too few are left out.
    """
    told = [c for c in choices if _gain(model, c.prefer) and _gain(model, c.over)]
    if not told:
        return model
    named = dict.fromkeys(id_ for choice in told for id_ in (choice.prefer, choice.over))
    for half in (None, *WIDER):
        rows = {id_: _points(model, id_, half, streams) for id_ in named}
        worth = {id_: points * _gain(model, id_) for id_, points in rows.items()}
        agree = np.logical_and.reduce([worth[c.prefer] >= worth[c.over] for c in told])
        if agree.mean() >= LEAST_KEPT:
            wider = model if half is None else _with_points(model, rows)
            kept = wider.kept(np.flatnonzero(agree))
            return replace(kept, strained="" if half is None else "widened", whole=model)
    return replace(model, strained="left_out")


def prefers(model: Model, prefer: str, over: str) -> Bools:
    """Return the draws in which one criterion's improvement is worth at least the other's."""
    a, b = (model.points[model.index(id_)] * _gain(model, id_) for id_ in (prefer, over))
    return a >= b


def strained(knowledge: Knowledge, answers: Answers, model: Model) -> tuple[FiredRule, ...]:
    """Return a conflict that says how choices pull against the answers, where they do."""
    if not model.strained:
        return ()
    label = {c.id: quoted(c.label) for c in knowledge.criteria}
    pairs = [
        (c.prefer, c.over) for c in answers.trade_offs if c.prefer in label and c.over in label
    ]
    what = listed([f"{label[prefer]} over {label[over]}" for prefer, over in pairs])
    if model.strained == "widened":
        text = (
            f"You chose {what}, which does not fit your answers well. What it touches is weighed "
            "less surely."
        )
    else:
        text = f"You chose {what}, which your answers cannot meet, so it is left out."
    return (
        FiredRule(
            id="x_trade_off",
            kind="conflict",
            title="A choice between two tools pulls against your answers",
            text=text,
            share=1.0,
        ),
    )


def _gain(model: Model, criterion: str) -> float:
    found = next((c for c in model.criteria if c.id == criterion), None)
    return found.swing.gain if found and found.swing else 0.0


def _points(model: Model, criterion: str, half: float | None, streams: Streams) -> Floats:
    """Return the points of a criterion, drawn anew where a half-width is given."""
    if half is None:
        return model.points[model.index(criterion)]
    return levels.drawn_points(criterion, model.drawn_levels[criterion], half, streams)


def _with_points(model: Model, rows: dict[str, Floats]) -> Model:
    points = model.points.copy()
    for id_, drawn in rows.items():
        points[model.index(id_)] = drawn
    return replace(model, points=points)
