"""What the window knows of the decision at one moment, and what it needs of the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from core.decide.flow import Step
from core.records.answers import Answers
from core.records.document import Document
from core.records.knowledge import Knowledge
from core.records.run import RunSummary
from core.records.verdict import Verdict
from gui.controllers.found import Here

SUMMARY = "summary"
VERDICT = "verdict"
WHAT_IF = "what_if"  # weights on trial, a page behind the verdict
RANKING = "ranking"  # an order on trial, a page behind the verdict
TEAM = "team_page"  # several people side by side; "team" is a question


class Documents(Protocol):
    """What the decision needs of the document: keep the answers, give them back."""

    def save(self, answers: Answers, page: str) -> None:
        """Keep these answers; returns at once, writes soon after."""
        ...

    def load(self) -> Document | None:
        """Return what was kept last, or None at the first start."""
        ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a page paints; a new one for each change.

    Attributes:
        question: where the person stands: a question id, or one of the pages above.
        steps: the step list, in the order of the questionnaire.
        verdict: the result for these answers; None before the first one is computed.
        preview: True when `verdict` counts the first draws only.
        moved: what the last change did, one sentence; empty when nothing moved yet.
        change: number of that change; equal sentences on two changes are two tellings.
        saved: True when the answers are safely on disk.
        unsaved: True when they could not be written.
        here: what was read of this machine; None until that is done.
        measured: the runs that count.
        undo, redo: what undoing and redoing would change, in words; empty: nothing.
    """

    knowledge: Knowledge
    answers: Answers
    question: str
    steps: tuple[Step, ...] = ()
    verdict: Verdict | None = None
    preview: bool = False
    moved: str = ""
    change: int = 0
    saved: bool = False
    unsaved: bool = False
    here: Here | None = None
    measured: tuple[RunSummary, ...] = ()
    undo: str = ""
    redo: str = ""
