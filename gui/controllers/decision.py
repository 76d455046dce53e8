"""What a person can do to the decision, and what this machine adds to it."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from PySide6.QtCore import Slot

from core.decide.flow import choose
from core.records.answers import Answers
from core.records.machine import Interpreter, Machine
from core.records.run import RunSummary
from gui.controllers import answer_changes as changes
from gui.controllers import found
from gui.controllers.live_verdict import LiveVerdict
from gui.controllers.page_order import BEHIND, BEYOND, exists, page_after, page_before
from gui.controllers.snapshot import RANKING, SUMMARY, TEAM, VERDICT, WHAT_IF, Snapshot

__all__ = ["RANKING", "SUMMARY", "TEAM", "VERDICT", "WHAT_IF", "DecisionController", "Snapshot"]


class DecisionController(LiveVerdict):
    """Takes in what is said, measured and found, and moves between pages; knows no widget.

    Every change that a person makes can be undone; what the machine check fills in cannot.
    """

    # --- what the person says ---------------------------------------------------------------

    def answer(self, question: str, options: tuple[str, ...]) -> None:
        """Set the answer to a question; no option at all leaves the question open."""
        self._make(changes.answered(self._need().answers, question, options))

    def choose(self, question: str, option: str) -> None:
        """Choose an option as a click does: replace, or toggle where several may be ticked."""
        now = self._need()
        asked = now.knowledge.question(question)
        if asked is not None:
            self.answer(question, choose(asked, now.answers.answers.get(question, ()), option))

    def note(self, subject: str, text: str) -> None:
        """Keep a note on a question, or on the "project"; an empty text removes it."""
        self._make(changes.noted(self._need().answers, subject, text))

    def override(self, criterion: str, level: float | None) -> None:
        """Set a criterion's weight by hand, 0 to 4; None gives it back to the answers."""
        self._make(changes.overridden(self._need().answers, criterion, level))

    def prefer(self, prefer: str, over: str) -> None:
        """Take in a choice between two criteria; earlier ones that contradict it go."""
        self._make(changes.preferring(self._need().answers, prefer, over))

    def take_back(self, prefer: str, over: str) -> None:
        """Forget a choice between two criteria."""
        self._make(changes.without_choice(self._need().answers, prefer, over))

    def put_aside(self, one: str, other: str) -> None:
        """Take in that the person has no preference between two criteria: not asked again."""
        self._make(changes.put_aside(self._need().answers, one, other))

    def ask_again(self, one: str, other: str) -> None:
        """Forget that the person had no preference between two criteria."""
        self._make(changes.asked_again(self._need().answers, one, other))

    @Slot()
    def clear_all(self) -> None:
        """Forget all answers, weights and choices; notes and measurements stay."""
        self._make(changes.cleared(self._need().answers))

    def set_answers(self, answers: Answers, because: str = "") -> None:
        """Take in all answers at once, as from a file.

        Args:
            answers: what is said from now on.
            because: names the change, as in "Undo opening signs.forkwise"; empty: what differs.
        """
        self._turn(self._saying().load(answers, because))

    @Slot()
    def undo(self) -> None:
        """Take back the last change."""
        self._turn(self._saying().undo())

    @Slot()
    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._turn(self._saying().redo())

    # --- what was measured and found --------------------------------------------------------

    def set_measured(self, measured: tuple[RunSummary, ...]) -> None:
        """Say which runs count; their ids are kept with the answers."""
        now = self._need()
        self._saying().know(measured)
        runs = tuple(run.run for run in measured)
        self._make(msgspec.structs.replace(now.answers, runs=runs))

    def know_runs(self, runs: tuple[RunSummary, ...]) -> None:
        """Take in runs that were read; those that the answers name count from now on."""
        now, said = self._need(), self._saying()
        said.know(runs)
        if said.measured != now.measured:
            self._apply(self.tr("What was measured here"))

    @Slot(object, object)
    def take_machine(self, machine: Machine, interpreters: tuple[Interpreter, ...] = ()) -> None:
        """Take in what was read of this machine; it fills what the person left open."""
        if self._said is None or self._snapshot is None:
            return
        here = found.look(self._said.knowledge, machine, interpreters)
        if self._said.look(here):
            self._apply(self.tr("What was found on this machine"))
        else:
            self._show(self._said.shown_in(self._snapshot))

    @Slot()
    def use_machine(self) -> None:
        """Go back to what this machine says, after a correction or with another one's answers."""
        now = self._need()
        if now.here is not None:
            because = self.tr("using what this machine says")
            self._turn(self._saying().make(found.as_here(now.answers, now.here), because))

    # --- moving -----------------------------------------------------------------------------

    def go(self, question: str) -> None:
        """Show a question, the summary, the verdict or one of the pages behind it."""
        now = self._need()
        if not exists(now.knowledge, question) or question == now.question:
            return
        from_behind = question == VERDICT and now.question in BEHIND
        jumped = now.question in (SUMMARY, VERDICT) and question not in BEYOND
        # The way back from a question leads to where its button stood, as long as one is there.
        if now.question not in BEYOND:
            self._came_from.pop(now.question, None)
        if jumped or (question in (TEAM, RANKING, VERDICT) and not from_behind):
            self._came_from[question] = now.question
        self._move(question)

    def _move(self, question: str) -> None:
        now = self._need()
        self._show(self._saying().shown_in(self._kept(replace(now, question=question))))

    @Slot()
    def next(self) -> None:
        """Go to the next question that applies, then to the summary, then to the verdict."""
        now = self._need()
        self.go(page_after(now.knowledge, now.answers, now.question))

    @Slot()
    def back(self) -> None:
        """Go one page back, or from a question to the page it was opened from; answers stay."""
        now = self._need()
        came_from = self._came_from.get(now.question, "")
        if now.question not in BEYOND:
            self._came_from.pop(now.question, None)
        page = page_before(now.knowledge, now.answers, now.steps, now.question, came_from)
        if page != now.question:
            self._move(page)

    # --- inside -----------------------------------------------------------------------------

    def _make(self, answers: Answers) -> None:
        self._turn(self._saying().make(answers))
