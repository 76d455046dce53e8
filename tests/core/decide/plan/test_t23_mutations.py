"""T23: a slip in the engine does not go unseen.

Every kind of slip the plan names is made on purpose, for each criterion that counts, and the judge
of T10 has to object. `tests/benchmarks/mutants.py` does the same with the engine's source.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from decide_by_hand import Draw, by_hand
from decide_figures import differences
from decide_records import DAY, case, run

from core.decide import weigh
from core.decide.build import build
from core.decide.model import Model
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.knowledge.load import load

KNOWN = load()
DRAWS = 60
RUNS = (run(case(0.9), case(-0.7, phase="latency")),)


@pytest.fixture(scope="module")
def said(make):
    """Everything answered so that nearly every criterion has some weight."""
    return make.said(**make.PROJECT, style="mid", speed="both", languages="js", tracking="builtin")


@pytest.fixture(scope="module")
def told(said) -> list[Draw]:
    return by_hand(KNOWN, said, RUNS, Streams(1, DRAWS), DAY)


def dropped(model: Model, row: int) -> Model:
    points = model.points.copy()
    points[row] = 0.0
    return replace(model, points=points)


def turned(model: Model, row: int) -> Model:
    """Flip the sign of a difference: the two sides' values change places."""
    pytorch, tensorflow = (values.copy() for values in model.values.values())
    pytorch[row], tensorflow[row] = tensorflow[row].copy(), pytorch[row].copy()
    return replace(model, values={"pytorch": pytorch, "tensorflow": tensorflow})


def swapped(model: Model, row: int) -> Model:
    """Give a criterion the weight of the next one, and the next one this one's."""
    points = model.points.copy()
    other = (row + 1) % len(points)
    points[[row, other]] = points[[other, row]]
    return replace(model, points=points)


def differs(model: Model, slipped: Model) -> bool:
    """Return whether a slip changes any mean that a verdict shows."""

    def parts(m):
        weights = m.points / m.points.sum(axis=0)
        return (weights * (m.values["pytorch"] - m.values["tensorflow"])).mean(axis=1)

    return bool(np.abs(parts(model) - parts(slipped)).max() > 1e-5)


def test_t23_without_a_slip_the_judge_agrees(said, told):
    found = resolve(KNOWN, said, RUNS, as_of=DAY, draws=DRAWS)
    assert differences(found, told, KNOWN.meta.eps) == []


@pytest.mark.parametrize("slip", [dropped, turned, swapped])
def test_t23_the_judge_sees_every_slip(monkeypatch, said, told, slip):
    seen = 0
    for row in range(len(KNOWN.criteria)):
        real = []

        def slipping(given, answers, row=row, real=real):
            model = build(given, answers)
            real.append(differs(model, slip(model, row)))
            return slip(model, row)

        monkeypatch.setattr(weigh, "build", slipping)
        found = resolve(KNOWN, said, RUNS, as_of=DAY, draws=DRAWS)
        if real[0]:
            assert differences(found, told, KNOWN.meta.eps) != [], KNOWN.criteria[row].id
            seen += 1
    assert seen >= 15
