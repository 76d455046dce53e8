"""Judges one case: its state, its verdict, and the reason when there is none. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import msgspec
import numpy as np

from core.measure.disturbance import cautions, disturbed_because
from core.measure.plan import ALPHA
from core.measure.statistics import Estimate, Prior, estimate
from core.measure.verdict import agreeing, verdict_of
from core.measure.views import CaseView
from core.records.base import Side
from core.records.run import Arms, CaseResult, RunHeader, SideFigures

RunState = Literal["running", "done", "cancelled", "failed"]

# What is known of the arms before anything was built.
PLANNED_ARMS: dict[str, Arms] = {
    "usual": Arms(pytorch="torch eager", tensorflow="tf.function"),
    "compiled": Arms(pytorch="torch.compile", tensorflow="tf.function"),
    "eager": Arms(pytorch="torch eager", tensorflow="TensorFlow eager"),
    "xla": Arms(pytorch="torch.compile", tensorflow="tf.function, XLA"),
    "highlevel": Arms(pytorch="Keras on PyTorch", tensorflow="Keras on TensorFlow"),
}
BUSY_REMEDY = "close other programs, connect the power supply and measure again"
BUDGET_REMEDY = "give the run more time with --budget, or choose fewer workloads"


@dataclass(frozen=True, slots=True)
class _Figures:
    """The estimate as a ratio, with its verdict."""

    at: Estimate
    ratio: float
    low: float
    high: float


def judge(view: CaseView, header: RunHeader, prior: Prior, state: RunState) -> CaseResult:
    """Return the result of a case.

    While the run goes on, a case short of launches is `incomplete`. A run that was cut off gives
    a verdict only after a planned number of launches, because a person who stops when the
    picture pleases them has looked.

    Args:
        view: what the log says of the case.
        header: the run's first line.
        prior: the common spread of its group of step times.
        state: of the run.
    """
    base = _base(view, header)
    if view.failure is not None:
        return msgspec.structs.replace(
            base,
            state=view.failure.state,
            reason=view.failure.reason,
            remedy=view.failure.remedy,
        )
    broken = next((line for line in view.lines if not line.parity.within), None)
    if broken is not None:
        return msgspec.structs.replace(
            base,
            state="not_comparable",
            parity=broken.parity,
            reason=broken.parity.detail or "the two sides do not compute the same thing",
            remedy="compare the versions of both frameworks with the tested ones in the README",
        )
    reason = disturbed_because(view, header.margin)
    if reason and (state in ("running", "done") or len(view.launches) >= header.launches_max):
        return msgspec.structs.replace(
            base, state="measured", verdict="disturbed", reason=reason, remedy=BUSY_REMEDY
        )
    figures = None if reason else _figures(view, header, prior)
    first_look = header.looks[0] if header.looks else 2
    # Cut short, a run may speak only at a look that was planned: alpha is split over those.
    planned = len(view.counted) in header.looks if header.looks else len(view.counted) >= 2
    if state == "done":
        enough = figures is not None
    else:
        enough = len(view.counted) >= first_look and (state == "running" or planned)
    if figures is None or not enough:
        return _short(base, view, state, figures, first_look)
    verdict = verdict_of(figures.low, figures.high, header.margin)
    unsure = verdict == "cannot_tell"
    return msgspec.structs.replace(
        _with(base, figures),
        state="measured",
        verdict=verdict,
        agree=agreeing(verdict, view.means, header.margin),
        reason="the launches differ too much among themselves" if unsure else "",
        remedy="measure again on a calmer machine, or with a larger --budget" if unsure else "",
    )


def _figures(view: CaseView, header: RunHeader, prior: Prior) -> _Figures | None:
    alpha = ALPHA / max(len(header.looks), 1)
    at = estimate(view.means, prior, alpha)
    if at is None:
        return None
    try:
        return _Figures(at, math.exp(at.mean), math.exp(at.low), math.exp(at.high))
    except OverflowError:
        return None


def _with(base: CaseResult, figures: _Figures) -> CaseResult:
    return msgspec.structs.replace(
        base,
        ratio=figures.ratio,
        low=figures.low,
        high=figures.high,
        log_mean=figures.at.mean,
        log_se=figures.at.se,
        df=figures.at.df,
        wrong_side=figures.at.wrong_side,
    )


def _short(
    base: CaseResult, view: CaseView, state: RunState, figures: _Figures | None, wanted: int
) -> CaseResult:
    """Return a case that has too few launches for a verdict."""
    shown = _with(base, figures) if figures else base
    have = len(view.counted)
    launches = f"{have} of {wanted} launches {'is' if have == 1 else 'are'} finished"
    if state == "running":
        return msgspec.structs.replace(shown, state="incomplete", reason=launches)
    if state in ("cancelled", "failed"):
        why = "the run was cancelled" if state == "cancelled" else "the run ended early"
        return msgspec.structs.replace(
            shown, state="cancelled", reason=f"{why}; {launches}", remedy="run it again"
        )
    return msgspec.structs.replace(
        shown,
        state="incomplete",
        reason=f"the time was spent; {launches}",
        remedy=BUDGET_REMEDY,
    )


def _base(view: CaseView, header: RunHeader) -> CaseResult:
    """Return what is known of a case whatever its outcome."""
    line = view.lines[-1] if view.lines else None
    rounds = [r for launch in view.launches for r in launch.rounds]
    kept = sum(len(launch.kept) for launch in view.launches)
    # The first launch alone compares the numbers; later launches repeat its figures.
    parity = line.parity if line else None
    return CaseResult(
        workload=view.case.workload,
        phase=view.case.phase,
        mode=view.case.mode,
        arms=line.arms if line else PLANNED_ARMS[view.case.mode],
        device=line.device if line else "",
        threads=max(view.threads.values(), default=header.threads),
        state="incomplete",
        launches=len(view.counted),
        margin=header.margin,
        kept=kept,
        dropped=len(rounds) - kept,
        parity=parity,
        pytorch=_side(view, "pytorch"),
        tensorflow=_side(view, "tensorflow"),
        warnings=cautions(view, header.margin) if rounds else (),
    )


def _side(view: CaseView, side: Side) -> SideFigures:
    steps = [launch.step_ns[side] for launch in view.counted]
    cold = next((line.figures for line in view.cold if line.side == side), SideFigures())
    return msgspec.structs.replace(cold, step_ns=float(np.median(steps)) if steps else None)
