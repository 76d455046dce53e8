"""The shared ground of a workload's two models: numbers made once, in a neutral layout.

Neutral layout: dense kernels (in, out); convolution kernels (height, width, in, out); images
(batch, height, width, channel); recurrent kernels (in, gate x hidden) with one bias. Each
framework's file says by which order of axes its own parameters differ from it.
"""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple, Protocol

import numpy as np

Arrays = dict[str, np.ndarray]
# Neutral name -> a framework's parameter, and the order of axes that turns neutral into its own.
Layout = dict[str, tuple[Any, tuple[int, ...]]]


class Batch(NamedTuple):
    """What one step works on.

    Attributes:
        features: float32, the batch first.
        targets: int64 classes or float32 values, the batch first.
    """

    features: np.ndarray
    targets: np.ndarray


class Spec(Protocol):
    """What a workload's `spec.py` offers; a module is such an object.

    Attributes:
        LABEL: the name people see.
        SHAPE: layers and shapes in words.
        BATCH: batch size by phase.
        LEARNING_RATE: of plain SGD, in parity and in timing alike.
        FOLDED_PARAMETERS: trainable parameters that PyTorch has beyond the neutral ones.
    """

    LABEL: str
    SHAPE: str
    BATCH: dict[str, int]
    LEARNING_RATE: float
    FOLDED_PARAMETERS: int

    def weights(self, seed: int) -> Arrays:
        """Return the neutral weights, float32, in the order of the layers."""
        ...

    def inputs(self, seed: int, phase: str) -> Batch:
        """Return the batch that every step of `phase` works on."""
        ...

    def forward_flops(self, batch: int) -> int:
        """Return the floating-point operations of one forward pass, a multiply-add as two."""
        ...


class Draws:
    """A stream of numbers that is the same under every NumPy.

    Only `Generator.random` is drawn: NumPy keeps that stream stable, others it may change.

    Args:
        seed: of the run; stream: apart for weights and inputs.
    """

    def __init__(self, seed: int, stream: int) -> None:
        self._generator = np.random.Generator(np.random.PCG64([seed, stream]))

    def uniform(self, shape: tuple[int, ...], bound: float) -> np.ndarray:
        """Return float32 numbers evenly spread over -bound..bound."""
        drawn = self._generator.random(shape)
        return ((2.0 * drawn - 1.0) * bound).astype(np.float32)

    def standard(self, shape: tuple[int, ...]) -> np.ndarray:
        """Return float32 numbers of mean 0 and variance 1."""
        return self.uniform(shape, 3.0**0.5)

    def classes(self, count: int, among: int) -> np.ndarray:
        """Return `count` whole numbers from 0 to `among` - 1."""
        return (self._generator.random(count) * among).astype(np.int64)

    def kernel(self, shape: tuple[int, ...]) -> np.ndarray:
        """Return a kernel that keeps the variance through a ReLU (He et al. 2015), outputs last."""
        fan_in = int(np.prod(shape[:-1]))
        return self.uniform(shape, (6.0 / fan_in) ** 0.5)


WEIGHTS, INPUTS = 1, 2


def digest(arrays: Arrays) -> str:
    """Return the SHA-256 over names, types, shapes and numbers, little-endian."""
    total = hashlib.sha256()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        fixed = array.astype(array.dtype.newbyteorder("<"), copy=False)
        total.update(f"{name}|{fixed.dtype.str}|{fixed.shape}|".encode())
        total.update(fixed.tobytes())
    return total.hexdigest()


def to_own(array: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
    """Return a neutral array in a framework's order of axes."""
    return np.ascontiguousarray(array.transpose(axes))


def to_neutral(array: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
    """Return a framework's array in the neutral order of axes: the way back of `to_own`."""
    return np.ascontiguousarray(array.transpose(np.argsort(axes)))
