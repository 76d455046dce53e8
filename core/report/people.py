"""Several people in words: each one's outcome, who rules what out, where they lie apart."""

from __future__ import annotations

from core.records.levels import level_word
from core.records.people import Disagreement, Person, Veto
from core.report.outlook import shares_words
from core.report.words import lead_with_range, side_of, sides, stop

APART_NOTE = (
    "How much each counts, from 0 (none) to 4 (decisive), and the points of 100 it gives to a "
    "side; what pulls people to opposite sides first, then the widest apart."
)


def outcome(person: Person, asked: int) -> str:
    """Return one person's outcome in a line: the verdict, the readings, the lead and its range.

    Args:
        person: one of several.
        asked: how many questions there are.
    """
    parts = [person.title]
    if person.show_shares:
        parts += [shares_words(person.shares), lead_with_range(person.margin)]
    parts.append(answered(person, asked))
    return "; ".join(parts)


def answered(person: Person, asked: int) -> str:
    """Return how much a person answered, and whether that is enough to be counted."""
    text = f"{person.answered} of {asked} answered"
    return text if person.share > 0.0 else f"{text}, not counted"


def veto(row: Veto) -> tuple[str, str]:
    """Return who rules what out, and by which rule, with the way out."""
    way_out = f" Way out: {stop(row.relax)}" if row.relax else ""
    return f"{row.name} rules out {sides(row.out)}", f"{stop(row.title)} {stop(row.text)}{way_out}"


def levels(row: Disagreement) -> tuple[tuple[str, str], ...]:
    """Return name -> how much the criterion counts for them, the most first."""
    order = sorted(row.levels.items(), key=lambda item: -item[1])
    return tuple((name, level(value, row.pulls.get(name, 0.0))) for name, value in order)


def level(value: float, pull: float = 0.0) -> str:
    """Return an importance level as its word and its number, with the points it gives to a side.

    Args:
        value: the level, 0 to 4.
        pull: points of 100, positive = PyTorch; those that round to 0 are left out.
    """
    points = round(abs(pull))
    side = f", {points} for {side_of(pull)}" if points else ""
    return f"{level_word(value)} ({value:.1f}{side})"
