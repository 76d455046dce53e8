"""A measurement: what was asked, what was seen, what follows. Units stand in the names."""

from __future__ import annotations

from typing import Literal

import msgspec

from .base import Record, Side
from .case import Case, CaseState, CaseVerdict, DropReason, Mode, Phase, Preset
from .machine import Interpreter, Machine
from .mix import Family, MixResult


class Parity(Record, frozen=True):
    """How closely both sides computed the same thing: largest relative errors.

    Attributes:
        forward: of the output; gradient: over all tensors; steps: of the loss after five SGD steps.
            None where the phase has no such thing (an inference has no gradient).
        within: every figure lies within the contract.
        parameters: trainable parameters, equal on both sides after the stated folding.
    """

    forward: float | None
    gradient: float | None
    steps: float | None
    within: bool
    parameters: int
    detail: str = ""


class SideFigures(Record, frozen=True):
    """One side of a case. None means: not measured in this preset, or not readable here."""

    step_ns: float | None = None
    compile_s: float | None = None
    first_result_s: float | None = None
    peak_bytes: int | None = None


class Arms(Record, frozen=True):
    """What ran on each side, in words."""

    pytorch: str
    tensorflow: str


class CaseResult(Record, frozen=True):
    """The outcome of one case.

    Attributes:
        ratio: TensorFlow's time / PyTorch's time; exp of the mean of the launches' log-ratios.
        low: lower end of the 95 % confidence interval of `ratio` over the looks taken.
        high: upper end.
        log_mean: mean log-ratio over launches; log_se: its moderated standard error;
            df: degrees of freedom of that error. These three enter the decision.
        wrong_side: chance of launches that lie this far to one side, or farther, were the two
            equally fast.
        launches: complete launches that count.
        agree: launches on the side of the verdict.
        margin: the practical difference m asked for (0.05 = 5 %).
        kept: rounds kept; dropped: rounds dropped by the noise gates.
        reason: why there is no verdict, in one sentence; remedy: what to do.
    """

    workload: str
    phase: Phase
    mode: Mode
    arms: Arms
    device: str
    threads: int
    state: CaseState
    verdict: CaseVerdict | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    log_mean: float | None = None
    log_se: float | None = None
    df: float | None = None
    wrong_side: float | None = None
    launches: int = 0
    agree: int = 0
    margin: float = 0.05
    kept: int = 0
    dropped: int = 0
    parity: Parity | None = None
    pytorch: SideFigures = SideFigures()
    tensorflow: SideFigures = SideFigures()
    warnings: tuple[str, ...] = ()
    reason: str = ""
    remedy: str = ""

    @property
    def case(self) -> Case:
        """Return the case this is the result of."""
        return Case(workload=self.workload, phase=self.phase, mode=self.mode)


class RunSummary(Record, frozen=True):
    """One finished run, as `measure --json` prints it and the decision takes it in.

    Attributes:
        run: id of the run; its log is runs/<run>.jsonl.
        pressure: CPU used by others plus steal over the rounds, share of the effective CPUs;
            None when not readable here.
        state: done, cancelled or failed.
        mixes: each phase and mode over all workloads; none for a run of one workload.
        family: the comparisons judged together.
    """

    run: str
    started_utc: str
    preset: Preset
    budget_s: float
    seconds: float
    pressure: float | None
    state: Literal["done", "cancelled", "failed"]
    cases: tuple[CaseResult, ...]
    machine: Machine | None = None
    log: str = ""
    mixes: tuple[MixResult, ...] = ()
    family: Family = Family()


# --- the run log: one line each, append-only -------------------------------------------------


class EarlierVariance(Record, frozen=True):
    """The spread between the launches of one case in an earlier run of the same kind.

    Attributes:
        step_ns: geometric mean of both sides' step times, which chooses the group.
        variance: of the launches' log-ratios; df: its degrees of freedom.
    """

    run: str
    case: str
    step_ns: float
    variance: float
    df: int


