"""What would change a verdict, trade-off cards, and the sections below the fold."""

from __future__ import annotations

import time

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

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
from core.records.standing import Shares
from gui.controllers.decision import VERDICT, Snapshot
from gui.controllers.snapshot import WHAT_IF
from gui.decide.page import DecidePage
from gui.decide.verdict_bars import StabilityBar, WeightBar
from gui.decide.verdict_change import KINDS, by_kind
from gui.decide.verdict_sections import effect_words, lead_words, stability_words, twice_words
from gui.decide.verdict_view import VerdictView, knowledge_age
from gui.widgets.choice_card import ChoiceCard
from gui.widgets.fold import Fold, FoldButton

# Offscreen says so of every window with a least size; a real screen has none of it.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

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


@pytest.fixture
def show(qtbot, themed, knowledge):
    def build(verdict, answers=None, width=1184):
        view = VerdictView()
        qtbot.addWidget(view)
        view.resize(width, 820)
        view.show_snapshot(snapshot(verdict, knowledge, answers))
        view.show()
        qtbot.waitExposed(view)
        return view

    return build


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


# --- what would change this ------------------------------------------------------------------


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


# --- trade-offs and what was set -------------------------------------------------------------


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


# --- the sections ----------------------------------------------------------------------------


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


# --- the page --------------------------------------------------------------------------------


def test_a_preview_does_not_take_the_place_of_a_verdict_being_read(show, make_verdict, knowledge):
    view = show(make_verdict())
    preview = make_verdict(title="Leaning to PyTorch", preview=True, draws=2_000)
    view.show_snapshot(snapshot(preview, knowledge, preview=True))
    title = view.findChild(QLabel, "verdict_title")
    assert title.text() == "Clear: PyTorch comes first"
    view.show_snapshot(snapshot(msgspec.structs.replace(preview, preview=False), knowledge))
    assert title.text() == "Leaning to PyTorch"


def test_what_moved_is_told_where_it_is_seen(show, make_verdict, knowledge, monkeypatch):
    said = []
    monkeypatch.setattr("gui.decide.verdict_view.announce", lambda _widget, text: said.append(text))
    view = show(make_verdict())
    assert view.findChild(QLabel, "verdict_moved") is None
    moved = "The change moved PyTorch from 84 to 71 of 100."
    view.show_snapshot(snapshot(make_verdict(label="leaning"), knowledge, moved=moved))
    assert view.findChild(QLabel, "verdict_moved").text() == moved
    assert said[-1].startswith(f"{moved} Clear: PyTorch comes first. In 84 of 100")
    view.hide()
    view.show_snapshot(snapshot(make_verdict(), knowledge, moved=moved))
    assert view.findChild(QLabel, "verdict_moved") is None


def test_the_keyboard_stays_where_it_was(qtbot, show, make_verdict, knowledge):
    view = show(make_verdict())
    view.activateWindow()
    button(view, "next_speed").setFocus()
    view.show_snapshot(snapshot(make_verdict(borderline=True), knowledge))
    assert view.focusWidget() is button(view, "next_speed")
    view.show_snapshot(snapshot(make_verdict(next_best=()), knowledge))
    assert view.focusWidget() is button(view, "verdict_change")


def test_a_page_is_made_within_the_time_of_a_handler(show, make_verdict, knowledge):
    view = show(make_verdict(flips=FLIPS, **DETAILS))
    started = time.thread_time()
    view.show_snapshot(snapshot(make_verdict(flips=FLIPS, borderline=True, **DETAILS), knowledge))
    assert time.thread_time() - started < HANDLER_LIMIT_S


def test_find_out_next_goes_down_the_page(qtbot, show, make_verdict):
    view = show(make_verdict(label="leaning"), width=804)
    view.activateWindow()
    button(view, "way_out_find_out").click()
    assert view.focusWidget() is button(view, "next_speed")


def test_choices_reach_the_answers_and_can_be_taken_back(qtbot, themed, decision):
    decision.go(VERDICT)
    page = DecidePage(decision)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    view = page.findChild(VerdictView)
    assert view is not None
    view.preferred.emit("learn", "serve")
    assert decision.snapshot.answers.trade_offs == (TradeOff(prefer="learn", over="serve"),)
    view.takenBack.emit("learn", "serve")
    assert decision.snapshot.answers.trade_offs == ()


def test_trying_an_importance_moves_that_weight_on_trial(qtbot, themed, decision):
    decision.warm_up()
    qtbot.waitUntil(decision.is_idle, timeout=20_000)
    decision.go(VERDICT)
    page = DecidePage(decision)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    view = page.findChild(VerdictView)
    assert view is not None
    view.attempted.emit("device", 4.0)
    assert decision.snapshot.question == WHAT_IF
    assert page.trials.weights.snapshot is not None
    assert dict(page.trials.weights.snapshot.overrides) == {"device": 4.0}
    qtbot.waitUntil(page.trials.weights.is_idle, timeout=20_000)


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
