"""A verdict on three people, made up, with every part of a report in it."""

import pytest

from core.knowledge.load import load
from core.measure.catalog import label
from core.measure.verdict import in_words
from core.records.answers import Answers, TradeOff
from core.records.outlook import (
    AloneView,
    AnswerEffect,
    CardSide,
    DirectStatement,
    Flip,
    NextBest,
    Stability,
)
from core.records.people import Disagreement, Person, Veto
from core.records.standing import Margin, Shares
from core.records.verdict import Contribution, FiredRule, KnowledgeRef, Point, Verdict
from core.report.cases import CaseWords
from core.report.formats import render

HOSTILE = "</script><b>*Ana* | `x` [a](javascript:b)"
OPEN = FiredRule(
    id="k_py", kind="knockout", title="No wheels", text="None for 3.14.", share=0.33,
    out=("tensorflow",), relax="use 3.13", source="https://pypi.org/x", date="2026-11-22",
)  # fmt: skip


@pytest.fixture(scope="session")
def known():
    return load()


@pytest.fixture(scope="session")
def three():
    return (
        Answers(name=HOSTILE, answers={"task": ("vision",), "musts": ("no_wsl", "py314")}),
        Answers(name="Ben", answers={"task": ("not_sure",)}, overrides={"debug": 4.0}),
        Answers(
            name="Cem",
            ranking=("debug", "flex"),
            trade_offs=(TradeOff(prefer="debug", over="flex"),),
            notes={"project": "Road signs", "task": "a note"},
        ),
    )


@pytest.fixture(scope="session")
def around(known):
    ready = known.criterion("ready")
    shares = Shares(pytorch=0.3, tensorflow=0.7, none=0.0)
    return {
        "flips": (
            Flip(kind="pair", what="Two answers", now="Both open", then="TensorFlow", subject="t"),
        ),
        "next_best": (
            NextBest(
                kind="trade_off", subject="debug flex", text="Which tool?", evppi=0.1, chance=0.2,
                cost_s=15.0,
                card=(CardSide(criterion="debug", text="x"), CardSide(criterion="flex", text="y")),
            ),
        ),
        "stability": (
            Stability(criterion="ready", label=ready.label, weight=0.12, low=0.04, high=0.31),
        ),
        "answer_effects": (
            AnswerEffect(question="task", step="Task", answer="Vision", without=1.0, effect=3.0),
        ),
        "alone": (
            AloneView(
                question="target", option="android", text="Android phones",
                title="Leaning to TensorFlow", shares=shares, show_shares=True, margin=-3.0,
            ),
        ),
        "direct": (
            DirectStatement(
                criterion="track", label="Tracking", level=4.0,
                said=(("tracking", "Charts", 2.0), ("debugging", "Pipeline", 4.0)),
            ),
        ),
        "missing": {"keep": 0.3},
        "central_weights": {"pytorch": {"ready": 0.4}, "tensorflow": {"device": 0.5}},
    }  # fmt: skip


@pytest.fixture(scope="session")
def group(known, around):
    def person(name, share, title, **more):
        given = {
            "name": name, "share": share, "verdict": "pytorch", "label": "", "title": title,
            "sentence": f"A sentence on {name}.", "show_shares": True,
            "shares": Shares(pytorch=0.84, tensorflow=0.16, none=0.0),
            "margin": Margin(mean=7.1, low=-2.4, high=19.0), "answered": 5,
        }  # fmt: skip
        return Person(**given | more)

    return Verdict(
        verdict="split", label="", title="Split: your people lean to different sides",
        sentence="PyTorch comes first for one, TensorFlow for another.", show_shares=True,
        borderline=False, shares=Shares(pytorch=0.5, tensorflow=0.4, none=0.1),
        margin=Margin(mean=1.0, low=-9.0, high=12.0), p_equal=0.1, regret={},
        contributions=(
            Contribution(criterion="ready", label="Ready-made models", value=4.0, points=4,
                         level=2.0, evidence=(known.evidence[0].id,)),
        ),
        zeroed=(), equal_facts=(), fired_rules=(OPEN,), reasons=(
            "Split. A sentence.", f"{HOSTILE}: Clear. A sentence.", "Ben rules out TensorFlow: x.",
            "Ready-made models: 4 points for PyTorch.",
        ),
        points={
            side: (Point(sign="+", text=f"Good {side}", criterion="ready", kind="documented",
                         date="2026-10"),)
            for side in ("pytorch", "tensorflow")
        },
        measured=(), answered=1, core_answered=1,
        knowledge=KnowledgeRef(id="k", version="1", hash="h"), seed=1, as_of="2026-11-23",
        draws=60_000, monte_carlo_error=0.002,
        people=(
            person(HOSTILE, 0.5, "Clear: PyTorch comes first"),
            person("Ben", 0.5, "Clear: TensorFlow comes first",
                   shares=Shares(pytorch=0.1, tensorflow=0.9, none=0.0),
                   margin=Margin(mean=-9.0, low=-20.0, high=-2.0)),
            person("Cem", 0.0, "Not enough answers yet", show_shares=False, answered=0),
        ),
        vetoes=(Veto(name="Ben", rule="k_py", title="No wheels", text="None for 3.14.",
                     out=("tensorflow",), relax="use 3.13"),),
        disagreements=(
            Disagreement(criterion="ready", label="Ready-made models",
                         levels={HOSTILE: 3.5, "Ben": 0.25, "Cem": 1.0}, spread=3.25),
        ),
        **around,
    )  # fmt: skip


@pytest.fixture(scope="session")
def made(known):
    def make(format_, everyone, verdict, runs=()):
        words = CaseWords(label, in_words)
        return render(format_, known, everyone, verdict, runs, words=words, app="1.2.3")

    return make
