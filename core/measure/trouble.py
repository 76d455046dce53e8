"""What can go wrong on a side, as a named state with a reason and a remedy."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from core.records.base import SIDE_NAMES, Side
from core.records.run import CaseState
from core.supervise.failure import WorkerFailure

PACKAGES: dict[Side, str] = {"pytorch": "torch", "tensorflow": "tensorflow"}
COMPILER_REMEDY = (
    "install a C++ compiler and Python's headers: on Debian and Ubuntu "
    "`sudo apt-get install g++ python3-dev`"
)
MEMORY_REMEDY = "close other programs, or leave this workload out"
REPORT_REMEDY = "run `forkwise doctor`; if nothing is amiss there, update the framework"


@dataclass(frozen=True, slots=True)
class Words:
    """The state of a row that could not be measured, and what to do about it."""

    state: CaseState
    side: Side
    reason: str
    remedy: str
    detail: str = ""


class Trouble(Exception):  # noqa: N818 - a row of the table
    """A worker said that it cannot do a case; it lives on."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.reason)
        self.words = words


class Lost(Exception):  # noqa: N818 - the same, with a process gone
    """A worker is gone; its pair cannot go on."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.reason)
        self.words = words


def words_of(failure: WorkerFailure, side: Side, interpreter: str) -> Words:
    """Return the state, reason and remedy of a failure of one side."""
    name = SIDE_NAMES[side]
    pip = f"{shlex.quote(interpreter)} -m pip install"
    package = PACKAGES[side]
    text = failure.text.replace("CommandError: ", "")
    known: dict[str, tuple[CaseState, str, str]] = {
        "missing_framework": (
            "missing",
            f"{name} is not installed in {interpreter}",
            f"`{pip} {package}`",
        ),
        "import_failed": (
            "failed",
            f"{name} cannot be imported: {text}",
            f"`{pip} --force-reinstall {package}`",
        ),
        "missing_compiler": ("missing", text, COMPILER_REMEDY),
        "missing_mode": (
            "missing",
            text or f"{name} does not have this mode here",
            failure.remedy or "choose another mode with --mode",
        ),
        "out_of_memory": ("failed", f"{name} ran out of memory", MEMORY_REMEDY),
    }
    found = known.get(failure.code)
    if found is None and failure.kind == "memory":
        found = known["out_of_memory"]
    state, reason, remedy = found or (
        "failed",
        text or f"{name} stopped unexpectedly",
        failure.remedy or REPORT_REMEDY,
    )
    return Words(state, side, reason, remedy, failure.detail)
