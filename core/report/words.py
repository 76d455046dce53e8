"""Words that every report and the command line share: leads, costs, names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.records.base import SIDE_NAMES
from core.records.knowledge import Knowledge
from core.records.plurals import listed
from core.records.standing import Margin


def cost(seconds: float) -> str:
    """Return a cost in words: seconds up to two minutes, then minutes; both are estimates."""
    if seconds < 120:
        return f"about {max(1, round(seconds))} s"
    return f"about {round(seconds / 60)} min"


def side_of(points: float) -> str:
    """Return the name of the side that points speak for; positive is PyTorch."""
    return SIDE_NAMES["pytorch" if points > 0 else "tensorflow"]


def lead(points: float) -> str:
    """Return a lead in whole points, naming the side."""
    whole = round(points)
    return "even" if whole == 0 else f"{side_of(whole)} by {abs(whole)}"


def early(knowledge: Knowledge, as_of: str) -> str:
    """Return what is odd about a day before the knowledge's own; empty for any later day."""
    own = knowledge.meta.date
    if dt.date.fromisoformat(as_of) >= own:
        return ""
    return (
        f"{as_of} lies before the knowledge’s own date, {own.isoformat()}: nothing that is younger "
        "has aged, and all of it counts."
    )


def margin_words(margin: Margin) -> str:
    """Return the mean lead with the range that holds 90 of 100 readings."""
    ahead = round(margin.mean)
    start = "Neither is ahead"
    if ahead:
        start = f"{side_of(ahead)} is ahead by {abs(ahead)}"
    return f"{start} (90 of 100 readings: {lead(margin.low)} to {lead(margin.high)})"


def lead_with_range(margin: Margin) -> str:
    """Return the mean lead in short, with the range of 90 of 100 readings in brackets."""
    low, high = round(margin.low), round(margin.high)
    span = f"{lead(low)} to {lead(high)}"
    if low * high > 0 and low * margin.mean > 0:
        near, far = sorted((abs(low), abs(high)))
        span = f"{near} to {far}"
    return f"{lead(margin.mean)} ({span})"


def sides(ids: Sequence[str]) -> str:
    """Return alternatives by name, joined as words of a sentence."""
    return listed([SIDE_NAMES.get(id_, id_) for id_ in ids])


def label(knowledge: Knowledge, id_: str) -> str:
    """Return the label of a criterion; one that is not there any more keeps its id."""
    criterion = knowledge.criterion(id_)
    return criterion.label if criterion else id_


def stop(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith((".", "?")) else f"{text}."
