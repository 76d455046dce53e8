"""The order of the tests that give a verdict, and its words."""

from __future__ import annotations

import datetime as dt

import msgspec
import numpy as np
import pytest

from core.decide import words
from core.decide.aggregate import aggregate
from core.decide.judge import compared
from core.decide.resolve import resolve
from core.records.answers import Answers
from core.records.knowledge import Option
from core.records.rules import Condition, Knockout, Route, Term

QUESTIONS = ("a", "b", "c", "d")
FULL = dict.fromkeys(QUESTIONS, "x")


def built(make, lead, *, half=0.1, stop=None, route=None, day=None, **more):
    """Return knowledge whose single criterion puts PyTorch ahead by `lead`."""
    when = Condition(all=(Term(q="a", is_=("y",)),))
    values = (0.5 + lead / 2, 0.5 - lead / 2)
    evidence = (make.item("e", "c", *values, width=half, date=day or make.DAY),)
    knockouts = tuple(
        Knockout(
            id=f"k_{side}", out=(side,), when=when, title=f"No {side}", reason="A fact.",
            relax="Choose x", source="https://example.org", date=make.DAY,
        )
        for side in stop or ()
    )  # fmt: skip
    routes = tuple(
        Route(
            id=f"r_{strength}", strength=strength, when=when, title="Use something else",
            say="Something else fits.", source="https://example.org", date=make.DAY,
        )
        for strength in route or ()
    )  # fmt: skip
    asked = tuple(make.question(q, "x", "y", Option(id="z", text="z", prior=98)) for q in QUESTIONS)
    return make.small(
        (make.criterion("c"),), evidence, asked, core=QUESTIONS, knockouts=knockouts,
        routes=routes, **more,
    )  # fmt: skip


def verdict(make, knowledge, day=None, **options):
    return resolve(knowledge, make.said(**options), as_of=day or make.DAY)


def exact(share, half=0.1):
    """Return the lead that gives a share: the inverse of P = 1 - (2h - d)² / (8h²)."""
    return 2 * half - (8 * half**2 * (1 - share)) ** 0.5


@pytest.mark.parametrize(
    ("share", "label", "title"),
    [
        (0.72, "leaning", "Leaning to PyTorch"),
        (0.88, "clear", "Clear: PyTorch comes first"),
        (0.98, "strong", "Strong: PyTorch comes first"),
    ],
)
def test_the_labels(make, share, label, title):
    found = verdict(make, built(make, exact(share)), **FULL)
    assert (found.verdict, found.label, found.title) == ("pytorch", label, title)
    assert found.show_shares
    assert not found.borderline
    other = verdict(make, built(make, -exact(share)), **FULL)
    assert (other.verdict, other.label) == ("tensorflow", label)


def test_the_sentence_names_both_sides_in_natural_frequencies(make):
    found = verdict(make, built(make, exact(0.72)), **FULL)
    counts = round(100 * found.shares.pytorch), round(100 * found.shares.tensorflow)
    assert found.sentence == (
        f"In {counts[0]} of 100 plausible readings of your answers and the evidence, PyTorch "
        f"comes first; in {counts[1]} of 100, TensorFlow."
    )


def test_no_share_is_ever_0_or_100(make):
    found = verdict(make, built(make, 0.9), **FULL)
    assert found.shares.pytorch == 1.0
    assert "more than 99 of 100" in found.sentence
    assert "fewer than 1 of 100" in found.sentence


@pytest.mark.parametrize("threshold", [0.80, 0.95])
def test_a_share_near_a_threshold_is_borderline(make, threshold):
    found = verdict(make, built(make, exact(threshold + 0.001)), **FULL)
    assert found.borderline
    assert "borderline" in found.sentence


@pytest.mark.parametrize(
    ("equal", "named", "borderline"),
    [(0.40, "pytorch", ""), (0.494, "pytorch", "equal"), (0.506, "either", "equal"),
     (0.60, "either", "")],
)  # fmt: skip
def test_a_lead_as_often_too_small_to_matter_as_not_is_borderline(make, equal, named, borderline):
    """Of 20,000 pairs: a standard error of 0.0035."""
    lead = np.where(np.random.default_rng(1).permutation(20_000) < 20_000 * equal, 0.02, 0.04)
    lead = np.tile(lead, 2)
    outcome = aggregate(make.model_of([np.ones(40_000)], [lead], [0.0 * lead]), 0.03)
    found = compared(outcome, best_open=0.0, stale=False)
    assert (found.verdict, found.borderline) == (named, borderline)
    said = "practically equal lies so near 50 of 100" in words.cautions(found, outcome)
    assert said is bool(borderline)


