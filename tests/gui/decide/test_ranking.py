"""A ranking on trial: its order, its shares, the verdict on it, and how it is kept."""

from __future__ import annotations

import math
import time

import pytest

from core.decide.ranking import centroid
from core.records.answers import Answers
from gui.controllers.decision import VERDICT, DecisionController
from gui.controllers.ranking import START, RankingController, with_ranking
from gui.controllers.ranking_state import ranked
from gui.controllers.snapshot import RANKING, WHAT_IF
from gui.decide.ranking_words import rests_on_ranking, share_words

HANDLER_LIMIT_S = 0.050
ANSWERS = {
    "experience": ("work",),
    "task": ("vision",),
    "outcome": ("product",),
    "target": ("android",),
    "hardware": ("cpu",),
    "scale": ("none",),
    "team": ("none",),
    "existing": ("none",),
}


@pytest.fixture
def decision(qapp, quick_knowledge, documents, qtbot):
    controller = DecisionController(lambda: quick_knowledge, documents)
    controller.open()
    controller.set_answers(Answers(answers=ANSWERS))
    controller.warm_up()
    qtbot.waitUntil(controller.is_idle, timeout=20_000)
    controller.go(VERDICT)
    yield controller
    controller.close()


@pytest.fixture
def ranking(decision):
    decision.go(RANKING)
    controller = RankingController(decision)
    controller.open()
    yield controller
    controller.close()


def settle(qtbot, controller):
    qtbot.waitUntil(controller.is_idle, timeout=20_000)


# --- the order -------------------------------------------------------------------------------


def test_a_ranking_begins_empty_with_all_that_counts_beside_it(ranking, decision):
    now = ranking.snapshot
    assert now.order == ()
    assert not now.differs
    assert now.verdict is now.before is decision.verdict
    levels = [decision.verdict.levels[c.id] for c in now.others]
    assert levels == sorted(levels, reverse=True)
    assert now.counts("device")
    assert not now.counts("multi")


def test_the_start_is_what_counts_most_in_the_order_of_the_answers(ranking):
    first = [c.id for c in ranking.snapshot.others]
    ranking.start()
    assert list(ranking.snapshot.order) == first[:START]
    ranking.start()
    assert list(ranking.snapshot.order) == first[:START], "only where nothing is ranked"


def test_criteria_are_added_moved_and_taken_out(ranking):
    for criterion in ("device", "ready", "export"):
        ranking.add(criterion)
    assert ranking.snapshot.order == ("device", "ready", "export")
    ranking.add("ready")
    assert ranking.snapshot.order == ("device", "ready", "export")
    ranking.move("export", 0)
    assert ranking.snapshot.order == ("export", "device", "ready")
    ranking.move("export", 99)
    assert ranking.snapshot.order == ("device", "ready", "export")
    ranking.move("device", -3)
    assert ranking.snapshot.order == ("device", "ready", "export")
    ranking.remove("ready")
    assert ranking.snapshot.order == ("device", "export")
    assert "ready" in [c.id for c in ranking.snapshot.others]
    ranking.move("ready", 0)
    ranking.remove("ready")
    assert ranking.snapshot.order == ("device", "export")


def test_shares_are_the_centres_of_all_weights_in_that_order(ranking):
    assert dict(ranking.snapshot.centres) == {}
    for count, criterion in enumerate(("device", "ready", "export", "future"), start=1):
        ranking.add(criterion)
        centres = ranking.snapshot.centres
        assert list(centres.values()) == pytest.approx(centroid(count).tolist())
        assert math.fsum(centres.values()) == pytest.approx(1.0)
    assert [share_words(c) for c in ranking.snapshot.centres.values()] == [
        "about 52 of 100", "about 27 of 100", "about 15 of 100", "about 6 of 100",
    ]  # fmt: skip
    assert share_words(0.002) == "under 1 of 100"


def test_moves_are_undone_and_made_again_and_a_drag_is_one(ranking):
    ranking.start()
    before = ranking.snapshot.order
    first, *_, last = before
    ranking.move(last, 3)
    for place in (2, 1, 0):
        ranking.move(last, place, continued=True)
    assert ranking.snapshot.order[0] == last
    ranking.undo()
    assert ranking.snapshot.order == before
    assert ranking.snapshot.can_redo
    ranking.redo()
    assert ranking.snapshot.order[:2] == (last, first)
    ranking.undo()
    ranking.undo()
    assert ranking.snapshot.order == ()
    assert not ranking.snapshot.can_undo
    ranking.undo()
    assert ranking.snapshot.order == ()


# --- the verdict on it -----------------------------------------------------------------------


def test_a_move_gives_a_preview_and_then_the_full_result(qtbot, ranking, decision):
    seen = []
    ranking.rankingChanged.connect(seen.append)
    ranking.add("ready")
    settle(qtbot, ranking)
    # The order at once, then both verdicts.
    assert [s.preview for s in seen] == [False, True, False]
    assert seen[0].verdict is decision.verdict
    assert seen[1].verdict.draws == 2_000
    assert seen[2].verdict.draws == decision.verdict.draws
    assert seen[2].moved.startswith("“Ready-made models” at place 1 of 1 moved PyTorch from ")
    assert seen[2].before is decision.verdict


