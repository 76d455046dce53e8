"""Verdicts in parts, made up, and ways to look at their page."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel

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
from core.records.standing import Shares
from gui.controllers.decision import VERDICT, Snapshot

HANDLER_LIMIT_S = 0.050

CARD = NextBest(
    kind="trade_off",
    subject="learn serve",
    text="Two tools, otherwise equal.",
    evppi=0.01,
    chance=0.1,
    cost_s=15,
    card=(CardSide("learn", "is easy to pick up"), CardSide("serve", "is easy to serve")),
)


def flip(kind, number=0, *, subject="device", others=(), value=None):
    return Flip(
        kind=kind,
        what=f"{kind} {number}",
        now=f"As {kind} is now",
        then="TensorFlow first in 54 of 100",
        subject=subject,
        others=others,
        value=value,
    )


FLIPS = (
    flip("fact", subject="serve"),
    flip("importance", value=4.0),
    flip("importance", 1, subject="ready", value=1.0),
    flip("weight", value=0.4),
    flip("shift", others=("ready",), value=0.1),
    flip("answer", subject="task"),
    flip("pair", subject="task", others=("target",)),
    flip("ratio", subject="train_speed", value=2.0),
)
DETAILS = {
    "answer_effects": (
        AnswerEffect(
            question="task", step="What you build", answer="Pictures", without=9.12, effect=-2.02
        ),
        AnswerEffect(question="team", step="Team", answer="Neither", without=7.1, effect=0.01),
    ),
    "stability": (
        Stability(criterion="ready", label="Ready-made models", weight=0.2, low=0.0, high=1.0),
        Stability(criterion="device", label="Phones and edge", weight=0.1, low=0.0, high=0.3),
        Stability(criterion="serve", label="Server deployment", weight=0.003, low=0.001, high=1.0),
        Stability(criterion="flex", label="Flexibility", weight=0.1, low=0.05, high=0.25),
    ),
    "alone": (
        AloneView(
            question="target",
            option="server",
            text="Our server",
            title="Clear: PyTorch comes first",
            shares=Shares(pytorch=0.9, tensorflow=0.1, none=0.0),
            show_shares=True,
            margin=8.0,
        ),
        AloneView(
            question="target",
            option="mcu",
            text="Microcontroller",
            title="TensorFlow, because of one answer",
            shares=Shares(pytorch=0.0, tensorflow=1.0, none=0.0),
            show_shares=False,
            margin=-8.0,
        ),
    ),
    "central_weights": {
        "pytorch": {"ready": 0.3, "device": 0.2, "serve": 0.1, "flex": 0.1, "learn": 0.1, "hw": 0.1}
    },
    "direct": (
        DirectStatement(
            criterion="device",
            label="Phones and edge",
            level=4.0,
            said=(("target", "Android", 3.0), ("musts", "Both stores", 4.0)),
        ),
    ),
    "missing": {"tpu": 1.0, "track": 0.12},
}


def snapshot(verdict, knowledge, answers=None, **more):
    return Snapshot(
        knowledge=knowledge,
        answers=answers or Answers(),
        question=VERDICT,
        verdict=verdict,
        **more,
    )


def texts(view):
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def button(view, name):
    found = view.findChild(QAbstractButton, name)
    assert found is not None, name
    return found
