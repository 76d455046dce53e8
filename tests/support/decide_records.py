"""Records made to order for tests of the decision, and the mirror image of each."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

import msgspec

from core.records.base import SIDES, Side
from core.records.knowledge import Evidence, Knowledge
from core.records.run import Arms, CaseResult, RunSummary

DAY = dt.date(2026, 11, 22)
SWAP: dict[str, Side] = {"pytorch": "tensorflow", "tensorflow": "pytorch"}

change = msgspec.structs.replace


def evidence(
    id_: str, criterion: str, pytorch: float, tensorflow: float, **more: object
) -> Evidence:
    """An item of evidence with both values."""
    fields = {
        "kind": "documented", "date": DAY, "source": "https://example.org",
        "text": {side: f"{id_} of {side}" for side in SIDES},
    } | more  # fmt: skip
    value = {"pytorch": pytorch, "tensorflow": tensorflow}
    return msgspec.convert(
        {"id": id_, "criterion": criterion, "value": value, **msgspec.to_builtins(fields)}, Evidence
    )


def case(log_mean: float, **more: object) -> CaseResult:
    """A measured case; `log_mean` is ln(TensorFlow's time / PyTorch's)."""
    ahead = "pytorch_faster" if log_mean > 0 else "tensorflow_faster"
    fields = {
        "workload": "image_cnn", "phase": "train", "mode": "usual", "device": "CPU", "threads": 2,
        "arms": Arms(pytorch="torch eager", tensorflow="tf.function"), "state": "measured",
        "verdict": ahead, "ratio": math.exp(log_mean), "low": 0.5, "high": 2.0,
        "log_mean": log_mean, "log_se": 0.05, "df": 4.0, "launches": 3,
    } | more  # fmt: skip
    return msgspec.convert(msgspec.to_builtins(fields), CaseResult)


def run(*cases: CaseResult, name: str = "r") -> RunSummary:
    """A finished run of these cases."""
    return RunSummary(
        run=name, started_utc="", preset="quick", budget_s=1.0, seconds=1.0, pressure=None,
        state="done", cases=cases,
    )  # fmt: skip


def mirrored(knowledge: Knowledge) -> Knowledge:
    """Return the knowledge with everything said of one side said of the other."""

    def table(values: dict) -> dict:
        return {SWAP[side]: value for side, value in values.items()}

    return change(
        knowledge,
        evidence=tuple(
            change(e, value=table(e.value), text=table(e.text)) for e in knowledge.evidence
        ),
        knockouts=tuple(
            change(k, out=tuple(SWAP[side] for side in k.out)) for k in knowledge.knockouts
        ),
    )


def mirrored_runs(measured: Iterable[RunSummary]) -> tuple[RunSummary, ...]:
    """Return the runs with the two sides' times exchanged."""

    def turned(c: CaseResult) -> CaseResult:
        return change(
            c,
            log_mean=None if c.log_mean is None else -c.log_mean,
            ratio=None if c.ratio is None else 1.0 / c.ratio,
            low=None if c.high is None else 1.0 / c.high,
            high=None if c.low is None else 1.0 / c.low,
        )

    return tuple(change(r, cases=tuple(turned(c) for c in r.cases)) for r in measured)


def with_draws(knowledge: Knowledge, draws: int) -> Knowledge:
    """Return the knowledge with another number of draws, so that a full verdict is quick."""
    return change(knowledge, meta=change(knowledge.meta, draws=draws))
