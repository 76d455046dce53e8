"""A verdict's figures from draws made by hand, and where a verdict differs from them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from decide_by_hand import Draw

from core.records.base import SIDES
from core.records.verdict import Verdict


def figures(draws: Sequence[Draw], eps: float) -> dict[str, float]:
    """Return a verdict's figures, each a plain mean or quantile over the draws."""
    count = len(draws)
    lead = sorted(draw.lead for draw in draws)
    found = {f"share {side}": sum(d.first(side) for d in draws) / count for side in SIDES}
    found["share none"] = sum(len(d.out) == len(SIDES) for d in draws) / count
    found["equal"] = sum(not d.out and abs(d.lead) < eps for d in draws) / count
    found |= {"mean": 100.0 * math.fsum(lead) / count}
    found |= {name: 100.0 * _quantile(lead, at) for name, at in (("low", 0.05), ("high", 0.95))}
    for side in SIDES:
        lost = [max(d.worth(s) for s in SIDES) - d.worth(side) for d in draws]
        found[f"regret {side}"] = math.fsum(lost) / count
    for c in draws[0].points:
        parts = [d.weight(c) * (d.values["pytorch"][c] - d.values["tensorflow"][c]) for d in draws]
        found[f"contribution {c}"] = 100.0 * math.fsum(parts) / count
    return found


def _quantile(ordered: Sequence[float], at: float) -> float:
    place = at * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def differences(verdict: Verdict, draws: Sequence[Draw], eps: float) -> list[str]:
    """Return the figures of a verdict that are not what the draws say, to its last decimal."""
    told = {
        "share pytorch": verdict.shares.pytorch, "share tensorflow": verdict.shares.tensorflow,
        "share none": verdict.shares.none, "equal": verdict.p_equal,
        "mean": verdict.margin.mean, "low": verdict.margin.low, "high": verdict.margin.high,
    }  # fmt: skip
    told |= {f"regret {side}": value for side, value in verdict.regret.items()}
    told |= {f"contribution {c}": 0.0 for c in draws[0].points}
    told |= {f"contribution {row.criterion}": row.value for row in verdict.contributions}
    # A lead of nothing but rounding may count for either side, or for either side of eps.
    close = sum(min(abs(d.lead), abs(abs(d.lead) - eps)) < 1e-12 for d in draws) / len(draws)
    right = figures(draws, eps)
    return [
        f"{name}: {value} instead of {right[name]}"
        for name, value in told.items()
        if not abs(value - right[name]) <= 1.01e-4 + (close if name[0] in "se" else 0.0)
    ]