def test_quick_moves_are_told_in_one_sentence(qtbot, ranking):
    ranking.add("ready")
    ranking.add("device")
    settle(qtbot, ranking)
    assert ranking.snapshot.moved.startswith("Together they ")


def test_back_at_the_start_the_verdict_is_the_one_that_is_kept(qtbot, ranking, decision):
    ranking.add("ready")
    settle(qtbot, ranking)
    ranking.remove("ready")
    settle(qtbot, ranking)
    assert ranking.snapshot.verdict is decision.verdict
    assert not ranking.snapshot.differs


def test_a_move_is_shown_within_the_time_of_a_handler(qtbot, ranking):
    ranking.start()
    settle(qtbot, ranking)
    started = time.thread_time()
    ranking.move(ranking.snapshot.order[-1], 0)
    assert time.thread_time() - started < HANDLER_LIMIT_S


# --- keeping it ------------------------------------------------------------------------------


def test_nothing_is_stored_until_it_is_applied(qtbot, ranking, decision, documents):
    before = decision.snapshot.answers
    ranking.start()
    settle(qtbot, ranking)
    assert decision.snapshot.answers is before
    order = ranking.snapshot.order
    ranking.apply()
    assert decision.snapshot.answers.ranking == order
    assert decision.snapshot.question == VERDICT
    assert documents.saved[-1][0].ranking == order
    settle(qtbot, decision)
    assert decision.snapshot.moved.startswith("Ranking what matters ")


def test_applying_is_one_step_of_undoing(qtbot, ranking, decision):
    before = decision.snapshot.answers
    ranking.start()
    order = ranking.snapshot.order
    ranking.move(order[0], 2)
    applied = ranking.snapshot.order
    ranking.apply()
    assert decision.snapshot.undo == "ranking what matters"
    decision.undo()
    assert decision.snapshot.answers == before
    decision.redo()
    assert decision.snapshot.answers.ranking == applied


def test_giving_it_back_uses_the_levels_of_the_answers_again(qtbot, ranking, decision):
    alone = decision.verdict
    ranking.start()
    ranking.apply()
    settle(qtbot, decision)
    assert decision.verdict.levels != alone.levels
    decision.go(RANKING)
    ranking.open()
    assert ranking.snapshot.own_levels == pytest.approx(alone.levels, abs=0.1)
    ranking.give_back()
    settle(qtbot, ranking)
    assert ranking.snapshot.verdict.levels == alone.levels
    ranking.apply()
    assert decision.snapshot.undo == "giving the ranking back"
    settle(qtbot, decision)
    assert decision.verdict.shares == alone.shares


def test_cancelling_drops_it_and_goes_back_to_where_it_was_begun(qtbot, ranking, decision):
    ranking.start()
    ranking.cancel()
    settle(qtbot, ranking)
    assert decision.snapshot.question == VERDICT
    assert decision.snapshot.answers.ranking == ()
    decision.go(WHAT_IF)
    decision.go(RANKING)
    ranking.open()
    assert ranking.snapshot.order == ()
    ranking.cancel()
    assert decision.snapshot.question == WHAT_IF
    decision.back()
    assert decision.snapshot.question == VERDICT


def test_what_was_left_without_cancelling_goes_on(ranking, decision):
    ranking.start()
    order = ranking.snapshot.order
    decision.back()
    decision.go(RANKING)
    ranking.open()
    assert ranking.snapshot.order == order


def test_other_answers_end_the_trial(qtbot, ranking, decision):
    ranking.start()
    decision.answer("team", ("tf",))
    settle(qtbot, decision)
    assert ranking.snapshot.order == ()
    assert ranking.snapshot.moved == ""


def test_a_ranking_takes_the_place_of_weights_set_by_hand(qtbot, ranking, decision):
    decision.override("device", 1.0)
    decision.override("future", 4.0)
    settle(qtbot, decision)
    ranking.add("device")
    ranking.apply()
    assert decision.snapshot.answers.ranking == ("device",)
    assert decision.snapshot.answers.overrides == {"future": 4.0}
    decision.undo()
    assert decision.snapshot.answers.overrides == {"device": 1.0, "future": 4.0}


def test_a_weight_set_by_hand_takes_its_criterion_out_of_the_ranking():
    said = Answers(ranking=("device", "ready"), overrides={"device": 2.0})
    assert ranked(said) == ("ready",)
    assert with_ranking(said, ("ready",)) is said
    assert with_ranking(said, ()) == Answers(overrides={"device": 2.0})
    assert rests_on_ranking(said).startswith("You ranked one criterion: ")
    assert rests_on_ranking(Answers()) == ""


def test_a_start_goes_back_to_the_verdict_with_the_ranking_kept(
    qtbot, ranking, decision, documents, quick_knowledge
):
    ranking.start()
    order = ranking.snapshot.order
    ranking.apply()
    decision.go(RANKING)
    again = DecisionController(lambda: quick_knowledge, documents)
    again.open()
    assert again.snapshot is not None
    assert again.snapshot.question == VERDICT
    assert again.snapshot.answers.ranking == order
    again.close()
