"""TensorFlow: device, threads, the arms of each mode, the training step."""

from __future__ import annotations

import json
import os
from functools import partial
from typing import Any, Callable, Optional

# What a person's keras.json says must not turn this side into another framework or another type.
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf

from ..errors import MISSING_MODE, CommandError
from ..memory import usable_cores
from ..workloads.neutral import Arrays, to_neutral, to_own
from .contract import Task

Decorate = Callable[[Callable[..., Any]], Any]
# Mode -> how a step is wrapped, and the arm's name.
ARMS: dict[str, tuple[Optional[Decorate], str]] = {
    "usual": (tf.function, "tf.function"),
    "compiled": (tf.function, "tf.function"),
    "eager": (None, "TensorFlow eager"),
    "xla": (partial(tf.function, jit_compile=True), "tf.function with XLA"),
}
BUILD_LIMIT = 4_000


class TensorFlow:
    """TensorFlow set up for one launch.

    Args:
        threads: of one operation; 0 leaves everything as it comes out of the box.
    """

    def __init__(self, threads: int) -> None:
        if threads:
            tf.config.threading.set_intra_op_parallelism_threads(threads)
            tf.config.threading.set_inter_op_parallelism_threads(1)
        for card in tf.config.list_physical_devices("GPU"):
            tf.config.experimental.set_memory_growth(card, True)
        keras.config.set_floatx("float32")
        keras.config.set_image_data_format("channels_last")
        self.device = _pick_device()
        # On by default, and not in PyTorch: a comparison needs the same numbers.
        tf.config.experimental.enable_tensor_float_32_execution(False)

    def facts(self) -> dict[str, Any]:
        """Return what TensorFlow says of itself. It calls the automatic thread count 0."""
        intra = tf.config.threading.get_intra_op_parallelism_threads()
        inter = tf.config.threading.get_inter_op_parallelism_threads()
        return {
            "framework": "tensorflow",
            "version": tf.__version__,
            "numpy": np.__version__,
            "threads": intra or usable_cores(),
            "inter_threads": inter or usable_cores(),
            "device": self.device,
            "devices": _devices(),
            "flags": {
                "keras": keras.__version__,
                "onednn": os.environ.get("TF_ENABLE_ONEDNN_OPTS", "default"),
                "tensor_float_32": tf.config.experimental.tensor_float_32_execution_enabled(),
                "xla_auto_jit": tf.config.optimizer.get_jit(),
                "threads_automatic": intra == 0,
            },
            "build": json.dumps(tf.sysconfig.get_build_info(), default=str)[:BUILD_LIMIT],
            "compiler": None,
        }

    def arm(self, task: Task) -> _Arm:
        """Build a case; see the contract."""
        if task.mode not in ARMS:
            raise CommandError(MISSING_MODE, f"TensorFlow has no arm for the mode “{task.mode}”")
        kind = TrainArm if task.phase == "train" else LatencyArm
        return kind(task, self.device)

    def device_peak_bytes(self) -> Optional[int]:
        """Return the peak of the first card's allocator; None without one that counts."""
        if self.device == "cpu":
            return None
        try:
            return int(tf.config.experimental.get_memory_info("GPU:0")["peak"])
        except (ValueError, tf.errors.OpError):
            return None


def _pick_device() -> str:
    """Return the device in PyTorch's words, so that the host can compare the two sides."""
    if not tf.config.list_physical_devices("GPU"):
        return "cpu"
    # A wheel for Apple's Metal plug-in is built without CUDA or ROCm.
    return "cuda" if tf.test.is_built_with_gpu_support() else "mps"


def _devices() -> list[str]:
    found = ["cpu"]
    for card in tf.config.list_physical_devices("GPU"):
        found.append(tf.config.experimental.get_device_details(card).get("device_name", card.name))
    return found


