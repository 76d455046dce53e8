"""PyTorch: device, threads, the arms of each mode, the training step."""

from __future__ import annotations

import sys
from typing import Any, Callable, Optional

import numpy as np
import torch

from ..compiler import find_compiler, require_compiler
from ..errors import MISSING_MODE, CommandError
from ..workloads.neutral import Arrays, to_neutral, to_own
from .contract import Task

# Mode -> compiled or not, and the arm's name.
ARMS = {
    "usual": (False, "torch eager"),
    "eager": (False, "torch eager"),
    "compiled": (True, "torch.compile"),
    "xla": (True, "torch.compile"),
}
BUILD_LIMIT = 4_000
RECOMPILE_LIMIT = 128


class PyTorch:
    """PyTorch set up for one launch.

    Args:
        threads: of one operation; 0 leaves everything as it comes out of the box.
    """

    def __init__(self, threads: int) -> None:
        if threads:
            torch.set_num_threads(threads)
            torch.set_num_interop_threads(1)
        self.device = _pick_device()
        if self.device == "cuda":
            # TensorFlow rounds products to TF32 out of the box and PyTorch only convolutions; a
            # comparison needs the same numbers, so neither does.
            torch.backends.cuda.matmul.allow_tf32 = False
            torch.backends.cudnn.allow_tf32 = False

    def facts(self) -> dict[str, Any]:
        """Return what PyTorch says of itself."""
        return {
            "framework": "pytorch",
            "version": torch.__version__,
            "numpy": np.__version__,
            "threads": torch.get_num_threads(),
            "inter_threads": torch.get_num_interop_threads(),
            "device": self.device,
            "devices": _devices(),
            "flags": {
                "onednn": torch.backends.mkldnn.is_available(),
                "float32_matmul_precision": torch.get_float32_matmul_precision(),
                "tensor_float_32": self.device == "cuda" and torch.backends.cudnn.allow_tf32,
                "deterministic": torch.are_deterministic_algorithms_enabled(),
            },
            "build": torch.__config__.show()[:BUILD_LIMIT],
            "compiler": find_compiler(),
        }

    def arm(self, task: Task) -> _Arm:
        """Build a case; see the contract."""
        if task.mode not in ARMS:
            raise CommandError(MISSING_MODE, f"PyTorch has no arm for the mode “{task.mode}”")
        if ARMS[task.mode][0] and self.device == "cpu":
            require_compiler()
        kind = TrainArm if task.phase == "train" else LatencyArm
        return kind(task, self.device)

    def device_peak_bytes(self) -> Optional[int]:
        """Return the peak of CUDA's allocator; None elsewhere."""
        return torch.cuda.max_memory_allocated() if self.device == "cuda" else None


def _pick_device() -> str:
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _devices() -> list[str]:
    cards = [torch.cuda.get_device_name(i) for i in range(torch.cuda.device_count())]
    return ["cpu", *cards, *(["mps"] if torch.backends.mps.is_available() else [])]


def _synchronise(device: str) -> None:
    if device == "cuda":
        torch.cuda.synchronize()
    elif device == "mps":
        torch.mps.synchronize()


def _load_compiler() -> None:
    """Load torch.compile's machinery and let it compile every case of a launch.

    A piece of code that was compiled for eight models is silently left uncompiled for the ninth;
    the training step and the optimiser here serve all cases.
    """
    from torch._dynamo import config

    config.cache_size_limit = max(config.cache_size_limit, RECOMPILE_LIMIT)


