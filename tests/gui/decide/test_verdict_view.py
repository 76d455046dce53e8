from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from core.records.answers import Answers
from core.records.standing import Margin
from core.records.verdict import FiredRule
from gui.controllers.decision import VERDICT, Snapshot
from gui.decide.balance import BalanceChart
from gui.decide.ladder import ahead, build_ladder, in_words
from gui.decide.sources import SourceLine, is_link
from gui.decide.verdict_view import VerdictView
from gui.decide.waterfall import Waterfall
from gui.widgets.readings import Readings

# Offscreen says so of every window with a least size; a real screen has none of it.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CONSTRAINT = FiredRule(
    id="k_tf_stay",
    kind="knockout",
    title="Existing code must stay: TensorFlow",
    text="You said that TensorFlow code must stay.",
    share=1.0,
    out=("pytorch",),
    relax="Let it be replaced",
    source="your answer",
    date="2026-11-22",
    questions=("existing",),
)
ROUTE = FiredRule(
    id="r_trees",
    kind="route",
    title="Gradient-boosted trees first",
    text="Tree methods are the usual first choice for tables.",
    share=1.0,
    strength="instead",
    source="https://scikit-learn.org/",
    date="2026-11-22",
    questions=("task",),
)
STATES = [
    ("pytorch", "leaning", True, ()),
    ("pytorch", "clear", True, ()),
    ("tensorflow", "strong", True, ()),
    ("tensorflow", "ruled by a constraint", False, (CONSTRAINT,)),
    ("either", "", True, ()),
    ("undecided", "", True, ()),
    ("undecided", "borderline", True, ()),
    ("insufficient", "", False, ()),
    ("neither", "ruled out", False, (CONSTRAINT,)),
    ("neither", "instead", False, (ROUTE,)),
    ("split", "", True, ()),
]


@pytest.fixture
def show(qtbot, themed, knowledge):
    def build(verdict, width=1184):
        view = VerdictView()
        qtbot.addWidget(view)
        view.resize(width, 820)
        view.show_snapshot(
            Snapshot(knowledge=knowledge, answers=Answers(), question=VERDICT, verdict=verdict)
        )
        view.show()
        qtbot.waitExposed(view)
        return view

    return build


def texts(view):
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(("name", "label", "shares", "rules"), STATES)
def test_every_verdict_is_shown_in_its_own_words(show, make_verdict, name, label, shares, rules):
    verdict = make_verdict(
        verdict=name,
        label=label,
        title=f"Title of {name}",
        sentence=f"A sentence on {name}.",
        show_shares=shares,
        fired_rules=rules,
    )
    view = show(verdict)
    seen = texts(view)
    assert view.findChild(QLabel, "verdict_title").text() == f"Title of {name}"
    assert f"A sentence on {name}." in seen
    assert bool(view.findChildren(Readings)) == shares
    assert bool(view.findChildren(Waterfall)) == (shares or label == "instead")
    for rule in rules:
        assert rule.title in seen
        assert rule.text in seen


@pytest.mark.parametrize(
    ("name", "label", "rules", "subject"),
    [
        ("insufficient", "", (), "speed"),
        ("undecided", "", (), "speed"),
        ("neither", "ruled out", (CONSTRAINT,), "existing"),
        ("tensorflow", "ruled by a constraint", (CONSTRAINT,), "existing"),
        ("neither", "instead", (ROUTE,), "task"),
    ],
)
def test_each_state_has_its_way_out(qtbot, show, make_verdict, name, label, rules, subject):
    view = show(make_verdict(verdict=name, label=label, show_shares=False, fired_rules=rules))
    button = view.findChild(QAbstractButton, f"way_out_{subject}")
    with qtbot.waitSignal(view.asked) as asked:
        button.click()
    assert asked.args == [subject]


def test_finding_out_next_leads_to_the_question_or_to_measuring(qtbot, show, make_verdict):
    view = show(make_verdict())
    with qtbot.waitSignal(view.asked) as asked:
        view.findChild(QAbstractButton, "next_speed").click()
    assert asked.args == ["speed"]
    with qtbot.waitSignal(view.measureAsked) as measured:
        view.findChild(QAbstractButton, "next_image_cnn").click()
    assert measured.args == ["image_cnn"]


def test_the_head_leads_to_answers_and_report(qtbot, show, make_verdict):
    view = show(make_verdict())
    with qtbot.waitSignal(view.changeAsked):
        view.findChild(QAbstractButton, "verdict_change").click()
    with qtbot.waitSignal(view.reportAsked):
        view.findChild(QAbstractButton, "verdict_report").click()


def test_both_sides_have_equal_halves_and_dates(show, make_verdict):
    seen = texts(show(make_verdict()))
    assert seen.count("A fact") == 4
    assert seen.count("documented · Oct 2026") == 4


