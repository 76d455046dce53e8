"""What happened to a worker, in one sentence for people."""

from __future__ import annotations

import signal
from typing import Any

from core.records.base import SIDE_NAMES, Side
from core.supervise.failure import FailureKind, WorkerFailure

MEMORY_REMEDY = "close other programs, or leave this workload out"

_REMEDIES = {
    "import_failed": "see `forkwise doctor`, or choose another interpreter",
    "missing_framework": "install it there, or choose an interpreter that has it",
    "missing_compiler": "install a C++ compiler and Python's headers "
    "(Debian, Ubuntu: apt install g++ python3-dev)",
    "missing_mode": "install what it names, or leave this mode out",
    "out_of_memory": MEMORY_REMEDY,
}

_PHASES = {
    "start": "while starting",
    "import": "during import",
    "build": "while building the model",
    "parity": "during the parity check",
    "warm": "during warm-up",
    "block": "while timed",
    "quit": "while ending",
}


def refusal(side: Side, answer: dict[str, Any]) -> WorkerFailure:
    """Return the failure that an error frame describes."""

    def field(name: str) -> str:
        value = answer.get(name)
        return value if isinstance(value, str) else ""

    reason = ": ".join(part for part in (field("class"), field("text").strip()) if part)
    return WorkerFailure(
        "error",
        side,
        f"{SIDE_NAMES[side]}: {reason or 'it gave no reason'}",
        code=field("code") or "failed",
        detail=field("traceback"),
        remedy=_REMEDIES.get(field("code"), ""),
    )


def ended(
    side: Side, code: int, doing: str, *, torn: bool, starved: bool
) -> tuple[FailureKind, str, str]:
    """Return kind, sentence and remedy for a process that ended by itself.

    Args:
        side: whose worker.
        code: its exit status; below 0 the signal that killed it, as in `subprocess`.
        doing: the last phase or command.
        torn: it ended in the middle of a frame.
        starved: the kernel killed something for memory while it lived.
    """
    who, when = f"{SIDE_NAMES[side]}'s worker", _PHASES.get(doing, f"during {doing}")
    if code == -signal.SIGTERM:
        return "crashed", f"{who} was ended by another program (SIGTERM) {when}", ""
    if code == -getattr(signal, "SIGKILL", 9):
        if starved:
            return (
                "memory",
                f"{who} was killed by the system (SIGKILL) {when}: memory ran out",
                MEMORY_REMEDY,
            )
        text = f"{who} was killed from outside (SIGKILL) {when}, probably because memory ran out"
        return "crashed", text, MEMORY_REMEDY
    if code < 0:
        return "crashed", f"{who} crashed: {_signal_name(-code)} {when}", ""
    cut = " in the middle of an answer" if torn else " without an answer"
    return "crashed", f"{who} ended with status {code}{cut} {when}", ""


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def out_of_time(side: Side, doing: str, timeout_s: float) -> str:
    """Return the sentence for a worker that used up its time."""
    when = _PHASES.get(doing, f"during {doing}")
    return f"{SIDE_NAMES[side]}'s worker gave no answer in {timeout_s:g} s {when} and was stopped"


def silent(side: Side, doing: str, silence_s: float) -> str:
    """Return the sentence for a worker that neither speaks nor computes."""
    when = _PHASES.get(doing, f"during {doing}")
    return (
        f"{SIDE_NAMES[side]}'s worker neither answered nor computed for {silence_s:g} s {when} "
        "and was stopped"
    )


def protocol(side: Side, what: str, *, first: bool) -> tuple[str, str]:
    """Return sentence and remedy for a worker whose output cannot be trusted.

    Args:
        side: whose worker.
        what: what it did, as a clause that begins with "it".
        first: it happened before the worker's first valid frame.
    """
    text = f"{SIDE_NAMES[side]}'s worker was stopped: {what}"
    if first:
        return text, "see whether the interpreter prints something of its own at the start"
    return text, ""


def not_started(side: Side, interpreter: str, why: str) -> WorkerFailure:
    """Return the failure of an interpreter that does not start."""
    return WorkerFailure(
        "spawn",
        side,
        f"{interpreter} does not start as {SIDE_NAMES[side]}'s Python: {why}",
        remedy="choose another interpreter; `forkwise doctor` lists those that work",
    )
