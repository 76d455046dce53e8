"""Properties the model must have whatever the answers, shown on the real knowledge.

Everything goes through `resolve`.
"""

from __future__ import annotations

import datetime as dt
import math

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.decide.conditions import holds
from core.decide.resolve import resolve
from core.knowledge.load import load
from core.records.answers import NOT_SURE, Answers
from core.records.base import SIDES
from core.records.knowledge import Criterion, Evidence, Knowledge, Option, Question
from core.records.run import Arms, CaseResult, Phase, RunSummary
from core.records.verdict import Verdict

KNOWN = load()
DAY = dt.date(2026, 11, 22)
SWAP = {"pytorch": "tensorflow", "tensorflow": "pytorch"}
CRITERIA = [c.id for c in KNOWN.criteria]
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
change = msgspec.structs.replace


@st.composite
def answers(draw, least: int = 0) -> Answers:
    """Some answers a person might give: definite, several, not sure, or none."""
    said: dict[str, tuple[str, ...]] = {}
    for question in KNOWN.questions:
        options = [option.id for option in question.option]
        kind = draw(st.sampled_from(["open", "unsure", "one", "one", "one", "many"]))
        if kind == "unsure":
            said[question.id] = (NOT_SURE,)
        elif kind == "many" and question.multi:
            some = draw(st.lists(st.sampled_from(options), min_size=1, max_size=3, unique=True))
            said[question.id] = tuple(some)
        elif kind != "open":
            said[question.id] = (draw(st.sampled_from(options)),)
    assume(len(said) >= least)
    return Answers(answers=said)


def run(log_mean: float, phase: Phase = "train") -> RunSummary:
    case = CaseResult(
        workload="image_cnn", phase=phase, mode="usual", device="CPU", threads=2,
        arms=Arms(pytorch="torch eager", tensorflow="tf.function"), state="measured",
        verdict="no_practical_difference", ratio=math.exp(log_mean), low=0.5, high=2.0,
        log_mean=log_mean, log_se=0.05, df=4.0, launches=3, agree=2,
    )  # fmt: skip
    return RunSummary(
        run="r", started_utc="", preset="quick", budget_s=1.0, seconds=1.0, pressure=None,
        state="done", cases=(case,),
    )  # fmt: skip


def decide(
    said: Answers,
    knowledge: Knowledge = KNOWN,
    *,
    measured: tuple[RunSummary, ...] = (),
    seed: int = 1,
    draws: int | None = 400,
) -> Verdict:
    return resolve(knowledge, said, measured, seed=seed, as_of=DAY, draws=draws)


def numbers(verdict: Verdict) -> tuple:
    """Return all that was computed, without the words around it."""
    return (
        verdict.shares, verdict.margin, verdict.p_equal, verdict.regret, verdict.contributions,
        verdict.measured, verdict.verdict, verdict.label, verdict.sentence,
    )  # fmt: skip


def four_errors(share: float, count: int) -> float:
    # Draws come in pairs that share answers and levels: in the worst case half of them count.
    return 4.0 * math.sqrt(max(share * (1.0 - share), 1.0 / count) / (count / 2)) + 1e-4


@FEW
@given(answers(), st.sampled_from(CRITERIA), st.lists(st.floats(0, 4), min_size=2, max_size=4))
def test_t1_a_weightier_pro_never_lowers_the_share(said, criterion, levels):
    """Where every draw speaks for one side, its share rises with the level, draw by draw."""
    item = Evidence(
        id="sure", criterion=criterion, value={"pytorch": 0.9, "tensorflow": 0.1},
        kind="documented", text={}, source="", date=DAY,
    )  # fmt: skip
    others = tuple(e for e in KNOWN.evidence if e.criterion != criterion)
    chosen = tuple(
        change(c, measured="") if c.id == criterion else c for c in KNOWN.criteria
    )  # fmt: skip
    knowledge = change(KNOWN, criteria=chosen, evidence=(*others, item))
    shares = [
        decide(change(said, overrides={criterion: level}), knowledge).shares.pytorch
        for level in sorted(levels)
    ]
    assert shares == sorted(shares)


