"""The results of a run as a table of plain text."""

from __future__ import annotations

from core.measure.catalog import kind, label, label_of_workload
from core.measure.gates import pressure_word
from core.measure.verdict import WINNERS, in_words, verdict_words
from core.records.mix import MixResult
from core.records.plurals import count, either
from core.records.run import CaseResult, RunSummary

HEAD = ("Case", "PyTorch", "TensorFlow", "Ratio", "95 % interval", "Verdict")
NONE = "–"


def table(summary: RunSummary) -> str:
    """Return one line a case, then what could not be measured and why."""
    rows = [HEAD, *(_row(case) for case in summary.cases)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    lines = [
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    lines += ["", "Ratio: TensorFlow's time / PyTorch's time."]
    share = "" if summary.pressure is None else f" ({summary.pressure:.0%} used by others)"
    lines.append(f"Machine: {pressure_word(summary.pressure)}{share}. Run: {summary.run}")
    lines += [_mix(mix) for mix in summary.mixes]
    lines += _together(summary)
    for case in summary.cases:
        lines += _notes(case)
    return "\n".join(lines)


def duration(ns: float | None) -> str:
    """Return a step's time with a fitting unit."""
    if ns is None:
        return NONE
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if ns >= size:
            return f"{ns / size:.3g} {unit}"
    return f"{ns:.0f} ns"


def _row(case: CaseResult) -> tuple[str, ...]:
    known = case.low is not None and case.high is not None
    return (
        label(case.case),
        duration(case.pytorch.step_ns),
        duration(case.tensorflow.step_ns),
        NONE if case.ratio is None else f"{case.ratio:.3g}",
        f"{case.low:.3g} to {case.high:.3g}" if known else NONE,
        in_words(case),
    )


def _mix(mix: MixResult) -> str:
    """Return the outcome over all workloads, with their shares."""
    parts = [f"{label_of_workload(name)} {share * 100:.0f} %" for name, share in mix.shares.items()]
    head = f"Your mix, {kind(mix.phase, mix.mode)} ({', '.join(parts)})"
    if mix.ratio is None or mix.low is None or mix.high is None:
        return f"{head}: no figure, {mix.reason}."
    words = verdict_words(mix.verdict, mix.low, mix.high, mix.margin)
    return f"{head}: {words} (ratio {mix.ratio:.3g}, {mix.low:.3g} to {mix.high:.3g})."


def _together(summary: RunSummary) -> list[str]:
    """Return which winners stand when all comparisons are judged together."""
    winners = [case.case for case in summary.cases if case.verdict in WINNERS]
    tests = summary.family.tests
    if not winners or tests < 2:
        return []
    shaky = [label(case) for case in winners if case.id not in summary.family.stand]
    if not shaky:
        some = "The winner stands" if len(winners) == 1 else f"All {len(winners)} winners stand"
        return [f"{some} when the {tests} comparisons are judged together."]
    return [
        f"Of {count(len(winners), 'winner')} {len(winners) - len(shaky)} "
        f"{either(len(winners) - len(shaky), 'stands', 'stand')} when the {tests} comparisons are "
        f"judged together; may be chance: {'; '.join(shaky)}."
    ]


def _notes(case: CaseResult) -> list[str]:
    lines: list[str] = []
    if case.reason:
        remedy = f" Do this: {case.remedy}." if case.remedy else ""
        lines.append(f"{label(case.case)}: {case.reason.rstrip('.')}.{remedy}")
    return lines + [f"{label(case.case)}: {warning}" for warning in case.warnings]
