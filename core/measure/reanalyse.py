"""Works the results of a kept run out again, from its log alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from core.measure.analyse import FORMULA, analyse
from core.records.run import EndLine, RunSummary
from core.store.runlog import read_run


@dataclass(frozen=True, slots=True)
class Reanalysis:
    """Results worked out anew.

    Attributes:
        same: they equal the stored ones bit for bit; None when there is nothing to compare with.
        formula: version of the mathematics of the stored ones; None when the run was cut off.
    """

    summary: RunSummary
    same: bool | None
    formula: int | None


def reanalyse(path: Path) -> Reanalysis:
    """Return the results of a run log, worked out from its rounds.

    Raises:
        AppError: the log is missing or damaged.
    """
    lines = read_run(path)
    end = lines[-1]
    summary = msgspec.structs.replace(analyse(lines), log=str(path))
    if not isinstance(end, EndLine):
        return Reanalysis(summary=summary, same=None, formula=None)
    kept = (end.results, end.mixes, end.family)
    same = kept == (summary.cases, summary.mixes, summary.family)
    return Reanalysis(summary, same if end.formula == FORMULA else None, end.formula)
