"""LSTM in TensorFlow with Keras layers."""

from __future__ import annotations

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from ..neutral import Layout


class Forecaster(keras.Model):
    """32 steps of 16 features → LSTM of 64 → the last step → 1 value."""

    def __init__(self) -> None:
        super().__init__()
        self.lstm = layers.LSTM(64)
        self.output_layer = layers.Dense(1)

    def call(self, x: tf.Tensor, training: bool = False) -> tf.Tensor:
        """Return the forecast of each sequence."""
        last = self.lstm(x, training=training)
        return self.output_layer(last)


def build() -> Forecaster:
    """Return the model with Keras's own initial weights.

    Keras has one bias a gate.
    """
    model = Forecaster()
    model(tf.zeros((1, 32, 16)))
    return model


def loss(forecast: tf.Tensor, values: tf.Tensor) -> tf.Tensor:
    """Return the mean squared error."""
    return tf.reduce_mean(tf.square(forecast - values))


def arrange(features: np.ndarray) -> np.ndarray:
    """Return the features as the model takes them: unchanged."""
    return features


def layout(model: Forecaster) -> Layout:
    """Name the parameters. Gates stand in the order i, f, c, o; kernels are (in, out)."""
    return {
        "lstm/kernel": (model.lstm.cell.kernel, (0, 1)),
        "lstm/recurrent": (model.lstm.cell.recurrent_kernel, (0, 1)),
        "lstm/bias": (model.lstm.cell.bias, (0,)),
        "output/kernel": (model.output_layer.kernel, (0, 1)),
        "output/bias": (model.output_layer.bias, (0,)),
    }
