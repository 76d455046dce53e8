"""What a run log says of each case and launch, gathered for judging. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.measure.rounds import step_ns
from core.measure.statistics import hodges_lehmann
from core.records.base import SIDES, Side
from core.records.run import (
    Case,
    CaseLine,
    ColdLine,
    FailureLine,
    LaunchEndLine,
    LaunchLine,
    LogLine,
    RoundLine,
)

# Cases are grouped by step time: what disturbs a step of 50 us is not what disturbs one of 50 ms.
GROUP_EDGES_NS = (1e6, 20e6)
# With fewer rounds kept, a launch has no figure worth the name.
FEWEST_KEPT = 4


@dataclass(frozen=True, slots=True)
class LaunchView:
    """One complete launch of a case.

    Attributes:
        mean: Hodges-Lehmann estimate of the kept rounds' log-ratios; None when too few are kept.
        step_ns: median time of a step over the kept rounds, per side.
    """

    launch: int
    rounds: tuple[RoundLine, ...]
    kept: tuple[RoundLine, ...]
    mean: float | None
    step_ns: dict[Side, float]
    idle: dict[Side, float]


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything the log says of one case."""

    case: Case
    launches: tuple[LaunchView, ...]
    lines: tuple[CaseLine, ...]
    failure: FailureLine | None
    cold: tuple[ColdLine, ...]
    threads: dict[Side, int]

    @property
    def counted(self) -> tuple[LaunchView, ...]:
        """Return the launches that have a figure."""
        return tuple(view for view in self.launches if view.mean is not None)

    @property
    def means(self) -> list[float]:
        """Return the launches' log-ratios."""
        return [view.mean for view in self.launches if view.mean is not None]

    @property
    def group(self) -> int | None:
        """Return the group of step times it belongs to; None when it was never timed."""
        pace = self.pace_ns
        return None if pace is None else group_of(pace)

    @property
    def pace_ns(self) -> float | None:
        """Return the geometric mean of both sides' step times."""
        if not self.counted:
            return None
        logs = [math.log(v.step_ns[side]) for v in self.counted for side in SIDES]
        return math.exp(math.fsum(logs) / len(logs))


def group_of(pace_ns: float) -> int:
    """Return the group of step times: 0 under 1 ms, 1 to 20 ms, 2 over."""
    return sum(pace_ns >= edge for edge in GROUP_EDGES_NS)


def view_of(case: Case, lines: Sequence[LogLine]) -> CaseView:
    """Return what the lines say of one case; only complete launches are in it."""
    ends = {x.launch: x for x in lines if isinstance(x, LaunchEndLine)}
    counted = [n for n, e in ends.items() if e.complete and case in e.cases]
    threads: dict[Side, int] = {}
    for line in lines:
        if isinstance(line, LaunchLine):
            for side, said in line.ready.items():
                asked = said.get("threads")
                if isinstance(asked, int):
                    threads[side] = asked
    return CaseView(
        case=case,
        launches=tuple(
            _launch(n, case, lines, ends[n].idle.get(case.id, {})) for n in sorted(counted)
        ),
        lines=tuple(x for x in lines if isinstance(x, CaseLine) and x.case == case),
        failure=next(
            (x for x in reversed(lines) if isinstance(x, FailureLine) and x.case == case), None
        ),
        cold=tuple(x for x in lines if isinstance(x, ColdLine) and x.case == case),
        threads=threads,
    )


def _launch(
    launch: int, case: Case, lines: Sequence[LogLine], idle: dict[Side, float]
) -> LaunchView:
    rounds = tuple(
        x for x in lines if isinstance(x, RoundLine) and x.launch == launch and x.case == case
    )
    kept = tuple(r for r in rounds if not r.dropped)
    if len(kept) < FEWEST_KEPT:
        return LaunchView(launch, rounds, kept, None, {}, idle)
    steps: dict[Side, float] = {
        side: float(np.median([step_ns(r.order, r.wall_ns, r.steps, side) for r in kept]))
        for side in SIDES
    }
    mean = hodges_lehmann([r.log_ratio for r in kept])
    return LaunchView(launch, rounds, kept, mean, steps, idle)
