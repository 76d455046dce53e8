"""From the lines of a run to its results. Pure: the same lines give the same bits.

The verdict unit is the launch: the rounds only make a launch's figure precise. Nothing here
reads a clock, a file or the machine.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from core.measure.disturbance import disturbed_because, mean_pressure
from core.measure.family import family_of
from core.measure.mix import mixes
from core.measure.outcome import judge
from core.measure.statistics import NO_PRIOR, Prior, Spread, is_calmer, prior_of, spread_of
from core.measure.views import GROUP_EDGES_NS, CaseView, group_of, view_of
from core.records.run import (
    EarlierVariance,
    EndLine,
    LogLine,
    RoundLine,
    RunHeader,
    RunSummary,
)

# Counts up whenever the same rounds give other results or more of them.
FORMULA = 2


def analyse(lines: Sequence[LogLine], *, running: bool = False) -> RunSummary:
    """Return the results that the lines of a run log carry.

    Args:
        lines: the log, header first.
        running: the run goes on: a case without enough launches is not given up yet.

    Raises:
        ValueError: the first line is no header.
    """
    header = lines[0] if lines else None
    if not isinstance(header, RunHeader):
        raise ValueError("a run log starts with its header")
    end = next((line for line in reversed(lines) if isinstance(line, EndLine)), None)
    views = tuple(view_of(case, lines) for case in header.cases)
    priors = _priors(views, header.earlier)
    state = "running" if running else (end.state if end else "failed")
    results = tuple(
        judge(view, header, NO_PRIOR if view.group is None else priors[view.group], state)
        for view in views
    )
    return RunSummary(
        run=header.run,
        started_utc=header.started_utc,
        preset=header.preset,
        budget_s=header.budget_s,
        seconds=end.seconds if end else 0.0,
        pressure=mean_pressure([x for x in lines if isinstance(x, RoundLine)]),
        state=end.state if end else "failed",
        cases=results,
        machine=header.machine,
        mixes=mixes(views, results, header, priors, state),
        family=family_of(results, len(header.looks)),
    )


def variances(lines: Sequence[LogLine]) -> tuple[EarlierVariance, ...]:
    """Return the spreads between launches that this run can lend to later ones.

    A disturbed case lends nothing: its spread is the other programs'.
    """
    header = lines[0]
    if not isinstance(header, RunHeader):
        raise ValueError("a run log starts with its header")
    found: list[EarlierVariance] = []
    for case in header.cases:
        view = view_of(case, lines)
        spread = spread_of(view.means)
        disturbed = disturbed_because(view, header.margin)
        if spread.df > 0 and view.pace_ns is not None and not disturbed:
            found.append(
                EarlierVariance(
                    run=header.run,
                    case=case.id,
                    step_ns=view.pace_ns,
                    variance=spread.variance,
                    df=int(spread.df),
                )
            )
    return tuple(found)


def with_end(lines: Sequence[LogLine], end: EndLine) -> tuple[LogLine, ...]:
    """Return the lines closed by `end`, its results filled in from the lines themselves."""
    summary = analyse((*lines, end))
    closed = msgspec.structs.replace(
        end,
        results=summary.cases,
        pressure=summary.pressure,
        mixes=summary.mixes,
        family=summary.family,
        formula=FORMULA,
    )
    return (*lines, closed)


def _priors(views: tuple[CaseView, ...], earlier: tuple[EarlierVariance, ...]) -> dict[int, Prior]:
    """Return the common spread of each group of step times.

    Earlier runs lend theirs only while today's cases do not spread more: what they were calm for
    says nothing of a noisier day.
    """
    groups = range(len(GROUP_EDGES_NS) + 1)
    past: dict[int, list[Spread]] = {n: [] for n in groups}
    today: dict[int, list[Spread]] = {n: [] for n in groups}
    for line in earlier:
        past[group_of(line.step_ns)].append(Spread(line.variance, line.df))
    for view in views:
        own = spread_of(view.means)
        if view.group is not None and own.df > 0:
            today[view.group].append(own)
    return {
        n: prior_of(today[n] if is_calmer(past[n], today[n]) else past[n] + today[n])
        for n in groups
    }
