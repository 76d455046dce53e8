"""What can go wrong in a worker, as the codes the host knows."""

from __future__ import annotations

import traceback

IMPORT_FAILED = "import_failed"
MISSING_FRAMEWORK = "missing_framework"
MISSING_COMPILER = "missing_compiler"
MISSING_MODE = "missing_mode"
UNKNOWN_WORKLOAD = "unknown_workload"
OUT_OF_MEMORY = "out_of_memory"
FAILED = "failed"
BAD_COMMAND = "bad_command"

TEXT_LIMIT = 2_000
TRACEBACK_LIMIT = 64_000
# How torch and TensorFlow word an allocation that failed; neither has one class for all devices.
_MEMORY_WORDS = (
    "out of memory",
    "can't allocate memory",
    "not enough memory",
    "failed to allocate memory",
    "oom when allocating",
)


class CommandError(Exception):
    """A command that cannot be done, with its code."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def code_of(problem: BaseException) -> str:
    """Return the code under which the host knows `problem`."""
    if isinstance(problem, CommandError):
        return problem.code
    if isinstance(problem, MemoryError) or type(problem).__name__ in (
        "OutOfMemoryError",
        "ResourceExhaustedError",
    ):
        return OUT_OF_MEMORY
    text = str(problem).lower()
    return OUT_OF_MEMORY if any(words in text for words in _MEMORY_WORDS) else FAILED


def describe(problem: BaseException) -> dict[str, str]:
    """Return the fields of an error frame: code, class, text, traceback, each capped."""
    lines = traceback.format_exception(type(problem), problem, problem.__traceback__)
    return {
        "code": code_of(problem),
        "class": type(problem).__name__,
        "text": str(problem)[:TEXT_LIMIT],
        # The end of a traceback names the culprit, so the beginning is what goes.
        "traceback": "".join(lines)[-TRACEBACK_LIMIT:],
    }