class RunHeader(Record, frozen=True, tag="header"):
    """First line: everything that was decided before anything was timed.

    Attributes:
        looks: after how many launches a verdict may be given; alpha is split over them.
        earlier: spreads of earlier runs, kept here so that re-analysis needs this file alone.
        weights: workload -> its weight in the person's mix, of any sum; empty: all alike.
        trial: the self-test it belongs to; empty for a comparison of the two frameworks.
    """

    run: str
    schema: int
    app: str
    started_utc: str
    preset: Preset
    budget_s: float
    margin: float
    seed: int
    threads: int
    launches_max: int
    cases: tuple[Case, ...]
    machine: Machine
    interpreters: dict[Side, Interpreter]
    looks: tuple[int, ...] = ()
    earlier: tuple[EarlierVariance, ...] = ()
    weights: dict[str, float] = msgspec.field(default_factory=dict)
    trial: str = ""


class LaunchLine(Record, frozen=True, tag="launch"):
    """A fresh pair of workers came up, and what they said of themselves."""

    launch: int
    order: tuple[Case, ...]
    first_spawned: Side
    ready: dict[Side, dict[str, str | int | float | bool | None]]


class CaseLine(Record, frozen=True, tag="case"):
    """A case was built in a launch: what ran and whether both computed the same thing."""

    launch: int
    case: Case
    arms: Arms
    device: str
    parity: Parity
    steps_per_block: dict[Side, int]
    settled: dict[Side, bool]
    figures: dict[Side, SideFigures]


# Nobody measures a factor of a million; beyond it a figure is damage.
MOST_LOG = 14.0


class RoundLine(Record, frozen=True, tag="round"):
    """One round: four blocks A-B-B-A or two A-B, as columns in the order they ran.

    Attributes:
        order: which side each block belongs to, "p" or "t".
        wall_ns: wall time of each block; cpu_ns: the process's CPU time in it.
        steps: steps in each block.
        log_ratio: ln(TensorFlow's time a step / PyTorch's), drift cancelled by ABBA.
        pressure: CPU used by others and steal during the round, per effective CPU;
            None when not readable.
        stolen_ns: CPU time that other virtual machines took during the round.
        dropped: why the round does not count; empty when it does.
    """

    launch: int
    case: Case
    round: int
    order: str
    wall_ns: tuple[int, ...]
    cpu_ns: tuple[int, ...]
    steps: tuple[int, ...]
    log_ratio: float
    pressure: float | None
    dropped: DropReason = ""
    stolen_ns: int = 0

    def __post_init__(self) -> None:
        """Refuse columns that no measurement gives; a reader names the line."""
        lengths = {len(self.order), len(self.wall_ns), len(self.cpu_ns), len(self.steps)}
        if len(lengths) != 1 or set(self.order) != {"p", "t"}:
            raise ValueError("the columns of a round do not fit together")
        if min(self.wall_ns) <= 0 or min(self.steps) <= 0 or not abs(self.log_ratio) < MOST_LOG:
            raise ValueError("a round holds times that no machine gives")


class LaunchEndLine(Record, frozen=True, tag="launch_end"):
    """A launch is over. Only complete launches enter a verdict.

    Attributes:
        cases: the cases it timed to the end.
        idle: case id -> side -> CPU time that side used while the other was timed, as a share
            of the timed wall time; a silent side stays near 0.
    """

    launch: int
    complete: bool
    cases: tuple[Case, ...]
    reason: str = ""
    idle: dict[str, dict[Side, float]] = msgspec.field(default_factory=dict)


class ColdLine(Record, frozen=True, tag="cold"):
    """What a side took from nothing: one fresh process with empty caches."""

    case: Case
    side: Side
    figures: SideFigures


class FailureLine(Record, frozen=True, tag="failure"):
    """A case or a side could not go on: its state and the way out."""

    case: Case
    state: CaseState
    side: Side | None
    reason: str
    remedy: str
    detail: str = ""


class EndLine(Record, frozen=True, tag="end"):
    """Last line of a run that ended by itself or was cancelled in good order.

    Attributes:
        formula: version of the mathematics that gave the results.
    """

    state: Literal["done", "cancelled", "failed"]
    seconds: float
    results: tuple[CaseResult, ...]
    pressure: float | None = None
    mixes: tuple[MixResult, ...] = ()
    family: Family = Family()
    formula: int = 1


LogLine = (
    RunHeader | LaunchLine | CaseLine | RoundLine | LaunchEndLine | ColdLine | FailureLine | EndLine
)


class LogFrame(Record, frozen=True):
    """One line of the file: a payload with its place and checksum.

    Attributes:
        check: BLAKE2b-128, hexadecimal, over run id, seq and the payload's canonical JSON.
    """

    run: str
    seq: int
    check: str
    line: msgspec.Raw
