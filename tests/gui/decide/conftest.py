"""Real knowledge and a real controller; a document that lives in memory; made-up verdicts."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from core.knowledge.load import load
from core.records.document import Document
from core.records.outlook import Flip, NextBest
from core.records.standing import Margin, Shares
from core.records.verdict import Contribution, FiredRule, KnowledgeRef, MeasuredUse, Point, Verdict
from gui.controllers.decision import DecisionController
from gui.decide.page import DecidePage

AS_OF = dt.date(2026, 11, 23)


class MemoryDocuments:
    """Stands where the document controller stands, and remembers what it was given."""

    def __init__(self):
        self.saved = []
        self.document = None

    def save(self, answers, page):
        self.saved.append((answers, page))
        self.document = Document(
            forkwise=1, saved_utc="2026-11-23T00:00:00Z", title="", answers=answers, page=page
        )

    def load(self):
        return self.document


@pytest.fixture(scope="session")
def knowledge():
    return load()


@pytest.fixture(scope="session")
def quick_knowledge(knowledge):
    """The real knowledge with fewer readings, for tests that look at pages, not at figures."""
    meta = msgspec.structs.replace(knowledge.meta, draws=4_000)
    return msgspec.structs.replace(knowledge, meta=meta)


@pytest.fixture
def documents():
    return MemoryDocuments()


@pytest.fixture
def decision(qapp, knowledge, documents):
    controller = DecisionController(lambda: knowledge, documents, as_of=AS_OF)
    controller.open()
    yield controller
    controller.close()


@pytest.fixture
def page(qtbot, themed, decision):
    shown = DecidePage(decision)
    qtbot.addWidget(shown)
    shown.resize(1184, 820)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def contribution(criterion, points, *, level=2.0, measured=()):
    return Contribution(
        criterion=criterion,
        label=criterion.replace("_", " ").capitalize(),
        value=points + 0.2 if points else 0.2,
        points=points,
        level=level,
        measured=measured,
    )


@pytest.fixture
def make_verdict():
    def make(**changes):
        given = {
            "verdict": "pytorch",
            "label": "clear",
            "title": "Clear: PyTorch comes first",
            "sentence": "In 84 of 100 plausible readings of your answers and the evidence, "
            "PyTorch comes first; in 16 of 100, TensorFlow.",
            "show_shares": True,
            "borderline": False,
            "shares": Shares(pytorch=0.84, tensorflow=0.16, none=0.0),
            "margin": Margin(mean=7.1, low=-2.4, high=19.0),
            "p_equal": 0.1,
            "regret": {"pytorch": 0.01, "tensorflow": 0.08},
            "contributions": (
                contribution("ready", 6),
                contribution("device", -3),
                contribution("train_speed", -1, measured=("run-1",)),
                contribution("future", 5),
                contribution("hw", 0),
            ),
            "zeroed": ("tpu",),
            "equal_facts": (),
            "fired_rules": (
                FiredRule(
                    id="k_py314",
                    kind="knockout",
                    title="No stable TensorFlow for Python 3.14",
                    text="The newest stable TensorFlow has wheels up to 3.13.",
                    share=0.09,
                    out=("tensorflow",),
                    relax="Python 3.13",
                    source="https://pypi.org/project/tensorflow/2.21.0/",
                    date="2026-11-22",
                    questions=("musts",),
                ),
            ),
            "flips": (
                Flip(
                    kind="importance",
                    what="“Phones and edge” decisive instead of strong",
                    now="You said strong.",
                    then="TensorFlow in 54 of 100",
                    subject="device",
                ),
            ),
            "next_best": (
                NextBest(
                    kind="question",
                    subject="speed",
                    text="How much does speed matter?",
                    evppi=0.01,
                    chance=0.09,
                    cost_s=15,
                ),
                NextBest(
                    kind="benchmark",
                    subject="image_cnn",
                    text="Measure the image CNN here",
                    evppi=0.01,
                    chance=0.06,
                    cost_s=25,
                ),
            ),
            "reasons": ("Ready-made models speak for PyTorch.",),
            "points": {
                "pytorch": (_point("+"), _point("-")),
                "tensorflow": (_point("+"), _point("-")),
            },
            "measured": (
                MeasuredUse(
                    run="run-1",
                    case="image_cnn/train/usual",
                    criterion="train_speed",
                    ratio=0.85,
                    low=0.81,
                    high=0.9,
                    weight=1.0,
                ),
            ),
            "answered": 5,
            "core_answered": 5,
            "knowledge": KnowledgeRef(id="k", version="2026.11.22", hash="00"),
            "seed": 1,
            "as_of": "2026-11-23",
            "draws": 20_000,
            "monte_carlo_error": 0.003,
        }
        return Verdict(**(given | changes))

    return make


def _point(sign):
    return Point(sign=sign, text="A fact", criterion="ready", kind="documented", date="2026-10")
