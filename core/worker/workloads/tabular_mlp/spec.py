"""Tabular MLP: shapes, neutral weights and inputs, FLOPs."""

from __future__ import annotations

from ..neutral import INPUTS, WEIGHTS, Arrays, Batch, Draws

LABEL = "Tabular MLP"
SHAPE = "64 → 256 → 256 → 256 → 2, ReLU"
BATCH = {"train": 256, "latency": 1}
LEARNING_RATE = 0.05
FOLDED_PARAMETERS = 0

FEATURES, HIDDEN, CLASSES = 64, 256, 2
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
    """Return rows of features and their classes."""
    draws = Draws(seed, INPUTS)
    rows = BATCH[phase]
    return Batch(draws.standard((rows, FEATURES)), draws.classes(rows, CLASSES))


def forward_flops(batch: int) -> int:
    """Return 2 x in x out + out for each dense layer, times the batch."""
    return batch * sum(2 * inward * outward + outward for _, inward, outward in LAYERS)
