"""T12: the mean of ordered weights is the rank-order centroid; a ranking gives an order alone."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from core.decide.build import build
from core.decide.model import Given
from core.decide.ranking import FIRST_POINTS, centroid, ordered_weights
from core.decide.resolve import resolve
from core.decide.streams import Streams
from core.records.answers import Answers


def test_t12_the_mean_of_ordered_weights_is_the_rank_order_centroid():
    """Within four standard errors of 20,000 draws."""
    for count in (1, 2, 5, 9):
        drawn = ordered_weights(count, Streams(1, 20_000))
        assert (np.diff(drawn, axis=0) <= 0.0).all()
        assert drawn.sum(axis=0) == pytest.approx(1.0)
        error = drawn.std(axis=1) / np.sqrt(10_000)  # the draws of a pair share it
        assert (np.abs(drawn.mean(axis=1) - centroid(count)) <= 4.0 * error + 1e-12).all()


def test_t12_the_centroid_is_the_closed_form():
    assert centroid(3) == pytest.approx([11 / 18, 5 / 18, 2 / 18])


def test_t12_what_is_ranked_weighs_by_its_rank_and_the_rest_by_the_answers(known, make):
    answers = make.said(**make.PROJECT)
    ranked = msgspec.structs.replace(answers, ranking=("stable", "device", "learn"))
    plain, model = (
        build(Given(known, (), Streams(1, 20_000), make.DAY), a) for a in (answers, ranked)
    )
    points = {c.id: model.points[i] for i, c in enumerate(model.criteria)}
    assert points["stable"].mean() == pytest.approx(FIRST_POINTS, rel=0.02)
    assert (points["stable"] >= points["device"]).all()
    assert (points["device"] >= points["learn"]).all()
    for i, criterion in enumerate(known.criteria):
        if criterion.id not in ranked.ranking:
            assert (model.points[i] == plain.points[i]).all()


def test_t12_a_slider_beats_the_ranking(known, make):
    answers = Answers(ranking=("stable", "learn"), overrides={"stable": 0.0})
    model = build(Given(known, (), Streams(1, 200), make.DAY), answers)
    assert not model.points[model.index("stable")].any()
    assert model.points[model.index("learn")].mean() == pytest.approx(FIRST_POINTS)


def test_t12_ranking_what_favours_a_side_helps_it(known, make):
    answers = make.said(**make.PROJECT | {"team": "none"})
    shares = []
    for ranking in (("device", "struct"), (), ("ready", "future")):
        given = msgspec.structs.replace(answers, ranking=ranking)
        shares.append(resolve(known, given, as_of=make.DAY, draws=4000).shares.pytorch)
    assert shares[0] < shares[1] < shares[2]
