"""Names of several people whose answers come from files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from core.records.answers import Answers
from core.records.visible import visible

LONGEST = 40  # characters of a name; more would push out what stands beside it


def name_of(answers: Answers, path: Path) -> str:
    """Return whose answers a file holds: the name in it, else the file's own without its ending."""
    return tidy(answers.name) or tidy(path.stem) or visible(path.name)


def tidy(name: str) -> str:
    """Return a name on one line, without blanks at its ends, cut where it is very long.

    Characters that hide, or turn what stands beside them, are spelt out.
    """
    # Names of files may hold bytes that are no text.
    line = visible(" ".join(name.encode("utf-8", "replace").decode("utf-8").split()))
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names, later ones numbered where they were taken: Ana, Ana (2)."""
    given: list[str] = []
    for name in names:
        own, number = name, 1
        while own in given:
            number += 1
            own = f"{name} ({number})"
        given.append(own)
    return tuple(given)
