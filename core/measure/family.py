"""Many comparisons judged together, so that chance does not name winners. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from core.measure.plan import ALPHA
from core.measure.verdict import WINNERS
from core.records.mix import Family
from core.records.run import CaseResult


def holm(chances: Sequence[float]) -> list[float]:
    """Return p-values adjusted so that all that stay under alpha err together with chance alpha.

    Holm (1979), https://www.jstor.org/stable/4615733: the smallest is multiplied by the number of
    tests, the next by one less, and none falls under the one before it.
    """
    order = sorted(range(len(chances)), key=lambda i: chances[i])
    adjusted = [0.0] * len(chances)
    largest = 0.0
    for place, i in enumerate(order):
        largest = max(largest, min(1.0, (len(chances) - place) * chances[i]))
        adjusted[i] = largest
    return adjusted


def benjamini_hochberg(chances: Sequence[float]) -> list[float]:
    """Return p-values adjusted so that of those under q at most a share q is expected to be wrong.

    Benjamini and Hochberg (1995), https://doi.org/10.1111/j.2517-6161.1995.tb02031.x.
    """
    order = sorted(range(len(chances)), key=lambda i: -chances[i])
    adjusted = [0.0] * len(chances)
    smallest = 1.0
    for place, i in enumerate(order):
        smallest = min(smallest, chances[i] * len(chances) / (len(chances) - place))
        adjusted[i] = smallest
    return adjusted


def family_of(cases: Sequence[CaseResult], looks: int) -> Family:
    """Return what stands of a run's verdicts when all comparisons are judged together.

    Args:
        cases: the results.
        looks: how many looks alpha is split over.
    """
    tested = [
        (case, min(1.0, 2.0 * case.wrong_side * max(looks, 1)))
        for case in cases
        if case.verdict is not None and case.wrong_side is not None
    ]
    chances = [chance for _, chance in tested]
    named = zip(tested, holm(chances), strict=True)
    return Family(
        tests=len(tested),
        stand=tuple(c.case.id for (c, _), p in named if p < ALPHA and c.verdict in WINNERS),
        differ=sum(p < ALPHA for p in benjamini_hochberg(chances)),
    )
