"""What a person does to the wizard: find a card, click, press, wait."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from gui.widgets.choice_card import ChoiceCard

HANDLER_LIMIT_S = 0.050


def card(page, question, option):
    return page.findChild(ChoiceCard, f"choice_{question}_{option}")


def title(page):
    return page.findChild(QLabel, "wizard_question").text()


def click(qtbot, page, name):
    qtbot.mouseClick(page.findChild(QAbstractButton, name), Qt.MouseButton.LeftButton)


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or page, key, modifier)


def settle(qtbot, decision):
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
