"""Tabular MLP in PyTorch."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from ..neutral import Layout


class TabularMLP(nn.Module):
    """64 → 256 → 256 → 256 → 2."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden1 = nn.Linear(64, 256)
        self.hidden2 = nn.Linear(256, 256)
        self.hidden3 = nn.Linear(256, 256)
        self.output = nn.Linear(256, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the logits of each row."""
        x = functional.relu(self.hidden1(x))
        x = functional.relu(self.hidden2(x))
        x = functional.relu(self.hidden3(x))
        return self.output(x)


def build() -> TabularMLP:
    """Return the model with PyTorch's own initial weights."""
    return TabularMLP()


def loss(logits: torch.Tensor, classes: torch.Tensor) -> torch.Tensor:
    """Return the mean cross-entropy."""
    return functional.cross_entropy(logits, classes)


def arrange(features: np.ndarray) -> np.ndarray:
    """Return the features as the model takes them: unchanged."""
    return features


def layout(model: TabularMLP) -> Layout:
    """Name the parameters. nn.Linear keeps its weight as (out, in): axes swapped."""
    return {
        "hidden1/kernel": (model.hidden1.weight, (1, 0)),
        "hidden1/bias": (model.hidden1.bias, (0,)),
        "hidden2/kernel": (model.hidden2.weight, (1, 0)),
        "hidden2/bias": (model.hidden2.bias, (0,)),
        "hidden3/kernel": (model.hidden3.weight, (1, 0)),
        "hidden3/bias": (model.hidden3.bias, (0,)),
        "output/kernel": (model.output.weight, (1, 0)),
        "output/bias": (model.output.bias, (0,)),
    }
