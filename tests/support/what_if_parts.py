"""Weights on trial: answers to begin with, and the widgets of a row."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel

from core.records.answers import Answers
from gui.controllers.trial_state import TrialSnapshot
from gui.decide.what_if_slider import WeightSlider
from gui.widgets.number_field import NumberField

HANDLER_LIMIT_S = 0.050
ANSWERS = {
    "experience": ("some",),
    "task": ("vision",),
    "outcome": ("product",),
    "target": ("android", "server"),
    "hardware": ("cpu",),
    "scale": ("onegpu",),
    "team": ("none",),
    "existing": ("none",),
    "shipping": ("managed",),
}


def settle(qtbot, page):
    qtbot.waitUntil(page.trials.weights.is_idle, timeout=20_000)


def slider(page, criterion):
    return page.findChild(WeightSlider, f"what_if_slider_{criterion}")


def field(page, criterion):
    return page.findChild(NumberField, f"what_if_points_{criterion}")


def button(page, name):
    return page.findChild(QAbstractButton, name)


def text(page, name):
    return page.findChild(QLabel, name).text()


def made_up(knowledge, before, verdict, **changes):
    given = {
        "knowledge": knowledge,
        "answers": Answers(),
        "overrides": {"ready": 4.0},
        "own_levels": {"ready": 2.0},
        "before": before,
        "verdict": verdict,
    }
    return TrialSnapshot(**(given | changes))
