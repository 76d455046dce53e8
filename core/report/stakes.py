"""What hangs on the choice, in sentences: how often the two are alike, what a wrong one costs."""

from __future__ import annotations

from core.records.base import SIDE_NAMES, SIDES, Side
from core.records.knowledge import Knowledge
from core.records.shares import of_100
from core.records.verdict import Verdict

RARE = 0.005  # share of the readings under which a side is not said to have been better


def stakes(knowledge: Knowledge, verdict: Verdict) -> tuple[str, ...]:
    """Return one sentence on likeness and one for each side; nothing where nothing was weighed."""
    if not verdict.show_shares:
        return ()
    alike = (
        f"In {of_100(verdict.p_equal)} readings the two are practically equal, less than "
        f"{100 * knowledge.meta.eps:.0f} points of 100 apart."
    )
    lost = (_lost(verdict, side) for side in SIDES)
    return (alike, *(text for text in lost if text))


def _lost(verdict: Verdict, side: Side) -> str:
    """Return the mean loss in the readings in which the other side is better."""
    other = next(s for s in SIDES if s != side)
    if side not in verdict.if_wrong or getattr(verdict.shares, other) < RARE:
        return ""
    return (
        f"If you choose {SIDE_NAMES[side]} and {SIDE_NAMES[other]} would have been better, you "
        f"lose {100 * verdict.if_wrong[side]:.1f} points of 100 on average."
    )
