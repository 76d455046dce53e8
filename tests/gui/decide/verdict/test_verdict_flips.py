"""What would change a verdict."""

from __future__ import annotations

import pytest
from verdict_parts import FLIPS, button, texts

from gui.decide.verdict_change import KINDS, by_kind
from gui.widgets.fold import Fold

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_every_kind_is_told_in_its_order_the_nearest_in_sight(show, make_verdict):
    view = show(make_verdict(flips=FLIPS))
    near, rest = by_kind(FLIPS)
    assert tuple(one.kind for one in near) == KINDS
    assert [one.what for one in rest] == ["importance 1"]
    seen = texts(view)
    places = [seen.index(f"{kind} 0") for kind in KINDS]
    assert places == sorted(places)
    assert "importance 1" not in seen
    assert "As weight is now. Then: TensorFlow first in 54 of 100" in seen
    fold = view.findChild(Fold, "fold_flips")
    fold.button.click()
    assert "importance 1" in texts(view)


def test_an_answer_leads_to_its_question_and_a_pair_to_both(qtbot, show, make_verdict):
    view = show(make_verdict(flips=FLIPS))
    assert button(view, "flip_answer_task").text() == "Go to the question"
    for name, subject in (
        ("flip_answer_task", "task"),
        ("flip_pair_task", "task"),
        ("flip_pair_target", "target"),
    ):
        with qtbot.waitSignal(view.asked) as asked:
            button(view, name).click()
        assert asked.args == [subject]
        assert button(view, name).accessibleName() != button(view, name).text()


def test_a_ratio_leads_to_measuring_and_an_importance_to_a_trial(qtbot, show, make_verdict):
    view = show(make_verdict(flips=FLIPS))
    with qtbot.waitSignal(view.measureAsked) as measured:
        button(view, "flip_ratio_train_speed").click()
    assert measured.args == ["train"]
    with qtbot.waitSignal(view.attempted) as tried:
        button(view, "flip_importance_device").click()
    assert tried.args == ["device", 4.0]


def test_no_change_is_said_too(show, make_verdict):
    assert "No single change that was tried" in texts(show(make_verdict(flips=())))
    soon = texts(show(make_verdict(flips=(), preview=True)))
    assert "Other answers are being tried." in soon
    assert "No single change" not in soon


def test_the_error_of_the_counts_is_said(show, make_verdict):
    assert "The error of a share is about 0.3 of 100." in texts(show(make_verdict()))
    assert "error of a share" not in texts(show(make_verdict(show_shares=False)))
