"""What the Measure page says: durations, times, states and verdicts in words."""

from __future__ import annotations

import math
from typing import Literal

from core.records.base import SIDE_NAMES, Side
from core.records.run import Case, CaseResult, CaseState, DropReason, Parity, Preset, RunSummary

Mark = Literal["pytorch", "tensorflow", "neither", ""]

PHASES: dict[str, str] = {
    "train": "training step",
    "latency": "answer, batch 1",
    "throughput": "answers per second",
    "prefill": "reading the prompt",
    "token": "next token",
}
MODES: dict[str, str] = {
    "usual": "",
    "compiled": "compiled",
    "eager": "eager",
    "xla": "XLA",
    "highlevel": "Keras",
}
PRESETS: dict[Preset, str] = {"quick": "Quick", "standard": "Standard", "thorough": "Thorough"}
STATES: dict[CaseState, str] = {
    "measured": "measured",
    "not_comparable": "not comparable",
    "failed": "failed",
    "missing": "missing",
    "cancelled": "cancelled",
    "incomplete": "incomplete",
}
DROPS: dict[DropReason, str] = {
    "machine_busy": "machine busy",
    "page_fault": "page fault",
    "suspended": "machine asleep",
    "stolen": "CPU taken by another virtual machine",
    "power_changed": "power supply changed",
}
CALM, BUSY = 0.05, 0.20


def case_detail(case: Case) -> str:
    """Return phase and mode of a case; the usual mode goes without saying."""
    mode = MODES.get(case.mode, case.mode)
    phase = PHASES.get(case.phase, case.phase)
    return f"{phase} · {mode}" if mode else phase