@pytest.mark.parametrize(("share", "close"), [(0.648, True), (0.60, False), (0.5, False)])
def test_either_is_borderline_where_a_side_is_almost_named(make, share, close):
    """However near half of the readings are practically equal: more of them name nobody else."""
    found = verdict(make, built(make, exact(share, 0.5), half=0.5), **FULL)
    assert (found.verdict, found.borderline) == ("either", close)
    assert ("lies so near 65 of 100" in found.sentence) is close


def test_too_few_answers_name_nobody(make):
    """T8: however large the lead."""
    found = verdict(make, built(make, 0.9), a="x", b="x", c="x", d="not_sure")
    assert (found.verdict, found.label) == ("insufficient", "")
    assert "PyTorch" not in found.title + found.sentence
    assert "TensorFlow" not in found.title + found.sentence
    assert "3 of the 4 questions" in found.sentence
    assert not found.show_shares
    assert [offer.subject for offer in found.next_best] == ["d"]
    assert (found.answered, found.core_answered) == (3, 3)


def test_a_constraint_decides_without_enough_answers_and_shows_no_share(make):
    found = verdict(make, built(make, 0.9, stop=("pytorch",)), a="y")
    assert (found.verdict, found.label) == ("tensorflow", "ruled by a constraint")
    assert found.title == "TensorFlow, because of one answer"
    assert found.sentence.startswith("You said “y”, so PyTorch is ruled out and TensorFlow is left")
    assert not found.show_shares


def test_a_constraint_holds_though_open_answers_could_rule_the_other_out_too(make):
    knowledge = built(make, 0.9, stop=("pytorch",))
    perhaps = Knockout(
        id="k", out=("tensorflow",), when=Condition(all=(Term(q="b", is_=("y",)),)), title="K",
        reason="R.", relax="L", source="s", date=make.DAY,
    )  # fmt: skip
    knowledge = msgspec.structs.replace(knowledge, knockouts=(*knowledge.knockouts, perhaps))
    found = verdict(make, knowledge, a="y")
    assert (found.verdict, found.label) == ("tensorflow", "ruled by a constraint")
    assert "could rule TensorFlow out too" in found.sentence
    assert 0.0 < found.shares.none < 0.05
    assert "too" not in verdict(make, knowledge, a="y", b="x").sentence


def test_both_out_comes_before_a_constraint(make):
    found = verdict(make, built(make, 0.9, stop=("pytorch", "tensorflow")), **FULL | {"a": "y"})
    assert (found.verdict, found.label) == ("neither", "ruled out")
    assert found.title == "Neither, as it stands"
    assert "choose x, which leaves PyTorch; or choose x, which leaves TensorFlow" in found.sentence
    assert found.shares.none == 1.0


def test_a_route_comes_before_everything(make):
    knowledge = built(make, 0.9, stop=("pytorch", "tensorflow"), route=("instead", "bridge"))
    found = verdict(make, knowledge, **FULL | {"a": "y"})
    assert (found.verdict, found.label) == ("neither", "instead")
    assert found.title == "Neither: use something else"
    assert not found.show_shares
    assert found.next_best == ()


def test_a_bridge_needs_enough_answers_and_names_the_better_backend(make):
    knowledge = built(make, 0.9, route=("bridge",))
    assert verdict(make, knowledge, a="y").verdict == "insufficient"
    found = verdict(make, knowledge, **FULL | {"a": "y"})
    assert (found.verdict, found.title) == ("either", "Either: use something else")
    assert "favour PyTorch over TensorFlow" in found.sentence


def test_practically_equal_is_either(make):
    found = verdict(make, built(make, 0.0, half=0.02), **FULL)
    assert (found.verdict, found.title) == ("either", "Either is fine")
    assert found.p_equal > 0.5
    assert "practically equal" in found.sentence


def test_a_small_lead_wide_evidence_and_nothing_to_find_out_is_either(make):
    found = verdict(make, built(make, 0.0, half=0.5), **FULL)
    assert found.p_equal < 0.5
    assert found.verdict == "either"
    assert found.next_best == ()


@pytest.mark.parametrize(("share", "verdict_"), [(0.62, "either"), (0.68, "pytorch")])
def test_from_65_of_100_on_a_side_is_named(make, share, verdict_):
    found = verdict(make, built(make, exact(share, 0.5), half=0.5), **FULL)
    assert found.shares.pytorch == pytest.approx(share, abs=0.02)
    assert found.verdict == verdict_


