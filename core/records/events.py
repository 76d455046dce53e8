"""The engine's channel: events out (stdout), commands in (stdin), one JSON object a line."""

from __future__ import annotations

from typing import Literal

from .base import Record, Side
from .run import Case, CaseResult, DropReason, Parity, Preset, RunSummary

# --- engine -> window ------------------------------------------------------------------------


class RunStarted(Record, frozen=True, tag="run_started"):
    """The run has an id, a log on disk, a plan and a budget; its interpreters can run it.

    One stage comes before it: looking into interpreters takes up to seconds.
    """

    run: str
    log: str
    preset: Preset
    budget_s: float
    launches: int
    threads: int
    margin: float
    cases: tuple[Case, ...]


class Stage(Record, frozen=True, tag="stage"):
    """What is happening now, in words, with the clock of the whole run.

    Attributes:
        name: spawn, import, build, parity, warm_up, timed or finish.
        quiet: True while blocks are timed: the window repaints only when asked to breathe.
        done: share of the plan that is done, 0..1.
        eta_s: estimate of the seconds left, never below 1.
    """

    name: Literal["spawn", "import", "build", "parity", "warm_up", "timed", "finish"]
    text: str
    launch: int
    launches: int
    done: float
    eta_s: float
    case: Case | None = None
    side: Side | None = None
    quiet: bool = False


class WorkerReady(Record, frozen=True, tag="worker_ready"):
    """A framework is imported in its worker."""

    side: Side
    version: str
    python: str
    device: str
    threads: int
    import_s: float


class ParityChecked(Record, frozen=True, tag="parity"):
    """Both sides were shown (or not) to compute the same thing."""

    case: Case
    parity: Parity


class RoundDone(Record, frozen=True, tag="round"):
    """One more point of the live plot.

    Attributes:
        live_low: lower end of the interval within this launch, a log-ratio; None before 7 rounds.
        live_high: upper end.
        leaning: which side the launch leans to; never a verdict.
    """

    case: Case
    launch: int
    round: int
    log_ratio: float
    pytorch_ns: float
    tensorflow_ns: float
    pressure: float | None
    dropped: DropReason = ""
    live_low: float | None = None
    live_high: float | None = None
    leaning: Side | None = None


class CaseUpdated(Record, frozen=True, tag="case"):
    """The result of a case after a launch, or its failure; `final` when nothing more comes."""

    result: CaseResult
    final: bool


class Notice(Record, frozen=True, tag="notice"):
    """Something worth knowing that is no failure."""

    code: str
    what: str
    why: str = ""
    remedy: str = ""


class Breathe(Record, frozen=True, tag="breathe"):
    """The window may repaint now; it answers with `breathed`."""

    seq: int


class EngineFailed(Record, frozen=True, tag="failed"):
    """The run cannot start or go on; the three parts of an AppError."""

    what: str
    why: str
    remedy: str


class RunFinished(Record, frozen=True, tag="run_finished"):
    """Nothing more comes. Always the last event of a run that started."""

    summary: RunSummary


Event = (
    RunStarted
    | Stage
    | WorkerReady
    | ParityChecked
    | RoundDone
    | CaseUpdated
    | Notice
    | Breathe
    | EngineFailed
    | RunFinished
)

# --- window -> engine ------------------------------------------------------------------------


class Cancel(Record, frozen=True, tag="cancel"):
    """Stop now; finished launches are kept."""


class Pause(Record, frozen=True, tag="pause"):
    """Wait after the round that is running."""


class Resume(Record, frozen=True, tag="resume"):
    """Go on after a pause."""


class Breathed(Record, frozen=True, tag="breathed"):
    """The window has repainted."""

    seq: int


Command = Cancel | Pause | Resume | Breathed
