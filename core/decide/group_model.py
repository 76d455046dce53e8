"""Several people as one model: a draw picks a person, then draws as for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.decide.model import Model
from core.decide.readings import Readings
from core.decide.rules import Fired
from core.decide.streams import Bools, Floats
from core.decide.values import Cell
from core.records.base import SIDES


def pooled(models: Sequence[Model]) -> Model:
    """Return the draws of all people as one model, each person with equally many.

    Shares of it are the mixture over the people, its mean lead is the mean of theirs. Mirrored
    pairs stay pairs. The answers themselves are nobody's, so no question is open in it.
    """
    count = min(model.count for model in models)
    cut = [_first(model, count) for model in models]
    first = cut[0]
    fired = Fired(
        knockouts=_knockouts(cut),
        routes=tuple({r.id: r for m in cut for r in m.fired.routes}.values()),
        conflicts=tuple({c.id: c for m in cut for c in m.fired.conflicts}.values()),
        feasible={side: _bools([m.fired.feasible[side] for m in cut]) for side in SIDES},
    )
    return replace(
        first,
        drawn_levels={id_: _join([m.drawn_levels[id_] for m in cut]) for id_ in first.drawn_levels},
        points=_join([m.points for m in cut]),
        values={side: _join([m.values[side] for m in cut]) for side in SIDES},
        cells={id_: _cells([m.cells[id_] for m in cut]) for id_ in first.cells},
        log2_ratios={p: _join([m.log2_ratios[p] for m in cut]) for p in first.log2_ratios},
        fired=fired,
        readings=Readings(count * len(cut), {}, {}),
        strained="",
        whole=None,
    )


def _first(model: Model, count: int) -> Model:
    """Return the first draws of a model, pair by pair."""
    if model.count == count:
        return model
    start = np.arange(count // 2)
    return model.kept(np.concatenate([start, start + model.count // 2]))


def _join(parts: Sequence[Floats]) -> Floats:
    """Return the people's draws in a row: all first halves of the pairs, then all second ones."""
    half = parts[0].shape[-1] // 2
    halves = [part[..., :half] for part in parts] + [part[..., half:] for part in parts]
    return np.concatenate(halves, axis=-1)


def _bools(parts: Sequence[Bools]) -> Bools:
    return _join([part.astype(np.float64) for part in parts]) > 0.0


def _knockouts(models: Sequence[Model]) -> tuple:
    found = {k.id: k for model in models for k, _ in model.fired.knockouts}
    nothing = np.zeros(models[0].count, dtype=np.bool_)
    masks = [{k.id: mask for k, mask in model.fired.knockouts} for model in models]
    return tuple((k, _bools([own.get(id_, nothing) for own in masks])) for id_, k in found.items())


def _cells(cells: Sequence[Cell]) -> Cell:
    return Cell(
        mean={side: _join([cell.mean[side] for cell in cells]) for side in SIDES},
        half={side: _join([cell.half[side] for cell in cells]) for side in SIDES},
        used=tuple(dict.fromkeys(id_ for cell in cells for id_ in cell.used)),
        unknown=_join([cell.unknown for cell in cells]),
    )
