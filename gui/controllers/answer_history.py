"""The answers as they were: what undoing goes back through, and redoing forward."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from core.records.answers import Answers

DEPTH = 500


@dataclass(frozen=True, slots=True)
class Past:
    """A state to go back (or forward) to.

    Attributes:
        answers: what was said then.
        label: the change that lies between it and the next one, in words: "“What you build”".
    """

    answers: Answers
    label: str


@dataclass(slots=True)
class AnswerHistory:
    """Holds the states beside the present one; knows nothing of questions.

    What only the machine check wrote is no step of its own: `rewrite` puts it into every state.
    """

    _done: deque[Past] = field(default_factory=lambda: deque(maxlen=DEPTH))
    _undone: list[Past] = field(default_factory=list)

    @property
    def undo_label(self) -> str:
        """Return what undoing would take back; empty when there is nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """Return what redoing would make again; empty when there is nothing."""
        return self._undone[-1].label if self._undone else ""

    def make(self, before: Answers, label: str) -> None:
        """Take note that `before` was left; what was undone can no longer be made again."""
        self._done.append(Past(before, label))
        self._undone.clear()

    def undo(self, now: Answers) -> Past | None:
        """Return the state before, which takes the place of `now`; None when there is none."""
        if not self._done:
            return None
        past = self._done.pop()
        self._undone.append(Past(now, past.label))
        return past

    def redo(self, now: Answers) -> Past | None:
        """Return the state after, which takes the place of `now`; None when there is none."""
        if not self._undone:
            return None
        past = self._undone.pop()
        self._done.append(Past(now, past.label))
        return past

    def ever(self, was: Callable[[Answers], bool]) -> bool:
        """Return True when something held in a past state."""
        return any(was(past.answers) for past in self._done)

    def rewrite(self, change: Callable[[Answers], Answers]) -> None:
        """Change every state, past and undone."""
        for states in (self._done, self._undone):
            for place, past in enumerate(states):
                states[place] = replace(past, answers=change(past.answers))
