"""The workloads: what each is, and which fit a person's answers."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

import msgspec

from core.records.answers import Answers
from core.records.errors import AppError
from core.records.knowledge import Knowledge
from core.records.run import Case, Mode, Phase
from core.records.workloads import asked_for


@dataclass(frozen=True, slots=True)
class Workload:
    """A small model that both frameworks build from the same weights.

    Attributes:
        id: stable name on the command line and in files.
        label: its name in tables.
        shapes: layers and shapes in words.
        batch: phase -> samples a step; its keys are the phases the workload has.
        why: which decision it informs, one sentence.
        folding: trainable parameters PyTorch has beyond TensorFlow's, two that act as one.
    """

    id: str
    label: str
    shapes: str
    batch: dict[Phase, int]
    why: str
    folding: int = 0

    @property
    def phases(self) -> tuple[Phase, ...]:
        """Return the phases in the order they are shown."""
        return tuple(self.batch)


WORKLOADS = (
    Workload(
        id="tabular_mlp",
        label="Tabular MLP",
        shapes="64 → 256 → 256 → 256 → 2, ReLU",
        batch={"train": 256, "latency": 1},
        why="Business tables and small nets: call overhead against matrix products.",
    ),
    Workload(
        id="image_cnn",
        label="Image CNN",
        shapes="3×32×32; conv 32, residual 32, pool, conv 64, residual 64, pool, mean, 10",
        batch={"train": 16, "latency": 1},
        why="Classic vision training on a laptop: convolutions.",
    ),
    Workload(
        id="lstm",
        label="LSTM",
        shapes="32 steps of 16 → LSTM 64 → 1",
        batch={"train": 32, "latency": 1},
        why="Forecasting, sensors and sequences: recurrent kernels.",
    ),
)

PHASES: tuple[Phase, ...] = tuple(dict.fromkeys(p for w in WORKLOADS for p in w.phases))
MODES: dict[Mode, str] = {
    "usual": "PyTorch eager against a tf.function step: what people mostly run",
    "compiled": "torch.compile against tf.function",
}


def find(workload: str) -> Workload:
    """Return the workload of that id.

    Raises:
        AppError: no workload has that id; the nearest one is named.
    """
    for known in WORKLOADS:
        if known.id == workload:
            return known
    names = tuple(known.id for known in WORKLOADS)
    near = difflib.get_close_matches(workload.lower(), names, n=1, cutoff=0.4)
    remedy = f"write `{near[0]}`" if near else f"choose from {', '.join(names)}"
    raise AppError(f"There is no workload called {workload!r}", "", remedy)


def label_of_workload(workload: str) -> str:
    """Return a workload's name in tables; one that is not there any more keeps its id."""
    return next((w.label for w in WORKLOADS if w.id == workload), workload)


def label(case: Case) -> str:
    """Return a case's name in words, such as "Tabular MLP, training"."""
    return f"{label_of_workload(case.workload)}, {kind(case.phase, case.mode)}"


def kind(phase: Phase, mode: Mode) -> str:
    """Return phase and mode in words; the usual mode goes without saying."""
    words = {"train": "training", "latency": "latency"}.get(phase, phase)
    return words if mode == "usual" else f"{words}, {mode}"


def label_of(case_id: str) -> str:
    """Return the same for the id of a case, such as "tabular_mlp/train/usual"."""
    workload, phase, mode = case_id.split("/")
    return label(msgspec.convert({"workload": workload, "phase": phase, "mode": mode}, Case))


def pick(knowledge: Knowledge, answers: Answers) -> tuple[str, ...]:
    """Return the ids of the workloads that fit what a person builds; all when that is open."""
    asked = asked_for(knowledge, answers)
    fitting = tuple(w.id for w in WORKLOADS if w.id in asked)
    return fitting or tuple(w.id for w in WORKLOADS)
