"""What a person says about their project."""

from __future__ import annotations

import msgspec

from .base import Record

NOT_SURE = "not_sure"


class TradeOff(Record, frozen=True):
    """One two-criterion choice: the person would rather have `prefer` than `over`.

    Both are ids of criteria, each for its `swing`: the improvement that the card names.
    """

    prefer: str
    over: str


class Answers(Record, frozen=True):
    """The one schema of an answer file, of the wizard and of a document.

    Attributes:
        name: whose answers these are; empty for one person.
        answers: question id -> chosen option ids. A missing key is a skipped question;
            ("not_sure",) is an answer of its own. Files may write a bare string for one option.
        overrides: criterion id -> importance level, 0 (none) to 4 (decisive), set by slider.
        ranking: criterion ids, most important first.
        trade_offs: two-criterion choices.
        no_preference: pairs of criteria on which a card was answered with "No preference". It
            weighs nothing: it only keeps the same card from being shown again.
        notes: question id or "project" -> free text.
        runs: ids of runs whose measurements count.
        found: what the machine check saw: id of a fact, or of a question that it answers, -> what
            was seen. It counts only while the person trains on this machine.
    """

    name: str = ""
    answers: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    overrides: dict[str, float] = msgspec.field(default_factory=dict)
    ranking: tuple[str, ...] = ()
    trade_offs: tuple[TradeOff, ...] = ()
    no_preference: tuple[tuple[str, str], ...] = ()
    notes: dict[str, str] = msgspec.field(default_factory=dict)
    runs: tuple[str, ...] = ()
    found: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    def is_put_aside(self, *criteria: str) -> bool:
        """Return True when the person had no preference between these two criteria."""
        return any(set(pair) == set(criteria) for pair in self.no_preference)

    def chosen(self, question: str) -> tuple[str, ...]:
        """Return the option ids chosen for a question, without "not sure"; empty when open."""
        return tuple(o for o in self.answers.get(question, ()) if o != NOT_SURE)

    def is_answered(self, question: str) -> bool:
        """Return True when the person gave a definite answer."""
        return bool(self.chosen(question))
