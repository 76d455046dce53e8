"""Both outcomes in words, and what moved in points."""

from __future__ import annotations

import msgspec
import pytest
from what_if_parts import made_up

from core.records.answers import Answers
from core.records.standing import Shares
from gui.decide.ladder import Ladder, build_ladder, in_words
from gui.decide.waterfall import Waterfall
from gui.decide.waterfall_paint import Frame, was_left
from gui.decide.what_if_words import (
    moves,
    outcome_words,
    total_move,
    trial_note,
    trial_sentence,
    weight_words,
)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


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


@pytest.mark.parametrize(("was", "total"), [(8, 12), (12, 8), (8, -3), (-8, -12), (-8, 3)])
def test_the_words_on_the_old_total_lie_on_neither_bar(was, total):
    ladder = Ladder((), total, -20.0, 20.0, (), -20.0, 20.0, was, moved=True)
    frame = Frame(False, 0.0, 20.0, 16.0, 30.0, 100.0, 500.0, ladder)
    begins = was_left(frame, was, 40.0)
    ends = [frame.x(points) for points in (0, was, total)]
    assert begins + 40 < min(ends) if was > 0 else begins > max(ends)
