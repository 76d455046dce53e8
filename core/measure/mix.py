"""A person's own mix: one ratio over several workloads, with its own interval. Pure.

Each launch visits every workload, so a launch gives one value of the mix, in which whatever the
workloads share of that launch is kept; the interval is over these values.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec

from core.measure.catalog import label_of_workload
from core.measure.outcome import RunState
from core.measure.plan import ALPHA
from core.measure.statistics import NO_PRIOR, Prior, estimate
from core.measure.verdict import agreeing, verdict_of
from core.measure.views import CaseView
from core.records.case import Mode, Phase
from core.records.mix import MixResult
from core.records.run import CaseResult, RunHeader


def mixes(
    views: Sequence[CaseView],
    results: Sequence[CaseResult],
    header: RunHeader,
    priors: Mapping[int, Prior],
    state: RunState,
) -> tuple[MixResult, ...]:
    """Return the mix of each phase and mode that several workloads have.

    Args:
        views: what the log says of each case.
        results: of the same cases.
        header: the run's first line, with the weights.
        priors: group of step times -> common spread.
        state: of the run.
    """
    pairs = list(zip(views, results, strict=True))
    found = []
    kinds: dict[tuple[Phase, Mode], None] = {(c.phase, c.mode): None for c in header.cases}
    for phase, mode in kinds:
        members = [(v, r) for v, r in pairs if (v.case.phase, v.case.mode) == (phase, mode)]
        shares = _shares([view.case.workload for view, _ in members], header.weights)
        members = [(v, r) for v, r in members if v.case.workload in shares]
        if len(members) > 1:
            empty = MixResult(phase=phase, mode=mode, shares=shares, margin=header.margin)
            found.append(_mix(empty, members, header, priors, state))
    return tuple(found)


def _shares(workloads: Sequence[str], weights: Mapping[str, float]) -> dict[str, float]:
    """Return workload -> share of those that have a weight, adding up to 1."""
    given = {name: weights.get(name, 0.0) if weights else 1.0 for name in workloads}
    total = math.fsum(given.values())
    return {name: weight / total for name, weight in given.items() if weight > 0.0}


def _mix(
    empty: MixResult,
    members: Sequence[tuple[CaseView, CaseResult]],
    header: RunHeader,
    priors: Mapping[int, Prior],
    state: RunState,
) -> MixResult:
    for view, result in members:
        if result.state not in ("measured", "incomplete", "cancelled"):
            name = label_of_workload(view.case.workload)
            return msgspec.structs.replace(empty, reason=f"{name} has no figure: {result.reason}")
    disturbed = [result for _, result in members if result.verdict == "disturbed"]
    if disturbed:
        return msgspec.structs.replace(empty, verdict="disturbed", reason=disturbed[0].reason)
    values = _values(empty.shares, [view for view, _ in members])
    prior = _widest(members, priors)
    at = estimate(values, prior, ALPHA / max(len(header.looks), 1))
    if at is None or not _may_speak(len(values), header, state):
        have = "1 launch has" if len(values) == 1 else f"{len(values)} launches have"
        return msgspec.structs.replace(
            empty, launches=len(values), reason=f"{have} every workload; that is too few"
        )
    try:
        ratio, low, high = (math.exp(x) for x in (at.mean, at.low, at.high))
    except OverflowError:
        return msgspec.structs.replace(
            empty, launches=len(values), reason="the launches differ without bound"
        )
    verdict = verdict_of(low, high, header.margin)
    return msgspec.structs.replace(
        empty,
        verdict=verdict,
        ratio=ratio,
        low=low,
        high=high,
        log_mean=at.mean,
        log_se=at.se,
        df=at.df,
        launches=len(values),
        agree=agreeing(verdict, values, header.margin),
        reason="the launches differ too much among themselves" if verdict == "cannot_tell" else "",
    )


def _values(shares: Mapping[str, float], views: Sequence[CaseView]) -> list[float]:
    """Return the weighted mean log-ratio of each launch in which every workload has a figure."""
    means = [
        (shares[view.case.workload], {one.launch: one.mean for one in view.counted})
        for view in views
    ]
    launches = set.intersection(*(set(of) for _, of in means))
    return [
        math.fsum(share * (of[launch] or 0.0) for share, of in means) for launch in sorted(launches)
    ]


def _widest(members: Sequence[tuple[CaseView, CaseResult]], priors: Mapping[int, Prior]) -> Prior:
    """Return the widest common spread of the workloads' groups; none where one has none.

    A mean over workloads spreads no more than the one that spreads most, so this errs towards a
    wider interval.
    """
    found = [NO_PRIOR if v.group is None else priors[v.group] for v, _ in members]
    if any(prior.df <= 0.0 for prior in found):
        return NO_PRIOR
    return max(found, key=lambda prior: prior.variance)


def _may_speak(launches: int, header: RunHeader, state: RunState) -> bool:
    """Return True at a planned look, or where the run came to its end by itself."""
    return state == "done" or launches in header.looks