class _Arm:
    """What both phases share: the model, its neutral weights, the batch."""

    each_step = False

    def __init__(self, task: Task, device: str) -> None:
        self.compiled, self.name = ARMS[task.mode]
        self._device = device
        self.model = task.model.build().to(device)
        self._layout = task.model.layout(self.model)
        weights = task.spec.weights(task.seed)
        self._neutral = {
            name: torch.from_numpy(to_own(weights[name], axes)).to(device)
            for name, (_, axes) in self._layout.items()
        }
        batch = task.spec.inputs(task.seed, task.phase)
        features = np.ascontiguousarray(task.model.arrange(batch.features))
        self.features = torch.from_numpy(features).to(device)
        self.targets = torch.from_numpy(batch.targets).to(device)
        self.parameters = sum(p.numel() for p in self.model.parameters() if p.requires_grad)
        self.reset()

    def reset(self) -> None:
        """Put the neutral weights back."""
        with torch.no_grad():
            for name, (parameter, _) in self._layout.items():
                parameter.copy_(self._neutral[name])
        _synchronise(self._device)

    def state(self) -> Arrays:
        """Return running means and variances."""
        return {
            name: to_neutral(tensor.cpu().numpy().copy(), axes)
            for name, (tensor, axes) in self._layout.items()
            if not isinstance(tensor, torch.nn.Parameter)
        }

    def traces(self) -> int:
        """Return how many frames and graphs torch.compile has compiled so far."""
        compiler = sys.modules.get("torch._dynamo.utils")  # absent until something is compiled
        if compiler is None:
            return 0
        return compiler.counters["frames"]["ok"] + compiler.counters["stats"]["unique_graphs"]


class TrainArm(_Arm):
    """A training step: gradients to none, forward, loss, backward, plain SGD."""

    def __init__(self, task: Task, device: str) -> None:
        super().__init__(task, device)
        self.model.train()
        optimiser = torch.optim.SGD(self.model.parameters(), lr=task.spec.LEARNING_RATE)

        def forward(features: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
            return task.model.loss(self.model(features), targets)

        self._forward: Callable[..., torch.Tensor] = forward
        self._update: Callable[[], Any] = optimiser.step
        self._clear = optimiser.zero_grad

    def prepare(self) -> None:
        """Compile backward with the forward pass it belongs to, and the optimiser on its own.

        So the optimiser is inside the compiled region here as it is in a tf.function step.
        """
        if self.compiled:
            _load_compiler()
            self._forward = torch.compile(self._forward)
            self._update = torch.compile(self._update)

    def step(self) -> torch.Tensor:
        """Return the loss before the update."""
        self._clear()
        loss = self._forward(self.features, self.targets)
        loss.backward()
        self._update()
        return loss

    def read(self, result: torch.Tensor) -> float:
        """Wait for the device and return the loss."""
        _synchronise(self._device)
        return result.item()

    def checksum(self, result: torch.Tensor) -> float:
        """Return the loss plus the sum of all weights after the last update."""
        with torch.no_grad():
            return result.item() + sum(p.sum().item() for p in self.model.parameters())

    def output(self) -> Arrays:
        """Return the output of the model in training mode."""
        with torch.no_grad():
            return {"output": self.model(self.features).cpu().numpy()}

    def gradients(self) -> Arrays:
        """Return the gradients that one real step leaves behind."""
        self.step()
        found: Arrays = {}
        for name, (parameter, axes) in self._layout.items():
            if parameter.requires_grad:
                if parameter.grad is None:
                    raise CommandError("failed", f"{name} has no gradient")
                found[name] = to_neutral(parameter.grad.cpu().numpy(), axes)
        return found


class LatencyArm(_Arm):
    """One answer at a time, in inference mode."""

    each_step = True

    def __init__(self, task: Task, device: str) -> None:
        super().__init__(task, device)
        self.model.eval()
        self._answer: Callable[[torch.Tensor], torch.Tensor] = self.model

    def prepare(self) -> None:
        """Compile the model."""
        if self.compiled:
            _load_compiler()
            self._answer = torch.compile(self.model)

    def step(self) -> torch.Tensor:
        """Return the output."""
        with torch.inference_mode():
            return self._answer(self.features)

    def read(self, result: torch.Tensor) -> float:
        """Bring the output to the host and return its first number."""
        return result.cpu().numpy().item(0)

    def checksum(self, result: torch.Tensor) -> float:
        """Return the sum of the output."""
        return float(result.cpu().numpy().sum(dtype=np.float64))

    def output(self) -> Arrays:
        """Return the output of one real step."""
        return {"output": self.step().cpu().numpy()}

    def gradients(self) -> Arrays:
        """Return nothing: an inference has no gradients."""
        return {}


def create(threads: int) -> PyTorch:
    """Return PyTorch set up for one launch."""
    return PyTorch(threads)
