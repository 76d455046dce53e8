"""Any order of giving and taking back answers: no exception, one verdict for the same answers."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from machines import LINUX, WINDOWS, a_device, a_machine, a_python
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop

from core.knowledge.load import load
from core.knowledge.validate import check_answers
from core.records.answers import NOT_SURE, Answers
from gui.controllers.decision import SUMMARY, TEAM, VERDICT, WHAT_IF, DecisionController, Snapshot
from gui.controllers.resolving import PREVIEW_DRAWS, Task

AS_OF = dt.date(2026, 11, 23)
# As many readings as a preview has, so that whatever a thread computes is soon over.
FULL = load()
KNOWLEDGE = msgspec.structs.replace(
    FULL, meta=msgspec.structs.replace(FULL.meta, draws=PREVIEW_DRAWS)
)
QUESTIONS = [question.id for question in KNOWLEDGE.questions]
CRITERIA = [criterion.id for criterion in KNOWLEDGE.criteria]
TRADABLE = [criterion.id for criterion in KNOWLEDGE.criteria if criterion.swing]
PAGES = [*QUESTIONS, SUMMARY, VERDICT, WHAT_IF, TEAM]
MACHINES = [
    (a_machine(), (a_python("3.11.2"),)),
    (a_machine(WINDOWS, "ARM64"), (a_python("3.14.0", "ARM64"),)),
    (a_machine(LINUX, "x86_64", a_device("NVIDIA RTX 5090", "cuda", "12.0")), ()),
]


@st.composite
def clicks(draw):
    question = draw(st.sampled_from(KNOWLEDGE.questions))
    options = [option.id for option in question.option]
    return question.id, draw(st.sampled_from([*options, NOT_SURE]))


def shown(decision: DecisionController) -> Snapshot:
    assert decision.snapshot is not None
    return decision.snapshot


class AnyOrder(RuleBasedStateMachine):
    """A person who clicks at random; a plain list of states says what undoing has to bring."""

    def __init__(self) -> None:
        super().__init__()
        self.decision = DecisionController(lambda: KNOWLEDGE, as_of=AS_OF)
        self.decision.open()
        self.states = [self.said]
        self.place = 0

    @property
    def now(self) -> Snapshot:
        return shown(self.decision)

    @property
    def said(self) -> Answers:
        return self.now.answers

    def made(self) -> None:
        """A change was made: what could be redone is gone."""
        if self.said != self.states[self.place]:
            self.states[self.place + 1 :] = [self.said]
            self.place += 1

    @initialize(warm=st.sampled_from([False, False, True]))
    def begin(self, warm):
        if warm:
            self.decision.warm_up()

    @rule(click=clicks())
    def choose(self, click):
        self.decision.choose(*click)
        self.made()

    @rule(question=st.sampled_from(QUESTIONS))
    def take_back_an_answer(self, question):
        self.decision.answer(question, ())
        self.made()

    @rule(criterion=st.sampled_from(CRITERIA), level=st.sampled_from([None, 0, 1.5, 4]))
    def set_a_weight(self, criterion, level):
        self.decision.override(criterion, level)
        self.made()

    @rule(pair=st.lists(st.sampled_from(TRADABLE), min_size=2, max_size=2, unique=True))
    def prefer(self, pair):
        self.decision.prefer(*pair)
        self.made()

    @precondition(lambda self: self.said.trade_offs)
    @rule()
    def take_back_a_choice(self):
        first = self.said.trade_offs[0]
        self.decision.take_back(first.prefer, first.over)
        self.made()

    @rule(subject=st.sampled_from(["project", *QUESTIONS]), text=st.sampled_from(["", "signs"]))
    def note(self, subject, text):
        self.decision.note(subject, text)
        self.made()

    @rule()
    def clear_all(self):
        self.decision.clear_all()
        self.made()

    @rule(given=st.lists(clicks(), max_size=6))
    def open_a_file(self, given):
        answers = {question: (option,) for question, option in given}
        self.decision.set_answers(Answers(answers=answers), "opening a file")
        self.made()

    @rule()
    def use_the_machine(self):
        self.decision.use_machine()
        self.made()

    @rule(page=st.sampled_from(PAGES))
    def go(self, page):
        self.decision.go(page)

    @rule()
    def next(self):
        self.decision.next()

    @rule()
    def back(self):
        self.decision.back()

    @rule()
    def undo(self):
        self.decision.undo()
        self.place = max(self.place - 1, 0)

    @rule()
    def redo(self):
        self.decision.redo()
        self.place = min(self.place + 1, len(self.states) - 1)

    @precondition(lambda self: self.now.here is None)
    @rule(seen=st.sampled_from(MACHINES))
    def the_machine_check_is_done(self, seen):
        declined = any("hardware" in state.answers for state in self.states[: self.place])
        self.decision.take_machine(*seen)
        assert self.now.here is not None
        assert self.now.here is not None
        here = self.now.here.facts
        for place, state in enumerate(self.states):
            given = state.answers
            if not declined and "hardware" not in given and "hardware" in here:
                given = {**given, "hardware": here["hardware"]}
            self.states[place] = msgspec.structs.replace(state, answers=given, found=dict(here))

    @invariant()
    def the_answers_are_those_of_the_plain_list(self):
        assert self.said == self.states[self.place]
        snapshot = self.now
        assert bool(snapshot.undo) == (self.place > 0)
        assert bool(snapshot.redo) == (self.place < len(self.states) - 1)

    @invariant()
    def the_page_exists_and_the_steps_fit(self):
        snapshot = self.now
        assert snapshot.question in PAGES
        assert [step.question for step in snapshot.steps] == QUESTIONS

    def teardown(self):
        check_answers(KNOWLEDGE, self.said, "said")
        straight = Task(KNOWLEDGE, self.said, (), AS_OF, 1).resolve(None)
        again = DecisionController(lambda: KNOWLEDGE, as_of=AS_OF)
        again.open()
        again.set_answers(self.said)
        assert again.task(shown(again).answers).resolve(None) == straight
        self.decision.warm_up()
        end = QDeadlineTimer(20_000)
        while not self.decision.is_idle() and not end.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        assert self.decision.verdict == straight
        for one in (self.decision, again):
            one.close()


@pytest.mark.usefixtures("qapp")
class TestAnyOrder(AnyOrder.TestCase):
    """Runs the machine above with an application."""

    settings = settings(
        max_examples=25,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
