"""What is compared: a workload, a phase and a mode, and the words for what came of it."""

from __future__ import annotations

from typing import Literal

from .base import Record

Phase = Literal["train", "latency", "throughput", "prefill", "token"]
Mode = Literal["usual", "compiled", "eager", "xla", "highlevel"]
Preset = Literal["quick", "standard", "thorough"]
CaseState = Literal["measured", "not_comparable", "failed", "missing", "cancelled", "incomplete"]
CaseVerdict = Literal[
    "pytorch_faster", "tensorflow_faster", "no_practical_difference", "cannot_tell", "disturbed"
]
DropReason = Literal["", "machine_busy", "page_fault", "suspended", "stolen", "power_changed"]


class Case(Record, frozen=True):
    """One comparison: a workload, a phase and a mode. `id` is "workload/phase/mode"."""

    workload: str
    phase: Phase
    mode: Mode

    @property
    def id(self) -> str:
        """Return the stable name of the case."""
        return f"{self.workload}/{self.phase}/{self.mode}"
