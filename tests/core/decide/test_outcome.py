"""Who comes first: ties by halves, what is ruled out, the cost of being wrong, nothing to weigh."""

from __future__ import annotations

import numpy as np
import pytest

from core.decide.aggregate import aggregate


def outcome_of(make, points, pytorch, tensorflow, feasible=None):
    return aggregate(make.model_of(points, pytorch, tensorflow, feasible), 0.03)


def test_shares_count_ties_by_halves_and_what_is_ruled_out_cannot_win(make):
    points = np.ones((1, 4))
    pytorch, tensorflow = np.array([[0.9, 0.5, 0.5, 0.9]]), np.array([[0.1, 0.5, 0.5, 0.1]])
    free = outcome_of(make, points, pytorch, tensorflow)
    assert free.shares == {"pytorch": 0.75, "tensorflow": 0.25, "none": 0.0}
    assert free.p_equal == 0.5
    feasible = {
        "pytorch": np.array([True, True, True, False]),
        "tensorflow": np.array([False, True, False, False]),
    }
    held = outcome_of(make, points, pytorch, tensorflow, feasible)
    assert held.shares == {"pytorch": 0.625, "tensorflow": 0.125, "none": 0.25}
    assert held.utility["tensorflow"].tolist() == [-1.0, 0.5, -1.0, -1.0]
    assert held.p_equal == 0.25  # only where both are possible


def test_regret_is_the_mean_loss_against_the_best(make):
    found = outcome_of(make, np.ones((1, 2)), [[0.9, 0.2]], [[0.5, 0.8]])
    assert found.regret() == pytest.approx({"pytorch": 0.3, "tensorflow": 0.2})


def test_nothing_matters_when_every_level_is_zero(make):
    found = outcome_of(make, np.zeros((2, 4)), np.ones((2, 4)), np.zeros((2, 4)))
    assert found.nothing_matters
    assert found.margin == 0.0
    assert found.shares["pytorch"] == 0.5