def duration(seconds: float) -> str:
    """Return a length of time to the second: "48 s", "3 min 52 s"."""
    whole = max(1, round(seconds))
    minutes, rest = divmod(whole, 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def about(seconds: float) -> str:
    """Return an estimate, in steps that do not pretend to more than is known."""
    step = 1 if seconds < 10 else 5 if seconds < 60 else 10
    return f"about {duration(max(1.0, round(seconds / step) * step))}"


def milliseconds(ns: float | None) -> str:
    """Return a time in milliseconds with three figures, without the unit; "–" when unknown."""
    if ns is None or not math.isfinite(ns):
        return "–"
    ms = ns / 1e6
    places = 1 if ms >= 10 else 2 if ms >= 1 else 3
    return f"{ms:,.{places}f}"


def step_time(ns: float | None) -> str:
    """Return a time with its unit."""
    return "not measured" if ns is None else f"{milliseconds(ns)} ms a step"


def percent(share: float) -> str:
    """Return a share as a percentage, "5 %" or "2.5 %"."""
    return f"{share * 100:.3g} %"


def pressure_word(pressure: float | None) -> str:
    """Return calm, noisy or busy, or that it cannot be read."""
    if pressure is None:
        return "not readable here"
    return "calm" if pressure < CALM else "noisy" if pressure <= BUSY else "busy"


def pressure_text(pressure: float | None) -> str:
    """Return how busy the machine is, in words and as a figure."""
    if pressure is None:
        return "CPU pressure not readable here"
    return f"machine {pressure_word(pressure)}, CPU pressure {round(pressure * 100)} %"


def side_ratio(ratio: float) -> str:
    """Return a ratio as the side it speaks for: "PyTorch 1.35×", "even"."""
    if abs(math.log(ratio)) < 0.005:
        return "even"
    faster: Side = "pytorch" if ratio > 1 else "tensorflow"
    return f"{SIDE_NAMES[faster]} {max(ratio, 1 / ratio):.2f}×"


def interval_text(low: float | None, high: float | None) -> str:
    """Return the interval of the ratio, two figures after the point."""
    return "not yet" if low is None or high is None else f"{low:.2f} to {high:.2f}"


def least(result: CaseResult) -> str:
    """Return by how much the faster side is faster at least: "by at least 31 %"."""
    if result.low is None or result.high is None:
        return ""
    ahead = result.verdict == "pytorch_faster"
    low, high = (result.low, result.high) if ahead else (1 / result.high, 1 / result.low)
    if low >= 2:
        return f"by at least {math.floor(low * 10) / 10:g}×"
    if low > 1 + result.margin:
        return f"by at least {math.floor((low - 1) * 100)} %"
    return f"perhaps by little, {_gain(low)} to {_gain(high)}"


def _gain(ratio: float) -> str:
    return f"{ratio:.1f}×" if ratio >= 2 else f"{max(0, round((ratio - 1) * 100))} %"


def verdict_of(result: CaseResult, *, final: bool) -> tuple[Mark, str, str]:
    """Return the mark of a case and two lines: the verdict and its figure."""
    here = "cannot tell here, now" if final else "cannot tell yet"
    if result.state != "measured" or (final and result.verdict == "disturbed"):
        return "", result.reason or STATES[result.state], result.remedy
    if result.verdict in ("pytorch_faster", "tensorflow_faster"):
        side: Side = "pytorch" if result.verdict == "pytorch_faster" else "tensorflow"
        return side, f"{SIDE_NAMES[side]} faster", least(result)
    if result.verdict == "no_practical_difference":
        return "neither", "no practical difference", f"within ±{percent(result.margin)}"
    if result.verdict == "disturbed":
        return "neither", "disturbed so far", result.reason or "the machine was busy"
    if result.low is None or result.high is None:
        return "neither", here, result.reason
    return "neither", here, interval_text(result.low, result.high)


def counts(result: CaseResult) -> bool:
    """Return True when a case has a figure that may enter the decision."""
    return result.state == "measured" and result.verdict not in (None, "disturbed")


def agreement(result: CaseResult) -> str:
    """Return how many launches agree."""
    if result.verdict in (None, "cannot_tell", "disturbed"):
        return f"{result.launches}"
    return f"{result.agree} of {result.launches} agree"


def parity_rows(parity: Parity | None) -> tuple[tuple[str, str], ...]:
    """Return what was compared before any time counted, each with its largest error."""
    if parity is None:
        return ()
    figures = (
        ("Outputs differ by", parity.forward),
        ("Gradients by", parity.gradient),
        ("Loss, 5 steps, by", parity.steps),
    )
    return tuple((name, error(value)) for name, value in figures if value is not None)


def error(value: float) -> str:
    """Return a relative error in powers of ten: "1.2e-6"."""
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def headline(summary: RunSummary) -> tuple[str, str]:
    """Return the outcome of a run as a heading and a sentence that name both sides."""
    measured = [c for c in summary.cases if c.state == "measured"]
    if not measured:
        return "Nothing could be measured", "Each row says why, and what to do about it."
    pytorch = sum(c.verdict == "pytorch_faster" for c in measured)
    tensorflow = sum(c.verdict == "tensorflow_faster" for c in measured)
    even = sum(c.verdict == "no_practical_difference" for c in measured)
    return _title(pytorch, tensorflow, even, len(measured)), _counts(
        pytorch, tensorflow, even, len(measured)
    )


def _title(pytorch: int, tensorflow: int, even: int, total: int) -> str:
    if pytorch and not tensorflow:
        return "PyTorch is faster on this machine" if pytorch * 2 > total else "PyTorch leads"
    if tensorflow and not pytorch:
        return (
            "TensorFlow is faster on this machine"
            if tensorflow * 2 > total
            else ("TensorFlow leads")
        )
    if pytorch and tensorflow:
        return "Each is faster somewhere on this machine"
    if even:
        return "No practical difference on this machine"
    return "Cannot tell on this machine now"


def _counts(pytorch: int, tensorflow: int, even: int, total: int) -> str:
    open_ = total - pytorch - tensorflow - even
    parts = [f"PyTorch is faster in {pytorch} of {total} cases, TensorFlow in {tensorflow}"]
    if even:
        parts.append(f"no practical difference in {even}")
    if open_:
        parts.append(f"{open_} cannot be told")
    return "; ".join(parts) + "."
