"""Image CNN in PyTorch."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from ..neutral import Layout


class ConvNorm(nn.Module):
    """A 3×3 convolution that keeps the size, then batch normalisation."""

    def __init__(self, inward: int, outward: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inward, outward, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(outward, eps=1e-3, momentum=0.01)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the normalised channels."""
        return self.norm(self.conv(x))


class ImageCNN(nn.Module):
    """3×32×32 → two stages of a convolution, a residual block and a pool → 10."""

    def __init__(self) -> None:
        super().__init__()
        self.stem1 = ConvNorm(3, 32)
        self.block1a = ConvNorm(32, 32)
        self.block1b = ConvNorm(32, 32)
        self.stem2 = ConvNorm(32, 64)
        self.block2a = ConvNorm(64, 64)
        self.block2b = ConvNorm(64, 64)
        self.output = nn.Linear(64, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the logits of each picture."""
        x = functional.relu(self.stem1(x))
        y = functional.relu(self.block1a(x))
        x = functional.relu(x + self.block1b(y))
        x = functional.avg_pool2d(x, 2)
        x = functional.relu(self.stem2(x))
        y = functional.relu(self.block2a(x))
        x = functional.relu(x + self.block2b(y))
        x = functional.avg_pool2d(x, 2)
        x = x.mean(dim=(2, 3))
        return self.output(x)


def build() -> ImageCNN:
    """Return the model with PyTorch's own initial weights."""
    return ImageCNN()


def loss(logits: torch.Tensor, classes: torch.Tensor) -> torch.Tensor:
    """Return the mean cross-entropy."""
    return functional.cross_entropy(logits, classes)


def arrange(features: np.ndarray) -> np.ndarray:
    """Return pictures as the model takes them: (batch, channel, height, width)."""
    return features.transpose(0, 3, 1, 2)


def layout(model: ImageCNN) -> Layout:
    """Name the parameters. Kernels are (out, in, height, width), the dense one (out, in)."""
    named: Layout = {}
    for name in ("stem1", "block1a", "block1b", "stem2", "block2a", "block2b"):
        pair = getattr(model, name)
        named[name + "/kernel"] = (pair.conv.weight, (3, 2, 0, 1))
        named[name + "/scale"] = (pair.norm.weight, (0,))
        named[name + "/offset"] = (pair.norm.bias, (0,))
        named[name + "/mean"] = (pair.norm.running_mean, (0,))
        named[name + "/variance"] = (pair.norm.running_var, (0,))
    named["output/kernel"] = (model.output.weight, (1, 0))
    named["output/bias"] = (model.output.bias, (0,))
    return named
