"""What the two framework files offer to the commands, in the same words."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional, Protocol

from ..workloads.neutral import Arrays, Spec

PHASES = ("train", "latency")
MODES = ("usual", "compiled", "eager", "xla", "highlevel")


class Task(NamedTuple):
    """One case as a framework sees it.

    Attributes:
        phase: one of `PHASES`; mode: one of `MODES`.
        seed: of the neutral weights and inputs.
        spec: the workload's `spec` module; model: its file for this framework.
    """

    phase: str
    mode: str
    seed: int
    spec: Spec
    model: Any


class Arm(Protocol):
    """One built case. It starts from the neutral weights.

    Attributes:
        name: what runs, in words: "torch eager".
        parameters: trainable parameters.
        each_step: whether every step ends in a barrier (latency) or only the block (train).
    """

    name: str
    parameters: int
    each_step: bool

    def prepare(self) -> None:
        """Make the step what its mode says: trace or compile it, or nothing. Timed as compiling.

        The compiler itself is loaded here too: torch's takes seconds.
        """
        ...

    def step(self) -> Any:
        """Do one step; return its loss or output, possibly not finished yet."""
        ...

    def read(self, result: Any) -> float:
        """Be the barrier: finish all work and return one number of `result`."""
        ...

    def checksum(self, result: Any) -> float:
        """Return a number that depends on all the work of a block. Not timed."""
        ...

    def reset(self) -> None:
        """Put the neutral weights back and finish all work. Not timed."""
        ...

    def traces(self) -> int:
        """Return how often code was traced or compiled so far; unchanged means settled."""
        ...

    def output(self) -> Arrays:
        """Return the output of a forward pass as {"output": ...}. May change state."""
        ...

    def state(self) -> Arrays:
        """Return what training keeps beside weights (running means), by name, neutral layout."""
        ...

    def gradients(self) -> Arrays:
        """Return the gradients by neutral name in the neutral layout. May change state."""
        ...


class Framework(Protocol):
    """One framework, imported and set up."""

    device: str

    def facts(self) -> dict[str, Any]:
        """Return what the host should know: version, threads read back, devices, flags, build."""
        ...

    def arm(self, task: Task) -> Arm:
        """Build a case.

        Raises:
            CommandError: `missing_mode` or `missing_compiler`.
        """
        ...

    def device_peak_bytes(self) -> Optional[int]:
        """Return the accelerator's peak of allocated memory; None without an accelerator."""
        ...
