"""Tabular MLP in TensorFlow with Keras layers."""

from __future__ import annotations

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from ..neutral import Layout


class TabularMLP(keras.Model):
    """64 → 256 → 256 → 256 → 2."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden1 = layers.Dense(256, activation="relu")
        self.hidden2 = layers.Dense(256, activation="relu")
        self.hidden3 = layers.Dense(256, activation="relu")
        self.output_layer = layers.Dense(2)

    def call(self, x: tf.Tensor, training: bool = False) -> tf.Tensor:  # noqa: ARG002
        """Return the logits of each row."""
        x = self.hidden1(x)
        x = self.hidden2(x)
        x = self.hidden3(x)
        return self.output_layer(x)


def build() -> TabularMLP:
    """Return the model with Keras's own initial weights."""
    model = TabularMLP()
    model(tf.zeros((1, 64)))
    return model


def loss(logits: tf.Tensor, classes: tf.Tensor) -> tf.Tensor:
    """Return the mean cross-entropy."""
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(classes, logits))


def arrange(features: np.ndarray) -> np.ndarray:
    """Return the features as the model takes them: unchanged."""
    return features


def layout(model: TabularMLP) -> Layout:
    """Name the parameters. A Dense layer keeps its kernel as (in, out): unchanged."""
    return {
        "hidden1/kernel": (model.hidden1.kernel, (0, 1)),
        "hidden1/bias": (model.hidden1.bias, (0,)),
        "hidden2/kernel": (model.hidden2.kernel, (0, 1)),
        "hidden2/bias": (model.hidden2.bias, (0,)),
        "hidden3/kernel": (model.hidden3.kernel, (0, 1)),
        "hidden3/bias": (model.hidden3.bias, (0,)),
        "output/kernel": (model.output_layer.kernel, (0, 1)),
        "output/bias": (model.output_layer.bias, (0,)),
    }
