"""The report as JSON: the verdict, the answers and the runs, for other programs."""

from __future__ import annotations

import msgspec

from core.records.answers import Answers
from core.records.run import RunSummary
from core.records.verdict import Verdict


def render(answers: Answers, verdict: Verdict, runs: tuple[RunSummary, ...], *, app: str) -> str:
    """Return one JSON object: `forkwise`, `verdict`, `answers`, `runs`."""
    data = {"forkwise": app, "verdict": verdict, "answers": answers, "runs": runs}
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
