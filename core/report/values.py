"""Where the values behind a verdict come from: their kind, their reason, their source."""

from __future__ import annotations

from dataclasses import dataclass

from core.knowledge.ledger_words import kind_of_evidence
from core.records.base import SIDES
from core.records.knowledge import Evidence, Knowledge
from core.records.verdict import Contribution, Verdict

MEASURED = "measured here"
NOT_KNOWN = "not known"
TITLE = "Where the values come from"
HEAD = (
    "Criterion",
    "PyTorch, 0 to 1",
    "TensorFlow, 0 to 1",
    "Known by",
    "Why this value",
    "Source",
)
_KINDS = ("documented", "survey", "judgement", "seed")


@dataclass(frozen=True, slots=True)
class Value:
    """One item of evidence that a contribution rests on.

    Attributes:
        values: PyTorch's and TensorFlow's value on the criterion's scale, 0 to 1.
        kind: how it is known, in the words of the comparison.
        because: why this value and not another; may be empty.
    """

    criterion: str
    values: tuple[str, str]
    kind: str
    because: str
    source: str
    date: str


def kind_words(kind: str) -> str:
    """Return how something is known in the words of the comparison."""
    return next((kind_of_evidence(known) for known in _KINDS if known == kind), kind)


def origin(knowledge: Knowledge, row: Contribution) -> str:
    """Return how the value of a contribution is known: every kind it rests on, each once."""
    if row.measured:
        return MEASURED
    found = {item.kind for item in evidence_of(knowledge, row)}
    kinds = (kind_words(kind) for kind in _KINDS if kind in found)
    return ", ".join(dict.fromkeys(kinds)) or NOT_KNOWN


def evidence_of(knowledge: Knowledge, row: Contribution) -> tuple[Evidence, ...]:
    """Return the evidence that a contribution rests on."""
    return tuple(item for item in knowledge.evidence if item.id in row.evidence)


def values(knowledge: Knowledge, verdict: Verdict) -> tuple[Value, ...]:
    """Return the evidence behind every contribution that counts, in the order of the sum."""
    if not verdict.show_shares:
        return ()
    ordered = sorted(verdict.contributions, key=lambda row: (-row.value, row.criterion))
    return tuple(
        _value(row, item)
        for row in ordered
        if row.level > 0
        for item in evidence_of(knowledge, row)
    )


def _value(row: Contribution, item: Evidence) -> Value:
    pytorch, tensorflow = (f"{item.value.get(side, 0.0):.2f}" for side in SIDES)
    return Value(
        criterion=row.label,
        values=(pytorch, tensorflow),
        kind=kind_words(item.kind),
        because=item.because,
        source=item.source,
        date=item.date.isoformat(),
    )