def test_what_was_measured_here_is_said(show, make_verdict):
    seen = texts(show(make_verdict()))
    assert "TensorFlow 1.18× as fast here, 1.11 to 1.23" in seen


def test_every_button_has_a_name(show, make_verdict):
    view = show(make_verdict())
    for button in view.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()
    assert all(
        not isinstance(b, QPushButton) or b.height() >= 24
        for b in view.findChildren(QPushButton)
        if b.isVisible()
    )


@pytest.mark.parametrize("width", [1504, 1184, 1004, 804])
def test_nothing_is_cut_at_any_width(qtbot, show, make_verdict, width):
    view = show(make_verdict(), width)
    assert view.width() == width
    for label in view.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_figures_from_a_file_are_no_markup(show, make_verdict):
    view = show(make_verdict(sentence="<img src=x> 84 of 100"))
    sentence = next(x for x in view.findChildren(QLabel) if "84&nbsp;of&nbsp;100" in x.text())
    assert "&lt;img" in sentence.text()


# --- the waterfall ---------------------------------------------------------------------------


def test_the_bars_add_up_to_the_total(make_verdict):
    ladder = build_ladder(make_verdict())
    assert [bar.points for bar in ladder.bars] == [6, 5, -1, -3]
    assert ladder.bars[0].start == 0
    for before, after in zip(ladder.bars, ladder.bars[1:], strict=False):
        assert before.end == after.start
    assert ladder.bars[-1].end == ladder.total == 7
    assert ladder.small == ("Hw",)


def test_the_scale_holds_every_bar_and_the_range(make_verdict):
    ladder = build_ladder(make_verdict(margin=Margin(mean=7.0, low=-30.0, high=44.0)))
    assert ladder.least == -30
    assert ladder.most == 44
    assert 0 in ladder.ticks()
    assert 3 <= len(ladder.ticks()) <= 8


def test_the_waterfall_has_a_text_twin(make_verdict):
    said = in_words(build_ladder(make_verdict()))
    assert "Ready: 6 points for PyTorch." in said
    assert "Train speed: 1 point for TensorFlow, measured here." in said
    assert "PyTorch ahead by 7." in said
    assert "PyTorch by 19 and TensorFlow by 2" in said


@pytest.mark.parametrize(
    ("total", "words"), [(3, "PyTorch ahead by 3"), (-3, "TensorFlow ahead by 3"), (0, "Even")]
)
def test_the_total_names_its_side(total, words):
    assert ahead(total) == words


def test_no_contribution_at_all_is_even(qtbot, themed, make_verdict):
    waterfall = Waterfall()
    qtbot.addWidget(waterfall)
    waterfall.set_verdict(make_verdict(contributions=(), margin=Margin(mean=0, low=0, high=0)))
    waterfall.resize(600, waterfall.heightForWidth(600))
    waterfall.grab()
    assert waterfall.ladder is not None
    assert waterfall.ladder.total == 0
    assert "Even." in waterfall.accessibleDescription()


def test_labels_go_above_the_bars_where_it_is_narrow(qtbot, themed, make_verdict):
    waterfall = Waterfall()
    qtbot.addWidget(waterfall)
    waterfall.set_verdict(make_verdict())
    assert waterfall.heightForWidth(320) > waterfall.heightForWidth(900)
    waterfall.resize(320, waterfall.heightForWidth(320))
    assert not waterfall.grab().isNull()


def test_no_side_is_named_before_anything_is_weighed(qtbot, make_verdict):
    chart = BalanceChart()
    qtbot.addWidget(chart)
    height = chart.sizeHint().height()
    chart.set_verdict(make_verdict())
    assert "Ready: 6 for PyTorch" in chart.accessibleDescription()
    chart.set_verdict(make_verdict(verdict="insufficient", label="", show_shares=False))
    assert "PyTorch" not in chart.accessibleDescription()
    assert chart.toolTip() == ""
    assert chart.sizeHint().height() == height


# --- sources ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "opens"),
    [
        ("https://pypi.org/project/tensorflow/", True),
        ("http://pypi.org/", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("your answer", False),
        ("https://", False),
    ],
)
def test_only_https_addresses_are_links(source, opens):
    assert is_link(source) is opens


def test_a_link_opens_in_the_browser(qtbot, themed, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    line = SourceLine("https://pypi.org/project/tensorflow/", "2026-11-22")
    qtbot.addWidget(line)
    qtbot.mouseClick(line.findChild(QPushButton, "source_link"), Qt.MouseButton.LeftButton)
    assert opened == ["https://pypi.org/project/tensorflow/"]
    assert "as of 22 Nov 2026" in texts_of(line)


def texts_of(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))
