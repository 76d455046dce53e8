"""Image CNN: shapes, neutral weights and inputs, FLOPs."""

from __future__ import annotations

import numpy as np

from ..neutral import INPUTS, WEIGHTS, Arrays, Batch, Draws

LABEL = "Image CNN"
SHAPE = "3×32×32; conv 32, residual 32, pool, conv 64, residual 64, pool, mean → 10"
BATCH = {"train": 16, "latency": 1}
LEARNING_RATE = 0.05
FOLDED_PARAMETERS = 0

SIDE, CHANNELS, CLASSES, KERNEL = 32, 3, 10, 3
# Name, channels in, channels out, height and width of the picture it works on.
CONVOLUTIONS = (
    ("stem1", CHANNELS, 32, SIDE),
    ("block1a", 32, 32, SIDE),
    ("block1b", 32, 32, SIDE),
    ("stem2", 32, 64, SIDE // 2),
    ("block2a", 64, 64, SIDE // 2),
    ("block2b", 64, 64, SIDE // 2),
)


def weights(seed: int) -> Arrays:
    """Return the neutral weights; scales and offsets of the norms are off 1 and 0 so they show."""
    draws = Draws(seed, WEIGHTS)
    made: Arrays = {}
    for name, inward, outward, _ in CONVOLUTIONS:
        made[name + "/kernel"] = draws.kernel((KERNEL, KERNEL, inward, outward))
        made[name + "/scale"] = np.float32(1.0) + draws.uniform((outward,), 0.2)
        made[name + "/offset"] = draws.uniform((outward,), 0.2)
        made[name + "/mean"] = draws.uniform((outward,), 0.2)
        made[name + "/variance"] = np.float32(1.0) + draws.uniform((outward,), 0.5)
    made["output/kernel"] = draws.kernel((64, CLASSES))
    made["output/bias"] = draws.uniform((CLASSES,), 0.1)
    return made


def inputs(seed: int, phase: str) -> Batch:
    """Return pictures (batch, height, width, channel) and their classes."""
    draws = Draws(seed, INPUTS)
    pictures = BATCH[phase]
    shape = (pictures, SIDE, SIDE, CHANNELS)
    return Batch(draws.standard(shape), draws.classes(pictures, CLASSES))


def forward_flops(batch: int) -> int:
    """Return 2 x 9 x in x out a pixel for each convolution, plus norms and the dense layer.

    A norm counts two operations a value. Activations, sums, pools and the mean are left out on
    both sides: together under 1 %.
    """
    total = sum(
        side * side * outward * (2 * KERNEL * KERNEL * inward + 2)
        for _, inward, outward, side in CONVOLUTIONS
    )
    return batch * (total + 2 * 64 * CLASSES + CLASSES)
