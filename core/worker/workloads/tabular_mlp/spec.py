"""Tabular MLP: shapes, neutral weights and inputs, FLOPs."""

from __future__ import annotations

import numpy as np

from ..neutral import INPUTS, WEIGHTS, Arrays, Batch, Draws

LABEL = "Tabular MLP"
SHAPE = "64 → 256 → 256 → 256 → 2, ReLU"
BATCH = {"train": 256, "latency": 1}
LEARNING_RATE = 0.01
FOLDED_PARAMETERS = 0

FEATURES, HIDDEN, CLASSES = 64, 256, 2
# A hundred times what rounding moves a unit by; about one row in 150 comes closer than this.
KINK, SPARE_ROWS = 1e-5, 64
LAYERS = (
    ("hidden1", FEATURES, HIDDEN),
    ("hidden2", HIDDEN, HIDDEN),
    ("hidden3", HIDDEN, HIDDEN),
    ("output", HIDDEN, CLASSES),
)


def weights(seed: int) -> Arrays:
    """Return the neutral weights; biases are not zero, so that a lost one shows."""
    draws = Draws(seed, WEIGHTS)
    made: Arrays = {}
    for name, inward, outward in LAYERS:
        made[name + "/kernel"] = draws.kernel((inward, outward))
        made[name + "/bias"] = draws.uniform((outward,), 0.1)
    return made


def inputs(seed: int, phase: str) -> Batch:
    """Return rows of features and their classes.

    Rows that bring a unit within `KINK` of zero are left out. There ReLU's slope jumps, and two
    frameworks that round differently would disagree about the gradient, both being right.
    """
    draws = Draws(seed, INPUTS)
    rows = BATCH[phase]
    drawn = draws.standard((rows + SPARE_ROWS, FEATURES))
    clear = drawn[_distance_to_kink(drawn, weights(seed)) > KINK][:rows]
    if len(clear) < rows:
        raise ValueError(f"seed {seed} leaves fewer than {rows} rows")
    return Batch(clear, draws.classes(rows, CLASSES))


def _distance_to_kink(features: np.ndarray, made: Arrays) -> np.ndarray:
    """Return how close any hidden unit of each row comes to zero, in double precision."""
    x = features.astype(np.float64)
    closest = np.full(len(x), np.inf)
    for name, _, _ in LAYERS[:-1]:
        x = x @ made[name + "/kernel"] + made[name + "/bias"]
        closest = np.minimum(closest, np.abs(x).min(axis=1))
        x = np.maximum(x, 0.0)
    return closest


def forward_flops(batch: int) -> int:
    """Return 2 x in x out + out for each dense layer, times the batch."""
    return batch * sum(2 * inward * outward + outward for _, inward, outward in LAYERS)
