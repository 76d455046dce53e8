from __future__ import annotations

import time

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel

from core.records.answers import Answers
from core.records.levels import STOPS, level_of
from core.records.standing import Shares
from gui.controllers.decision import VERDICT, DecisionController
from gui.controllers.snapshot import WHAT_IF
from gui.controllers.trial_state import TrialSnapshot
from gui.decide.ladder import build_ladder, in_words
from gui.decide.page import DecidePage
from gui.decide.waterfall import Waterfall
from gui.decide.what_if_rows import WeightRow, grouped
from gui.decide.what_if_slider import WeightSlider
from gui.decide.what_if_view import WhatIfView
from gui.decide.what_if_words import (
    moves,
    outcome_words,
    total_move,
    trial_note,
    trial_sentence,
    weight_words,
)
from gui.widgets.buttons import FlatButton
from gui.widgets.number_field import NumberField
from gui.widgets.segments import SegmentButton

# Offscreen says so of every window with a least size; a real screen has none of it.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

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


# --- the page --------------------------------------------------------------------------------


def test_the_verdict_page_leads_to_weights_on_trial(page, decision, quick_knowledge):
    assert decision.snapshot.question == WHAT_IF
    assert isinstance(page._stack.currentWidget(), WhatIfView)
    assert len(page.findChildren(WeightSlider)) == len(quick_knowledge.criteria)
    assert "By your answers" not in text(page, "what_if_sentence")
    assert not button(page, "what_if_keep").isEnabled()
    assert not button(page, "what_if_reset_all").isEnabled()


def test_what_counts_stands_first_in_its_group(page, quick_knowledge):
    groups = grouped(page.trials.weights.snapshot)
    assert set(groups) == {c.group for c in quick_knowledge.criteria}
    for criteria in groups.values():
        levels = [page.trials.weights.snapshot.own_levels[c.id] for c in criteria]
        assert levels == sorted(levels, reverse=True)


def test_a_weight_is_moved_by_key_and_told(qtbot, page, decision):
    name = slider(page, "serve").accessibleName()
    qtbot.keyClick(slider(page, "serve"), Qt.Key.Key_Home)
    settle(qtbot, page)
    assert "Server deployment" in name
    assert slider(page, "serve").accessibleName() == "Server deployment, none, 0 points"
    assert field(page, "serve").value() == 0
    assert "By your answers: " in text(page, "what_if_sentence")
    assert text(page, "what_if_moved").startswith("“Server deployment” at none ")
    assert button(page, "what_if_keep").isEnabled()
    assert decision.snapshot.answers.overrides == {}
    assert page.findChild(WhatIfView).findChild(Waterfall).ladder.moved


@pytest.mark.parametrize(
    ("key", "points"),
    [
        (Qt.Key.Key_Right, 47),
        (Qt.Key.Key_PageUp, 47),
        (Qt.Key.Key_Left, 7),
        (Qt.Key.Key_Down, 7),
        (Qt.Key.Key_End, 100),
        (Qt.Key.Key_Home, 0),
    ],
)
def test_keys_go_from_word_to_word(qtbot, themed, key, points):
    one = WeightSlider()
    qtbot.addWidget(one)
    one.set_points(20)
    with qtbot.waitSignal(one.moved) as moved:
        qtbot.keyClick(one, key)
    assert moved.args == [points, False]


