"""Any order of giving and taking back: no exception, and the same verdict for the same answers.

Two things could remember what was said before: the streams, which are drawn once and kept, and the
short way from one model to the next (`rebuild`). Both are carried along every step here and must
end where a fresh start ends, to the last byte.
"""

from __future__ import annotations

import msgspec
import numpy as np
from decide_records import DAY, change, with_draws
from decide_worlds import knowledge_bases, runs, tries
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.decide import build as building
from core.decide import flow
from core.decide.assemble import assemble
from core.decide.model import Given, Model
from core.decide.resolve import given_of, resolve, tell
from core.decide.streams import Streams
from core.decide.weigh import weigh
from core.knowledge.load import load
from core.records.answers import NOT_SURE, Answers, TradeOff
from core.records.knowledge import Knowledge
from core.records.run import RunSummary

REAL = with_draws(load(), 200)
encoded = msgspec.json.encode


class AnyOrder(RuleBasedStateMachine):
    """A person who changes their mind, over one knowledge base."""

    knowledge: Knowledge
    given: Given
    model: Model

    def __init__(self) -> None:
        super().__init__()
        self.answers = Answers()
        self.measured: tuple[RunSummary, ...] = ()

    def begin(self, knowledge: Knowledge, measured: tuple[RunSummary, ...]) -> None:
        self.knowledge, self.measured = knowledge, measured
        self.given = given_of(knowledge, measured, seed=1, as_of=DAY, draws=None)
        self.model = building.build(self.given, self.answers)

    def now(self, **changed) -> None:
        self.answers = change(self.answers, **changed)

    @initialize(knowledge=knowledge_bases(draws=40), measured=runs())
    def start(self, knowledge, measured):
        self.begin(knowledge, measured)

    def say(self, question: str, said: tuple[str, ...] | None) -> None:
        """Change one answer, and follow it by the short way."""
        rest = {q: o for q, o in self.answers.answers.items() if q != question}
        self.now(answers=rest if said is None else {**rest, question: said})
        self.model = building.rebuild(self.given, self.model, self.answers, question)

    @rule(data=st.data())
    def answer(self, data):
        question = data.draw(st.sampled_from(self.knowledge.questions))
        option = data.draw(st.sampled_from([*(o.id for o in question.option), NOT_SURE]))
        said = self.answers.answers.get(question.id, ())
        self.say(question.id, flow.choose(question, said, option) or None)

    @rule(data=st.data())
    def take_back(self, data):
        said = sorted(self.answers.answers)
        if said:
            self.say(data.draw(st.sampled_from(said)), None)

    @rule(data=st.data(), level=st.integers(0, 16).map(lambda n: n / 4))
    def move_a_slider(self, data, level):
        criterion = data.draw(st.sampled_from(self.knowledge.criteria)).id
        self.now(overrides={**self.answers.overrides, criterion: level})
        self.afresh()

    @rule(data=st.data())
    def reset_a_slider(self, data):
        moved = sorted(self.answers.overrides)
        if moved:
            reset = data.draw(st.sampled_from(moved))
            self.now(overrides={c: v for c, v in self.answers.overrides.items() if c != reset})
            self.afresh()

    @rule(data=st.data())
    def rank(self, data):
        names = [criterion.id for criterion in self.knowledge.criteria]
        some = data.draw(st.lists(st.sampled_from(names), max_size=4, unique=True))
        self.now(ranking=tuple(some))
        self.afresh()

    @rule(data=st.data())
    def choose_on_a_card(self, data):
        names = [criterion.id for criterion in self.knowledge.criteria if criterion.swing]
        if len(names) > 1:
            pair = data.draw(st.permutations(names))[:2]
            choice = TradeOff(prefer=pair[0], over=pair[1])
            self.now(trade_offs=(*self.answers.trade_offs, choice))
            self.afresh()

    @precondition(lambda self: self.answers.trade_offs)
    @rule()
    def undo_a_card(self):
        self.now(trade_offs=self.answers.trade_offs[:-1])
        self.afresh()

    @rule(data=st.data(), known=st.booleans())
    def look_at_the_machine(self, data, known):
        found: dict[str, tuple[str, ...]] = {}
        hardware = self.knowledge.question("hardware")
        if known and hardware:
            found["hardware"] = (data.draw(st.sampled_from([o.id for o in hardware.option])),)
            for fact in self.knowledge.facts:
                found[fact.id] = (data.draw(st.sampled_from([v.id for v in fact.value])),)
        self.now(found=found)
        self.afresh()

    def afresh(self) -> None:
        """Start again from the kept streams: only answers to questions have a short way."""
        self.model = building.build(self.given, self.answers)

    @invariant()
    def the_short_way_ends_where_a_fresh_start_does(self):
        fresh = building.build(
            Given(self.knowledge, self.measured, Streams(1, self.given.streams.count), DAY),
            self.answers,
        )
        for field in ("points", "drawn_levels", "log2_ratios", "values"):
            mine, theirs = getattr(self.model, field), getattr(fresh, field)
            if isinstance(mine, dict):
                assert mine.keys() == theirs.keys()
                assert all(np.array_equal(mine[key], theirs[key]) for key in mine), field
            else:
                assert np.array_equal(mine, theirs), field
        for side, mask in fresh.fired.feasible.items():
            assert np.array_equal(self.model.fired.feasible[side], mask)
        assert self.model.cells.keys() == fresh.cells.keys()
        for id_, cell in fresh.cells.items():
            kept = self.model.cells[id_]
            assert (kept.used, kept.missing) == (cell.used, cell.missing)
        assert self.model.strained == fresh.strained

    @invariant()
    def the_verdict_hangs_on_the_answers_alone(self):
        """Kept streams against fresh ones, and dictionaries filled in another order."""
        kept = weigh(self.given, self.answers)
        mine = assemble(self.given, kept.model, kept.outcome, tell(self.given, self.answers, kept))
        turned = change(
            self.answers,
            answers=dict(sorted(self.answers.answers.items(), reverse=True)),
            overrides=dict(sorted(self.answers.overrides.items(), reverse=True)),
        )
        fresh = resolve(self.knowledge, turned, self.measured, as_of=DAY)
        bare = {"flips": (), "answer_effects": (), "alone": (), "direct": ()}
        assert encoded(mine) == encoded(change(fresh, **bare))
        assert encoded(fresh) == encoded(
            resolve(self.knowledge, self.answers, self.measured, as_of=DAY)
        )


class AnyOrderForReal(AnyOrder):
    """The same over the real knowledge."""

    @initialize(knowledge=st.just(None), measured=runs())
    def start(self, knowledge, measured):
        self.begin(REAL, measured)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(tries(40), stateful_step_count=15)
TestAnyOrderForReal = AnyOrderForReal.TestCase
TestAnyOrderForReal.settings = settings(tries(4), stateful_step_count=12)
