"""Projects with the verdict an expert expects: what a change of the knowledge is tried on."""

from __future__ import annotations

import msgspec

from .base import Record
from .standing import VerdictName


class Case(Record, frozen=True):
    """One project and what is expected of it.

    Attributes:
        expected: the expert's verdict.
        also_acceptable: verdicts that would do as well.
        constraint: a hard limit decides, so the verdict must be the expected one exactly.
        why: the expert's reason, one sentence.
        answers: question id -> chosen option ids; a missing key is an open question.
    """

    id: str
    title: str
    expected: VerdictName
    also_acceptable: tuple[VerdictName, ...]
    constraint: bool
    why: str
    answers: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class CaseFile(Record, frozen=True):
    """The file cases.toml."""

    case: tuple[Case, ...]