def test_other_keys_are_left_alone(qtbot, themed):
    one = WeightSlider()
    qtbot.addWidget(one)
    one.set_points(20)
    qtbot.keyClick(one, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(one, Qt.Key.Key_A)
    assert one.value() == 20


def test_a_drag_is_continuous_and_one_move(qtbot, themed):
    one = WeightSlider()
    qtbot.addWidget(one)
    one.resize(224, 28)
    seen = []
    one.moved.connect(lambda points, continued: seen.append((points, continued)))
    places = [QPoint(x, 14) for x in (40, 88, 110, 160)]
    qtbot.mousePress(one, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(one, place)
    qtbot.mouseRelease(one, Qt.MouseButton.LeftButton, pos=places[-1])
    assert [continued for _, continued in seen] == [False, True, True, True]
    assert [points for points, _ in seen] == sorted(points for points, _ in seen)
    assert any(points not in STOPS for points, _ in seen)
    # In the middle of the line lies "some": the pointer is taken to mean the word.
    assert (20, True) in seen


def test_a_number_is_typed(qtbot, page):
    one = field(page, "device")
    one.setFocus()
    one.selectAll()
    qtbot.keyClicks(one, "33")
    assert not page.trials.weights.snapshot.overrides
    qtbot.keyClick(one, Qt.Key.Key_Return)
    assert dict(page.trials.weights.snapshot.overrides) == {"device": level_of(33)}
    assert slider(page, "device").value() == 33
    settle(qtbot, page)


def test_a_changed_row_is_bold_and_has_its_way_back(qtbot, page):
    assert not button(page, "what_if_reset_serve").isVisible()
    before = slider(page, "serve").value()
    qtbot.keyClick(slider(page, "serve"), Qt.Key.Key_Home)
    settle(qtbot, page)
    row = next(r for r in page.findChildren(WeightRow) if r.slider is slider(page, "serve"))
    assert row.name.font().weight() == 600
    back = button(page, "what_if_reset_serve")
    assert back.isVisible()
    assert back.accessibleName().startswith("Reset “Server deployment” to ")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert slider(page, "serve").value() == before
    assert row.name.font().weight() == 400


def test_moves_are_undone_by_key_in_slider_and_field(qtbot, page):
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(slider(page, "serve"), Qt.Key.Key_Home)
    qtbot.keyClick(slider(page, "device"), Qt.Key.Key_Home)
    slider(page, "device").setFocus()
    qtbot.keyClick(slider(page, "device"), Qt.Key.Key_Z, control)
    assert set(page.trials.weights.snapshot.overrides) == {"serve"}
    field(page, "device").setFocus()
    qtbot.keyClick(field(page, "device"), Qt.Key.Key_Z, control)
    assert not page.trials.weights.snapshot.overrides
    qtbot.keyClick(field(page, "device"), Qt.Key.Key_Z, control | shift)
    qtbot.keyClick(slider(page, "device"), Qt.Key.Key_Y, control)
    assert set(page.trials.weights.snapshot.overrides) == {"serve", "device"}
    settle(qtbot, page)


def test_reset_all_says_how_many(qtbot, page):
    for criterion in ("serve", "device", "learn"):
        qtbot.keyClick(slider(page, criterion), Qt.Key.Key_Home)
    settle(qtbot, page)
    assert button(page, "what_if_reset_all").text() == "Reset all 3"
    qtbot.mouseClick(button(page, "what_if_reset_all"), Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert not page.trials.weights.snapshot.differs


def test_keeping_goes_back_to_the_verdict_and_shows_them_as_set(qtbot, page, decision):
    qtbot.keyClick(slider(page, "serve"), Qt.Key.Key_Home)
    settle(qtbot, page)
    qtbot.mouseClick(button(page, "what_if_keep"), Qt.MouseButton.LeftButton)
    assert decision.snapshot.question == VERDICT
    assert decision.snapshot.answers.overrides == {"serve": 0.0}
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    qtbot.mouseClick(button(page, "what_if_open"), Qt.MouseButton.LeftButton)
    row = next(r for r in page.findChildren(WeightRow) if r.slider.value() == 0 and r.kept.text())
    assert row.kept.text() == "set by you: none"
    assert row.kept.isVisible()
    assert button(page, "what_if_reset_serve").isVisible()


def test_going_back_keeps_nothing(qtbot, page, decision):
    qtbot.keyClick(slider(page, "serve"), Qt.Key.Key_Home)
    settle(qtbot, page)
    qtbot.mouseClick(button(page, "what_if_back"), Qt.MouseButton.LeftButton)
    assert decision.snapshot.question == VERDICT
    assert decision.snapshot.answers.overrides == {}


def test_each_change_is_announced_once_in_one_line(qtbot, page, monkeypatch):
    said: list[QAccessibleEvent] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    qtbot.keyClick(slider(page, "serve"), Qt.Key.Key_Home)
    settle(qtbot, page)
    assert len(said) == 1


def test_dragging_never_holds_up_the_window(qtbot, page):
    one = slider(page, "serve")
    qtbot.mousePress(one, Qt.MouseButton.LeftButton, pos=QPoint(12, 14))
    slowest = 0.0
    for x in range(14, one.width() - 12, 4):
        started = time.thread_time()
        with qtbot.waitSignal(page.trials.weights.trialChanged):
            qtbot.mouseMove(one, QPoint(x, 14))
        slowest = max(slowest, time.thread_time() - started)
    qtbot.mouseRelease(one, Qt.MouseButton.LeftButton, pos=QPoint(one.width() - 12, 14))
    settle(qtbot, page)
    assert slowest < HANDLER_LIMIT_S


# --- reflow and access -----------------------------------------------------------------------


def test_everything_can_be_used_by_everyone(page, walk):
    assert walk(page) == []


@pytest.mark.parametrize("width", [1504, 1184, 804])
def test_nothing_is_cut(qtbot, page, width):
    page.resize(width, 700)
    qtbot.wait(1)
    assert page.width() == width
    view = page.findChild(WhatIfView)
    for label in view.findChildren(QLabel):
        if label.isVisible() and label.text() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for one in view.findChildren(FlatButton):
        if one.isVisible():
            room = QFontMetrics(one.font()).horizontalAdvance(one.text())
            assert one.width() >= room


def test_where_it_is_narrow_one_panel_is_shown_at_a_time(qtbot, page):
    page.resize(804, 600)
    assert slider(page, "serve").isVisible()
    assert not page.findChild(Waterfall).isVisible()
    choice = next(b for b in page.findChildren(SegmentButton) if b.text() == "What adds up")
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    assert not slider(page, "serve").isVisible()
    waterfalls = page.findChild(WhatIfView).findChildren(Waterfall)
    assert waterfalls[0].isVisible()


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "label", "title", "shown", "words"),
    [
        ("pytorch", "leaning", "", True, ("leaning to PyTorch", "84 of 100")),
        ("tensorflow", "clear", "", True, ("clear for TensorFlow", "16 of 100")),
        ("tensorflow", "strong", "", True, ("strong for TensorFlow", "16 of 100")),
        ("either", "", "Either is fine", True, ("either is fine", "84 of 100 for PyTorch")),
        ("undecided", "", "Cannot tell yet", True, ("cannot tell yet", "84 of 100 for PyTorch")),
        ("neither", "ruled out", "Neither, as it stands", False, ("“Neither, as it stands”", "")),
    ],
)
def test_an_outcome_in_a_few_words(make_verdict, name, label, title, shown, words):
    verdict = make_verdict(verdict=name, label=label, title=title, show_shares=shown)
    assert outcome_words(verdict) == words


def test_an_outcome_is_never_certain(make_verdict):
    verdict = make_verdict(shares=Shares(pytorch=1.0, tensorflow=0.0, none=0.0))
    assert outcome_words(verdict)[1] == "more than 99 of 100"


def test_both_outcomes_stand_in_one_sentence(knowledge, make_verdict):
    now = make_verdict(label="leaning", shares=Shares(pytorch=0.66, tensorflow=0.34, none=0.0))
    trial = made_up(knowledge, make_verdict(), now)
    said = trial_sentence(trial, weight_words())
    assert said == (
        "If these mattered as you set them: <b>leaning to PyTorch</b>, <b>66 of 100</b>. "
        "By your answers: clear for PyTorch, 84 of 100."
    )
    assert "This is a trial" in trial_note(trial, weight_words())
    kept = made_up(knowledge, make_verdict(), now, answers=Answers(overrides={"flex": 1.0}))
    assert "As kept: clear" in trial_sentence(kept, weight_words())


def test_a_title_is_no_markup(knowledge, make_verdict):
    odd = make_verdict(verdict="neither", title="<img src=x>", show_shares=False)
    assert "<img" not in trial_sentence(made_up(knowledge, odd, odd), weight_words())


@pytest.mark.parametrize("label", ["ruled by a constraint", "ruled out", "instead"])
def test_where_weights_do_not_decide_it_is_said(knowledge, make_verdict, label):
    verdict = make_verdict(label=label, show_shares=False)
    assert trial_note(made_up(knowledge, verdict, verdict), weight_words()).startswith(
        "A rule decides here"
    )
    few = make_verdict(verdict="insufficient", label="", show_shares=False)
    assert "No name is shown" in trial_note(made_up(knowledge, few, few), weight_words())


# --- what moved ------------------------------------------------------------------------------


@pytest.fixture
def moved_pair(make_verdict):
    before = make_verdict()
    rows = {c.criterion: c for c in before.contributions}
    changes = {"ready": 2, "device": -6, "train_speed": 0, "hw": 1, "future": 5}
    now = tuple(
        msgspec.structs.replace(rows[id_], points=points, value=float(points))
        for id_, points in changes.items()
    )
    return before, msgspec.structs.replace(before, contributions=now)


def test_what_moved_adds_up(moved_pair):
    before, now = moved_pair
    found = {move.label: (move.side, move.change) for move in moves(before, now)}
    assert found == {
        "Ready": ("for PyTorch", "6 → 2"),
        "Device": ("for TensorFlow", "3 → 6"),
        "Train speed": ("for TensorFlow", "1 → 0"),
        "Hw": ("for PyTorch", "0 → 1"),
    }
    assert total_move(before, now).change == "7 → 2"


def test_a_row_that_crosses_over_names_both_sides(make_verdict):
    before = make_verdict()
    rows = tuple(
        msgspec.structs.replace(c, points=-c.points, value=-c.value) for c in before.contributions
    )
    now = msgspec.structs.replace(before, contributions=rows)
    assert total_move(before, now).change == "PyTorch 7 → TensorFlow 7"


def test_rows_keep_their_places_and_the_scale_holds_both(moved_pair):
    before, now = moved_pair
    ladder = build_ladder(now, before)
    assert [bar.label for bar in ladder.bars] == ["Ready", "Future", "Hw", "Train speed", "Device"]
    assert [bar.points for bar in ladder.bars] == [2, 5, 1, 0, -6]
    assert ladder.total == 2
    assert ladder.was == 7
    assert ladder.most >= build_ladder(before).most
    assert "Before the trial: PyTorch ahead by 7." in in_words(ladder)
    assert "Train speed: nothing now, measured here." in in_words(ladder)
    assert build_ladder(before, before).moved is False


@pytest.mark.parametrize("width", [320, 640])
def test_the_old_total_is_painted(qtbot, each_theme, moved_pair, width):
    before, now = moved_pair
    waterfall = Waterfall()
    qtbot.addWidget(waterfall)
    waterfall.set_verdict(now, before)
    waterfall.resize(width, waterfall.heightForWidth(width))
    outlined = waterfall.grab().toImage()
    waterfall.set_verdict(now)
    waterfall.resize(width, waterfall.heightForWidth(width))
    assert waterfall.grab().toImage() != outlined


def test_keeping_can_be_undone_with_the_answers(qtbot, page, decision):
    qtbot.keyClick(slider(page, "serve"), Qt.Key.Key_Home)
    settle(qtbot, page)
    qtbot.mouseClick(button(page, "what_if_keep"), Qt.MouseButton.LeftButton)
    assert decision.snapshot.answers.overrides == {"serve": 0.0}
    decision.undo()
    assert decision.snapshot.answers.overrides == {}
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