@FEW
@given(
    answers(),
    st.sampled_from([c.id for c in KNOWN.criteria if not c.measured]),
    st.lists(st.floats(0, 1), min_size=2, max_size=4),
    st.sampled_from(SIDES),
)
def test_t2_better_evidence_never_lowers_the_share(said, criterion, values, side):
    others = tuple(e for e in KNOWN.evidence if e.criterion != criterion)
    shares = []
    for value in sorted(values):
        item = Evidence(
            id="one", criterion=criterion, value={side: value, SWAP[side]: 0.5},
            kind="survey", text={}, source="", date=DAY,
        )  # fmt: skip
        found = decide(
            change(said, overrides={criterion: 4.0}), change(KNOWN, evidence=(*others, item))
        )
        shares.append(getattr(found.shares, side))
    assert shares == sorted(shares)


@FEW
@given(answers(), st.lists(st.floats(-2, 2), min_size=2, max_size=4), st.sampled_from(SIDES))
def test_t2_a_faster_side_never_loses_share(said, ratios, side):
    sign = 1.0 if side == "pytorch" else -1.0
    shares = [
        getattr(decide(said, measured=(run(sign * log_mean),)).shares, side)
        for log_mean in sorted(ratios)
    ]
    assert shares == sorted(shares)


def swapped(knowledge: Knowledge) -> Knowledge:
    """Return the knowledge with everything said of one side said of the other."""

    def table(values: dict) -> dict:
        return {SWAP[side]: value for side, value in values.items()}

    return change(
        knowledge,
        evidence=tuple(
            change(e, value=table(e.value), text=table(e.text)) for e in knowledge.evidence
        ),
        knockouts=tuple(
            change(k, out=tuple(SWAP[side] for side in k.out)) for k in knowledge.knockouts
        ),
    )


@FEW
@given(answers(), st.floats(-1.5, 1.5))
def test_t3_swapping_the_two_mirrors_the_verdict_exactly(said, log_mean):
    one = decide(said, measured=(run(log_mean),))
    other = decide(said, swapped(KNOWN), measured=(run(-log_mean),))
    assert (other.shares.pytorch, other.shares.tensorflow, other.shares.none) == (
        one.shares.tensorflow, one.shares.pytorch, one.shares.none,
    )  # fmt: skip
    assert other.margin.mean == pytest.approx(-one.margin.mean, abs=1e-4)
    assert other.margin.low == pytest.approx(-one.margin.high, abs=1e-4)
    assert (other.p_equal, other.label) == (one.p_equal, one.label)
    assert other.verdict == SWAP.get(one.verdict, one.verdict)
    assert other.regret == pytest.approx(
        {SWAP[side]: value for side, value in one.regret.items()}, abs=1e-4
    )
    mirrored = {row.criterion: row for row in other.contributions}
    for row in one.contributions:
        twin = mirrored[row.criterion]
        assert twin.value == pytest.approx(-row.value, abs=1e-4)
        assert (twin.points, twin.level) == (-row.points, row.level)
    assert other.points["pytorch"] == one.points["tensorflow"] or one.measured


SAID = Answers(
    answers={
        "experience": ("some",), "task": ("vision",), "outcome": ("product",),
        "target": ("android", "server"), "hardware": ("nv_linux",), "scale": ("onegpu",),
        "existing": ("none",), "musts": (NOT_SURE,),
    }
)  # fmt: skip


