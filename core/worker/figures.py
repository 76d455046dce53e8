"""Parity: the numbers of one side, written for the host to compare."""

from __future__ import annotations

import hashlib
import os
from typing import Any

import numpy as np

from .frameworks.contract import Arm
from .workloads.neutral import Arrays

LOSS_STEPS = 5


def collect(arm: Arm) -> Arrays:
    """Return output, gradients and losses, each from the neutral weights; then reset."""
    arm.reset()
    found = dict(arm.output())
    if not arm.each_step:
        arm.reset()
        found.update({f"grad/{name}": array for name, array in arm.gradients().items()})
        arm.reset()
        losses = [arm.read(arm.step()) for _ in range(LOSS_STEPS)]
        found["losses"] = np.asarray(losses, dtype=np.float64)
    arm.reset()
    return found


def write(arrays: Arrays, folder: str, name: str) -> dict[str, Any]:
    """Write `arrays` as `name` in `folder`, whole or not at all; return file and SHA-256."""
    path = os.path.join(folder, name)
    draft = path + ".part"
    with open(draft, "wb") as file:
        np.savez(file, **arrays)
    with open(draft, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    os.replace(draft, path)
    return {"file": name, "sha256": digest}
