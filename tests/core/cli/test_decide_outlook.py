"""What lies around a verdict, as text: made-up verdicts with every kind of part in them."""

from __future__ import annotations

import tomllib

import msgspec
import pytest

from core.cli.decide_text import as_text
from core.knowledge.load import load
from core.knowledge.validate import check_answers
from core.records.answers import Answers
from core.records.outlook import (
    AloneView,
    AnswerEffect,
    CardSide,
    DirectStatement,
    Flip,
    NextBest,
    Stability,
)
from core.records.standing import Margin, Shares
from core.records.verdict import KnowledgeRef, Verdict
from core.report import outlook

PLAIN = Verdict(
    verdict="pytorch", label="clear", title="Clear: PyTorch comes first",
    sentence="In 84 of 100 plausible readings PyTorch comes first; in 16, TensorFlow.",
    show_shares=True, borderline=False, shares=Shares(pytorch=0.84, tensorflow=0.16, none=0.0),
    margin=Margin(mean=7.1, low=-2.4, high=19.0), p_equal=0.1, regret={}, contributions=(),
    zeroed=(), equal_facts=(), fired_rules=(), flips=(), next_best=(), reasons=(), points={},
    measured=(), answered=5, core_answered=4,
    knowledge=KnowledgeRef(id="k", version="1", hash="h"), seed=1, as_of="2026-11-23",
    draws=20_000, monte_carlo_error=0.002,
)  # fmt: skip
KINDS = ("importance", "weight", "shift", "answer", "pair", "ratio", "fact")


@pytest.fixture(scope="module")
def knowledge():
    return load()


@pytest.fixture
def text(knowledge):
    def make(**parts):
        return " ".join(as_text(knowledge, msgspec.structs.replace(PLAIN, **parts)).split())

    return make


def stable(label, weight, low, high):
    return Stability(criterion="ready", label=label, weight=weight, low=low, high=high)


def test_nothing_to_say_leaves_no_heading(text):
    shown = text()
    for heading in (
        "Each person", "What would change this", "How far one weight may move", "Not known",
        "What each answer does", "Each choice alone", "What kind of project", "Find out next",
    ):  # fmt: skip
        assert heading not in shown


def test_flips_of_every_kind_are_printed(text):
    flips = tuple(
        Flip(kind=kind, what=f"Change {kind}", now=f"Now {kind}", then="TensorFlow", subject="s")
        for kind in KINDS
    )
    shown = text(flips=flips)
    for kind in KINDS:
        assert f"- Change {kind}. Now {kind}. Then: TensorFlow." in shown


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (stable("A", 0.12, 0.04, 0.31), "“A” stays between 4 and 31 of 100 of the weight (12 now)"),
        (stable("A", 0.12, 0.0, 0.31), "“A” stays under 31 of 100 of the weight (12 now)"),
        (stable("A", 0.12, 0.04, 1.0), "“A” stays over 4 of 100 of the weight (12 now)"),
        (stable("A", 0.121, 0.118, 1.0), "“A” stays over 11.8 of 100 of the weight (12.1 now)"),
    ],
)
def test_how_far_a_weight_may_move(text, row, words):
    assert f"The lead holds while {words}." in text(stability=(row,))
    assert "No other single weight" not in text(stability=(row,))


def test_the_nearest_end_comes_first_and_free_weights_are_one_sentence(text):
    far, near, free = stable("Far", 0.3, 0.0, 0.9), stable("Near", 0.1, 0.05, 1.0), (0.2, 0.0, 1.0)
    shown = text(stability=(far, stable("Free", *free), near))
    assert shown.index("“Near”") < shown.index("“Far”")
    assert "“Free”" not in shown
    assert "No other single weight can turn the lead." in shown
    assert "however much weight any one criterion has" in text(stability=(stable("F", *free),))


def test_what_answers_do_with_the_warning_that_they_do_not_add_up(text):
    rows = tuple(
        AnswerEffect(question="q", step="Build on", answer=a, without=1.0, effect=e)
        for a, e in (("LiteRT models", -7.6), ("A fresh start", 1.2), ("Little", 0.3))
    )
    speed = AnswerEffect(
        question="q", step="Speed", answer="Both", without=9.0, effect=-4.2, dilutes=True
    )
    shown = text(answer_effects=(*rows, speed))
    assert "- Speed, “Both”: 4 points towards TensorFlow, by weighing down the rest" in shown
    assert "- Build on, “LiteRT models”: 8 points towards TensorFlow" in shown
    assert "- Build on, “A fresh start”: 1 point towards PyTorch" in shown
    assert "Little" not in shown
    assert "1 more does less." in shown
    assert "do not add up" in shown


def test_each_ticked_option_alone_and_the_kind_of_project(text, knowledge):
    question = knowledge.question("target")
    row = AloneView(
        question="target", option="android", text="Android phones", title="Leaning to TensorFlow",
        shares=Shares(pytorch=0.3, tensorflow=0.7, none=0.0), show_shares=True, margin=-3.0,
    )  # fmt: skip
    shown = text(
        alone=(row, msgspec.structs.replace(row, text="Chip", show_shares=False)),
        central_weights={"pytorch": {"ready": 0.4, "debug": 0.1}, "tensorflow": {"device": 0.5}},
    )
    alone = f"- {question.step}: Android phones: Leaning to TensorFlow (PyTorch 30, TensorFlow 70"
    assert alone in shown
    assert f"- {question.step}: Chip: Leaning to TensorFlow." in shown
    assert f"- PyTorch: {knowledge.criterion('ready').label} 40, " in shown
    assert f"- TensorFlow: {knowledge.criterion('device').label} 50" in shown


def test_said_twice_and_not_known(text, knowledge):
    said = (("debugging", "Charts", 2.0), ("tracking", "Pipeline", 4.0))
    shown = text(
        direct=(DirectStatement(criterion="track", label="Tracking", level=4.0, said=said),),
        missing={"browser": 1.0, "keep": 0.3, "debug": 0.001},
    )
    assert (
        "“Tracking” is set by “Charts” (some) and “Pipeline” (decisive); decisive counts" in shown
    )
    assert f"Nothing is known about “{knowledge.criterion('browser').label}”: there" in shown
    assert f"“{knowledge.criterion('keep').label}” in 30 of 100 readings: there" in shown
    assert knowledge.criterion("debug").label not in shown


def test_a_card_says_how_to_answer_it_and_that_is_valid(text, knowledge):
    ids = [c.id for c in knowledge.criteria if c.swing] or [c.id for c in knowledge.criteria]
    card = tuple(CardSide(criterion=id_, text=f"is better at {id_}") for id_ in ids[:2])
    item = NextBest(
        kind="trade_off", subject=" ".join(ids[:2]), text="Two tools. Which?", evppi=0.01,
        chance=0.2, cost_s=15.0, card=card,
    )  # fmt: skip
    assert (
        "Two tools. Which? (about 15 s, worth 1.0 points, could change the verdict in 20 of 100)"
        in text(next_best=(item,))
    )
    said = outlook.card_answer(item)
    line = said[said.index("trade_offs =") : said.index("],") + 1]
    assert line in text(next_best=(item,))
    answers = msgspec.convert(
        tomllib.loads(f'{line}\n[answers]\ntask = "rl"\n') | {"answers": {}}, Answers
    )
    assert check_answers(knowledge, answers, "x").trade_offs[0].prefer == ids[0]


def test_a_benchmark_says_nothing_of_files(knowledge):
    item = NextBest(
        kind="benchmark", subject="train", text="Measure", evppi=0, chance=0, cost_s=100
    )
    assert outlook.card_answer(item) == ""
