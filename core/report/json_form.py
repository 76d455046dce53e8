"""The report as JSON: the verdict, the answers and the runs, for other programs."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from core.records.answers import Answers
from core.records.run import RunSummary
from core.records.verdict import Verdict


def render(
    everyone: Sequence[Answers], verdict: Verdict, runs: tuple[RunSummary, ...], *, app: str
) -> str:
    """Return one JSON object: `forkwise`, `verdict`, `answers`, `runs`.

    `answers` is the answers of one person; for several it is a list of them.
    """
    said = everyone[0] if len(everyone) == 1 else list(everyone)
    data = {"forkwise": app, "verdict": verdict, "answers": said, "runs": runs}
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
