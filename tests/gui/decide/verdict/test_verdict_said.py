"""Trade-off cards, and what a person set beyond the questions."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from verdict_parts import CARD, button, texts

from core.records.answers import Answers, TradeOff
from core.records.outlook import (
    CardSide,
)
from gui.widgets.choice_card import ChoiceCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_card_has_two_equal_choices(qtbot, show, make_verdict):
    view = show(make_verdict(next_best=(CARD,)))
    first, second = view.findChildren(ChoiceCard)
    for card in (first, second):
        assert "PyTorch" not in card.accessibleName()
        assert "TensorFlow" not in card.accessibleName()
    assert first.accessibleName() == "One that is easy to pick up"
    with qtbot.waitSignal(view.preferred) as preferred:
        first.click()
    assert preferred.args == ["learn", "serve"]
    with qtbot.waitSignal(view.preferred) as preferred:
        second.click()
    assert preferred.args == ["serve", "learn"]


@pytest.mark.parametrize("width", [1184, 804])
def test_neither_choice_looks_larger(qtbot, show, make_verdict, width):
    long = CardSide("serve", "is easy to serve, " * 8)
    card = msgspec.structs.replace(CARD, card=(CARD.card[0], long))
    first, second = show(make_verdict(next_best=(card,)), width=width).findChildren(ChoiceCard)
    qtbot.waitUntil(lambda: first.height() == second.height())
    assert first.width() == second.width()
    assert first.height() >= second.heightForWidth(second.width())


def test_what_is_open_stands_right_below_the_sum(show, make_verdict):
    view = show(make_verdict())
    above, below = (view.findChild(QWidget, n) for n in ("verdict_sum", "verdict_open_rules"))
    gap = below.mapTo(view, QPoint(0, 0)).y() - above.mapTo(view, QPoint(0, above.height())).y()
    assert gap < 20
    flips = view.findChild(QWidget, "verdict_flips")
    view.resize(804, 820)
    assert below.mapTo(view, QPoint(0, 0)).y() > flips.mapTo(view, QPoint(0, 0)).y()


def test_no_preference_puts_the_card_aside(qtbot, show, make_verdict, knowledge):
    view = show(make_verdict(next_best=(CARD,)))
    with qtbot.waitSignal(view.putAside) as aside:
        button(view, "trade_off_none").click()
    assert aside.args == ["learn", "serve"]
    view = show(make_verdict(next_best=(CARD,)), Answers(no_preference=(("serve", "learn"),)))
    assert not view.findChildren(ChoiceCard)
    assert "Nothing else you could add" in texts(view)
    assert f"or one that {knowledge.criterion('learn').swing.text}" in texts(view)
    with qtbot.waitSignal(view.askedAgain) as again:
        button(view, "ask_again_serve_learn").click()
    assert again.args == ["serve", "learn"]


def test_what_was_set_is_shown_with_its_way_back(qtbot, show, make_verdict, knowledge):
    answers = Answers(
        overrides={"device": 4.0},
        ranking=("ready", "serve"),
        trade_offs=(TradeOff(prefer="learn", over="serve"),),
    )
    view = show(make_verdict(), answers)
    seen = texts(view)
    assert "Weights set by you" in seen
    assert "Phones and edge decisive" in seen
    assert "Ranked by you, most important first" in seen
    assert "Ready-made models, Server deployment" in seen
    assert f"A tool that {knowledge.criterion('learn').swing.text}, over one that " in seen
    with qtbot.waitSignal(view.takenBack) as taken:
        button(view, "take_back_learn_serve").click()
    assert taken.args == ["learn", "serve"]
    with qtbot.waitSignal(view.whatIfAsked):
        button(view, "said_weights").click()


def test_nothing_set_takes_no_room(show, make_verdict):
    assert "What you set yourself" not in texts(show(make_verdict()))
