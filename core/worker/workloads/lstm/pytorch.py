"""LSTM in PyTorch."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from ..neutral import Layout


class Forecaster(nn.Module):
    """32 steps of 16 features → LSTM of 64 → the last step → 1 value."""

    def __init__(self) -> None:
        super().__init__()
        self.lstm = nn.LSTM(16, 64, batch_first=True)
        self.output = nn.Linear(64, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the forecast of each sequence."""
        steps, _ = self.lstm(x)
        return self.output(steps[:, -1])


def build() -> Forecaster:
    """Return the model with PyTorch's own initial weights.

    Its second bias is zero and not trained: Keras has one bias, and two trained with SGD would
    move their sum twice as far.
    """
    model = Forecaster()
    second_bias = model.lstm.get_parameter("bias_hh_l0")
    nn.init.zeros_(second_bias)
    second_bias.requires_grad_(False)
    return model


def loss(forecast: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    """Return the mean squared error."""
    return functional.mse_loss(forecast, values)


def arrange(features: np.ndarray) -> np.ndarray:
    """Return the features as the model takes them: unchanged."""
    return features


def layout(model: Forecaster) -> Layout:
    """Name the parameters. Gates stand in the order i, f, g, o; weights are (out, in)."""
    return {
        "lstm/kernel": (model.lstm.weight_ih_l0, (1, 0)),
        "lstm/recurrent": (model.lstm.weight_hh_l0, (1, 0)),
        "lstm/bias": (model.lstm.bias_ih_l0, (0,)),
        "output/kernel": (model.output.weight, (1, 0)),
        "output/bias": (model.output.bias, (0,)),
    }
