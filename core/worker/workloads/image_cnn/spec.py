"""Image CNN: shapes, neutral weights and inputs, FLOPs."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..neutral import INPUTS, WEIGHTS, Arrays, Batch, Draws

LABEL = "Image CNN"
SHAPE = "3×32×32; conv 32, residual 32, pool, conv 64, residual 64, pool, mean, 10"
BATCH = {"train": 16, "latency": 1}
LEARNING_RATE = 0.01
FOLDED_PARAMETERS = 0

SIDE, CHANNELS, CLASSES, KERNEL, EPSILON = 32, 3, 10, 3, 1e-3
# Name, channels in, channels out, height and width of the picture it works on.
CONVOLUTIONS = (
    ("stem1", CHANNELS, 32, SIDE),
    ("block1a", 32, 32, SIDE),
    ("block1b", 32, 32, SIDE),
    ("stem2", 32, 64, SIDE // 2),
    ("block2a", 64, 64, SIDE // 2),
    ("block2b", 64, 64, SIDE // 2),
)
OFFSETS_TRIED = 8


@lru_cache(maxsize=1)
def weights(seed: int) -> Arrays:
    """Return the neutral weights; nothing is exactly 0 or 1, so that a lost one shows.

    Each norm's offsets are the ones, of a few drawn, that keep the training batch furthest from
    zero. There ReLU's slope jumps, and two frameworks that round differently would disagree about
    the gradient, both being right. For the same reason the pools average: the slope of a maximum
    jumps where two neighbours are equal but for rounding.
    """
    draws = Draws(seed, WEIGHTS)
    made: Arrays = {}
    for name, inward, outward, _ in CONVOLUTIONS:
        made[name + "/kernel"] = draws.kernel((KERNEL, KERNEL, inward, outward))
        made[name + "/scale"] = np.float32(1.0) + draws.uniform((outward,), 0.2)
        made[name + "/offset"] = draws.uniform((OFFSETS_TRIED, outward), 0.2)
        made[name + "/mean"] = draws.uniform((outward,), 0.2)
        made[name + "/variance"] = np.float32(1.0) + draws.uniform((outward,), 0.5)
    made["output/kernel"] = draws.kernel((64, CLASSES))
    made["output/bias"] = draws.uniform((CLASSES,), 0.1)
    _choose_offsets(made, inputs(seed, "train").features)
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


def _choose_offsets(made: Arrays, pictures: np.ndarray) -> None:
    """Settle each norm's offsets, layer after layer, on a forward pass in double precision."""
    x = pictures.astype(np.float64)
    for stage in ("1", "2"):
        x = _norm_relu(made, "stem" + stage, x, 0.0)
        y = _norm_relu(made, f"block{stage}a", x, 0.0)
        x = _norm_relu(made, f"block{stage}b", y, x)
        pictures_, height, width, channels = x.shape
        x = x.reshape(pictures_, height // 2, 2, width // 2, 2, channels).mean(axis=(2, 4))


def _norm_relu(made: Arrays, name: str, x: np.ndarray, beside: np.ndarray | float) -> np.ndarray:
    """Choose the offsets of `name`; return ReLU of its norm plus what runs beside it."""
    y = _convolve(x, made[name + "/kernel"])
    mean, variance = y.mean(axis=(0, 1, 2)), y.var(axis=(0, 1, 2))
    y = (y - mean) / np.sqrt(variance + EPSILON) * made[name + "/scale"] + beside
    tried = made[name + "/offset"]
    clearance = np.stack([np.abs(y + offset).min(axis=(0, 1, 2)) for offset in tried])
    made[name + "/offset"] = np.take_along_axis(tried, clearance.argmax(axis=0)[None], axis=0)[0]
    return np.maximum(y + made[name + "/offset"], 0.0)


def _convolve(x: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Return the 3×3 convolution that keeps the size: nine shifted products."""
    _, height, width, _ = x.shape
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    total = np.zeros((*x.shape[:3], kernel.shape[-1]))
    for row in range(KERNEL):
        for column in range(KERNEL):
            total += padded[:, row : row + height, column : column + width] @ kernel[row, column]
    return total
