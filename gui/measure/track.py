"""Everything a run said of one case so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.records.events import RoundDone
from core.records.run import Case, CaseResult, Parity

SPARK_POINTS = 60


@dataclass(slots=True)
class Track:
    """Everything a run said of one case so far."""

    case: Case
    rounds: list[RoundDone] = field(default_factory=list)
    drops: Counter[str] = field(default_factory=Counter)
    result: CaseResult | None = None
    final: bool = False
    parity: Parity | None = None
    launches: int = 0

    @property
    def kept(self) -> int:
        """Return how many rounds count."""
        return len(self.rounds) - self.drops.total()

    @property
    def last(self) -> RoundDone | None:
        """Return the newest round."""
        return self.rounds[-1] if self.rounds else None

    def recent(self) -> tuple[float, ...]:
        """Return the log-ratios of the newest kept rounds."""
        newest = self.rounds[-2 * SPARK_POINTS :]
        return tuple(r.log_ratio for r in newest if not r.dropped)[-SPARK_POINTS:]

    def steps_ns(self) -> tuple[float | None, float | None]:
        """Return each side's time a step: the result's, else the median of the newest rounds."""
        if self.result is not None and self.result.pytorch.step_ns is not None:
            return self.result.pytorch.step_ns, self.result.tensorflow.step_ns
        kept = [r for r in self.rounds[-SPARK_POINTS:] if not r.dropped]
        if not kept:
            return None, None
        return _median(r.pytorch_ns for r in kept), _median(r.tensorflow_ns for r in kept)


def _median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
