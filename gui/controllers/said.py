"""Everything a person said, with the way back, and what this machine adds to it."""

from __future__ import annotations

from dataclasses import replace

from core.decide.flow import steps
from core.records.answers import Answers
from core.records.knowledge import Knowledge
from core.records.run import RunSummary
from gui.controllers import change_words as words
from gui.controllers import found
from gui.controllers.answer_history import AnswerHistory
from gui.controllers.snapshot import Snapshot


class Said:
    """The answers as they stand, as they were, and as they were before they were taken back.

    Every change that a person makes is one step that can be undone. What the machine check fills
    in is none: it goes into all states alike.

    Attributes:
        knowledge: the questions.
        answers: what counts now.
        here: what was read of this machine; None before that is done.
    """

    def __init__(self, knowledge: Knowledge, answers: Answers) -> None:
        self.knowledge = knowledge
        self.answers = answers
        self.here: found.Here | None = None
        self._runs: dict[str, RunSummary] = {}
        self._history = AnswerHistory()

    @property
    def measured(self) -> tuple[RunSummary, ...]:
        """Return the runs that count, as far as they are known here."""
        return tuple(self._runs[id_] for id_ in self.answers.runs if id_ in self._runs)

    def know(self, runs: tuple[RunSummary, ...]) -> None:
        """Take in runs; each counts while the answers name it."""
        self._runs |= {run.run: run for run in runs}

    def shown_in(self, snapshot: Snapshot) -> Snapshot:
        """Return a snapshot with all of this in it."""
        return replace(
            snapshot,
            answers=self.answers,
            steps=steps(self.knowledge, self.answers, snapshot.question),
            measured=self.measured,
            here=self.here,
            undo=self._history.undo_label,
            redo=self._history.redo_label,
        )

    def make(self, after: Answers, because: str = "") -> str:
        """Carry out a change.

        Args:
            after: what is said from now on.
            because: names the change; empty: what differs.

        Returns:
            The change as the beginning of a sentence on its effect; empty when nothing changed.
        """
        before = self.answers
        if after == before:
            return ""
        label = because or words.label_of(self.knowledge, before, after)
        self._history.make(before, label)
        self.answers = after
        if because:
            return words.capital(because)
        return words.subject_of(self.knowledge, before, after)

    def load(self, answers: Answers, because: str = "") -> str:
        """Take in all answers at once, as `make` does; what they leave open the machine fills."""
        if self.here is not None:
            answers = found.filled(answers, self.here, fill=True)
        return self.make(answers, because)

    def undo(self) -> str:
        """Take back the last change; returns what that brings back, empty when there is none."""
        past = self._history.undo(self.answers)
        if past is None:
            return ""
        before, self.answers = self.answers, past.answers
        return words.came_back(self.knowledge, before, past.answers, past.label)

    def redo(self) -> str:
        """Make the change again that was undone last; returns it, empty when there is none."""
        past = self._history.redo(self.answers)
        if past is None:
            return ""
        before, self.answers = self.answers, past.answers
        return words.made_again(self.knowledge, before, past.answers, past.label)

    def look(self, here: found.Here) -> bool:
        """Take in what was read of this machine; True when the answers are others now."""
        self.here = here
        # Whoever cleared the answer before the machine was read does not get it again.
        fill = not self._history.ever(lambda past: found.HARDWARE in past.answers)

        def fill_in(answers: Answers) -> Answers:
            return found.filled(answers, here, fill=fill)

        self._history.rewrite(fill_in)
        before, self.answers = self.answers, fill_in(self.answers)
        return self.answers != before