@FEW
@given(answers(), st.integers(0, len(CRITERIA)), st.integers(0, len(KNOWN.questions)))
def test_t6_what_does_not_matter_changes_no_number(said, place, order):
    criterion = Criterion(
        id="other", group="build", label="Other", question_to_self="", base_level=0.0, anchors={}
    )
    item = Evidence(
        id="other-1", criterion="other", value={"pytorch": 1.0, "tensorflow": 0.0},
        kind="documented", text={}, source="", date=DAY,
    )  # fmt: skip
    question = Question(
        id="other", step="Other", text="Other?", why="", group="",
        option=(Option(id="a", text="A"), Option(id="b", text="B")),
    )  # fmt: skip
    more = change(
        KNOWN,
        criteria=(*KNOWN.criteria[:place], criterion, *KNOWN.criteria[place:]),
        questions=(*KNOWN.questions[:order], question, *KNOWN.questions[order:]),
        evidence=(item, *KNOWN.evidence),
    )
    a, b = numbers(decide(said)), numbers(decide(said, more))
    assert a[:6] == b[:6]


@FEW
@given(answers())
def test_t8_not_sure_is_the_same_as_no_answer(said):
    definite = {q: o for q, o in said.answers.items() if NOT_SURE not in o}
    unsure = {q.id: definite.get(q.id, (NOT_SURE,)) for q in KNOWN.questions}
    assert decide(Answers(answers=definite)) == decide(Answers(answers=unsure))


@pytest.mark.parametrize("question", ["team", "style", "musts", "hardware"])
def test_t8_an_open_question_is_the_mixture_of_its_answers(question):
    rest = {q: o for q, o in SAID.answers.items() if q != question}
    options = next(q.option for q in KNOWN.questions if q.id == question)
    total = math.fsum(option.prior for option in options)
    each = [decide(Answers(answers={**rest, question: (o.id,)}), draws=None) for o in options]
    mixed = decide(Answers(answers=rest), draws=None)
    for side in ("pytorch", "tensorflow", "none"):
        expected = math.fsum(
            option.prior / total * getattr(found.shares, side)
            for option, found in zip(options, each, strict=True)
        )
        bound = four_errors(expected, mixed.draws)
        assert getattr(mixed.shares, side) == pytest.approx(expected, abs=bound)


@FEW
@given(answers(), st.randoms(use_true_random=False))
def test_t8_no_name_with_fewer_than_four_core_answers(said, rng):
    core = [q for q in KNOWN.meta.core_questions if said.is_answered(q)]
    rng.shuffle(core)
    dropped = set(core[3:])
    few = Answers(answers={q: o for q, o in said.answers.items() if q not in dropped})
    found = decide(few)
    if found.verdict in SIDES:
        assert found.label == "ruled by a constraint"
    else:
        assert found.verdict in ("insufficient", "neither")
        assert found.title.count("PyTorch") + found.title.count("TensorFlow") in (0, 2) or (
            found.verdict == "neither"
        )


@FEW
@given(answers(), st.sampled_from(CRITERIA))
def test_t9_does_not_matter_is_the_same_as_not_there(said, criterion):
    without = change(KNOWN, criteria=tuple(c for c in KNOWN.criteria if c.id != criterion))
    off = decide(change(said, overrides={criterion: 0.0}))
    assert numbers(off)[:5] == numbers(decide(said, without))[:5]
    assert criterion in off.zeroed


def test_everything_off_is_either_in_so_many_words():
    off = decide(change(SAID, overrides=dict.fromkeys(CRITERIA, 0.0)))
    assert off.verdict == "either"
    assert "Every criterion is switched off" in off.sentence
    assert not off.show_shares


@settings(FEW, max_examples=100)
@given(answers())
def test_t15_what_is_ruled_out_is_never_named(said):
    verdict = decide(said)
    held = [k for k in KNOWN.knockouts if holds(k.when, said)]
    out = {side for knockout in held for side in knockout.out}
    assert verdict.verdict not in out
    assert {r.id for r in verdict.fired_rules if r.share == 1.0} >= {k.id for k in held}
    if any(r.strength == "instead" and holds(r.when, said) for r in KNOWN.routes):
        assert (verdict.verdict, verdict.label) == ("neither", "instead")
    elif out == set(SIDES):
        assert (verdict.verdict, verdict.label) == ("neither", "ruled out")
    for side in out:
        assert getattr(verdict.shares, side) == 0.0
