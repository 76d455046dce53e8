"""Rules of the knowledge and what they rest on: conditions, machine facts, knock-outs, routes."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from .base import Record

Strength = Literal["instead", "bridge", "also"]


class Term(Record, frozen=True):
    """True when a definite answer to question `q` contains one of the options `is`."""

    q: str
    is_: tuple[str, ...] = msgspec.field(name="is")


class Condition(Record, frozen=True):
    """All of `all`, at least one of `any` (when given), none of `none`. Empty: always true."""

    all: tuple[Term, ...] = ()
    any: tuple[Term, ...] = ()
    none: tuple[Term, ...] = ()

    def terms(self) -> tuple[Term, ...]:
        """Return every term, to find the questions a condition hangs on."""
        return (*self.all, *self.any, *self.none)


class FactValue(Record, frozen=True):
    """One thing a fact about this machine can be."""

    id: str
    text: str


class Fact(Record, frozen=True):
    """Something that the machine check reads; conditions may name it as they name a question.

    It holds only while the person trains on this machine; what was not read makes no term hold.
    """

    id: str
    label: str
    value: tuple[FactValue, ...]


class Knockout(Record, frozen=True):
    """A fact about possibility: when it holds, `out` cannot be used.

    Attributes:
        out: the alternatives that are ruled out.
        title: the consequence in a few words.
        reason: the fact, one or two sentences.
        relax: what to give up so that it no longer holds.
    """

    id: str
    out: tuple[str, ...]
    when: Condition
    title: str
    reason: str
    relax: str
    source: str
    date: dt.date
    expires: str = ""


class Anyway(Record, frozen=True):
    """What a person answers who does not want to take a route.

    Attributes:
        text: the same in their words, for a button.
        q: the question, one of those the route hangs on.
        option: the answer in place of those that fire the route; empty: those are taken back.
    """

    text: str
    q: str
    option: str = ""


class Route(Record, frozen=True):
    """A way past the question: use something else (`instead`), a bridge, or a hint (`also`).

    Attributes:
        anyway: the way past the route, offered where it fires.
    """

    id: str
    strength: Strength
    when: Condition
    title: str
    say: str
    source: str
    date: dt.date
    relax: str = ""
    anyway: Anyway | None = None


class Conflict(Record, frozen=True):
    """Answers that pull against each other; widens the criteria it touches, never blocks."""

    id: str
    when: Condition
    say: str
    widen: tuple[str, ...] = ()
