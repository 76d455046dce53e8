"""The page of weights on trial, opened from a verdict."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from what_if_parts import ANSWERS

from core.records.answers import Answers
from gui.controllers.decision import VERDICT, DecisionController
from gui.decide.page import DecidePage
from gui.decide.what_if_slider import WeightSlider


@pytest.fixture
def decision(qapp, quick_knowledge, documents):
    controller = DecisionController(lambda: quick_knowledge, documents)
    controller.open()
    controller.set_answers(Answers(answers=ANSWERS))
    yield controller
    controller.close()


@pytest.fixture
def page(qtbot, themed, decision):
    decision.warm_up()
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    decision.go(VERDICT)
    shown = DecidePage(decision)
    qtbot.addWidget(shown)
    shown.resize(1184, 820)
    shown.show()
    qtbot.waitExposed(shown)
    shown.window().activateWindow()
    qtbot.mouseClick(shown.findChild(QAbstractButton, "what_if_open"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.findChild(WeightSlider) is not None)
    return shown
