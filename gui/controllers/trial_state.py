"""What weights or a ranking on trial are at one moment, and the moves that led there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from core.records.answers import Answers
from core.records.knowledge import Knowledge
from core.records.verdict import Verdict

Overrides = Mapping[str, float]
NONE: Overrides = MappingProxyType({})
State = TypeVar("State")


class OnTrial(Protocol):
    """What is told of any trial: both verdicts, and what the last change did."""

    @property
    def answers(self) -> Answers:
        """Return what is kept."""
        ...

    @property
    def before(self) -> Verdict:
        """Return the verdict on what is kept."""
        ...

    @property
    def verdict(self) -> Verdict:
        """Return the verdict on trial."""
        ...

    @property
    def moved(self) -> str:
        """Return what the last change did, one sentence."""
        ...

    @property
    def differs(self) -> bool:
        """Return True when there is something to keep."""
        ...


@dataclass(frozen=True, slots=True)
class TrialSnapshot:
    """Everything the page of weights paints; a new one for each change.

    Attributes:
        answers: what is kept, the weights that were kept earlier included.
        overrides: criterion -> level on trial; kept ones too, as long as they are not reset.
        own_levels: criterion -> level by the answers and the ranking alone.
        before: the verdict on what is kept.
        verdict: the verdict on trial; `before` itself while nothing differs.
        preview: True when `verdict` counts the first readings only.
        moved: what the last change did, one sentence; empty before the first.
    """

    knowledge: Knowledge
    answers: Answers
    overrides: Overrides
    own_levels: Mapping[str, float]
    before: Verdict
    verdict: Verdict
    preview: bool = False
    moved: str = ""
    can_undo: bool = False
    can_redo: bool = False

    def level(self, criterion: str) -> float:
        """Return the level a criterion has on trial."""
        return self.overrides.get(criterion, self.own_levels.get(criterion, 0.0))

    @property
    def differs(self) -> bool:
        """Return True when there is something to keep."""
        return dict(self.overrides) != self.answers.overrides


@dataclass(slots=True)
class Moves(Generic[State]):
    """The states that undoing goes back through, and redoing forward."""

    now: State
    done: list[State] = field(default_factory=list)
    undone: list[State] = field(default_factory=list)

    def make(self, after: State, *, continued: bool) -> None:
        """Take in another state; a continued move replaces the last one."""
        if not continued:
            self.done.append(self.now)
        self.undone.clear()
        self.now = after

    def undo(self) -> None:
        """Go one state back."""
        self.undone.append(self.now)
        self.now = self.done.pop()

    def redo(self) -> None:
        """Go one state forward again."""
        self.done.append(self.now)
        self.now = self.undone.pop()
