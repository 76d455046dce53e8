"""The hardware record. A figure that cannot be read is None, never 0."""

from __future__ import annotations

from .base import Record, Side


class Cpu(Record, frozen=True):
    """The processor as it may be used here.

    Attributes:
        effective: CPUs this process may really use: the least of all, affinity and cgroup quota;
            a quota of 1.5 is 1.5.
    """

    model: str | None
    architecture: str
    logical: int | None
    physical: int | None
    affinity: int | None
    quota: float | None
    effective: float
    isa: tuple[str, ...] = ()


class Memory(Record, frozen=True):
    """Memory in bytes; `limit_bytes` is the cgroup's, None when there is none."""

    total_bytes: int | None
    available_bytes: int | None
    limit_bytes: int | None


class Accelerator(Record, frozen=True):
    """A device for computing, and who sees it."""

    name: str
    kind: str
    memory_bytes: int | None = None
    driver: str | None = None
    capability: str | None = None
    seen_by: tuple[str, ...] = ()


class Framework(Record, frozen=True):
    """A framework found in an interpreter, by its package metadata, without importing it."""

    side: Side
    version: str
    package: str
    build: str = ""


class Interpreter(Record, frozen=True):
    """A Python that may serve as a worker.

    Attributes:
        path: the executable, as the person would type it.
        label: "Forkwise's own" or where it was found.
        keras: version of Keras; empty when it is not there.
        headers: whether Python.h is there, which torch.compile needs on the CPU.
        problem: why it cannot be used, one sentence; empty when it can. `remedy` says what to do.
    """

    path: str
    label: str
    python: str = ""
    architecture: str = ""
    frameworks: tuple[Framework, ...] = ()
    numpy: str = ""
    keras: str = ""
    headers: bool | None = None
    problem: str = ""
    remedy: str = ""

    def find(self, side: Side) -> Framework | None:
        """Return the framework of that side, or None."""
        return next((f for f in self.frameworks if f.side == side), None)


class Caution(Record, frozen=True):
    """Something about the machine that would disturb a measurement, with a remedy."""

    code: str
    what: str
    remedy: str


class Machine(Record, frozen=True):
    """This machine, without anything that names its owner."""

    os: str
    kernel: str
    architecture: str
    virtual: str | None
    cpu: Cpu
    memory: Memory
    accelerators: tuple[Accelerator, ...]
    accelerators_note: str
    power: str | None
    governor: str | None
    compiler: str | None
    captured_utc: str
    cautions: tuple[Caution, ...] = ()
