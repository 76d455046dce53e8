"""The real knowledge, its mirror image, small knowledge, and measured runs made to order."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import msgspec
import numpy as np
import pytest

from core.decide.model import Model
from core.decide.readings import Readings
from core.decide.rules import Fired
from core.decide.streams import Streams
from core.knowledge.load import load
from core.records.answers import Answers
from core.records.knowledge import Criterion, Evidence, Knowledge, Meta, Option, Question
from core.records.run import Arms, CaseResult, Phase, RunSummary

DAY = dt.date(2026, 11, 23)
SWAP = {"pytorch": "tensorflow", "tensorflow": "pytorch"}
PROJECT = {
    "experience": "some", "task": "vision", "outcome": "product", "target": "android",
    "existing": "none", "hardware": "nv_linux", "scale": "onegpu", "team": "tf",
}  # fmt: skip


@pytest.fixture(scope="session")
def known() -> Knowledge:
    return load()


@pytest.fixture(scope="session")
def mirrored(known) -> Knowledge:
    """The same knowledge with everything said of one side said of the other."""

    def swapped(table):
        return {SWAP[side]: value for side, value in table.items()}

    replace = msgspec.structs.replace
    return replace(
        known,
        evidence=tuple(
            replace(e, value=swapped(e.value), text=swapped(e.text)) for e in known.evidence
        ),
        knockouts=tuple(
            replace(k, out=tuple(SWAP[side] for side in k.out)) for k in known.knockouts
        ),
    )


def said(**options) -> Answers:
    """Return answers; a string is one option."""
    return Answers(
        answers={q: (o,) if isinstance(o, str) else tuple(o) for q, o in options.items()}
    )


def case(
    log_mean, log_se=0.01, *, phase: Phase = "train", workload="image_cnn", **more
) -> CaseResult:
    fields = {
        "mode": "usual", "device": "cpu", "threads": 1, "state": "measured",
        "verdict": "pytorch_faster", "arms": Arms(pytorch="torch eager", tensorflow="tf.function"),
        "ratio": float(np.exp(log_mean)), "low": 0.5, "high": 2.0, "df": 1e6,
    } | more  # fmt: skip
    return CaseResult(workload=workload, phase=phase, log_mean=log_mean, log_se=log_se, **fields)


def run(*cases, name="r1") -> RunSummary:
    return RunSummary(
        run=name, started_utc="2026-11-23T00:00:00Z", preset="quick", budget_s=100, seconds=90,
        pressure=0.0, state="done", cases=tuple(cases),
    )  # fmt: skip


def item(id_, criterion, pytorch, tensorflow, **more) -> Evidence:
    fields = {
        "kind": "documented", "date": DAY, "source": "https://example.org",
        "text": {"pytorch": f"{id_} of PyTorch", "tensorflow": f"{id_} of TensorFlow"},
    } | more  # fmt: skip
    value = {"pytorch": pytorch, "tensorflow": tensorflow}
    return Evidence(id=id_, criterion=criterion, value=value, **fields)


def criterion(id_, level=2.0, **more) -> Criterion:
    return Criterion(
        id=id_, group="build", label=id_.capitalize(), question_to_self="", base_level=level,
        anchors={}, **more,
    )  # fmt: skip


def question(id_, *options, **more) -> Question:
    made = tuple(o if isinstance(o, Option) else Option(id=o, text=o) for o in options)
    return Question(
        id=id_, step=f"Step {id_}", text=f"{id_}?", why="", group="g", option=made, **more
    )


def small(criteria, evidence=(), questions=(), draws=20_000, core=(), **more) -> Knowledge:
    meta = Meta(
        id="small", version="1", maintainer="", funding="", alternatives=("pytorch", "tensorflow"),
        core_questions=tuple(core), eps=0.03, draws=draws, date=DAY,
    )  # fmt: skip
    empty: dict[str, Any] = dict.fromkeys(
        ("equal", "knockouts", "routes", "conflicts", "aspects", "claims"), ()
    )
    return Knowledge(
        meta=meta, criteria=tuple(criteria), questions=tuple(questions), evidence=tuple(evidence),
        hash="0", **(empty | more),
    )  # fmt: skip


def model_of(points, pytorch, tensorflow, feasible=None) -> Model:
    """Return a model of given numbers, each of shape (criteria, draws)."""
    points = np.asarray(points, float)
    rows, count = points.shape
    can = {side: np.ones(count, bool) for side in SWAP} if feasible is None else feasible
    criteria = tuple(criterion(f"c{i}") for i in range(rows))
    return Model(
        criteria=criteria,
        drawn_levels={c.id: np.log2(1 + 15 * points[i] / 100) for i, c in enumerate(criteria)},
        points=points,
        values={"pytorch": np.asarray(pytorch, float), "tensorflow": np.asarray(tensorflow, float)},
        cells={}, ratios={}, log2_ratios={},
        fired=Fired(knockouts=(), routes=(), conflicts=(), feasible=can),
        readings=Readings.of(small(criteria), Answers(), Streams(1, 2)),
    )  # fmt: skip


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """Everything above, for test modules, which cannot import one another."""
    return SimpleNamespace(
        DAY=DAY, SWAP=SWAP, PROJECT=PROJECT, said=said, case=case, run=run, item=item,
        criterion=criterion, question=question, small=small, model_of=model_of,
        no_rules=Fired(knockouts=(), routes=(), conflicts=(), feasible={}),
    )  # fmt: skip