class _Arm:
    """What both phases share: the model, its neutral weights, the batch."""

    each_step = False

    def __init__(self, task: Task, device: str) -> None:
        self._decorate, self.name = ARMS[task.mode]
        self._device = device
        self.model = task.model.build()
        self._layout = task.model.layout(self.model)
        weights = task.spec.weights(task.seed)
        self._neutral = {
            name: tf.constant(to_own(weights[name], axes))
            for name, (_, axes) in self._layout.items()
        }
        batch = task.spec.inputs(task.seed, task.phase)
        self.features = tf.constant(np.ascontiguousarray(task.model.arrange(batch.features)))
        self.targets = tf.constant(batch.targets)
        self.parameters = sum(int(np.prod(v.shape)) for v in self.model.trainable_variables)
        self._functions: list[Any] = []
        self.reset()

    def _wrap(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return `function` as this mode runs it."""
        if self._decorate is None:
            return function
        graph = self._decorate(function)
        self._functions.append(graph)
        return graph

    def reset(self) -> None:
        """Put the neutral weights back."""
        for name, (variable, _) in self._layout.items():
            variable.assign(self._neutral[name])
        self._synchronise()

    def state(self) -> Arrays:
        """Return running means and variances."""
        return {
            name: to_neutral(variable.numpy().copy(), axes)
            for name, (variable, axes) in self._layout.items()
            if not variable.trainable
        }

    def traces(self) -> int:
        """Return how often the step was traced."""
        return sum(graph.experimental_get_tracing_count() for graph in self._functions)

    def _synchronise(self) -> None:
        # On the CPU a call returns when its work is done; the read of a number is barrier enough.
        if self._device != "cpu":
            tf.test.experimental.sync_devices()


class TrainArm(_Arm):
    """A training step: forward, loss, backward on a tape, plain SGD."""

    def __init__(self, task: Task, device: str) -> None:
        super().__init__(task, device)
        model, variables = self.model, self.model.trainable_variables
        optimiser = keras.optimizers.SGD(task.spec.LEARNING_RATE)
        optimiser.build(variables)

        def gradients(features: tf.Tensor, targets: tf.Tensor) -> tuple[tf.Tensor, Any]:
            with tf.GradientTape() as tape:
                loss = task.model.loss(model(features, training=True), targets)
            return loss, tape.gradient(loss, variables)

        def step(features: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
            loss, slopes = gradients(features, targets)
            optimiser.apply(slopes, variables)
            return loss

        self._step: Callable[..., Any] = step
        self._gradients: Callable[..., Any] = gradients

    def prepare(self) -> None:
        """Make graphs of the whole step, and of its gradients for parity."""
        self._step = self._wrap(self._step)
        # Traced when parity asks for it, so it is not one of those whose traces are counted.
        self._gradients = self._decorate(self._gradients) if self._decorate else self._gradients

    def step(self) -> tf.Tensor:
        """Return the loss before the update."""
        return self._step(self.features, self.targets)

    def read(self, result: tf.Tensor) -> float:
        """Wait for the device and return the loss."""
        self._synchronise()
        return result.numpy().item()

    def checksum(self, result: tf.Tensor) -> float:
        """Return the loss plus the sum of all weights after the last update."""
        sums = (float(np.sum(v.numpy())) for v in self.model.trainable_variables)
        return result.numpy().item() + sum(sums)

    def output(self) -> Arrays:
        """Return the output of the model in training mode."""
        return {"output": self.model(self.features, training=True).numpy()}

    def gradients(self) -> Arrays:
        """Return the gradients that the step's own function computes."""
        _, slopes = self._gradients(self.features, self.targets)
        by_variable = {
            id(variable): slope for variable, slope in zip(self.model.trainable_variables, slopes)
        }
        found: Arrays = {}
        for name, (variable, axes) in self._layout.items():
            if variable.trainable:
                slope = by_variable.get(id(variable))
                if slope is None:
                    raise CommandError("failed", f"{name} has no gradient")
                found[name] = to_neutral(slope.numpy(), axes)
        return found


class LatencyArm(_Arm):
    """One answer at a time."""

    each_step = True

    def __init__(self, task: Task, device: str) -> None:
        super().__init__(task, device)
        model = self.model

        def answer(features: tf.Tensor) -> tf.Tensor:
            return model(features, training=False)

        self._answer: Callable[..., Any] = answer

    def prepare(self) -> None:
        """Make a graph of the model."""
        self._answer = self._wrap(self._answer)

    def step(self) -> tf.Tensor:
        """Return the output."""
        return self._answer(self.features)

    def read(self, result: tf.Tensor) -> float:
        """Bring the output to the host and return its first number."""
        return result.numpy().item(0)

    def checksum(self, result: tf.Tensor) -> float:
        """Return the sum of the output."""
        return float(result.numpy().sum(dtype=np.float64))

    def output(self) -> Arrays:
        """Return the output of one real step."""
        return {"output": self.step().numpy()}

    def gradients(self) -> Arrays:
        """Return nothing: an inference has no gradients."""
        return {}


def create(threads: int) -> TensorFlow:
    """Return TensorFlow set up for one launch."""
    return TensorFlow(threads)
