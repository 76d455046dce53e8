"""Small knowledge bases, answers and runs at random, and the mirror image of each.

Everything lies on a coarse grid, so that what Hypothesis finds can be read. Helpers take `draw`
instead of being strategies of their own, whose arguments Hypothesis would print again and again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from decide_records import DAY, case, evidence, run
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from core.records.answers import NOT_SURE, Answers, TradeOff
from core.records.base import SIDES
from core.records.knowledge import Criterion, Evidence, Knowledge, Meta, Option, Question, Swing
from core.records.rules import Condition, Conflict, Fact, FactValue, Knockout, Route, Strength, Term
from core.records.run import RunSummary

DRAWS = 120
MeasuredPhase = Literal["", "train", "latency"]
# The second is a name the engine knows: machine facts count only while the hardware is the one
# that was found.
QUESTIONS = ("task", "hardware", "use", "team")
OPTIONS = ("vision", "audio", "tabular")
WORKLOADS = {"vision": ("image_cnn",), "audio": ("lstm",), "tabular": ("tabular_mlp", "lstm")}
GPU = Fact(id="gpu", label="GPU", value=(FactValue("old", "Old"), FactValue("new", "New")))

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
STRENGTHS: tuple[Strength, ...] = ("instead", "bridge", "also")
PHASES: tuple[tuple[MeasuredPhase, ...], ...] = ((), (), ("train",), ("train", "latency"))


def tries(count: int) -> settings:
    """Return settings for so many examples, each of which may take a while to make and to judge."""
    return settings(max_examples=count, deadline=None, suppress_health_check=SLOW)


units = st.integers(0, 20).map(lambda n: n / 20)
importances = st.integers(0, 16).map(lambda n: n / 4)


@dataclass(frozen=True, slots=True)
class World:
    """One small knowledge base, what a person says of it, and what was measured."""

    knowledge: Knowledge
    answers: Answers
    runs: tuple[RunSummary, ...]


def _term(draw: st.DrawFn, questions: tuple[Question, ...]) -> Term:
    """A term on a question, or on a fact about the machine."""
    subject = draw(st.sampled_from([*questions, GPU]))
    values = subject.value if isinstance(subject, Fact) else subject.option
    some = st.lists(st.sampled_from([v.id for v in values]), min_size=1, max_size=2, unique=True)
    return Term(q=subject.id, is_=tuple(draw(some)))


def _condition(draw: st.DrawFn, questions: tuple[Question, ...], least: int = 0) -> Condition:
    """All, any and none, with at least so many terms and at most two more."""
    parts: dict[str, list[Term]] = {"all": [], "any": [], "none": []}
    for _ in range(draw(st.integers(least, least + 2))):
        parts[draw(st.sampled_from(["all", "all", "any", "none"]))].append(_term(draw, questions))
    return Condition(**{name: tuple(held) for name, held in parts.items()})


def _questions(draw: st.DrawFn, criteria: tuple[str, ...]) -> tuple[Question, ...]:
    """One to four questions, whose options set or shift some criteria."""
    shifts = st.integers(-8, 8).map(lambda n: n / 4)
    found = []
    for id_ in QUESTIONS[: draw(st.integers(1, len(QUESTIONS)))]:
        options = tuple(
            Option(
                id=option,
                text=f"{id_} {option}",
                prior=float(draw(st.integers(1, 4))),
                workloads=WORKLOADS[option] if id_ == "task" else (),
                set=draw(st.dictionaries(st.sampled_from(criteria), importances, max_size=1)),
                shift=draw(st.dictionaries(st.sampled_from(criteria), shifts, max_size=2)),
            )
            for option in OPTIONS[: draw(st.integers(2, 3))]
        )
        multi = draw(st.booleans()) if id_ in ("use", "hardware") else False
        found.append(
            Question(id=id_, step=f"Step {id_}", text=f"{id_}?", why="", group="g", option=options,
                     multi=multi)
        )  # fmt: skip
    return tuple(found)


def _items(draw: st.DrawFn, criterion: str, asked: tuple[Question, ...]) -> tuple[Evidence, ...]:
    """Up to three items on one criterion, some under a condition, some old, some out of use."""
    kinds = st.sampled_from(["documented", "survey", "judgement", "seed"])
    found = []
    for number in range(draw(st.integers(0, 3))):
        found.append(
            evidence(
                f"{criterion}-{number}", criterion, draw(units), draw(units),
                kind=draw(kinds),
                when=_condition(draw, asked, draw(st.integers(0, 1))),
                width=draw(st.sampled_from([None, None, 0.02, 0.3])),
                date=DAY - dt.timedelta(days=draw(st.sampled_from([-30, 0, 200, 500, 1500]))),
                status=draw(st.sampled_from(["in_use"] * 4 + ["shown_only", "retired"])),
            )
        )  # fmt: skip
    return tuple(found)


def _knockouts(draw: st.DrawFn, asked: tuple[Question, ...]) -> tuple[Knockout, ...]:
    """Up to three rules that make one or both sides impossible."""
    outs = st.sampled_from([("pytorch",), ("tensorflow",), SIDES])
    return tuple(
        Knockout(
            id=f"k{number}", out=draw(outs), when=_condition(draw, asked, 1), title=f"K{number}",
            reason="A fact.", relax=f"Lift {number}", date=DAY,
            source=draw(st.sampled_from(["https://example.org", "your answer"])),
        )
        for number in range(draw(st.sampled_from([0, 0, 1, 2, 3])))
    )  # fmt: skip


def _routes(draw: st.DrawFn, asked: tuple[Question, ...]) -> tuple[Route, ...]:
    """Sometimes a way past the question."""
    strengths = st.sampled_from(STRENGTHS)
    return tuple(
        Route(id=f"r{number}", strength=draw(strengths), when=_condition(draw, asked, 2),
              title=f"R{number}", say="Something else.", source="https://example.org", date=DAY)
        for number in range(draw(st.sampled_from([0, 0, 0, 1])))
    )  # fmt: skip


@st.composite
def knowledge_bases(
    draw: st.DrawFn, *, rules: bool = True, conflicts: bool = True, draws: int = DRAWS
) -> Knowledge:
    """A small knowledge base of up to four criteria, the last ones perhaps measured."""
    names = tuple(f"c{number}" for number in range(draw(st.integers(1, 4))))
    phases = draw(st.sampled_from(PHASES))
    measured: dict[str, MeasuredPhase] = dict(zip(reversed(names[1:]), phases, strict=False))
    criteria = tuple(
        Criterion(
            id=name, group="build", label=name.upper(), question_to_self="",
            base_level=draw(st.sampled_from([0.0, 0.25, 1.0, 2.0, 4.0])), anchors={},
            measured=measured.get(name, ""),
            swing=draw(st.sampled_from([None, Swing(0.5, "does it"), Swing(0.25, "does more")])),
        )
        for name in names
    )  # fmt: skip
    asked = _questions(draw, names)
    # Four core answers make a verdict: named four times, one question is enough.
    times = draw(st.sampled_from([1, 4, 4, 4]))
    pull = Conflict(id="x", when=_condition(draw, asked, 2), say="Pull.", widen=names[:1])
    return Knowledge(
        meta=Meta(
            id="small", version="1", maintainer="", funding="", alternatives=SIDES,
            core_questions=tuple(q.id for q in asked) * times, eps=0.03, draws=draws, date=DAY,
        ),
        criteria=criteria,
        questions=asked,
        evidence=tuple(
            item for c in criteria if not c.measured for item in _items(draw, c.id, asked)
        ),
        knockouts=_knockouts(draw, asked) if rules else (),
        routes=_routes(draw, asked) if rules else (),
        conflicts=(pull,) if conflicts and draw(st.booleans()) else (),
        facts=(GPU,),
        equal=(), aspects=(), claims=(), hash="0",
    )  # fmt: skip


def _answers(
    draw: st.DrawFn, knowledge: Knowledge, *, own_hand: bool = True, trade_offs: bool = True,
    multi: bool = True,
) -> Answers:  # fmt: skip
    """What a person might say: definite, several, not sure or nothing; and by their own hand."""
    said: dict[str, tuple[str, ...]] = {}
    for question in knowledge.questions:
        options = [option.id for option in question.option]
        kind = draw(st.sampled_from(["open", "unsure", "one", "one", "one", "many"]))
        if kind == "unsure":
            said[question.id] = (NOT_SURE,)
        elif kind == "many" and question.multi and multi:
            some = st.lists(st.sampled_from(options), min_size=1, max_size=3, unique=True)
            said[question.id] = tuple(draw(some))
        elif kind != "open":
            said[question.id] = (draw(st.sampled_from(options)),)
    names = [criterion.id for criterion in knowledge.criteria]
    pairs = [(a, b) for a in names for b in names if a != b]
    found: dict[str, tuple[str, ...]] = {}
    hardware = knowledge.question("hardware")
    if hardware and draw(st.booleans()):
        found["hardware"] = (draw(st.sampled_from([o.id for o in hardware.option[:2]])),)
        for fact in knowledge.facts:
            found[fact.id] = (draw(st.sampled_from([v.id for v in fact.value])),)
    return Answers(
        answers=said,
        overrides=draw(st.dictionaries(st.sampled_from(names), importances, max_size=2))
        if own_hand
        else {},
        ranking=tuple(draw(st.sampled_from([[], [], names, names[::-1], names[:1]])))
        if own_hand
        else (),
        trade_offs=tuple(
            TradeOff(prefer=a, over=b)
            for a, b in draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True))
        )
        if trade_offs and pairs and draw(st.booleans())
        else (),
        found=found,
    )


def answers_to(
    knowledge: Knowledge, *, trade_offs: bool = True, multi: bool = True
) -> st.SearchStrategy[Answers]:
    """Return a strategy for what a person might say to this knowledge."""

    @st.composite
    def answers(draw: st.DrawFn) -> Answers:
        return _answers(draw, knowledge, trade_offs=trade_offs, multi=multi)

    return answers()


@st.composite
def runs(draw: st.DrawFn) -> tuple[RunSummary, ...]:
    """Up to two runs, whose cases agree, disagree or say nothing."""
    made = []
    for number in range(draw(st.sampled_from([0, 0, 1, 2]))):
        cases = [
            case(
                draw(st.integers(-30, 30)) / 20,
                workload=workload,
                phase=draw(st.sampled_from(["train", "latency"])),
                log_se=draw(st.sampled_from([0.01, 0.1, 0.5])),
                df=draw(st.sampled_from([2.0, 4.0, 1e6])),
                verdict=draw(
                    st.sampled_from(["pytorch_faster"] * 3 + ["cannot_tell", "disturbed"])
                ),
            )
            for workload in draw(st.sampled_from([("image_cnn",), ("image_cnn", "lstm")]))
        ]
        made.append(run(*cases, name=f"r{number}"))
    return tuple(made)


@st.composite
def worlds(
    draw: st.DrawFn, *, rules: bool = True, conflicts: bool = True, trade_offs: bool = True,
    own_hand: bool = True, multi: bool = True, draws: int = DRAWS,
) -> World:  # fmt: skip
    """A small knowledge base with answers and runs."""
    knowledge = draw(knowledge_bases(rules=rules, conflicts=conflicts, draws=draws))
    said = _answers(draw, knowledge, own_hand=own_hand, trade_offs=trade_offs, multi=multi)
    return World(knowledge, said, draw(runs()))
