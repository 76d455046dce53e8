"""The sections below the fold, and their words."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from verdict_parts import CARD, DETAILS, FLIPS, button, snapshot, texts

from core.records.outlook import (
    AnswerEffect,
)
from gui.decide.verdict_bars import StabilityBar, WeightBar
from gui.decide.verdict_sections import effect_words, lead_words, stability_words, twice_words
from gui.decide.verdict_view import knowledge_age
from gui.widgets.fold import FoldButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def open_all(qtbot, view):
    for heading in view.findChildren(FoldButton):
        heading.setChecked(True)
    qtbot.wait(10)


def test_sections_are_closed_at_first_and_open_by_key(qtbot, show, make_verdict):
    view = show(make_verdict(**DETAILS))
    headings = [b for b in view.findChildren(FoldButton) if b.objectName()]
    assert len(headings) == 6
    assert "Pictures" not in texts(view)
    heading = button(view, "details_button_answers")
    heading.setFocus()
    qtbot.keyClick(heading, Qt.Key.Key_Space)
    assert "What you build: Pictures" in texts(view)
    assert "open" in heading.accessibleDescription()
    qtbot.keyClick(heading, Qt.Key.Key_Space)
    assert "Pictures" not in texts(view)
    assert "closed" in heading.accessibleDescription()


def test_sections_without_content_are_left_out(show, make_verdict):
    view = show(make_verdict())
    assert not [b for b in view.findChildren(FoldButton) if b.objectName()]


def test_the_sections_say_what_they_show(qtbot, show, make_verdict):
    view = show(make_verdict(**DETAILS))
    open_all(qtbot, view)
    seen = texts(view)
    assert "PyTorch ahead by 9.1" in seen
    assert "2.0 for TensorFlow" in seen
    assert "do not add up" in seen
    assert "Where it will run: Our server" in seen
    assert "No share is shown" in seen
    assert "It came first in none of the readings" in seen
    assert "“Android” says strong" in seen
    assert "TPU and Google Cloud: nothing is known for your answers" in seen
    assert "Curves and tracking: nothing is known in 12 of 100 readings" in seen
    assert len(view.findChildren(WeightBar)) == 5
    bars = view.findChildren(StabilityBar)
    assert [bar.accessibleName() for bar in bars] == [
        "Ready-made models: 20 now; any share will do",
        "Phones and edge: 10 now; up to 30",
        "Server deployment: under 1 now; under 1 or more",
        "Flexibility: 10 now; 5 to 25",
    ]


@pytest.mark.parametrize("width", [1504, 1184, 804])
def test_nothing_in_the_sections_is_cut(qtbot, each_theme, show, make_verdict, width):
    view = show(make_verdict(flips=FLIPS, next_best=(CARD,), **DETAILS), width=width)
    open_all(qtbot, view)
    assert view.width() == width
    for label in view.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    assert not view.grab().isNull()


def test_everything_can_be_used_by_everyone(qtbot, show, make_verdict, walk):
    view = show(make_verdict(flips=FLIPS, next_best=(CARD,), **DETAILS))
    open_all(qtbot, view)
    assert walk(view) == []


def test_what_was_open_stays_open(show, make_verdict, knowledge):
    view = show(make_verdict(**DETAILS))
    button(view, "details_button_missing").setChecked(True)
    view.show_snapshot(snapshot(make_verdict(borderline=True, **DETAILS), knowledge))
    assert "TPU and Google Cloud: nothing is known" in texts(view)


def test_the_age_of_the_knowledge_is_said(knowledge):
    assert "newest evidence" in knowledge_age(knowledge)
    bare = msgspec.structs.replace(knowledge, evidence=())
    assert knowledge_age(bare).startswith("knowledge and newest evidence of ")


@pytest.mark.parametrize(
    ("points", "words"),
    [(3.26, "PyTorch ahead by 3.3"), (-0.5, "TensorFlow ahead by 0.5"), (0.04, "Even")],
)
def test_small_leads_have_a_decimal(points, words):
    assert lead_words(points) == words


def test_an_effect_that_is_none_is_called_so():
    row = AnswerEffect(question="q", step="s", answer="a", without=1.0, effect=0.01)
    assert effect_words(row) == "nothing"


def test_said_twice_names_both_answers(knowledge):
    words = twice_words(DETAILS["direct"][0], knowledge)
    assert words.startswith("Phones and edge. Where it will run: “Android” says strong; ")
    assert words.endswith("It counts as decisive.")


def test_a_weight_with_no_end_says_so():
    assert stability_words(DETAILS["stability"][0]) == "20 now; any share will do"
