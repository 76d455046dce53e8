"""A verdict's figures from draws made by hand, and where a verdict differs from them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from decide_by_hand import Draw

from core.records.base import SIDES
from core.records.verdict import Verdict

SETTLED = ("ruled by a constraint", "ruled out", "instead")
TINY = 1e-12  # a lead of nothing but rounding


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
        sign = 1.0 if side == "pytorch" else -1.0
        behind = [abs(d.lead) for d in draws if not d.out and sign * d.lead < -TINY]
        found[f"if wrong {side}"] = math.fsum(behind) / len(behind) if behind else 0.0
    for c in draws[0].points:
        parts = [d.weight(c) * (d.values["pytorch"][c] - d.values["tensorflow"][c]) for d in draws]
        found[f"contribution {c}"] = 100.0 * math.fsum(parts) / count
        found[f"level {c}"] = sum(d.levels[c] for d in draws) / count
        unknown = [d.missing.get(c, 0.0) for d in draws if d.points[c] > 0.0]
        found[f"missing {c}"] = sum(unknown) / count
        for side in SIDES:
            won = sum(d.first(side) for d in draws)
            mean = sum(d.weight(c) * d.first(side) for d in draws) / won if won else 0.0
            found[f"central {side} {c}"] = mean
    for rule in {rule for d in draws for rule in d.rules}:
        found[f"rule {rule}"] = sum(rule in d.rules for d in draws) / count
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
    if not any(0.0 < abs(d.lead) < TINY for d in draws):
        told |= {f"if wrong {side}": verdict.if_wrong.get(side, 0.0) for side in SIDES}
    told |= {f"contribution {c}": 0.0 for c in draws[0].points}
    told |= {f"contribution {row.criterion}": row.value for row in verdict.contributions}
    told |= {f"level {c}": level for c, level in verdict.levels.items()}
    told |= {f"missing {c}": verdict.missing.get(c, 0.0) for c in draws[0].points}
    told |= {f"rule {r.id}": r.share for r in verdict.fired_rules if r.kind == "knockout"}
    for side, weights in verdict.central_weights.items():
        told |= {f"central {side} {c}": weights.get(c, 0.0) for c in draws[0].points}
    # A lead of nothing but rounding may count for either side, or for either side of eps.
    close = sum(min(abs(d.lead), abs(abs(d.lead) - eps)) < 1e-12 for d in draws) / len(draws)
    right = figures(draws, eps)
    seldom = {name for name, share in right.items() if name[:4] == "rule" and share < 0.005}
    unsaid = {name for name in right if name[:4] == "rule"} - set(told) - seldom
    if verdict.label in SETTLED:  # what may yet hold and changes nothing is left out there
        unsaid = {name for name in unsaid if right[name] == 1.0}
    slack = {n: close for n in told if n.startswith(("share", "equal", "central"))}
    return [f"{name} is not told" for name in sorted(unsaid)] + [
        f"{name}: {value} instead of {right[name]}"
        for name, value in told.items()
        if not abs(value - right[name]) <= 1.01e-4 + slack.get(name, 0.0)
    ]
