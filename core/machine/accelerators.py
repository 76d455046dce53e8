"""Devices for computing, asked of the drivers and not of a framework."""

from __future__ import annotations

import contextlib
import platform
import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.machine import roots
from core.records.machine import Accelerator

DRIVER_LIMIT_S = 1.5
Found = tuple[tuple[Accelerator, ...], str]


def read_accelerators() -> Found:
    """Return the devices, and a note when there is something to say about what is not there."""
    if sys.platform == "darwin":
        if platform.machine() == "arm64":
            return (Accelerator(name="Apple GPU", kind="mps", seen_by=("system",)),), ""
        return (), "none that PyTorch or TensorFlow can compute on"
    nvidia, note = in_time(read_nvidia, DRIVER_LIMIT_S)
    amd = read_amd(roots.SYSTEM)
    return (*nvidia, *amd), "" if amd else note


def in_time(read: Callable[[], Found], limit_s: float) -> Found:
    """Ask a driver in a thread: one that hangs must not take the app with it."""
    answers: queue.SimpleQueue[Found] = queue.SimpleQueue()
    threading.Thread(target=lambda: answers.put(read()), name="driver", daemon=True).start()
    try:
        return answers.get(timeout=limit_s)
    except queue.Empty:
        return (), f"not readable here: the driver gave no answer in {limit_s:g} s"


def read_nvidia() -> Found:
    """Return NVIDIA's cards as its driver lists them. No driver is a normal answer."""
    try:
        import pynvml
    except ImportError:
        return (), "not readable here: the package nvidia-ml-py is missing"
    absent = (pynvml.NVML_ERROR_LIBRARY_NOT_FOUND, pynvml.NVML_ERROR_DRIVER_NOT_LOADED)
    try:
        pynvml.nvmlInit()
        try:
            driver = _text(pynvml.nvmlSystemGetDriverVersion())
            devices = tuple(
                _nvidia_card(pynvml, index, driver) for index in range(pynvml.nvmlDeviceGetCount())
            )
        finally:
            pynvml.nvmlShutdown()
    except pynvml.NVMLError as problem:
        if problem.args and problem.args[0] in absent:
            return (), "none: no NVIDIA driver"
        return (), f"not readable here: NVIDIA's driver says {problem}"
    return devices, "" if devices else "none: an NVIDIA driver without a card"


def _nvidia_card(nvml: Any, index: int, driver: str) -> Accelerator:
    handle = nvml.nvmlDeviceGetHandleByIndex(index)
    memory = capability = None
    with contextlib.suppress(nvml.NVMLError):  # some cards in a partition hide it
        memory = int(nvml.nvmlDeviceGetMemoryInfo(handle).total)
    with contextlib.suppress(nvml.NVMLError):
        major, minor = nvml.nvmlDeviceGetCudaComputeCapability(handle)
        capability = f"{major}.{minor}"
    return Accelerator(
        name=_text(nvml.nvmlDeviceGetName(handle)),
        kind="cuda",
        memory_bytes=memory,
        driver=driver,
        capability=capability,
        seen_by=("nvml",),
    )


def _text(value: str | bytes) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def read_amd(root: Path) -> tuple[Accelerator, ...]:
    """Return AMD's cards as the kernel's compute driver lists them."""
    found: list[Accelerator] = []
    for node in roots.folders(root, "sys/class/kfd/kfd/topology/nodes/[0-9]*"):
        place = str(node.relative_to(root))
        properties = dict(
            line.split(" ", 1)
            for line in (roots.text(root, f"{place}/properties") or "").splitlines()
            if " " in line
        )
        if properties.get("simd_count", "0") == "0":  # the processor is a node, too
            continue
        version = properties.get("gfx_target_version", "")
        found.append(
            Accelerator(
                name=roots.text(root, f"{place}/name") or "AMD GPU",
                kind="rocm",
                capability=_gfx(version),
                seen_by=("kfd",),
            )
        )
    return tuple(found)


def _gfx(version: str) -> str | None:
    """Return "gfx90a" for 90010: two digits each for major, minor and stepping."""
    if not version.isdigit() or version == "0":
        return None
    value = int(version)
    return f"gfx{value // 10000}{value // 100 % 100:x}{value % 100:x}"
