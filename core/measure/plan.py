"""What a run will do, decided before anything is timed."""

from __future__ import annotations

import difflib
import math
import secrets
from dataclasses import dataclass, field
from typing import TypeVar

from core.measure.catalog import MODES, PHASES, WORKLOADS, find
from core.records.base import Side
from core.records.errors import AppError
from core.records.run import Case, Mode, Preset

_Name = TypeVar("_Name", bound=str)

ALPHA = 0.05
MIN_ROUNDS = 8
MAX_ROUNDS = 60
BLOCK_NS = 20_000_000
# A block of this length or more makes a round of two blocks instead of four: drift within it is
# slow against the round, and four would take too long.
LONG_BLOCK_NS = 50_000_000
LEAST_BUDGET_S = 5.0
MOST_BUDGET_S = 24 * 3600.0
MOST_THREADS = 1024
MOST_WEIGHT = 1e6


@dataclass(frozen=True, slots=True)
class PresetPlan:
    """A preset: its modes, when a verdict may be given, and its time.

    Attributes:
        looks: numbers of launches after which a verdict may be given.
        base_s: seconds for any run; each_s: seconds more for each workload.
        cold: also start each side once with empty caches, for the cold figures.
    """

    modes: tuple[Mode, ...]
    looks: tuple[int, ...]
    base_s: float
    each_s: float
    cold: bool


PRESETS: dict[Preset, PresetPlan] = {
    "quick": PresetPlan(("usual",), (3,), 90.0, 10.0, cold=False),
    # 120 s + 77 s a workload is 20 minutes for fourteen workloads.
    "standard": PresetPlan(("usual", "compiled"), (3, 4, 5), 120.0, 77.0, cold=True),
    "thorough": PresetPlan(tuple(MODES), (3, 4, 5, 6, 8), 240.0, 180.0, cold=True),
}
QUICK_LOOKS_FOR_ONE = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class Trial:
    """A run that tests the protocol instead of comparing the frameworks.

    Attributes:
        name: of the self-test.
        framework: what both seats run; None: each its own.
        more: steps that TensorFlow's seat does for each that it reports; 1 for none.
    """

    name: str
    framework: Side | None = None
    more: float = 1.0

    def asked(self, side: Side, steps: int) -> int:
        """Return how many steps a seat really does where so many are reported."""
        return round(steps * self.more) if side == "tensorflow" else steps


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is decided before a run.

    Attributes:
        threads: asked of each framework; 0 leaves them as they come out of the box.
        margin: the practical difference m; 0.05 = 5 %.
        interpreters: side -> path of its Python; missing: Forkwise's own.
        breathe: the window repaints only when told to.
        weights: workload -> its weight in the person's mix, of any sum; empty: all alike.
        trial: it tests the protocol, and compares no frameworks.
    """

    preset: Preset
    cases: tuple[Case, ...]
    budget_s: float
    looks: tuple[int, ...]
    cold: bool
    threads: int
    margin: float
    seed: int
    interpreters: dict[Side, str]
    breathe: bool = False
    weights: dict[str, float] = field(default_factory=dict)
    trial: Trial | None = None

    def serves(self, seat: Side) -> Side:
        """Return the framework that runs on a seat: its own, but in a trial."""
        return (self.trial.framework if self.trial else None) or seat

    @property
    def launches(self) -> int:
        """Return the most launches the run may take."""
        return self.looks[-1]


def make_plan(
    workloads: tuple[str, ...] = (),
    *,
    preset: str = "quick",
    modes: tuple[str, ...] = (),
    phases: tuple[str, ...] = (),
    threads: int = 0,
    budget_s: float | None = None,
    margin: float = 0.05,
    interpreters: dict[Side, str] | None = None,
    seed: int | None = None,
    breathe: bool = False,
    weights: dict[str, float] | None = None,
) -> Plan:
    """Return the plan of a run; no workload named means all of them.

    Raises:
        AppError: an unknown workload, preset, mode or phase (the nearest name is given), or a
            budget, margin, weight or thread count out of range.
    """
    chosen = tuple(dict.fromkeys(workloads)) or tuple(w.id for w in WORKLOADS)
    name: Preset = _one_of(preset, "preset", tuple(PRESETS))
    shape = PRESETS[name]
    wanted: tuple[Mode, ...] = tuple(_one_of(m, "mode", tuple(MODES)) for m in modes)
    wanted = tuple(dict.fromkeys(wanted)) or shape.modes
    cases = _cases(chosen, wanted, phases)
    budget = shape.base_s + shape.each_s * len(chosen) if budget_s is None else budget_s
    _in_range(budget, "budget", LEAST_BUDGET_S, MOST_BUDGET_S, " s")
    _in_range(margin, "margin", 0.001, 1.0, "")
    _in_range(threads, "number of threads", 0, MOST_THREADS, "")
    single = name == "quick" and len(chosen) == 1
    return Plan(
        preset=name,
        cases=cases,
        budget_s=float(budget),
        looks=QUICK_LOOKS_FOR_ONE if single else shape.looks,
        cold=shape.cold,
        threads=threads,
        margin=margin,
        seed=secrets.randbits(32) if seed is None else seed,
        interpreters=dict(interpreters or {}),
        breathe=breathe,
        weights=_weights(weights or {}, chosen),
    )


def _weights(weights: dict[str, float], chosen: tuple[str, ...]) -> dict[str, float]:
    """Return the weights of what is measured; empty when none was given."""
    for name, weight in weights.items():
        find(name)
        _in_range(weight, f"weight of {name}", 0.0, MOST_WEIGHT, "")
        if name not in chosen:
            raise AppError(
                f"{name} has a weight and is not measured",
                f"measured are {', '.join(chosen)}",
                f"name {name} too, or leave its weight out",
            )
    if weights and not any(weights.values()):
        raise AppError(
            "No workload has a weight over 0", "", "give at least one of them a weight such as 1"
        )
    return dict(weights)


def _cases(
    workloads: tuple[str, ...], modes: tuple[Mode, ...], phases: tuple[str, ...]
) -> tuple[Case, ...]:
    asked = [_one_of(p, "phase", PHASES) for p in phases]
    cases = tuple(
        Case(workload=workload, phase=phase, mode=mode)
        for workload in workloads
        for phase in find(workload).phases
        if not asked or phase in asked
        for mode in modes
    )
    if not cases:
        raise AppError(
            "Nothing is left to measure",
            "none of the workloads has the phases asked for",
            "leave out --phase or name another workload",
        )
    return cases


def _one_of(name: str, kind: str, known: tuple[_Name, ...]) -> _Name:
    for candidate in known:
        if candidate == name:
            return candidate
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.4)
    remedy = f"write `{near[0]}`" if near else f"choose from {', '.join(known)}"
    raise AppError(f"There is no {kind} called {name!r}", "", remedy)


def _in_range(value: float, name: str, low: float, high: float, unit: str) -> None:
    if math.isfinite(value) and low <= value <= high:
        return
    raise AppError(
        f"The {name} of {value:g}{unit} cannot be used",
        f"it has to lie between {low:g} and {high:g}{unit}",
        f"choose a {name} in that range",
    )