def test_a_sure_lead_too_small_to_matter_is_either(make):
    found = verdict(make, built(make, 0.02, half=0.02), **FULL)
    assert found.shares.pytorch > 0.8
    assert found.p_equal == pytest.approx(1 - 0.03**2 / (2 * 0.04**2), abs=0.02)
    assert found.verdict == "either"


def test_a_small_lead_with_something_to_find_out_is_undecided(make):
    knowledge = built(make, 0.0, half=0.5)
    telling = (
        make.item("f", "c", 0.9, 0.1, when=Condition(all=(Term(q="e", is_=("x",)),))),
        make.item("g", "c", 0.1, 0.9, when=Condition(all=(Term(q="e", is_=("y",)),))),
    )
    knowledge = msgspec.structs.replace(
        knowledge, questions=(*knowledge.questions, make.question("e", "x", "y")), evidence=telling
    )
    found = verdict(make, knowledge, **FULL)
    assert (found.verdict, found.title) == ("undecided", "Cannot tell yet")
    assert found.sentence.endswith("Answering “Step e” would tell you most for the time it takes.")
    assert found.next_best[0].subject == "e"
    assert found.next_best[0].evppi > 0.3
    assert found.next_best[0].chance == pytest.approx(0.5, abs=0.02)


def test_everything_switched_off_is_either_with_its_own_words(make):
    knowledge = built(make, 0.9)
    answers = Answers(answers=make.said(**FULL).answers, overrides={"c": 0.0})
    found = resolve(knowledge, answers, as_of=make.DAY)
    assert (found.verdict, found.show_shares) == ("either", False)
    assert "Every criterion is switched off" in found.sentence
    assert found.zeroed == ("c",)
    assert found.contributions == ()
    assert found.flips == ()


def test_old_knowledge_is_never_strong(make):
    old = make.DAY - dt.timedelta(days=366)
    found = verdict(make, built(make, 0.9, day=old), **FULL)
    assert (found.verdict, found.label) == ("pytorch", "clear")
    assert "older than twelve months" in found.sentence
    # What is not in use makes nothing younger.
    knowledge = built(make, 0.9, day=old)
    young = make.item("n", "c", 0.9, 0.1, status="retired")
    knowledge = msgspec.structs.replace(knowledge, evidence=(*knowledge.evidence, young))
    assert verdict(make, knowledge, **FULL).label == "clear"


def test_a_question_that_is_passed_over_is_neither_offered_nor_tried(make):
    skip = (Condition(all=(Term(q="a", is_=("x",)),)),)
    telling = (
        make.item("f", "c", 0.9, 0.1, when=Condition(all=(Term(q="e", is_=("x",)),))),
        make.item("g", "c", 0.1, 0.9, when=Condition(all=(Term(q="e", is_=("y",)),))),
    )
    base = built(make, 0.0)

    def asking(**more):
        questions = (*base.questions, make.question("e", "x", "y", **more))
        return msgspec.structs.replace(base, questions=questions, evidence=telling)

    asked, passed = (verdict(make, asking(**more), **FULL) for more in ({}, {"skip_if": skip}))
    assert [offer.subject for offer in asked.next_best] == ["e"]
    assert passed.next_best == ()
    answered = FULL | {"e": "x"}
    asked, passed = (verdict(make, asking(**m), **answered) for m in ({}, {"skip_if": skip}))
    assert [flip.subject for flip in asked.flips if flip.kind == "answer"] == ["e"]
    assert [flip.subject for flip in passed.flips if flip.kind == "answer"] == []


def test_a_benchmark_is_offered_until_it_is_run_and_ranked_by_worth_a_second(make):
    telling = (
        make.item("f", "c", 0.6, 0.4, when=Condition(all=(Term(q="e", is_=("x",)),))),
        make.item("g", "c", 0.4, 0.6, when=Condition(all=(Term(q="e", is_=("y",)),))),
    )
    base = built(make, 0.0)
    knowledge = msgspec.structs.replace(
        base,
        criteria=(make.criterion("c", 2.0), make.criterion("s", 4.0, measured="train")),
        questions=(*base.questions, make.question("e", "x", "y")),
        evidence=telling,
    )
    first, second = verdict(make, knowledge, **FULL).next_best
    assert (first.kind, second.kind) == ("question", "benchmark")
    assert first.evppi < second.evppi  # worth less, but far cheaper to find out
    assert (second.subject, second.text) == ("train", "Measure s here")
    runs = (make.run(make.case(0.0, 0.5, verdict="cannot_tell")),)
    after = resolve(knowledge, make.said(**FULL), runs, as_of=make.DAY)
    assert [offer.kind for offer in after.next_best] == ["question"]
