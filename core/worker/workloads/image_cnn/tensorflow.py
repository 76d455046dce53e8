"""Image CNN in TensorFlow with Keras layers."""

from __future__ import annotations

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from ..neutral import Layout


class ConvNorm(layers.Layer):
    """A 3×3 convolution that keeps the size, then batch normalisation."""

    def __init__(self, outward: int) -> None:
        super().__init__()
        self.conv = layers.Conv2D(outward, 3, padding="same", use_bias=False)
        self.norm = layers.BatchNormalization(epsilon=1e-3, momentum=0.99)

    def call(self, x: tf.Tensor, training: bool = False) -> tf.Tensor:
        """Return the normalised channels."""
        return self.norm(self.conv(x), training=training)


class ImageCNN(keras.Model):
    """32×32×3 → two stages of a convolution, a residual block and a pool → 10."""

    def __init__(self) -> None:
        super().__init__()
        self.stem1 = ConvNorm(32)
        self.block1a = ConvNorm(32)
        self.block1b = ConvNorm(32)
        self.stem2 = ConvNorm(64)
        self.block2a = ConvNorm(64)
        self.block2b = ConvNorm(64)
        self.output_layer = layers.Dense(10)

    def call(self, x: tf.Tensor, training: bool = False) -> tf.Tensor:
        """Return the logits of each picture."""
        x = tf.nn.relu(self.stem1(x, training=training))
        y = tf.nn.relu(self.block1a(x, training=training))
        x = tf.nn.relu(x + self.block1b(y, training=training))
        x = tf.nn.avg_pool2d(x, 2, 2, "VALID")
        x = tf.nn.relu(self.stem2(x, training=training))
        y = tf.nn.relu(self.block2a(x, training=training))
        x = tf.nn.relu(x + self.block2b(y, training=training))
        x = tf.nn.avg_pool2d(x, 2, 2, "VALID")
        x = tf.reduce_mean(x, axis=(1, 2))
        return self.output_layer(x)


def build() -> ImageCNN:
    """Return the model with Keras's own initial weights."""
    model = ImageCNN()
    model(tf.zeros((1, 32, 32, 3)))
    return model


def loss(logits: tf.Tensor, classes: tf.Tensor) -> tf.Tensor:
    """Return the mean cross-entropy."""
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(classes, logits))


def arrange(features: np.ndarray) -> np.ndarray:
    """Return pictures as the model takes them: (batch, height, width, channel), unchanged."""
    return features


def layout(model: ImageCNN) -> Layout:
    """Name the parameters. Kernels are (height, width, in, out), the dense one (in, out)."""
    named: Layout = {}
    for name in ("stem1", "block1a", "block1b", "stem2", "block2a", "block2b"):
        pair = getattr(model, name)
        named[name + "/kernel"] = (pair.conv.kernel, (0, 1, 2, 3))
        named[name + "/scale"] = (pair.norm.gamma, (0,))
        named[name + "/offset"] = (pair.norm.beta, (0,))
        named[name + "/mean"] = (pair.norm.moving_mean, (0,))
        named[name + "/variance"] = (pair.norm.moving_variance, (0,))
    named["output/kernel"] = (model.output_layer.kernel, (0, 1))
    named["output/bias"] = (model.output_layer.bias, (0,))
    return named
