"""Parity: the numbers of one side, written for the host to compare."""

from __future__ import annotations

import hashlib
import os
import zipfile

import numpy as np
from numpy.lib import format as npy

from .frameworks.contract import Arm
from .workloads.neutral import Arrays

LOSS_STEPS = 5


def collect(arm: Arm) -> Arrays:
    """Return output, gradients, losses and kept state, all from the neutral weights."""
    arm.reset()
    found = dict(arm.output())
    if not arm.each_step:
        arm.reset()
        found.update({f"grad/{name}": array for name, array in arm.gradients().items()})
        arm.reset()
        losses = [arm.read(arm.step()) for _ in range(LOSS_STEPS)]
        found["losses"] = np.asarray(losses, dtype=np.float64)
        found.update({f"state/{name}": array for name, array in arm.state().items()})
    arm.reset()
    return found


def write(arrays: Arrays, folder: str, name: str) -> dict[str, str]:
    """Write `arrays` as `name` in `folder`, whole or not at all; return file and SHA-256.

    The file is what `numpy.savez` writes, less the names that function keeps for itself.
    """
    path = os.path.join(folder, name)
    draft = path + ".part"
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as archive:
        for key, array in arrays.items():
            with archive.open(key + ".npy", "w", force_zip64=True) as member:
                npy.write_array(member, np.ascontiguousarray(array), allow_pickle=False)
    with open(draft, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    os.replace(draft, path)
    return {"file": name, "sha256": digest}
