"""What to say of an engine that ended without its last event."""

from __future__ import annotations

import signal

from core.records.errors import AppError


def early_end(code: int, *, crashed: bool, tail: str) -> AppError:
    """Return what to say of an engine that ended without its last event."""
    if crashed:
        how = f"Its process was ended by signal {code} ({_signal_words(code)})"
    else:
        how = f"Its process ended with exit code {code}"
    last = tail.splitlines()[-1] if tail else ""
    return AppError(
        "The measurement stopped before its end",
        f"{how}. {last}" if last else how,
        "run it again; launches that were finished are kept",
    )


def _signal_words(number: int) -> str:
    words = {
        "SIGKILL": "killed, often because memory ran out",
        "SIGSEGV": "invalid memory access",
        "SIGABRT": "aborted",
        "SIGILL": "illegal instruction",
        "SIGTERM": "asked to end",
        "SIGINT": "interrupted",
        "SIGBUS": "bus error",
    }
    try:
        name = signal.Signals(number).name
    except ValueError:
        return "unknown"
    return words.get(name, name)
