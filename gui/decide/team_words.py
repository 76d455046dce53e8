"""Words and figures of the team's page that follow from records alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.records.people import Person
from core.report.people import level as level_in_words
from core.report.words import lead_with_range

translate = QCoreApplication.translate

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NAMED = 6  # people named beside a picture
SPANS = (5, 10, 20, 30, 40, 50, 60, 80)


def letter(place: int) -> str:
    """Return the letter that stands for a person in pictures: A, B ... Z, AA, AB ..."""
    text = ""
    while place >= 0:
        place, rest = divmod(place, len(LETTERS))
        text = LETTERS[rest] + text
        place -= 1
    return text


def lead_span(people: Iterable[Person]) -> float:
    """Return how far the common axis of leads reaches to each side of even, in points."""
    ends = [abs(end) for p in people if p.show_shares for end in (p.margin.low, p.margin.high)]
    most = max(ends, default=0.0)
    return float(next((span for span in SPANS if span >= most), 100))


def no_share(person: Person) -> str:
    """Return why a person's outcome has no share."""
    if person.verdict == "insufficient":
        return translate("team", "Too few answers for a share")
    if person.label in ("ruled by a constraint", "ruled out"):
        return translate("team", "A constraint decides: no share")
    if person.label == "instead":
        return translate("team", "Something else fits: no share")
    return translate("team", "No share is shown")


def answered(person: Person, asked: int) -> str:
    """Return how much a person answered."""
    return translate("team", "{0} of {1}").format(person.answered, asked)


def lead_words(person: Person) -> str:
    """Return the lead with the range of 90 of 100 readings; empty where none is shown."""
    return lead_with_range(person.margin) if person.show_shares else ""


def team_size(people: Sequence[Person]) -> str:
    """Return how many people there are, and how many of them count."""
    if len(people) == 1:
        return translate("team", "One person so far")
    counted = sum(person.share > 0.0 for person in people)
    if counted in (0, len(people)):
        return translate("team", "{0} people, each with an equal say").format(len(people))
    text = translate("team", "{0} people; {1} of them count, with an equal say")
    return text.format(len(people), counted)


@dataclass(frozen=True, slots=True)
class Disc:
    """One disc on an axis: where it stands, in which lane, and what is written in it."""

    x: float
    lane: int
    text: str


def discs(marks: Mapping[str, float], width: float, most: int = 3) -> list[Disc]:
    """Return the discs that show letters at places without touching, in few lanes.

    Args:
        marks: letter -> place along the axis, in pixels.
        width: the least distance of two discs in one lane.
        most: lanes there may be; what does not fit is counted in the last one: "+3".
    """
    places = list(marks.items())
    rows = lanes([x for _, x in places], width)
    found = [
        Disc(x, lane, letter_)
        for (letter_, x), lane in zip(places, rows, strict=True)
        if lane < most - 1
    ]
    rest = sorted(
        ((x, letter_) for (letter_, x), lane in zip(places, rows, strict=True) if lane >= most - 1)
    )
    while rest:
        start = rest[0][0]
        near = [letter_ for x, letter_ in rest if x - start < width]
        rest = rest[len(near) :]
        found.append(Disc(start, most - 1, near[0] if len(near) == 1 else f"+{len(near)}"))
    return found


def levels_words(levels: Mapping[str, float], pulls: Mapping[str, float] | None = None) -> str:
    """Return what a criterion counts for each person, the most first; of many, both ends.

    Args:
        levels: name -> importance level, 0 to 4.
        pulls: name -> points of 100 it gives to a side, positive = PyTorch.
    """
    pulls = pulls or {}
    order = sorted(levels.items(), key=lambda item: -item[1])
    said = [f"{name} {level_in_words(level, pulls.get(name, 0.0))}" for name, level in order]
    if len(said) <= NAMED:
        return ", ".join(said)
    half = NAMED // 2
    between = translate("team", "{0} between").format(len(said) - 2 * half)
    return ", ".join([*said[:half], between, *said[-half:]])


def lanes(places: Sequence[float], width: float) -> list[int]:
    """Return a lane for each mark so that none touches another of its lane.

    Args:
        places: where the marks stand along the axis, in pixels, in any order.
        width: the least distance of two marks in one lane.
    """
    ends: list[float] = []
    found = [0] * len(places)
    for i in sorted(range(len(places)), key=lambda i: places[i]):
        lane = next((n for n, end in enumerate(ends) if places[i] - end >= width), len(ends))
        if lane == len(ends):
            ends.append(places[i])
        else:
            ends[lane] = places[i]
        found[i] = lane
    return found
