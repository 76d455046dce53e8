"""What a person asks of one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.records.base import Side
from core.records.run import Preset


@dataclass(frozen=True, slots=True)
class MeasureRequest:
    """What one press on Run asks for.

    Attributes:
        interpreters: side -> path of its Python; missing: Forkwise's own.
        margin: the practical difference, 0.05 = 5 %.
        budget_s: seconds for the whole run; None for the preset's own.
        phases, modes: empty for the preset's own.
    """

    workloads: tuple[str, ...]
    preset: Preset = "quick"
    margin: float = 0.05
    interpreters: Mapping[Side, str] = field(default_factory=lambda: MappingProxyType({}))
    budget_s: float | None = None
    phases: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()

    def arguments(self) -> list[str]:
        """Return the arguments of `forkwise measure`."""
        words = [*self.workloads, "--preset", self.preset, "--margin", f"{self.margin:g}"]
        for side, path in self.interpreters.items():
            words += ["--python", f"{side}={path}"]
        for phase in self.phases:
            words += ["--phase", phase]
        for mode in self.modes:
            words += ["--mode", mode]
        if self.budget_s is not None:
            words += ["--budget", f"{self.budget_s:g}"]
        return words
