"""A report as plain data: every format is a painter of this one record."""

from __future__ import annotations

from dataclasses import dataclass

from core.report.values import Value


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion: its points (positive = PyTorch), its weight, and where it comes from.

    Attributes:
        because: the answers it hangs on, in words.
    """

    label: str
    points: int
    weight: str
    origin: str
    because: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where values were read; `as_of` names every date on which something of it was read."""

    subject: str
    address: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured case in words and figures; times in milliseconds a step, or empty."""

    run: str
    case: str
    outcome: str
    interval: str
    pytorch_ms: str
    tensorflow_ms: str
    remark: str


@dataclass(frozen=True, slots=True)
class Side:
    """What speaks for and against one side: (sign, text, kind and date)."""

    name: str
    points: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of several; nothing of shares and lead where none is shown.

    Attributes:
        counts: readings of 100 for PyTorch, TensorFlow and neither.
        shares: the same in words.
    """

    name: str
    title: str
    counts: tuple[int, int, int] | None
    shares: str
    lead: str
    answered: str


@dataclass(frozen=True, slots=True)
class Team:
    """Several people.

    Attributes:
        names: of everyone, in the order they were given.
        vetoes: (who rules what out, by which rule and how to lift it).
        apart: (criterion, what it counts for each name).
    """

    names: tuple[str, ...]
    people: tuple[PersonRow, ...]
    vetoes: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around the verdict, each as a table or a list of sentences; may be empty.

    Attributes:
        flips: (change, as it stands, what would follow).
        find_out: (what, what it costs and how often it matters, how to answer it in a file).
        stability: the weights that can turn the lead, each with its range.
        stability_note: what those ranges mean.
        effects: (question, answer, points it moves the lead by).
        alone: (a ticked option, what it would give alone).
        central: (side, the heaviest weights where it comes first).
        said_twice: criteria that several answers set.
        missing: criteria that nothing is known about.
    """

    flips: tuple[tuple[str, str, str], ...]
    find_out: tuple[tuple[str, str], ...]
    stability: tuple[str, ...]
    stability_note: str
    effects: tuple[tuple[str, str, str], ...]
    alone: tuple[tuple[str, str], ...]
    central: tuple[tuple[str, str], ...]
    said_twice: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A decision as a document.

    Attributes:
        shares: readings of 100 for PyTorch, TensorFlow and neither; None where none is shown.
        team: None for one person.
        facts: (name, words) of what the verdict rests on.
        stakes: how often the two are alike, and what the wrong choice costs.
        values: the evidence behind each row.
        rules: constraints and hints that hold: (title, text, address).
        asked: column heads of `answers`: the question, then each person.
        answers: (question, answer of each person).
    """

    title: str
    sentence: str
    shares: tuple[int, int, int] | None
    team: Team | None
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    rows: tuple[Row, ...]
    margin: str
    stakes: tuple[str, ...]
    sides: tuple[Side, ...]
    rules: tuple[tuple[str, str, str], ...]
    around: Around
    asked: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, str], ...]
    measured: tuple[Measured, ...]
    not_counted: tuple[str, ...]
    equal: tuple[str, ...]
    values: tuple[Value, ...]
    sources: tuple[Source, ...]
