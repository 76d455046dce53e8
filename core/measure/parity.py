"""Whether both sides computed the same thing: the contract that stands before every time shown.

Each worker writes one `.npz` a case, all arrays in the neutral layout, all from the same neutral
weights and inputs: `output`; in training also `grad/<name>` a trainable tensor and `losses`, the
loss of each of five steps of plain SGD, and `state/<name>`, running means and the like after
those steps. The files come from foreign processes, so they are read
as hostile: no pickles, bounded size, expected types only.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

from core.records.base import SIDE_NAMES, Side
from core.records.run import Parity, Phase

# fp32: |difference| <= ABSOLUTE + RELATIVE x the output's largest value. Same kernels in another
# order of summation differ by 1e-7 to 5e-7; a wrong default by 4e-4 and more.
FORWARD_ABSOLUTE = 1e-5
FORWARD_RELATIVE = 1e-4
GRADIENT_RELATIVE = 1e-3
LOSS_RELATIVE = 1e-4
LOSS_STEPS = 5
# A gradient this small beside the model's largest one is rounding noise, not a direction.
GRADIENT_FLOOR = 1e-7

FILE_LIMIT = 64 * 1024 * 1024
ARRAYS_LIMIT = 256
GRADIENT, STATE = "grad/", "state/"
_TYPES = {"losses": np.dtype(np.float64)}

Arrays = Mapping[str, np.ndarray]


class _UnlikeError(Exception):
    """The files cannot be compared, or hold what cannot be right; the text says which."""


@dataclass(frozen=True, slots=True)
class _Worst:
    """The largest relative error of a kind, whether it is within the contract, and where."""

    error: float
    within: bool
    where: str


def compare(
    pytorch_file: Path,
    tensorflow_file: Path,
    *,
    phase: Phase,
    parameters: Mapping[Side, int],
    folding: int = 0,
) -> Parity:
    """Compare the figures of both sides of a case.

    Never raises for what is in the files: a file that is missing, damaged or foreign makes the
    case not comparable, and `detail` says why.

    Args:
        pytorch_file: what the PyTorch worker wrote for the case.
        tensorflow_file: what the TensorFlow worker wrote for it.
        phase: "train" asks for gradients and losses beside the output.
        parameters: trainable parameters each side reported.
        folding: parameters PyTorch may have beyond TensorFlow's (two biases that act as one).

    Returns:
        Relative errors: `forward` over the output's largest value, `gradient` in the L2 norm of
        the worst tensor, `steps` of the worst of five losses.
    """
    counted = parameters["tensorflow"]
    surplus = parameters["pytorch"] - folding - counted
    if surplus:
        detail = (
            f"PyTorch trains {parameters['pytorch']:,} parameters and TensorFlow {counted:,}; "
            f"after folding {folding:,} they would have to be equal"
        )
        return Parity(
            forward=None, gradient=None, steps=None, within=False, parameters=counted, detail=detail
        )
    try:
        ours = {"pytorch": _read(pytorch_file, "pytorch"), "tensorflow": {}}
        ours["tensorflow"] = _read(tensorflow_file, "tensorflow")
        _check_alike(ours["pytorch"], ours["tensorflow"], phase)
    except _UnlikeError as problem:
        return Parity(
            forward=None,
            gradient=None,
            steps=None,
            within=False,
            parameters=counted,
            detail=str(problem),
        )
    return _judge(ours["pytorch"], ours["tensorflow"], phase, counted)


def _judge(pytorch: Arrays, tensorflow: Arrays, phase: Phase, parameters: int) -> Parity:
    forward = _forward(pytorch, tensorflow)
    gradient = _gradient(pytorch, tensorflow) if phase == "train" else None
    steps = _steps(pytorch, tensorflow) if phase == "train" else None
    state = _state(pytorch, tensorflow)
    found = [part for part in (forward, gradient, steps, state) if part is not None]
    return Parity(
        forward=forward.error,
        gradient=gradient.error if gradient else None,
        steps=steps.error if steps else None,
        within=all(part.within for part in found),
        parameters=parameters,
        detail="; ".join(part.where for part in found if not part.within),
    )


def _forward(pytorch: Arrays, tensorflow: Arrays) -> _Worst:
    one, other = _doubles(pytorch, tensorflow, "output")
    largest = max(float(np.max(np.abs(one))), float(np.max(np.abs(other))))
    difference = float(np.max(np.abs(one - other)))
    limit = FORWARD_ABSOLUTE + FORWARD_RELATIVE * largest
    where = f"the outputs differ by up to {difference:.2g}, allowed are {limit:.2g}"
    return _Worst(difference / largest if largest else 0.0, difference <= limit, where)


def _gradient(pytorch: Arrays, tensorflow: Arrays) -> _Worst:
    names = [name for name in pytorch if name.startswith(GRADIENT)]
    norms = {name: float(np.linalg.norm(tensorflow[name].astype(np.float64))) for name in names}
    floor = GRADIENT_FLOOR * max(norms.values())

    def error(name: str) -> float:
        one, other = _doubles(pytorch, tensorflow, name)
        scale = max(norms[name], float(np.linalg.norm(one)), floor)
        return float(np.linalg.norm(one - other)) / scale if scale else 0.0

    errors = {f"gradient of {name[len(GRADIENT) :]}": error(name) for name in names}
    return _worst_of(errors, GRADIENT_RELATIVE)


def _steps(pytorch: Arrays, tensorflow: Arrays) -> _Worst:
    one, other = _doubles(pytorch, tensorflow, "losses")

    def error(step: int) -> float:
        scale = max(abs(one[step]), abs(other[step]))
        return float(abs(one[step] - other[step]) / scale) if scale else 0.0

    errors = {f"loss of step {step + 1}": error(step) for step in range(LOSS_STEPS)}
    return _worst_of(errors, LOSS_RELATIVE)


def _state(pytorch: Arrays, tensorflow: Arrays) -> _Worst | None:
    """Compare running statistics.

    PyTorch keeps the unbiased variance and TensorFlow the biased one. Over the thousands of
    values a channel has here that is a difference of 1e-5, inside the contract.
    """
    names = [name for name in pytorch if name.startswith(STATE)]

    def error(name: str) -> float:
        one, other = _doubles(pytorch, tensorflow, name)
        scale = max(float(np.max(np.abs(one))), float(np.max(np.abs(other))))
        return float(np.max(np.abs(one - other))) / scale if scale else 0.0

    if not names:
        return None
    errors = {f"running statistic {name[len(STATE) :]}": error(name) for name in names}
    return _worst_of(errors, FORWARD_RELATIVE)


def _worst_of(errors: Mapping[str, float], limit: float) -> _Worst:
    name = max(errors, key=lambda name: errors[name])
    where = f"the {name} is off by {errors[name]:.2g} of its size, allowed are {limit:g}"
    return _Worst(errors[name], errors[name] <= limit, where)


def _doubles(pytorch: Arrays, tensorflow: Arrays, name: str) -> tuple[np.ndarray, np.ndarray]:
    return pytorch[name].astype(np.float64), tensorflow[name].astype(np.float64)


def _read(path: Path, side: Side) -> dict[str, np.ndarray]:
    who = SIDE_NAMES[side]
    try:
        with zipfile.ZipFile(path) as archive:
            arrays = _unpack(archive)
    except (OSError, ValueError, EOFError, NotImplementedError, zipfile.BadZipFile) as problem:
        raise _UnlikeError(f"the figures of {who} cannot be read: {problem}") from problem
    for name, array in arrays.items():
        wanted = _TYPES.get(name, np.dtype(np.float32))
        if array.dtype != wanted:
            raise _UnlikeError(f"{who} computed {name} in {array.dtype}, not in {wanted}")
        if not array.size or not np.isfinite(array).all():
            raise _UnlikeError(f"{who} computed numbers in {name} that are not finite")
    return arrays


def _unpack(archive: zipfile.ZipFile) -> dict[str, np.ndarray]:
    """Return the arrays of an `.npz`.

    Unlike `numpy.load` it believes no size before it has seen the bytes: the archive's directory
    bounds what is unpacked, and the bytes there bound the shape.
    """
    members = archive.infolist()
    if len(members) > ARRAYS_LIMIT or sum(member.file_size for member in members) > FILE_LIMIT:
        raise ValueError("they are larger than any workload's")
    return {
        member.filename.removesuffix(".npy"): _array(archive.read(member)) for member in members
    }


def _array(data: bytes) -> np.ndarray:
    stream = io.BytesIO(data)
    readers = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
    version = npy.read_magic(stream)
    if version not in readers:
        raise ValueError(f"an array of the format version {version}")
    shape, by_column, dtype = readers[version](stream)
    if dtype.kind not in "fiu":
        raise ValueError(f"an array of the type {dtype}")
    flat = np.frombuffer(data, dtype, offset=stream.tell())
    return flat.reshape(shape, order="F" if by_column else "C")


def _check_alike(pytorch: Arrays, tensorflow: Arrays, phase: Phase) -> None:
    lonely = sorted(set(pytorch) ^ set(tensorflow))
    if lonely:
        who = SIDE_NAMES["pytorch" if lonely[0] in pytorch else "tensorflow"]
        raise _UnlikeError(f"only {who} has {lonely[0]}")
    if "output" not in pytorch:
        raise _UnlikeError("both sides lack the output")
    if phase == "train" and not any(name.startswith(GRADIENT) for name in pytorch):
        raise _UnlikeError("both sides lack the gradients")
    for name, array in pytorch.items():
        if array.shape != tensorflow[name].shape:
            raise _UnlikeError(
                f"{name} has the shape {array.shape} in PyTorch "
                f"and {tensorflow[name].shape} in TensorFlow"
            )
    if phase == "train" and ("losses" not in pytorch or pytorch["losses"].shape != (LOSS_STEPS,)):
        raise _UnlikeError(f"both sides lack the losses of {LOSS_STEPS} steps")
