"""What this machine says about the question of hardware."""

from __future__ import annotations

from dataclasses import dataclass

from core.records.machine import Accelerator, Machine

HARDWARE = "hardware"

# Words in an accelerator's name or kind, in the order they are tried, and the option they mean.
_WORDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("nvidia", "cuda", "geforce", "quadro", "tesla"), "nvidia"),
    (("tpu",), "tpu"),
    (("apple", "mps", "metal"), "apple"),
    (("amd", "radeon", "rocm"), "amd"),
    (("intel", "xpu"), "intelgpu"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """An answer that was read from this machine, and what was seen."""

    option: str
    text: str


def training_hardware(machine: Machine) -> Found:
    """Return the option of the question "hardware" that fits this machine.

    With several accelerators the first known kind of the list above counts; an accelerator of a
    kind that nobody knows counts as none.
    """
    for device in machine.accelerators:
        option = _option(device, machine)
        if option:
            return Found(option, device.name)
    if _is_mac(machine) and machine.architecture in ("arm64", "aarch64"):
        return Found("apple", machine.cpu.model or "Apple chip")
    processor = machine.cpu.model or machine.cpu.architecture
    return Found("cpu", f"no accelerator that could be read; processor {processor}")


def _option(device: Accelerator, machine: Machine) -> str:
    words = f"{device.name} {device.kind}".lower()
    kind = next((option for signs, option in _WORDS if any(s in words for s in signs)), "")
    if kind == "nvidia":
        return "nv_win" if "windows" in machine.os.lower() else "nv_linux"
    return kind


def _is_mac(machine: Machine) -> bool:
    return any(word in machine.os.lower() for word in ("mac", "darwin"))
