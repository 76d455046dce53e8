"""What the machine check tells the decision: hardware, system, Pythons, graphics card."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.machine.hardware import read_machine
from core.machine.interpreters import find_interpreters, is_too_old
from core.records.machine import Accelerator, Interpreter, Machine

HARDWARE = "hardware"  # also the id of the question that it answers
FIRST_BLACKWELL = 10  # compute capability of the first cards that TensorFlow has no kernels for

# Words in an accelerator's name or kind, in the order they are tried, and the family they mean.
_FAMILIES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("nvidia", "cuda", "geforce", "quadro", "tesla"), "nvidia"),
    (("tpu",), "tpu"),
    (("apple", "mps", "metal"), "apple"),
    (("amd", "radeon", "rocm"), "amd"),
    (("intel", "xpu"), "intel"),
)
_ARCHITECTURES = {
    "x86_64": "x86_64",
    "amd64": "x86_64",
    "arm64": "arm64",
    "aarch64": "arm64",
}


def facts(machine: Machine, interpreters: tuple[Interpreter, ...]) -> dict[str, tuple[str, ...]]:
    """Return what is known of this machine, for `Answers.found`.

    Args:
        machine: the hardware record; a Linux under WSL counts as Linux.
        interpreters: the Pythons found; those that cannot serve as workers count for nothing,
            those that merely lack a framework do.

    Returns:
        id of a fact, or "hardware" for the question of that id, -> what was seen. What could not
        be read has no key: no rule may rest on it.
    """
    pythons = tuple(i for i in interpreters if i.python and not is_too_old(i.python))
    seen = {
        HARDWARE: _hardware(machine),
        "system": _system(machine, pythons),
        "python": _versions(pythons),
        "gpu": _graphics(machine),
    }
    return {id_: values for id_, values in seen.items() if values}


def found_here(extra: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Read this machine and return its facts; takes a second or so, more with many Pythons.

    Args:
        extra: paths of interpreters that the person has chosen before.
    """
    return facts(read_machine(), find_interpreters(extra))


def hardware_words(machine: Machine) -> str:
    """Return what was seen of the hardware to train on, in words that begin small."""
    device = _trainable(machine)
    if device is not None:
        return device.name
    if _is_mac(machine) and _has_apple_chip(machine):
        return machine.cpu.model or "Apple chip"
    processor = machine.cpu.model or machine.cpu.architecture
    if _is_unread(machine):
        return f"accelerators not readable; processor {processor}"
    return f"no accelerator that could be read; processor {processor}"


def _hardware(machine: Machine) -> tuple[str, ...]:
    """Return the option of the question "hardware"; nothing where a driver gave no answer.

    With several accelerators the first one of a known family counts.
    """
    device = _trainable(machine)
    family = _family(device) if device else ""
    if family == "nvidia":
        return ("nv_win" if _is_windows(machine) else "nv_linux",)
    if family:
        return ({"intel": "intelgpu"}.get(family, family),)
    if _is_mac(machine) and _has_apple_chip(machine):
        return ("apple",)
    return () if _is_unread(machine) else ("cpu",)


def _graphics(machine: Machine) -> tuple[str, ...]:
    """Return every kind of card there is; nothing where that could not be told for sure."""
    kinds: dict[str, None] = {}
    for device in machine.accelerators:
        family = _family(device)
        if family == "nvidia":
            major = _major(device.capability)
            if major is not None:
                kinds["nvidia_10_up" if major >= FIRST_BLACKWELL else "nvidia_upto_9"] = None
        elif family in ("apple", "amd", "intel"):
            kinds[family] = None
    if kinds or machine.accelerators:
        return tuple(kinds)
    if _is_mac(machine) and _has_apple_chip(machine):
        return ("apple",)
    # On Windows only NVIDIA's driver is asked: another maker's card may be there.
    return () if _is_unread(machine) or _is_windows(machine) else ("none",)


def _system(machine: Machine, pythons: tuple[Interpreter, ...]) -> tuple[str, ...]:
    if _is_mac(machine):
        # A translated Python says x86_64 on an Apple chip, where a native one takes minutes to get.
        return ("mac_arm64" if _has_apple_chip(machine) else "mac_x86_64",)
    built_for = _architectures(i.architecture for i in pythons)
    if not built_for:
        built_for = _architectures((machine.architecture,))
    if not built_for:
        return ()
    if _is_windows(machine):
        # An x64 Python runs on Windows for ARM too, and has the wheels that ARM64 lacks.
        return ("windows_x86_64" if "x86_64" in built_for else "windows_arm64",)
    return tuple(f"linux_{name}" for name in sorted(built_for))


def _architectures(names: Iterable[str]) -> set[str]:
    return {known for name in names if (known := _ARCHITECTURES.get(name.lower()))}


def _versions(pythons: tuple[Interpreter, ...]) -> tuple[str, ...]:
    found = {tuple(int(part) for part in _parts(i.python)) for i in pythons}
    return tuple(".".join(map(str, version)) for version in sorted(found) if len(version) == 2)


def _parts(version: str) -> tuple[str, ...]:
    """Return major and minor of "3.14.0rc1"; nothing of what is no version."""
    match = re.match(r"(\d{1,4})\.(\d{1,4})(?!\d)", version)
    return match.groups() if match else ()


def _trainable(machine: Machine) -> Accelerator | None:
    return next((device for device in machine.accelerators if _family(device)), None)


def _family(device: Accelerator) -> str:
    words = f"{device.name} {device.kind}".lower()
    return next((name for signs, name in _FAMILIES if any(s in words for s in signs)), "")


def _major(capability: str | None) -> int | None:
    """Return 12 for a compute capability of "12.0"; None for what is none."""
    match = re.match(r"(\d{1,3})\.\d", capability or "")
    return int(match.group(1)) if match else None


def _is_unread(machine: Machine) -> bool:
    return not machine.accelerators and machine.accelerators_note.startswith("not readable")


def _is_mac(machine: Machine) -> bool:
    return machine.os.lower().startswith(("macos", "mac os", "darwin"))


def _is_windows(machine: Machine) -> bool:
    return "windows" in machine.os.lower()


def _has_apple_chip(machine: Machine) -> bool:
    native = _ARCHITECTURES.get(machine.architecture.lower()) == "arm64"
    return native or "apple" in (machine.cpu.model or "").lower()
