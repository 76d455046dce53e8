"""What lies around a verdict, in sentences: how firm it is, and what each part of it does."""

from __future__ import annotations

from core.records.base import SIDE_NAMES, SIDES
from core.records.knowledge import Knowledge
from core.records.levels import level_word
from core.records.outlook import AloneView, AnswerEffect, NextBest, Stability
from core.records.plurals import count, listed
from core.records.shares import count_words, of_100, whole_shares
from core.records.standing import Shares
from core.records.verdict import Verdict
from core.report.words import cost, label, side_of

HEAVIEST = 5  # weights named for the kind of project that a side suits
SMALLEST_WORTH = 0.01  # points of 100 that are shown as a number
FIND_OUT_NOTE = (
    "What is worth most for the time it takes comes first. Worth is how many points of 100 your "
    "choice gains on average by knowing it."
)
DILUTING = "by weighing down the rest"
EFFECTS_NOTE = (
    "Each is the lead with the answer, less the lead if the question were open. Answers work "
    "together, so these do not add up."
)
ALONE_NOTE = "You ticked several. Each is judged here as if it were the only one."
CENTRAL_NOTE = "The heaviest weights, of 100, in the readings in which a side comes first."


def find_out(item: NextBest) -> str:
    """Return what finding out costs, what it is worth and how often it would matter."""
    return (
        f"{cost(item.cost_s)}, worth {_worth(item.evppi)}, could change the verdict in "
        f"{of_100(item.chance)}"
    )


def _worth(evppi: float) -> str:
    points = 100 * evppi
    if points < SMALLEST_WORTH:
        return f"under {SMALLEST_WORTH} points"
    return f"{points:.1f} points" if points >= 1 else f"{points:.2f} points"


def card_answer(item: NextBest) -> str:
    """Return how a trade-off card is answered in an answer file; empty for the other kinds."""
    if len(item.card) != 2:
        return ""
    first, second = (side.criterion for side in item.card)
    return (
        "To answer, write above [answers] in the file: trade_offs = "
        f'[{{prefer = "{first}", over = "{second}"}}], or the two the other way round.'
    )


def stability(verdict: Verdict) -> tuple[str, ...]:
    """Return the weights that can turn the lead, each with its range, the nearest end first."""
    bounded = [row for row in verdict.stability if row.low > 0.0 or row.high < 1.0]
    return tuple(_stable(row) for row in sorted(bounded, key=_room))


def stability_note(verdict: Verdict) -> str:
    """Return what the ranges of `stability` mean; empty where no weight was looked at."""
    if not verdict.stability:
        return ""
    bounded = sum(row.low > 0.0 or row.high < 1.0 for row in verdict.stability)
    if not bounded:
        return "The lead holds however much weight any one criterion has."
    text = (
        "Shares of all weight, the one with the least way to go first; the other weights move in "
        "proportion."
    )
    rest = len(verdict.stability) - bounded
    return f"{text} No other single weight can turn the lead." if rest else text


def _room(row: Stability) -> float:
    """Return how far the weight lies from the nearest end of its range that turns the lead."""
    below = row.weight - row.low if row.low > 0.0 else 1.0
    return min(below, row.high - row.weight if row.high < 1.0 else 1.0)


def _stable(row: Stability) -> str:
    ends = [
        100 * end
        for end, ends_it in ((row.low, row.low > 0.0), (row.high, row.high < 1.0))
        if ends_it
    ]
    now = 100 * row.weight
    # Whole numbers, unless they would hide on which side of an end the weight lies.
    digits = 1 if round(now) in [round(end) for end in ends] else 0
    said = " and ".join(f"{end:.{digits}f}" for end in ends)
    span = "between" if len(ends) == 2 else "over" if row.low > 0.0 else "under"
    return (
        f"The lead holds while “{row.label}” stays {span} {said} of 100 of the weight "
        f"({now:.{digits}f} now)."
    )


def effect(row: AnswerEffect) -> str:
    """Return what one answer does to the lead, in points."""
    points = round(abs(row.effect))
    if points == 0:
        return "under 1 point"
    how = f", {DILUTING}" if row.dilutes else ""
    return f"{count(points, 'point')} towards {side_of(row.effect)}{how}"


def alone(knowledge: Knowledge, row: AloneView) -> tuple[str, str]:
    """Return a ticked option with its question, and what it would give alone."""
    question = knowledge.question(row.question)
    step = question.step if question else row.question
    outcome = row.title
    if row.show_shares:
        outcome += f" ({shares_words(row.shares)})"
    return f"{step}: {row.text}", outcome


def shares_words(shares: Shares) -> str:
    """Return three shares as counts of 100 readings; neither only where there is any."""
    first, second, third = whole_shares(shares.pytorch, shares.tensorflow, shares.none)
    words = f"PyTorch {count_words(first)}, TensorFlow {count_words(second)}"
    if third:
        words += f", neither {count_words(third)}"
    return f"{words} of 100"


def said_twice(verdict: Verdict) -> tuple[str, ...]:
    """Return the criteria that more than one answer set outright, with what each said."""
    return tuple(
        f"“{row.label}” is set by "
        + listed([f"“{text}” ({level_word(level)})" for _, text, level in row.said])
        + f"; {level_word(row.level)} counts."
        for row in verdict.direct
    )


def missing(knowledge: Knowledge, verdict: Verdict) -> tuple[str, ...]:
    """Return the criteria on which nothing is known in some or all of the readings."""
    rows = sorted(verdict.missing.items(), key=lambda row: (-row[1], row[0]))
    return tuple(
        f"Nothing is known about “{label(knowledge, id_)}”"
        + (f" in {of_100(share)} readings" if share < 0.995 else "")
        + ": there either side may lie anywhere."
        for id_, share in rows
        if share >= 0.005
    )


def central(knowledge: Knowledge, verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """Return side by name -> the heaviest weights of the readings in which it comes first."""
    found = []
    for side in SIDES:
        weights = verdict.central_weights.get(side, {})
        heaviest = sorted(weights.items(), key=lambda row: (-row[1], row[0]))[:HEAVIEST]
        words = ", ".join(
            f"{label(knowledge, id_)} {round(100 * weight)}"
            for id_, weight in heaviest
            if round(100 * weight)
        )
        if words:
            found.append((SIDE_NAMES[side], words))
    return tuple(found)
